"""Practice days, pace and pauses as they are typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import InvalidInput
from tui.domain.practice.plan import Pause, Schedule
from tui.domain.practice.words import (
    pause_words,
    read_pace,
    read_pause,
    read_practice_days,
    schedule_words,
)

MONDAY = date(2026, 11, 23)
WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "weekdays"),
    [
        ("mon tue wed thu fri", {0, 1, 2, 3, 4}),
        ("Mon, Wed and Friday", {0, 2, 4}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("mon - wed sat", {0, 1, 2, 5}),
        ("fri-mon", {4, 5, 6, 0}),
        ("weekdays", {0, 1, 2, 3, 4}),
        ("every day", set(range(7))),
        ("thurs", {3}),
    ],
)
def test_weekdays_are_read_as_people_write_them(typed: str, weekdays: set[int]) -> None:
    assert read_practice_days(typed, MONDAY) == Schedule(MONDAY, frozenset(weekdays))


@pytest.mark.parametrize(
    "typed", ["3 a week", "3", "3x a week", "3 days a week", "3 times per week", "3/week"]
)
def test_a_number_is_so_many_days_a_week(typed: str) -> None:
    assert read_practice_days(typed, MONDAY).per_week == 3


@pytest.mark.parametrize("typed", ["", "someday", "mon-", "mo", "0 a week", "8", "three", "-mon", "mon fro"])
def test_what_names_no_days_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_practice_days(typed, MONDAY)


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [
        ({0, 1, 2, 3, 4}, "Mon to Fri"),
        ({0, 2, 4}, "Mon, Wed, Fri"),
        ({5, 6}, "Sat, Sun"),
        (set(range(7)), "every day"),
        ({3}, "Thu"),
    ],
)
def test_practice_days_are_said_short(weekdays: set[int], words: str) -> None:
    assert schedule_words(Schedule(MONDAY, frozenset(weekdays))) == words


@given(st.sets(st.integers(0, 6), min_size=1))
def test_practice_days_are_read_as_they_are_said(weekdays: set[int]) -> None:
    schedule = Schedule(MONDAY, frozenset(weekdays))
    assert read_practice_days(schedule_words(schedule).replace(" to ", "-"), MONDAY) == schedule


def test_weekly_practice_is_said_as_a_number() -> None:
    assert schedule_words(read_practice_days("1 a week", MONDAY)) == "1 day a week, whichever they are"


@pytest.mark.parametrize("typed", ["0", "11", "-3", "", "many", "3.5", "99999999999"])
def test_a_pace_outside_its_bounds_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_pace(typed)


def test_a_pace_is_a_number_of_people() -> None:
    assert [read_pace(" 1 "), read_pace("10")] == [1, 10]


def pause(first: str, last: str) -> Pause:
    return Pause(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mon to fri", pause("2026-11-30", "2026-12-04")),
        ("today to fri", pause("2026-11-25", "2026-11-27")),
        ("10 jan to 25 jan", pause("2027-01-10", "2027-01-25")),
        ("10 nov to 15 nov", pause("2026-11-10", "2026-11-15")),
        ("24 dec to 2 jan", pause("2026-12-24", "2027-01-02")),
        ("3d ago to today", pause("2026-11-22", "2026-11-25")),
        ("yesterday", pause("2026-11-24", "2026-11-24")),
        ("last mon until yesterday", pause("2026-11-23", "2026-11-24")),
        ("2026-12-01 - 2026-12-05", pause("2026-12-01", "2026-12-05")),
        ("fri", pause("2026-11-27", "2026-11-27")),
    ],
)
def test_days_off_are_read_as_people_write_them(typed: str, found: Pause) -> None:
    assert read_pause(typed, WEDNESDAY) == found


@pytest.mark.parametrize(
    "typed", ["", "to fri", "mon to", "someday", "today to yesterday", "today to 2027-11-20", "30 feb"]
)
def test_days_that_cannot_be_a_pause_are_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_pause(typed, WEDNESDAY)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 89))
def test_a_pause_written_out_is_read_as_written(first: date, days: int) -> None:
    last = first + timedelta(days)
    assert read_pause(f"{first} to {last}", MONDAY) == Pause(first, last)


def test_a_pause_is_said_with_its_length() -> None:
    assert pause_words(pause("2026-11-30", "2026-12-04"), MONDAY) == "Mon 30 Nov to Fri 4 Dec, 5 days"


def test_a_pause_without_an_end_says_so() -> None:
    assert pause_words(Pause(MONDAY), MONDAY) == "Mon 23 Nov until further notice"
