"""Months and quarters are as long as the calendar says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tui.domain.dates.months import first_of_quarter, last_of_month, moved, nearest_day_of_month


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-02-01", "2026-02-28"),
        ("2028-02-29", "2028-02-29"),
        ("2026-12-31", "2026-12-31"),
        ("2100-02-09", "2100-02-28"),
    ],
)
def test_the_last_day_of_a_month(day: str, last: str) -> None:
    assert last_of_month(date.fromisoformat(day)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-01-01", "2026-01-01"),
        ("2026-03-31", "2026-01-01"),
        ("2026-04-01", "2026-04-01"),
        ("2026-12-31", "2026-10-01"),
    ],
)
def test_the_first_day_of_a_quarter(day: str, first: str) -> None:
    assert first_of_quarter(date.fromisoformat(day)) == date.fromisoformat(first)


@pytest.mark.parametrize(
    ("today", "day", "past", "coming"),
    [
        ("2026-11-23", 23, "2026-11-23", "2026-11-23"),
        ("2026-11-23", 24, "2026-10-24", "2026-11-24"),
        ("2026-02-10", 30, "2026-01-30", "2026-03-30"),
        ("2026-01-01", 31, "2025-12-31", "2026-01-31"),
        ("2028-03-01", 29, "2028-02-29", "2028-03-29"),
    ],
)
def test_the_nearest_day_of_a_number_skips_the_months_without_it(
    today: str, day: int, past: str, coming: str
) -> None:
    now = date.fromisoformat(today)
    assert nearest_day_of_month(now, day, is_past=True) == date.fromisoformat(past)
    assert nearest_day_of_month(now, day, is_past=False) == date.fromisoformat(coming)


@pytest.mark.parametrize(
    ("unit", "count", "there"),
    [
        ("mo", 1, "2028-02-29"),
        ("mo", -2, "2027-11-30"),
        ("y", 1, "2029-01-31"),
        ("f", 1, "2028-02-14"),
        ("d", -31, "2027-12-31"),
    ],
)
def test_a_month_that_is_too_short_gives_its_last_day(unit: str, count: int, there: str) -> None:
    assert moved(date(2028, 1, 31), unit, count) == date.fromisoformat(there)


def test_there_is_no_day_past_the_last_year() -> None:
    assert moved(date(2026, 11, 23), "y", 9999) is None
    assert moved(date(2026, 11, 23), "w", 10**9) is None


def test_what_comes_back_is_a_plain_day() -> None:
    for day in (
        last_of_month(date(2026, 2, 1)),
        first_of_quarter(date(2026, 2, 1)),
        moved(date(2026, 2, 1), "mo", 1),
    ):
        assert type(day) is date
        assert isinstance(day - date(2026, 1, 1), timedelta)
