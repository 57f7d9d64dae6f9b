"""The natural rhythm: rows S26 and S27 of the practice model, and when nothing is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tui.domain.practice.natural_rhythm import NaturalRhythm, natural_rhythm
from tui.domain.practice.plan import Pause, Schedule

MONDAY = date(2026, 1, 5)
FRIDAY = date(2026, 1, 30)
NEXT_MONDAY = date(2026, 2, 2)
"""Four full weeks lie behind it, the day itself still open."""
MON_WED_FRI = frozenset({0, 2, 4})


def weeks(*weekdays: int, of: int = 4) -> list[date]:
    return [MONDAY + timedelta(weeks=week, days=day) for week in range(of) for day in weekdays]


def test_three_of_five_days_suggest_themselves() -> None:
    assert natural_rhythm(weeks(0, 2, 4), FRIDAY) == NaturalRhythm(MON_WED_FRI, None, 12, 20)


def test_the_hint_says_it_as_the_practice_model_does() -> None:
    hint = natural_rhythm(weeks(0, 2, 4), FRIDAY)
    assert hint is not None
    assert hint.sentence == "Your natural rhythm looks like Mon, Wed, Fri. Make that the plan?"


def test_once_it_is_the_plan_nothing_is_said() -> None:
    assert natural_rhythm(weeks(0, 2, 4), FRIDAY, [Schedule(MONDAY, MON_WED_FRI)]) is None


def test_nothing_is_said_while_a_new_plan_is_young() -> None:
    plans = [Schedule(MONDAY), Schedule(FRIDAY, MON_WED_FRI)]
    assert natural_rhythm(weeks(0, 2, 4), FRIDAY + timedelta(2), plans) is None


def test_four_of_five_days_need_no_other_plan() -> None:
    assert natural_rhythm(weeks(0, 1, 3, 4), FRIDAY) is None


def test_seven_tenths_are_enough() -> None:
    days = [*weeks(0, 1, 2), *weeks(3, of=2)]
    assert len(days) == 14
    assert natural_rhythm(days, FRIDAY) is None


def test_today_still_open_is_no_day_missed() -> None:
    days = weeks(0, 1, 2)
    days += [date(2026, 1, 8), date(2026, 1, 15)]
    assert len(days) == 14
    assert natural_rhythm(days, NEXT_MONDAY) is None


def test_less_than_once_a_week_is_no_rhythm_yet() -> None:
    assert natural_rhythm([MONDAY, *weeks(2, of=2)], NEXT_MONDAY) is None


def test_nothing_is_said_before_four_weeks_of_practice() -> None:
    assert natural_rhythm(weeks(0, 2, 4, of=3), date(2026, 1, 23)) is None


def test_days_that_wander_suggest_a_number_of_days() -> None:
    days = [MONDAY + timedelta(weeks=week, days=day) for week, day in enumerate((0, 1, 2, 3))]
    more = [MONDAY + timedelta(weeks=week, days=day) for week, day in enumerate((4, 3, 4, 2))]
    hint = natural_rhythm([*days, *more], NEXT_MONDAY)
    assert hint is not None
    assert (hint.weekdays, hint.per_week) == (frozenset(), 2)
    assert hint.sentence == "Your natural rhythm looks like 2 days a week. Make that the plan?"


def test_a_weekday_of_three_weeks_in_four_belongs_to_the_rhythm() -> None:
    days = [day for day in weeks(1, 3) if day != date(2026, 1, 20)]
    hint = natural_rhythm([MONDAY, *days], NEXT_MONDAY)
    assert hint is not None
    assert hint.weekdays == {1, 3}


def test_paused_days_are_not_expected() -> None:
    hint = natural_rhythm(weeks(0, 2, 4), FRIDAY, pauses=[Pause(date(2026, 1, 13), date(2026, 1, 13))])
    assert hint is not None
    assert (hint.practised, hint.expected) == (12, 19)


@pytest.mark.parametrize("schedules", [[Schedule(MONDAY, frozenset(range(7)), 5)]])
def test_the_weekly_mode_already_leaves_the_days_free(schedules: list[Schedule]) -> None:
    assert natural_rhythm(weeks(0, 2), FRIDAY, schedules) is None


def test_an_empty_book_suggests_nothing() -> None:
    assert natural_rhythm([], FRIDAY) is None
