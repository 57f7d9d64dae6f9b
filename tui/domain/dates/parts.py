"""The parts a date is made of: names of days and months, spans, and the nearest day of a name."""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.dates.months import last_of_month, nearest_day_of_month

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAY_NUMBER = {name[:3]: n for n, name in enumerate(WEEKDAYS)} | {n: i for i, n in enumerate(WEEKDAYS)}
WEEKDAY_NUMBER |= {"tues": 1, "thur": 3, "thurs": 3}
MONTH_NUMBER = {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {m: i for i, m in enumerate(MONTHS, 1)}
MONTH_NUMBER |= {"sept": 9}
ALSO_WORDS = {"may", "march", "mar"}
"""Names of months that are words in a sentence too."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_YEAR_DAYS = 366
SHORT_TOMORROW = {"tom", "tmr", "tmrw"}

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBER_WORDS = {word: n for n, word in enumerate(_NUMBERS, 1)} | {"a": 1, "an": 1}
_UNITS = {"day": "d", "week": "w", "fortnight": "f", "month": "mo", "year": "y"}
_COMPACT = re.compile(r"(?P<sign>[+-]?)(?P<n>[0-9]{1,4})(?P<unit>d|w|mo|y)")
ISO = re.compile(
    r"(?P<y>(?:19|20|21)[0-9]{2}(?=[0-9])|[0-9]{4}(?=-))(?P<dash>-?)(?P<m>[0-9]{2})(?P=dash)(?P<d>[0-9]{2})"
)
NUMERIC = re.compile(r"(?P<a>[0-9]{1,2})(?:/|\.(?=[0-9]{1,2}\.))(?P<b>[0-9]{1,2})(?:[/.](?P<y>[0-9]{4})|\.)?")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_GLUED = re.compile(
    r"(?:(?P<d1>[0-9]{1,2})(?P<m1>[a-z]{3,9})|(?P<m2>[a-z]{3,9})(?P<d2>[0-9]{1,2}))(?P<y>[0-9]{4})?"
)


class Span(Struct, frozen=True):
    """A length of time in calendar units."""

    words: int
    count: int
    unit: str
    """d, w, f (fortnight), mo or y."""
    sign: int = 0
    """-1 or +1 where the sign was written, else 0."""
    is_spelled: bool = False
    """Written as words with a space ("two weeks"), which may also be the start of a sentence."""


class DayMonth(Struct, frozen=True):
    """A day of the year as it was named; month 0 is "this or the nearest month"."""

    words: int
    day: int
    month: int
    year: int | None = None


def days_in(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return calendar.monthrange(year, month)[1]


def can_exist(month: int, day: int, year: int = 2024) -> bool:
    """Whether a year, or else some year, has that day; month 0 stands for any month."""
    return 0 <= month <= 12 and 1 <= day <= (days_in(year, month) if month else 31)


def longest(month: int) -> str:
    """Say how many days a month has at most; month 0 stands for any."""
    name = MONTHS[month - 1][:3].title() if month else "a month"
    return f"{name} has {days_in(2024, month or 1)} days at most"


def read_span(said: Sequence[str]) -> Span | None:
    """Read "3d", "-2w", "3 days", "two weeks", "a fortnight" from the start of folded words."""
    if not said:
        return None
    if found := _COMPACT.fullmatch(said[0]):
        sign = {"+": 1, "-": -1, "": 0}[found["sign"]]
        return Span(1, int(found["n"]), found["unit"], sign)
    if said[0] == "fortnight":
        return Span(1, 1, "f")
    if len(said) < 2:
        return None
    count = _NUMBER_WORDS.get(said[0])
    if count is None and re.fullmatch(r"[0-9]{1,4}", said[0]):
        count = int(said[0])
    unit = _UNITS.get(said[1]) or _UNITS.get(said[1].removesuffix("s"))
    if count is None or unit is None:
        return None
    return Span(2, count, unit, is_spelled=unit != "f")


def read_day_month(said: Sequence[str]) -> DayMonth | None:
    """Read "12 may", "12th of may", "may 12", "12may", "30th" and a year after it, from folded words."""
    if not said:
        return None
    glued = _GLUED.fullmatch(said[0])
    if glued and (month := MONTH_NUMBER.get(glued["m1"] or glued["m2"])):
        day = int(glued["d1"] or glued["d2"])
        return DayMonth(1, day, month, int(glued["y"])) if glued["y"] else _with_year(said, 1, day, month)
    rest = said[2:] if len(said) > 1 and said[1] == "of" else said[1:]
    skipped = len(said) - len(rest)
    if (day_word := _DAY.fullmatch(said[0])) and rest and rest[0] in MONTH_NUMBER:
        return _with_year(said, skipped + 1, int(day_word[1]), MONTH_NUMBER[rest[0]])
    if said[0] in MONTH_NUMBER and len(said) > 1 and (day_word := _DAY.fullmatch(said[1])):
        return _with_year(said, 2, int(day_word[1]), MONTH_NUMBER[said[0]])
    if alone := _ORDINAL.fullmatch(said[0]):
        return DayMonth(1, int(alone[1]), 0)
    return None


def _with_year(said: Sequence[str], taken: int, day: int, month: int) -> DayMonth:
    if taken < len(said) and _YEAR.fullmatch(said[taken]):
        return DayMonth(taken + 1, day, month, int(said[taken]))
    return DayMonth(taken, day, month)


def nearest_day(today: date, month: int, day: int, *, is_past: bool) -> date:
    """Return the nearest such day at or before today (``is_past``) or at or after it; month 0 is any month."""
    if not month:
        return nearest_day_of_month(today, day, is_past=is_past)
    years = itertools.count(today.year, -1 if is_past else 1)
    there = (date(year, month, day) for year in years if day <= days_in(year, month))
    return next(each for each in there if (each <= today if is_past else each >= today))


def both_readings(a: int, b: int) -> str:
    """Say what 12/5 could be, since the date order is not configured."""
    readings = [f"{d} {MONTHS[m - 1][:3].title()}" for d, m in ((a, b), (b, a)) if m and can_exist(m, d)]
    could = " or ".join(dict.fromkeys(readings))
    return f"would be read as {could} - write it like 12may, or set the date order"


def _day(days: int) -> Callable[[date], date]:
    return lambda today: today + timedelta(days=days)


def _end_of_week(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())


def _next_week(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _next_month(today: date) -> date:
    return last_of_month(today) + timedelta(days=1)


_PHRASE_DAYS: dict[str, Callable[[date], date]] = {
    "today": _day(0),
    "tonight": _day(0),
    "yesterday": _day(-1),
    "tomorrow": _day(1),
    "the day after tomorrow": _day(2),
    "day after tomorrow": _day(2),
    "the day before yesterday": _day(-2),
    "day before yesterday": _day(-2),
    "eow": _end_of_week,
    "end of week": _end_of_week,
    "end of the week": _end_of_week,
    "eom": last_of_month,
    "end of month": last_of_month,
    "end of the month": last_of_month,
    "next week": _next_week,
    "next month": _next_month,
}
DAY_PHRASES = tuple((tuple(phrase.split()), day_of) for phrase, day_of in _PHRASE_DAYS.items())
"""Fixed phrases and the day each means: a week ends on Sunday, next week is its Monday."""
VAGUE = {
    *(("last", unit) for unit in ("week", "month", "year", "weekend")),
    *(("this", unit) for unit in ("week", "month", "year", "weekend")),
    *(("next", unit) for unit in ("year", "weekend")),
}
