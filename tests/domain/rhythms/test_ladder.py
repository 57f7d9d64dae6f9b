"""The new-contact ladder: rows L1-L8 of the practice model."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.records.contact import Ladder
from tui.domain.rhythms.ladder import ladder_step, rhythm_begins_on

MET = date(2026, 3, 2)


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(f"2026-{text}") for text in texts]


@pytest.mark.parametrize(
    ("touches", "today", "number", "due"),
    [
        pytest.param([], "03-02", 1, "03-03", id="L1"),
        pytest.param(["03-03"], "03-04", 2, "03-09", id="L2"),
        pytest.param(["03-08"], "03-08", 2, "03-13", id="L3"),
        pytest.param(["03-03", "03-09"], "03-10", 3, "04-01", id="L4"),
        pytest.param(["03-03", "03-25"], "03-25", 3, "04-15", id="L5"),
        pytest.param(["03-03", "03-03"], "03-04", 2, "03-09", id="L8"),
    ],
)
def test_the_next_step_and_its_day(touches: list[str], today: str, number: int, due: str) -> None:
    step = ladder_step(MET, days(*touches), days(today)[0])
    assert step is not None
    assert (step.number, step.due_on) == (number, days(due)[0])


def test_l6_three_touches_finish_the_ladder() -> None:
    assert ladder_step(MET, days("03-03", "03-09", "04-01"), date(2026, 4, 2)) is None


def test_l7_the_ladder_lapses_after_sixty_days() -> None:
    assert ladder_step(MET, [], date(2026, 5, 2)) is None
    assert ladder_step(MET, [], date(2026, 5, 1)) is not None


def test_a_touch_on_the_day_of_the_meeting_is_the_meeting() -> None:
    step = ladder_step(MET, [MET], date(2026, 3, 3))
    assert step is not None
    assert step.number == 1


def test_a_touch_still_to_come_is_no_step_yet() -> None:
    step = ladder_step(MET, days("03-20"), date(2026, 3, 4))
    assert step is not None
    assert step.number == 1


def test_a_step_is_late_from_the_day_after() -> None:
    due, after = (ladder_step(MET, [], day) for day in days("03-03", "03-04"))
    assert due is not None and after is not None
    assert (due.is_late, after.is_late) == (False, True)


def test_the_light_ladder_is_the_first_step_only() -> None:
    assert ladder_step(MET, [], date(2026, 3, 3), Ladder.LIGHT) is not None
    assert ladder_step(MET, days("03-03"), date(2026, 3, 4), Ladder.LIGHT) is None


@pytest.mark.parametrize("met_on", [None, date(2026, 3, 9)])
def test_there_is_no_step_without_a_meeting_that_has_been(met_on: date | None) -> None:
    assert ladder_step(met_on, [], date(2026, 3, 3)) is None


def test_no_ladder_asks_for_nothing() -> None:
    assert ladder_step(MET, [], date(2026, 3, 3), Ladder.NONE) is None


def test_an_open_ladder_holds_the_rhythm_back_until_it_lapses() -> None:
    assert rhythm_begins_on(MET, days("03-03"), Ladder.FULL) == date(2026, 5, 2)


def test_a_finished_ladder_holds_nothing_back() -> None:
    assert rhythm_begins_on(MET, days("03-03", "03-09", "04-01"), Ladder.FULL) is None
