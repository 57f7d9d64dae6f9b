"""The weekly mode: rows W1-W7 of the practice model."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.practice.plan import Pause, Schedule, plan_of
from tui.domain.practice.spares import Beat
from tui.domain.practice.streak import Mark, Mode, TodayState, streak, week_strip
from tui.domain.practice.weekly import weeks_of

THREE_A_WEEK = (Schedule(date(2026, 1, 1), frozenset(), 3),)


def january(*days: int) -> list[date]:
    return [date(2026, 1, day) for day in days]


@pytest.mark.parametrize(
    ("days", "today", "pauses", "weeks", "this_week", "current", "longest", "spares"),
    [
        pytest.param((5, 6, 8), 9, (), "H", (3, 3), 1, 1, 1, id="W1"),
        pytest.param((5, 6), 9, (), "N", (2, 3), 0, 0, 0, id="W2"),
        pytest.param((9,), 9, (), "N", (1, 2), 0, 0, 0, id="W3"),
        pytest.param((5, 6, 8, 14, 19, 20, 21), 25, (), "HMH", (3, 3), 2, 2, 0, id="W4"),
        pytest.param((5, 6, 8, 14, 19), 26, (), "HMMN", (0, 3), 0, 1, 0, id="W5"),
        pytest.param((5, 6, 8, 19, 20, 21), 25, (12, 18), "HNH", (3, 3), 2, 2, 1, id="W6"),
        pytest.param((5, 6, 8, 16, 17), 18, (12, 15), "HH", (2, 2), 2, 2, 1, id="W7"),
    ],
)
def test_weeks_hold_together_as_days_do(
    days: tuple[int, ...],
    today: int,
    pauses: tuple[int, ...],
    weeks: str,
    this_week: tuple[int, int],
    current: int,
    longest: int,
    spares: int,
) -> None:
    on = date(2026, 1, today)
    paused = [Pause(date(2026, 1, pauses[0]), date(2026, 1, pauses[1]))] if pauses else []
    found = streak(january(*days), on, THREE_A_WEEK, paused)
    assert (found.current, found.longest, found.spares) == (current, longest, spares)
    assert (found.week_done, found.week_need) == this_week
    beats = [
        week.beat.value for week in weeks_of(frozenset(january(*days)), on, plan_of(THREE_A_WEEK, paused))
    ]
    assert "".join(beats) == weeks


def test_the_weekly_mode_says_so_and_expects_no_day_in_particular() -> None:
    found = streak([], date(2026, 1, 5), THREE_A_WEEK)
    assert (found.mode, found.expected_days, found.today) == (Mode.WEEKLY, (), TodayState.NEW)


def test_any_day_is_open_until_the_week_is_kept() -> None:
    assert streak(january(5, 6), date(2026, 1, 10), THREE_A_WEEK).today is TodayState.OPEN
    assert streak(january(5, 6, 7), date(2026, 1, 10), THREE_A_WEEK).today is TodayState.REST


def test_a_week_kept_before_it_was_paused_stays_kept() -> None:
    whole_week = [Pause(date(2026, 1, 5), date(2026, 1, 11))]
    assert streak(january(5, 6, 8), date(2026, 1, 12), THREE_A_WEEK, whole_week).current == 1


def test_an_earlier_act_added_later_keeps_the_streak_of_a_short_first_week() -> None:
    assert streak(january(18), date(2026, 1, 18), THREE_A_WEEK).current == 1
    assert streak(january(5, 18), date(2026, 1, 18), THREE_A_WEEK).current == 1


def test_a_short_week_cannot_carry_a_running_streak_on() -> None:
    kept_then_sunday_only = january(5, 6, 8, 18)
    weeks = weeks_of(frozenset(kept_then_sunday_only), date(2026, 1, 19), plan_of(THREE_A_WEEK))
    assert weeks[1].beat is Beat.FRESH
    found = streak(kept_then_sunday_only, date(2026, 1, 19), THREE_A_WEEK)
    assert (found.current, found.spares) == (1, 1)


def test_the_strip_of_a_week_without_fixed_days_is_open_ahead_and_restful_behind() -> None:
    strip = week_strip(january(5), date(2026, 1, 7), THREE_A_WEEK)
    assert [each.mark for each in strip] == [Mark.PRACTISED, Mark.REST, Mark.OPEN, *[Mark.AHEAD] * 4]


def test_weeks_under_an_earlier_daily_plan_are_read_with_the_number_of_now() -> None:
    schedules = [Schedule(date(2026, 1, 1)), Schedule(date(2026, 1, 12), frozenset(), 3)]
    assert streak(january(5, 6, 7, 12, 13, 14), date(2026, 1, 14), schedules).current == 2
