"""The practice plan: schedules by date, and pauses."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.practice.plan import Pause, Schedule, plan_of

MONDAY, SATURDAY = date(2026, 1, 5), date(2026, 1, 10)


def test_without_any_schedule_the_week_is_monday_to_friday() -> None:
    plan = plan_of()
    assert plan.is_expected(MONDAY)
    assert not plan.is_expected(SATURDAY)


def test_each_day_is_read_by_the_schedule_valid_then() -> None:
    plan = plan_of([Schedule(MONDAY, frozenset({0})), Schedule(SATURDAY, frozenset({5}))])
    assert [plan.is_expected(day) for day in (MONDAY, SATURDAY, date(2026, 1, 12))] == [True, True, False]


def test_of_two_schedules_from_one_day_the_later_given_counts() -> None:
    plan = plan_of([Schedule(MONDAY, frozenset({0})), Schedule(MONDAY, frozenset({1}))])
    assert not plan.is_expected(MONDAY)


def test_the_weekly_mode_expects_no_single_day() -> None:
    assert not plan_of([Schedule(MONDAY, frozenset(range(7)), 3)]).is_expected(MONDAY)


@pytest.mark.parametrize(
    ("day", "is_paused"),
    [("2026-01-04", False), ("2026-01-05", True), ("2026-01-10", True), ("2026-01-11", False)],
)
def test_a_pause_holds_both_its_ends(day: str, is_paused: bool) -> None:
    assert plan_of(pauses=[Pause(MONDAY, SATURDAY)]).is_paused(date.fromisoformat(day)) is is_paused


def test_paused_days_are_cut_to_the_days_asked_for() -> None:
    plan = plan_of(pauses=[Pause(date(2026, 1, 1), MONDAY), Pause(SATURDAY)])
    assert plan.paused_days(date(2026, 1, 4), date(2026, 1, 11)) == {
        date(2026, 1, 4),
        MONDAY,
        SATURDAY,
        date(2026, 1, 11),
    }
