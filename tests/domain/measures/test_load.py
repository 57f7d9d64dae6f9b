"""Load: spreading first due dates, and the honest meter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.measures.load import first_due_dates, load_of

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("count", "ideal", "first_days"),
    [
        (40, 30, [0, 1, 1, 2, 3, 4, 4, 5]),
        (10, 90, [4, 13, 22, 31, 40, 49, 58, 67, 76, 85]),
        (3, 7, [1, 3, 5]),
    ],
)
def test_people_given_one_rhythm_at_once_are_spread_over_it(
    count: int, ideal: int, first_days: list[int]
) -> None:
    days = [(due - TODAY).days for due in first_due_dates(count, ideal, TODAY)]
    assert days[: len(first_days)] == first_days


def test_forty_monthly_people_are_at_most_two_a_day() -> None:
    due = first_due_dates(40, 30, TODAY)
    assert max(due.count(day) for day in due) == 2


@given(st.integers(1, 300), st.integers(1, 400))
def test_every_first_due_date_lies_within_one_rhythm(count: int, ideal: int) -> None:
    days = [(due - TODAY).days for due in first_due_dates(count, ideal, TODAY)]
    assert len(days) == count
    assert days == sorted(days)
    assert days[0] >= 0 and days[-1] < ideal


@pytest.mark.parametrize(
    ("rhythms", "asked", "use"),
    [
        ([7] * 5 + [30] * 10 + [90] * 35 + [365] * 100, 11.97, 0.7982),
        ([30] * 40, 9.33, 0.6222),
        ([], 0.0, 0.0),
    ],
)
def test_the_load_of_a_book(rhythms: list[int], asked: float, use: float) -> None:
    load = load_of(rhythms, 3, 5)
    assert load.asked == pytest.approx(asked, abs=0.005)
    assert load.use == pytest.approx(use, abs=5e-5)


def test_the_meter_speaks_above_four_fifths() -> None:
    assert load_of([7] * 12, 3, 5).sentence is None
    said = "Your rhythms ask for 13 hellos a week; your pace is 15. Slow a few people down?"
    assert load_of([7] * 13, 3, 5).sentence == said


def test_a_book_without_practice_days_is_over_its_pace() -> None:
    assert load_of([7], 3, 0).sentence is not None
