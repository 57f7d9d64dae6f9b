"""One column of the book: what it holds, what it must read as, and short ways to say both."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.records.contact_fields import Holds, PlainField
from tui.domain.records.knowing import PREFERRED_WORDS


class Kind(StrEnum):
    """What a column holds."""

    PROSE = "prose"
    """Words a person wrote, about anybody: what a deletion for ever searches."""
    NAME = "name"
    """What somebody is called, or how they are reached: theirs alone."""
    WORD = "word"
    """A word of the product's own that is not looked at more closely."""
    FOLDED = "folded"
    """Follows from a name, for comparing and sorting."""
    IDENTITY = "identity"
    """Tells one row from all others, here and elsewhere: never words."""
    DAY = "day"
    """A local calendar day, YYYY-MM-DD."""
    PARTIAL = "partial"
    """A day known in part: ISO text cut short, or other words as they came."""
    INSTANT = "instant"
    """An instant in UTC as ISO text."""
    ZONE = "zone"
    """The name of a time zone, or empty."""
    ENUM = "enum"
    """One of a few words."""
    NUMBER = "number"
    FLAG = "flag"
    KEY = "key"
    """The number of this row, or of one it hangs on."""
    WEEKDAYS = "weekdays"
    """Weekdays as digits, Monday being 0."""
    SETTING = "setting"
    """Text whose key says what it is."""
    JOURNAL = "journal"
    """Kept by the journal of undo, and cleared with it."""


WHOLE_NUMBERS = (Kind.NUMBER, Kind.FLAG, Kind.KEY)
SMALLEST, GREATEST = -(2**63), 2**63 - 1


class Column(Struct, frozen=True):
    """One column of the book."""

    name: str
    kind: Kind
    table: str = ""
    may_be_empty: bool = False
    """Whether NULL stands for "not known"."""
    instead: str | int | None = None
    """What the table puts where nothing is said; None where something must be."""
    words: tuple[str, ...] = ()
    """Of an enum: the words there are."""
    least: int = SMALLEST
    most: int = GREATEST
    """Of a number: from where to where."""
    shortest: int = 0
    longest: int | None = None
    """Of text: how many characters the table takes."""
    refers_to: str = ""
    """Of a key: the table whose row it names."""
    takes_anything: bool = False
    """Whether the table also takes what does not read: a copy of the book then brings it back too."""
    is_derived: bool = False
    """Whether it follows from other columns and is computed again at will."""
    only_where: str = ""
    """Of prose: an SQL condition, where only some rows hold any."""


def empty(name: str, kind: Kind, *, derived: bool = False) -> Column:
    """Return a column that is NULL where nothing is known."""
    return Column(name, kind, may_be_empty=True, is_derived=derived)


def text(name: str, kind: Kind = Kind.PROSE, longest: int | None = None) -> Column:
    """Return text that is empty where nothing is known."""
    return Column(name, kind, instead="", longest=longest)


def enum(
    name: str, words: type[StrEnum] | tuple[str, ...], instead: str | None = None, *, first: str | None = None
) -> Column:
    """Return one of a few words; ``first`` is one before those of the enum."""
    values = words if isinstance(words, tuple) else tuple(each.value for each in words)
    return Column(name, Kind.ENUM, instead=instead, words=(*(() if first is None else (first,)), *values))


def plain(field: PlainField) -> Column:
    """Return the column of a plain field of a contact."""
    if field.holds is Holds.CHANNEL:
        return enum(field.column, PREFERRED_WORDS, "", first="")
    return text(field.column, Kind(field.holds.value), field.limit)


def flag(name: str) -> Column:
    """Return a yes or no."""
    return Column(name, Kind.FLAG, instead=0, least=0, most=1)


def number(name: str, least: int = 0, most: int = GREATEST, instead: int | None = None) -> Column:
    """Return a whole number; NULL stands for "not known" unless something stands instead."""
    return Column(name, Kind.NUMBER, may_be_empty=instead is None, instead=instead, least=least, most=most)


def need(name: str, kind: Kind, longest: int | None = None) -> Column:
    """Return text that must be there, and is never empty where it has a limit."""
    return Column(name, kind, shortest=0 if longest is None else 1, longest=longest)


def key(name: str, refers_to: str = "", *, may_be_empty: bool = False) -> Column:
    """Return the number of a row of another table."""
    return Column(name, Kind.KEY, may_be_empty=may_be_empty, refers_to=refers_to or name.removesuffix("_id"))


def hangs(*names: str) -> tuple[Column, ...]:
    """Return the rows a row cannot be without."""
    return tuple(key(name) for name in names)


def anything(column: Column) -> Column:
    """Return a column whose table also takes what does not read."""
    return replace(column, takes_anything=True)
