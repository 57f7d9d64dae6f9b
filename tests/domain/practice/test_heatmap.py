"""The depth of a practice day."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.practice.heatmap import HeatDay, PracticeAct, day_depth, heat_days
from tui.domain.practice.plan import Pause, Schedule
from tui.domain.practice.streak import Mark

MONDAY, SUNDAY = date(2026, 1, 5), date(2026, 1, 11)


@pytest.mark.parametrize(
    ("acts", "depth"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param([PracticeAct(0.0, 5)], 0, id="a like"),
        pytest.param([PracticeAct(0.3, 3)], 1, id="a comment"),
        pytest.param([PracticeAct(0.6, 3)], 2, id="a message"),
        pytest.param([PracticeAct(0.6)], 2, id="a message, feeling not noted"),
        pytest.param([PracticeAct(0.6, 3)] * 9, 2, id="nine messages"),
        pytest.param([PracticeAct(0.6, 4)], 3, id="a message that felt good"),
        pytest.param([PracticeAct(1.0, 3)], 3, id="a call"),
        pytest.param([PracticeAct(1.0, 5)], 4, id="in person, felt very good"),
        pytest.param([PracticeAct(0.6, 3), PracticeAct(0.0, 5)], 2, id="a like adds no feeling"),
    ],
)
def test_a_day_is_as_deep_as_its_richest_act(acts: list[PracticeAct], depth: int) -> None:
    assert day_depth(acts) == depth


def marks(
    days: list[int], today: date = SUNDAY, schedules: list[Schedule] | None = None, *pauses: Pause
) -> str:
    """Return the first letter of each day's mark."""
    practised = [date(2026, 1, day) for day in days]
    found = heat_days(MONDAY, today, practised, [], schedules or [], pauses)
    return "".join(each.mark.value[0] for each in found)


def test_rest_spare_and_pause_have_marks_of_their_own() -> None:
    assert marks([5, 7], SUNDAY, None, Pause(date(2026, 1, 9))) == "pspsppp"


def test_days_before_the_first_act_are_empty() -> None:
    assert marks([8]) == "eeepsrr"


def test_an_expected_today_is_open() -> None:
    assert marks([5], date(2026, 1, 6)) == "po"


def test_in_weekly_mode_a_day_without_practice_is_simply_empty() -> None:
    weekly = [Schedule(MONDAY, frozenset(range(7)), 3)]
    assert marks([5], date(2026, 1, 7), weekly) == "peo"


def test_the_depth_of_each_day_is_that_of_its_own_acts() -> None:
    acts = [
        (MONDAY, PracticeAct(0.6)),
        (MONDAY, PracticeAct(0.3, 5)),
        (date(2026, 1, 6), PracticeAct(1.0, 5)),
    ]
    found = heat_days(MONDAY, date(2026, 1, 7), [MONDAY, date(2026, 1, 6)], acts)
    assert [each.depth for each in found] == [3, 4, 0]


def test_nothing_but_emptiness_is_shown_of_a_new_book() -> None:
    assert heat_days(MONDAY, MONDAY, [], []) == (HeatDay(MONDAY, Mark.OPEN, 0),)
