"""The filters a query may hold: what each is called, what it takes, and how its value is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.rhythms.rhythm import parse_rhythm


class FilterKind(StrEnum):
    """What a filter asks about; the value is its name before the colon."""

    TAG = "tag"
    CIRCLE = "circle"
    ORG = "org"
    ROLE = "role"
    MET = "met"
    PLACE = "place"
    LOC = "loc"
    AT = "at"
    VIA = "via"
    TOPIC = "topic"
    DUE = "due"
    LAST = "last"
    NEVER = "never"
    HAS = "has"
    IS = "is"
    RHYTHM = "rhythm"


class Sign(StrEnum):
    """How a value is compared."""

    IS = ":"
    MORE = ">"
    LESS = "<"


class Fault(StrEnum):
    """How a piece of a query falls short."""

    UNKNOWN = "unknown"
    """It means nothing: nobody is given until it is put right."""
    UNFINISHED = "unfinished"
    """It may still become something: while it is being typed, it does not narrow anything."""
    EMPTY = "empty"
    """It holds no letter and no digit, so there is nothing in it to look for."""


class Unread(Exception):
    """A value that cannot be read: the sentence that says so, and whether it may still become one."""

    def __init__(self, sentence: str, fault: Fault = Fault.UNKNOWN) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.fault = fault


class FilterValue(Struct, frozen=True):
    """The value of a filter, read."""

    text: str = ""
    days: int = 0
    sign: Sign = Sign.IS


class FilterSpec(Struct, frozen=True):
    """One filter as it is explained and completed."""

    kind: FilterKind
    meaning: str
    """What it keeps, to stand after "those": a short phrase."""
    example: str
    words: tuple[str, ...] = ()
    """The values it takes, where they are few."""
    in_use: str = ""
    """What its values are taken from, where they are what the book holds."""


DUE_DAYS = {"today": 0, "now": 0, "tomorrow": 1, "week": 7, "month": 30}
OVERDUE = "overdue"
HAS_WORDS = (
    "address",
    "birthday",
    "email",
    "fact",
    "interest",
    "note",
    "phone",
    "profile",
    "promise",
    "question",
    "rhythm",
    "step",
)
IS_WORDS = ("archived", "deceased", "paused", "snoozed", "starred")

FILTERS: tuple[FilterSpec, ...] = (
    FilterSpec(FilterKind.TAG, "with a tag, or in a circle of that name", "#work", in_use="tag"),
    FilterSpec(FilterKind.CIRCLE, "in a circle", "circle:friends", in_use="circle"),
    FilterSpec(FilterKind.ORG, "of an organisation, now or before", "org:acme", in_use="organisation"),
    FilterSpec(FilterKind.ROLE, "with a role", "role:editor", in_use="role"),
    FilterSpec(FilterKind.MET, "met somewhere, or in a year", "met:2024", in_use="met"),
    FilterSpec(
        FilterKind.PLACE,
        "who live in a place, or were met or talked with there",
        "place:lisbon",
        in_use="place",
    ),
    FilterSpec(FilterKind.LOC, "who live in a place", "loc:lisbon", in_use="home"),
    FilterSpec(FilterKind.AT, "talked with at a place", "at:harbour", in_use="at"),
    FilterSpec(FilterKind.VIA, "met through somebody", "via:maya", in_use="via"),
    FilterSpec(FilterKind.TOPIC, "with a topic of talks or an interest", "topic:rust", in_use="topic"),
    FilterSpec(
        FilterKind.DUE, "due by then", "due:week", words=("today", "tomorrow", "week", "month", OVERDUE)
    ),
    FilterSpec(
        FilterKind.LAST,
        "last in touch longer ago, or less long",
        "last>90d",
        words=("30d", "90d", "6m", "1y"),
    ),
    FilterSpec(FilterKind.NEVER, "never in touch", "never:"),
    FilterSpec(FilterKind.HAS, "of whom something is known, or open", "has:birthday", words=HAS_WORDS),
    FilterSpec(FilterKind.IS, "as they are marked", "is:starred", words=IS_WORDS),
    FilterSpec(
        FilterKind.RHYTHM,
        "with a rhythm",
        "rhythm:4w",
        words=("weekly", "monthly", "quarterly", "yearly", "none"),
    ),
)
"""Every filter, in the order in which they are offered."""

SPEC_OF = {spec.kind: spec for spec in FILTERS}
ALIASES = {
    "organisation": FilterKind.ORG,
    "organization": FilterKind.ORG,
    "company": FilterKind.ORG,
    "city": FilterKind.LOC,
    "every": FilterKind.RHYTHM,
    "tags": FilterKind.TAG,
}
"""Other words for the same filters; what the quick-add line calls so is called so here."""

_SPAN = re.compile(r"([0-9]{1,5})\s*(d|w|f|mo|m|y|days?|weeks?|months?|years?)")
_DAYS_OF = {"d": 1, "w": 7, "f": 14, "m": 30, "y": 365}
_LONGEST_DAYS = 36_500


def kind_named(key: str) -> FilterKind | None:
    """Return the filter of a name as typed before the colon, or None."""
    name = key.casefold()
    return FilterKind(name) if name in {kind.value for kind in FilterKind} else ALIASES.get(name)


def read_value(kind: FilterKind, sign: Sign, raw: str) -> FilterValue:
    """Read what stands after a filter's name. Raises Unread with the sentence that says what would be read."""
    text = " ".join(raw.split())
    reader = _READERS.get(kind, _text)
    if sign is not Sign.IS and kind not in (FilterKind.DUE, FilterKind.LAST, FilterKind.RHYTHM):
        raise Unread(f"{kind}{sign} cannot be compared; write {SPEC_OF[kind].example}.")
    return reader(kind, sign, text)


def span_days(text: str) -> int | None:
    """Read "90d", "2w", "6m", "1y" in days; a month is 30 of them. None when it is no span."""
    found = _SPAN.fullmatch(text.casefold())
    if found is None:
        return None
    days = int(found[1]) * _DAYS_OF[found[2][0]]
    return days if days <= _LONGEST_DAYS else None


def _text(kind: FilterKind, _sign: Sign, text: str) -> FilterValue:
    if any(c.isalnum() for c in text):
        return FilterValue(text)
    example = SPEC_OF[kind].example
    lead = "#" if kind is FilterKind.TAG else f"{kind}:"
    raise Unread(f"{lead} wants a name, as in {example}.", Fault.UNFINISHED)


def _word(kind: FilterKind, _sign: Sign, text: str) -> FilterValue:
    folded, known = text.casefold(), SPEC_OF[kind].words
    if folded in known:
        return FilterValue(folded)
    fault = Fault.UNFINISHED if any(word.startswith(folded) for word in known) else Fault.UNKNOWN
    raise Unread(f"{kind}: takes {_one_of(known)}.", fault)


def _due(_kind: FilterKind, sign: Sign, text: str) -> FilterValue:
    folded = text.casefold()
    if not folded and sign is Sign.IS:
        return FilterValue()
    if folded in (OVERDUE, "late") and sign is Sign.IS:
        return FilterValue(OVERDUE)
    days = DUE_DAYS.get(folded, span_days(folded))
    if days is not None:
        return FilterValue(days=days, sign=sign)
    known = (*DUE_DAYS, OVERDUE, "late")
    is_begun = folded.isdecimal() or any(word.startswith(folded) for word in known)
    sentence = f"due: takes a time, as in due:today, due:week, due:2w or due:{OVERDUE}."
    raise Unread(sentence, Fault.UNFINISHED if is_begun else Fault.UNKNOWN)


def _last(_kind: FilterKind, sign: Sign, text: str) -> FilterValue:
    days = span_days(text)
    if days is not None and sign is not Sign.IS:
        return FilterValue(days=days, sign=sign)
    is_begun = not text or (text.isdecimal() and len(text) <= 4 and sign is not Sign.IS)
    sentence = "last takes > or < and a span, as in last>90d (longer ago) or last<2w (less long)."
    raise Unread(sentence, Fault.UNFINISHED if is_begun else Fault.UNKNOWN)


def _never(_kind: FilterKind, _sign: Sign, text: str) -> FilterValue:
    if text:
        raise Unread("never: stands alone; put a space after it.")
    return FilterValue()


def _rhythm(_kind: FilterKind, sign: Sign, text: str) -> FilterValue:
    try:
        return FilterValue(days=parse_rhythm(text), sign=sign)
    except InvalidInput:
        names = SPEC_OF[FilterKind.RHYTHM].words
        is_begun = not text or text.isdecimal() or any(name.startswith(text.casefold()) for name in names)
        sentence = "rhythm: takes how often, as in rhythm:4w, rhythm:monthly or rhythm:none."
        raise Unread(sentence, Fault.UNFINISHED if is_begun else Fault.UNKNOWN) from None


_READERS: dict[FilterKind, Callable[[FilterKind, Sign, str], FilterValue]] = {
    FilterKind.DUE: _due,
    FilterKind.LAST: _last,
    FilterKind.NEVER: _never,
    FilterKind.HAS: _word,
    FilterKind.IS: _word,
    FilterKind.RHYTHM: _rhythm,
}


def _one_of(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
