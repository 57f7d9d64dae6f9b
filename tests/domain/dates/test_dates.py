"""The date grammar: what it knows, what it refuses and what it says then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.dates.dates import DateMatch, Tense, match_date, parse_date, say
from tui.domain.errors import InvalidInput

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-23"),
        ("tonight", "2026-11-23"),
        ("yesterday", "2026-11-22"),
        ("Yesterday", "2026-11-22"),
        ("fri", "2026-11-20"),
        ("friday", "2026-11-20"),
        ("mon", "2026-11-16"),
        ("last sat", "2026-11-21"),
        ("on friday", "2026-11-20"),
        ("3 days ago", "2026-11-20"),
        ("3d ago", "2026-11-20"),
        ("3d", "2026-11-20"),
        ("-3d", "2026-11-20"),
        ("two weeks ago", "2026-11-09"),
        ("a week ago", "2026-11-16"),
        ("1mo", "2026-10-23"),
        ("1y", "2025-11-23"),
        ("a fortnight", "2026-11-09"),
        ("a fortnight ago", "2026-11-09"),
        ("the day before yesterday", "2026-11-21"),
        ("12 may", "2026-05-12"),
        ("may 12", "2026-05-12"),
        ("12may", "2026-05-12"),
        ("12th of may", "2026-05-12"),
        ("30th", "2026-10-30"),
        ("the 5th", "2026-11-05"),
        ("20 nov 2025", "2025-11-20"),
        ("Nov 20, 2025", "2025-11-20"),
        ("sun 22 nov", "2026-11-22"),
        ("2026-11-20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("yesterday.", "2026-11-22"),
    ],
)
def test_a_date_gone_by_is_read(text: str, day: str) -> None:
    assert parse_date(text, MONDAY, Tense.PAST) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-23"),
        ("tomorrow", "2026-11-24"),
        ("tom", "2026-11-24"),
        ("fri", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("this fri", "2026-11-27"),
        ("next tue", "2026-12-01"),
        ("in 3 days", "2026-11-26"),
        ("in twelve days", "2026-12-05"),
        ("3d", "2026-11-26"),
        ("+2w", "2026-12-07"),
        ("2 weeks from today", "2026-12-07"),
        ("a week from now", "2026-11-30"),
        ("1mo", "2026-12-23"),
        ("in a fortnight", "2026-12-07"),
        ("the day after tomorrow", "2026-11-25"),
        ("eow", "2026-11-29"),
        ("end of week", "2026-11-29"),
        ("eom", "2026-11-30"),
        ("end of month", "2026-11-30"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("14may", "2027-05-14"),
        ("23 nov", "2026-11-23"),
        ("30th", "2026-11-30"),
        ("2026-11-27", "2026-11-27"),
    ],
)
def test_a_date_to_come_is_read(text: str, day: str) -> None:
    assert parse_date(text, MONDAY, Tense.FUTURE) == date.fromisoformat(day)


@pytest.mark.parametrize(("day_first", "day"), [(True, "2027-05-12"), (False, "2026-12-05")])
@pytest.mark.parametrize("text", ["12.5.", "12/5"])
def test_figures_are_read_in_the_configured_order(text: str, day_first: bool, day: str) -> None:
    assert parse_date(text, MONDAY, Tense.FUTURE, day_first) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("12/5", '"12/5" would be read as 12 May or 5 Dec - write it like 12may, or set the date order.'),
        ("12.5.", '"12.5." would be read as 12 May or 5 Dec - write it like 12may, or set the date order.'),
        ("13/45", '"13/45" is not a date - write it like 12may or 2026-05-12.'),
        ("2026-02-30", '"2026-02-30" is not a date (Feb 2026 has 28 days).'),
        ("2026-13-01", '"2026-13-01" is not a date.'),
        ("30 feb", '"30 feb" is not a date (Feb has 29 days at most).'),
        ("32nd", '"32nd" is not a date (a month has 31 days at most).'),
        ("29 feb", '"29 feb" would be read as Tue 29 Feb 2028 - add the year.'),
        ("may", '"may" would be read as some day in May 2027 - name the day, like 12 may.'),
        ("last week", '"last week" could be one of many days - name the day, like tue or 12 may.'),
        ("sat 22 nov 2026", '"sat 22 nov 2026" is no such day - it is Sun 22 Nov.'),
        ("a week from fri", '"a week from fri" counts from another day - count from today, like in 2 weeks.'),
        ("9999y", '"9999y" is too far away to be a date.'),
        ("3m", '"3m" is not a date.'),
        ("12.5", '"12.5" is not a date.'),
        ("fri afternoon", '"fri afternoon" is not a date.'),
        ("", '"" is not a date.'),
        ("yesterday", "Sun 22 Nov is in the past."),
    ],
)
def test_what_is_no_single_day_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_date(text, MONDAY, Tense.FUTURE)
    assert refused.value.title == sentence


@pytest.mark.parametrize("text", ["fri", "3d", "a fortnight", "12 may", "30th"])
def test_what_could_lie_either_way_is_refused_when_no_way_is_meant(text: str) -> None:
    with pytest.raises(InvalidInput, match="could be"):
        parse_date(text, MONDAY, Tense.EITHER)


@pytest.mark.parametrize("text", ["-3d", "in 3 days", "next fri", "2026-02-01", "12 may 2027"])
def test_what_says_its_own_way_is_read_when_none_is_meant(text: str) -> None:
    assert parse_date(text, MONDAY, Tense.EITHER) != MONDAY


def test_a_future_day_is_refused_where_the_past_is_meant() -> None:
    with pytest.raises(InvalidInput, match="Tue 24 Nov is in the future"):
        parse_date("tomorrow", MONDAY, Tense.PAST)


def test_last_weekday_is_the_latest_one_gone_by() -> None:
    assert parse_date("last tue", FRIDAY, Tense.PAST) == date(2026, 11, 24)


def test_next_weekday_is_the_one_in_next_week() -> None:
    assert parse_date("next fri", MONDAY, Tense.FUTURE) == date(2026, 12, 4)


def test_a_month_too_short_for_the_day_gives_its_last_day() -> None:
    assert parse_date("1mo", date(2026, 1, 31), Tense.FUTURE) == date(2026, 2, 28)


def test_a_day_number_skips_months_that_lack_it() -> None:
    assert parse_date("31st", date(2026, 11, 2), Tense.FUTURE) == date(2026, 12, 31)


def test_the_longest_run_of_words_is_matched_from_where_it_begins() -> None:
    words = ["call", "the", "day", "after", "tomorrow", "about", "may"]
    assert match_date(words, 1, MONDAY, Tense.FUTURE) == DateMatch(4, date(2026, 11, 25))


def test_an_impossible_date_is_matched_without_a_day() -> None:
    match = match_date(["2026-02-30"], 0, MONDAY, Tense.PAST)
    assert match is not None
    assert (match.day, match.words) == (None, 1)


@pytest.mark.parametrize("words", [["call"], ["two", "days", "of", "rain"], ["may", "move"], ["12.5"], ["7"]])
def test_words_of_a_sentence_are_no_date(words: list[str]) -> None:
    assert match_date(words, 0, MONDAY, Tense.PAST) is None


def test_the_year_is_said_only_when_it_is_another() -> None:
    assert (say(date(2026, 11, 22), MONDAY), say(date(2025, 1, 2), MONDAY)) == (
        "Sun 22 Nov",
        "Thu 2 Jan 2025",
    )


DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(DAYS, DAYS)
def test_a_day_in_full_is_read_back_whatever_today_is(day: date, today: date) -> None:
    full = f"{day.day} {day:%B} {day.year}"
    assert parse_date(full, today, Tense.EITHER) == parse_date(day.isoformat(), today, Tense.EITHER) == day


@given(DAYS, st.integers(0, 364))
def test_a_day_of_the_last_year_is_read_back_as_it_is_said(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    assert parse_date(say(day, today), today, Tense.PAST) == day


DATE_WORDS = [
    "a",
    "3d",
    "last",
    "fri",
    "may",
    "12",
    "30th",
    "in",
    "two",
    "weeks",
    "ago",
    "the",
    "next",
    "2027",
]


@given(st.lists(st.text(max_size=8) | st.sampled_from(DATE_WORDS)))
def test_no_words_break_the_grammar(words: list[str]) -> None:
    match = match_date(words, 0, MONDAY, Tense.PAST)
    assert match is None or 1 <= match.words <= len(words)


@given(
    DAYS, st.sampled_from(["mon", "next mon", "in 3 days", "1mo", "30th", "14may", "eow", "eom", "next week"])
)
def test_a_bare_date_to_come_never_lies_in_the_past(today: date, text: str) -> None:
    assert parse_date(text, today, Tense.FUTURE) >= today
