"""The list of dates every line must know, one by one, read as past and as future."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tui.domain.dates.dates import Tense, match_date, parse_date, say
from tui.domain.errors import InvalidInput

MONDAY = date(2026, 11, 23)
PAST, FUTURE = Tense.PAST, Tense.FUTURE
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def read(text: str, tense: Tense) -> str:
    """Return the day a text names."""
    return parse_date(text, MONDAY, tense).isoformat()


@pytest.mark.parametrize(
    ("text", "tense", "day"),
    [
        ("today", PAST, "2026-11-23"),
        ("today", FUTURE, "2026-11-23"),
        ("tonight", PAST, "2026-11-23"),
        ("tonight", FUTURE, "2026-11-23"),
        ("yesterday", PAST, "2026-11-22"),
        ("tomorrow", FUTURE, "2026-11-24"),
        ("in 3 days", FUTURE, "2026-11-26"),
        ("3 days ago", PAST, "2026-11-20"),
        ("3d", PAST, "2026-11-20"),
        ("3d", FUTURE, "2026-11-26"),
        ("-3d", PAST, "2026-11-20"),
        ("+2w", FUTURE, "2026-12-07"),
        ("1mo", PAST, "2026-10-23"),
        ("1mo", FUTURE, "2026-12-23"),
        ("a week from today", FUTURE, "2026-11-30"),
        ("a week from now", FUTURE, "2026-11-30"),
        ("the day after tomorrow", FUTURE, "2026-11-25"),
        ("the day before yesterday", PAST, "2026-11-21"),
        ("a fortnight", PAST, "2026-11-09"),
        ("a fortnight", FUTURE, "2026-12-07"),
        ("end of week", FUTURE, "2026-11-29"),
        ("end of month", FUTURE, "2026-11-30"),
        ("next week", FUTURE, "2026-11-30"),
        ("next month", FUTURE, "2026-12-01"),
        ("12 may", PAST, "2026-05-12"),
        ("12 may", FUTURE, "2027-05-12"),
        ("may 12", PAST, "2026-05-12"),
        ("may 12", FUTURE, "2027-05-12"),
        ("12may", PAST, "2026-05-12"),
        ("12may", FUTURE, "2027-05-12"),
        ("30th", PAST, "2026-10-30"),
        ("30th", FUTURE, "2026-11-30"),
        ("2026-11-20", PAST, "2026-11-20"),
        ("20261120", PAST, "2026-11-20"),
        ("2026-12-01", FUTURE, "2026-12-01"),
        ("20261201", FUTURE, "2026-12-01"),
        ("next tue", FUTURE, "2026-12-01"),
        ("next mon", FUTURE, "2026-11-30"),
        ("next sun", FUTURE, "2026-12-06"),
        ("this fri", FUTURE, "2026-11-27"),
        ("last tue", PAST, "2026-11-17"),
    ],
)
def test_a_date_of_the_list_is_read(text: str, tense: Tense, day: str) -> None:
    assert read(text, tense) == day


@pytest.mark.parametrize("number", range(7))
def test_every_weekday_is_read_in_full_and_by_three_letters(number: int) -> None:
    name = DAYS[number]
    ahead = MONDAY + timedelta(days=(number - 1) % 7 + 1)
    behind = MONDAY - timedelta(days=(-number - 1) % 7 + 1)
    for word in (name, name[:3], name.title()):
        assert (read(word, FUTURE), read(word, PAST)) == (ahead.isoformat(), behind.isoformat())
        assert read(f"last {word}", PAST) == behind.isoformat()
        assert read(f"next {word}", FUTURE) == (MONDAY + timedelta(days=7 + number)).isoformat()
        assert read(f"this {word}", FUTURE) == (MONDAY + timedelta(days=number)).isoformat()


@pytest.mark.parametrize("number", range(12))
def test_numbers_are_read_as_words_up_to_twelve(number: int) -> None:
    count = timedelta(days=number + 1)
    assert read(f"in {NUMBERS[number]} days", FUTURE) == (MONDAY + count).isoformat()
    assert read(f"{NUMBERS[number]} days ago", PAST) == (MONDAY - count).isoformat()


@pytest.mark.parametrize("text", ["12.5.", "12/5"])
@pytest.mark.parametrize("tense", [PAST, FUTURE])
def test_figures_are_read_only_in_a_configured_order(text: str, tense: Tense) -> None:
    with pytest.raises(InvalidInput, match="12 May or 5 Dec"):
        parse_date(text, MONDAY, tense)
    assert parse_date(text, MONDAY, tense, day_first=True).month == 5
    assert parse_date(text, MONDAY, tense, day_first=False).month == 12


@pytest.mark.parametrize("tense", [PAST, FUTURE])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("november", "some day in November"),
        ("jan", "some day in January"),
        ("may", "some day in May"),
        ("13/45", "is not a date - write it like 12may"),
        ("2026-02-30", "Feb 2026 has 28 days"),
        ("20260230", "Feb 2026 has 28 days"),
        ("2026-13-01", "is not a date"),
        ("31 nov", "Nov has 30 days at most"),
        ("32nd", "a month has 31 days at most"),
    ],
)
def test_what_is_no_single_day_is_refused_with_what_would_be_read(text: str, says: str, tense: Tense) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_date(text, MONDAY, tense)
    assert text in refused.value.title
    assert says in refused.value.title


def test_two_weeks_from_today_lie_ahead() -> None:
    match = match_date(["2", "weeks", "from", "today"], 0, MONDAY, FUTURE)
    assert match is not None
    assert (match.words, match.day) == (4, date(2026, 12, 7))


def test_the_fifth_is_the_nearest_one() -> None:
    assert (read("the 5th", PAST), read("the 5th", FUTURE)) == ("2026-11-05", "2026-12-05")


@pytest.mark.parametrize("day", ["2026-11-27", "2027-05-14"])
def test_a_day_is_always_said_with_its_weekday_and_date(day: str) -> None:
    on = date.fromisoformat(day)
    assert say(on, MONDAY).startswith(f"{on:%a} {on.day} {on:%b}")
