"""Dates that return every year."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.records.contact import KeyDate, KeyDateKind
from tui.domain.records.key_dates import is_coming_up, latest_occurrence, next_occurrence, occurrence_to_greet


def birthday(month: int, day: int, year: int | None = None) -> KeyDate:
    return KeyDate(KeyDateKind.BIRTHDAY, month, day, year)


@pytest.mark.parametrize(
    ("month", "day", "today", "returns"),
    [
        (2, 29, "2026-02-20", "2026-02-28"),
        (2, 29, "2028-02-20", "2028-02-29"),
        (12, 31, "2026-12-31", "2026-12-31"),
        (1, 1, "2026-12-31", "2027-01-01"),
    ],
)
def test_the_next_return_of_a_date(month: int, day: int, today: str, returns: str) -> None:
    found = next_occurrence(birthday(month, day), date.fromisoformat(today))
    assert found.on == date.fromisoformat(returns)


def test_the_latest_return_may_lie_in_the_year_before() -> None:
    assert latest_occurrence(birthday(12, 31), date(2027, 1, 2)).on == date(2026, 12, 31)


def test_years_are_counted_where_the_first_year_is_known() -> None:
    assert next_occurrence(birthday(11, 23, 1986), date(2026, 11, 1)).years == 40
    assert next_occurrence(birthday(11, 23), date(2026, 11, 1)).years is None


@pytest.mark.parametrize(("today", "is_offered"), [(22, False), (23, True), (26, True), (27, False)])
def test_a_greeting_is_offered_on_the_day_and_for_three_days_after(today: int, is_offered: bool) -> None:
    assert (occurrence_to_greet(birthday(11, 23), date(2026, 11, today)) is not None) is is_offered


def test_being_in_touch_since_answers_the_date() -> None:
    assert occurrence_to_greet(birthday(11, 23), date(2026, 11, 24), date(2026, 11, 23)) is None
    assert occurrence_to_greet(birthday(11, 23), date(2026, 11, 24), date(2026, 11, 22)) is not None


def test_a_date_whose_first_year_is_still_to_come_is_not_greeted() -> None:
    wedding = KeyDate(KeyDateKind.ANNIVERSARY, 11, 23, 2027)
    assert occurrence_to_greet(wedding, date(2026, 11, 23)) is None


@pytest.mark.parametrize(("today", "is_coming"), [(15, False), (16, True), (22, True), (23, False)])
def test_a_date_comes_up_within_seven_days(today: int, is_coming: bool) -> None:
    assert is_coming_up(birthday(11, 23), date(2026, 11, today)) is is_coming
