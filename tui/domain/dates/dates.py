"""Dates in words: a strict grammar that refuses rather than guesses, and how a day is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from tui.domain.dates import parts
from tui.domain.dates.months import moved
from tui.domain.errors import InvalidInput

_LONGEST_DATE_WORDS = 7
_ARTICLES = {"the"}
_TRAILING = ",;:"


class Tense(StrEnum):
    """Which way a bare weekday, span or day of the year is meant."""

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"
    """Nothing is assumed: what could be both is refused."""


class DateMatch(Struct, frozen=True):
    """Words that form a date, or look like one and are refused."""

    words: int
    """How many words were read."""
    day: date | None = None
    """The local calendar day; None when the words are refused."""
    refusal: str = ""
    """For a refusal: the sentence that says why and what would be read."""


class _Asked(Struct, frozen=True):
    """What a reading depends on besides the words."""

    today: date
    tense: Tense
    day_first: bool | None


_Rule = Callable[[Sequence[str], _Asked], DateMatch | None]


def say(day: date, today: date) -> str:
    """Say a day the way every screen does: "Sun 22 Nov", with the year when it is another one."""
    said = f"{parts.WEEKDAYS[day.weekday()][:3].title()} {day.day} {parts.MONTHS[day.month - 1][:3].title()}"
    return said if day.year == today.year else f"{said} {day.year}"


def parse_date(text: str, today: date, tense: Tense, day_first: bool | None = None) -> date:
    """Read a whole text as one local calendar day.

    ``day_first`` is the configured date order for 12/5 and 12.5.; None refuses those. Raises
    InvalidInput, with a sentence that says what would be read, for anything else than one date on
    the side the tense asks for.
    """
    words = text.split()
    found = match_date(words, 0, today, tense, day_first)
    if found is not None and found.words == len(words):
        if found.day is None:
            raise InvalidInput(f"{found.refusal}.", "Nothing was changed.")
        _refuse_wrong_side(found.day, today, tense)
        return found.day
    raise InvalidInput(
        f'"{" ".join(words)}" is not a date.',
        "Nothing was changed.",
        "Write it like yesterday, last fri, 3d ago, 20nov or 2026-11-20."
        if tense is Tense.PAST
        else "Write it like tomorrow, fri, in 3 days, 14may or 2026-11-27.",
    )


def match_date(
    words: Sequence[str], i: int, today: date, tense: Tense, day_first: bool | None = None
) -> DateMatch | None:
    """Find the longest run of words from position ``i`` that forms a date, or None.

    A match without a day looks like a date but cannot be one (2026-02-30) or could be several (12/5).
    """
    if i >= len(words):
        return None
    asked = _Asked(today, tense, day_first)
    typed = [_bare(w) for w in words[i : i + _LONGEST_DATE_WORDS]]
    said = [w.casefold() for w in typed]
    found = [m for rule in _RULES if (m := rule(said, asked)) is not None]
    if not found:
        return None
    best = max(found, key=lambda m: (m.words, m.day is not None))
    if best.day is None:
        return DateMatch(best.words, None, f'"{" ".join(typed[: best.words])}" {best.refusal}')
    if not parts.FIRST_YEAR <= best.day.year <= parts.LAST_YEAR:
        return _too_far(typed, best.words)
    return best


def _bare(word: str) -> str:
    """A word without the punctuation after it; 12.5. keeps its point."""
    kept = word.rstrip(_TRAILING)
    return kept if parts.NUMERIC.fullmatch(kept) else kept.rstrip(".")


def _too_far(typed: Sequence[str], count: int) -> DateMatch:
    return DateMatch(count, None, f'"{" ".join(typed[:count])}" is too far away to be a date')


def _refuse_wrong_side(day: date, today: date, tense: Tense) -> None:
    if tense is Tense.PAST and day > today:
        raise InvalidInput(
            f"{say(day, today)} is in the future.", "Nothing was changed.", "Give today or an earlier day."
        )
    if tense is Tense.FUTURE and day < today:
        raise InvalidInput(
            f"{say(day, today)} is in the past.", "Nothing was changed.", "Give today or a later day."
        )


# A rule reads from the start of the words and says how many it took.


def _phrase(said: Sequence[str], asked: _Asked) -> DateMatch | None:
    """Fixed phrases: today, tomorrow, the day before yesterday, end of month, next week."""
    if asked.tense is not Tense.PAST and said[0] in parts.SHORT_TOMORROW:
        return DateMatch(1, asked.today + timedelta(days=1))
    for phrase, day_of in parts.DAY_PHRASES:
        if tuple(said[: len(phrase)]) == phrase:
            return DateMatch(len(phrase), day_of(asked.today))
    if tuple(said[:2]) in parts.VAGUE:
        return DateMatch(2, None, "could be one of many days - name the day, like tue or 12 may")
    return None


def _weekday(said: Sequence[str], asked: _Asked) -> DateMatch | None:
    """A weekday, also with last, next or this, or followed by the day it falls on."""
    which = said[0] if said[0] in ("last", "next", "this") else ""
    at = 1 if which else 0
    if at >= len(said) or said[at] not in parts.WEEKDAY_NUMBER:
        return None
    number = parts.WEEKDAY_NUMBER[said[at]]
    if not which and (dated := _day_of_month(said[1:], asked) or _iso(said[1:], asked)):
        if dated.day is None or dated.day.weekday() == number:
            return DateMatch(dated.words + 1, dated.day, dated.refusal)
        return DateMatch(dated.words + 1, None, f"is no such day - it is {say(dated.day, asked.today)}")
    if not which and asked.tense is Tense.EITHER:
        return DateMatch(1, None, f"could be last {said[0]} or next {said[0]} - say which")
    return DateMatch(at + 1, _weekday_day(which, number, asked))


def _weekday_day(which: str, number: int, asked: _Asked) -> date:
    """The day meant: last is the latest one gone by, next the one in next week (Monday to Sunday)."""
    monday = asked.today - timedelta(days=asked.today.weekday())
    if which == "next":
        return monday + timedelta(days=7 + number)
    if which == "this":
        return monday + timedelta(days=number)
    if which == "last" or asked.tense is Tense.PAST:
        return asked.today - timedelta(days=(asked.today.weekday() - number - 1) % 7 + 1)
    return asked.today + timedelta(days=(number - asked.today.weekday() - 1) % 7 + 1)


def _span(said: Sequence[str], asked: _Asked) -> DateMatch | None:
    """A span from today: 3d, -3d, +2w, in 3 days, two weeks ago, a week from now, a fortnight."""
    ahead = said[0] == "in"
    span = parts.read_span(said[1:] if ahead else said)
    if span is None:
        return None
    taken = span.words + ahead
    after = list(said[taken : taken + 2])
    sign = 1 if ahead else span.sign
    if not ahead and span.sign <= 0 and after[:1] == ["ago"]:
        taken, sign = taken + 1, -1
    elif span.sign >= 0 and after[:1] == ["from"] and len(after) == 2:
        if after[1] in ("now", "today"):
            taken, sign = taken + 2, 1
        elif after[1] in parts.WEEKDAY_NUMBER or after[1] in ("tomorrow", "yesterday"):
            return DateMatch(taken + 2, None, "counts from another day - count from today, like in 2 weeks")
    if sign == 0:
        return _bare_span(span, taken, asked)
    return _moved(asked.today, span, sign, taken)


def _bare_span(span: parts.Span, taken: int, asked: _Asked) -> DateMatch | None:
    if asked.tense is Tense.EITHER:
        return DateMatch(taken, None, "could be past or future - say ago or in, or write - or +")
    if asked.tense is Tense.PAST and span.is_spelled:
        return None
    return _moved(asked.today, span, -1 if asked.tense is Tense.PAST else 1, taken)


def _moved(today: date, span: parts.Span, sign: int, taken: int) -> DateMatch:
    day = moved(today, span.unit, sign * span.count)
    return DateMatch(taken, day) if day else DateMatch(taken, None, "is too far away to be a date")


def _day_of_month(said: Sequence[str], asked: _Asked) -> DateMatch | None:
    """12 may, may 12, 12may, the 30th, each with or without a year."""
    skipped = 1 if said and said[0] in _ARTICLES else 0
    named = parts.read_day_month(said[skipped:])
    if named is None:
        return None
    taken = named.words + skipped
    if named.year is not None:
        return _exact_day(named.year, named.month, named.day, taken)
    if not parts.can_exist(named.month, named.day):
        return DateMatch(taken, None, f"is not a date ({parts.longest(named.month)})")
    if asked.tense is Tense.EITHER:
        return DateMatch(taken, None, "could be in several years - add the year, or write 2026-05-12")
    is_past = asked.tense is Tense.PAST
    day = parts.nearest_day(asked.today, named.month, named.day, is_past=is_past)
    if named.month and abs((day - asked.today).days) > parts.LONGEST_YEAR_DAYS:
        return DateMatch(taken, None, f"would be read as {say(day, asked.today)} - add the year")
    return DateMatch(taken, day)


def _exact_day(year: int, month: int, day: int, taken: int) -> DateMatch:
    """The day with that number, or the refusal that says why there is none."""
    try:
        return DateMatch(taken, date(year, month, day))
    except ValueError:
        if not (1 <= month <= 12 and year):
            return DateMatch(taken, None, "is not a date")
        name = parts.MONTHS[month - 1][:3].title()
        last = parts.days_in(year, month)
        return DateMatch(taken, None, f"is not a date ({name} {year} has {last} days)")


def _iso(said: Sequence[str], asked: _Asked) -> DateMatch | None:
    """2026-11-20 and 20261120."""
    found = parts.ISO.fullmatch(said[0]) if said else None
    if found is None:
        return None
    year, month, day = (int(g) for g in found.group("y", "m", "d"))
    return _exact_day(year, month, day, 1)


def _numeric(said: Sequence[str], asked: _Asked) -> DateMatch | None:
    """12/5 and 12.5., read only in the configured date order."""
    found = parts.NUMERIC.fullmatch(said[0])
    if found is None:
        return None
    a, b = int(found["a"]), int(found["b"])
    if not (parts.can_exist(b, a) or parts.can_exist(a, b)):
        return DateMatch(1, None, "is not a date - write it like 12may or 2026-05-12")
    if asked.day_first is None:
        return DateMatch(1, None, parts.both_readings(a, b))
    day, month = (a, b) if asked.day_first else (b, a)
    if not parts.can_exist(month, day):
        return DateMatch(1, None, "is not a date in the date order you chose")
    if found["y"]:
        return _exact_day(int(found["y"]), month, day, 1)
    named = f"{day} {parts.MONTHS[month - 1]}".split()
    match = _day_of_month(named, asked)
    return match and DateMatch(1, match.day, match.refusal)


def _month_alone(said: Sequence[str], asked: _Asked) -> DateMatch | None:
    """A month is no day. May and march are also plain words, so more words after them let them be."""
    number = parts.MONTH_NUMBER.get(said[0])
    if number is None or (len(said) > 1 and said[0] in parts.ALSO_WORDS):
        return None
    first = parts.nearest_day(asked.today, number, 1, is_past=asked.tense is Tense.PAST)
    name = f"{parts.MONTHS[number - 1].title()} {first.year}"
    return DateMatch(1, None, f"would be read as some day in {name} - name the day, like 12 {said[0]}")


def _with_on(said: Sequence[str], asked: _Asked) -> DateMatch | None:
    """On friday, on 12 may: "on" belongs to the date that follows it."""
    if said[0] != "on" or len(said) < 2:
        return None
    rules = (_weekday, _day_of_month, _iso, _numeric)
    found = [m for rule in rules if (m := rule(said[1:], asked)) is not None]
    best = max(found, key=lambda m: m.words, default=None)
    return best and DateMatch(best.words + 1, best.day, best.refusal)


_RULES: tuple[_Rule, ...] = (
    _phrase,
    _weekday,
    _span,
    _day_of_month,
    _iso,
    _numeric,
    _month_alone,
    _with_on,
)
