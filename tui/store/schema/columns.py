"""The one list of columns: what each holds, what it must read as, and which hold a person's own words."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.records.contact import KeyDateKind, Ladder, PointKind
from tui.domain.records.contact_fields import PLAIN, Holds, PlainField
from tui.domain.records.interaction import Channel, Direction, Role, ValueKind, Way
from tui.domain.records.knowing import PREFERRED_WORDS, FactKind
from tui.domain.records.promise import MadeBy
from tui.domain.writing.starters import Situation


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
_SMALLEST, _GREATEST = -(2**63), 2**63 - 1


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
    least: int = _SMALLEST
    most: int = _GREATEST
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


def _empty(name: str, kind: Kind, *, derived: bool = False) -> Column:
    return Column(name, kind, may_be_empty=True, is_derived=derived)


def _text(name: str, kind: Kind = Kind.PROSE, longest: int | None = None) -> Column:
    """Text that is empty where nothing is known."""
    return Column(name, kind, instead="", longest=longest)


def _enum(
    name: str, words: type[StrEnum] | tuple[str, ...], instead: str | None = None, *, first: str | None = None
) -> Column:
    values = words if isinstance(words, tuple) else tuple(each.value for each in words)
    return Column(name, Kind.ENUM, instead=instead, words=(*(() if first is None else (first,)), *values))


def _plain(field: PlainField) -> Column:
    """A plain field of a contact."""
    if field.holds is Holds.CHANNEL:
        return _enum(field.column, PREFERRED_WORDS, "", first="")
    return _text(field.column, Kind(field.holds.value), field.limit)


def _flag(name: str) -> Column:
    return Column(name, Kind.FLAG, instead=0, least=0, most=1)


def _number(name: str, least: int = 0, most: int = _GREATEST, instead: int | None = None) -> Column:
    return Column(name, Kind.NUMBER, may_be_empty=instead is None, instead=instead, least=least, most=most)


def _need(name: str, kind: Kind, longest: int | None = None) -> Column:
    """Text that is never empty where it has a limit."""
    return Column(name, kind, shortest=0 if longest is None else 1, longest=longest)


def _key(name: str, refers_to: str = "", *, may_be_empty: bool = False) -> Column:
    return Column(name, Kind.KEY, may_be_empty=may_be_empty, refers_to=refers_to or name.removesuffix("_id"))


def _hangs(*names: str) -> tuple[Column, ...]:
    return tuple(_key(name) for name in names)


def _anything(column: Column) -> Column:
    return replace(column, takes_anything=True)


_UID = Column("uid", Kind.IDENTITY)
_RHYTHM = _number("rhythm_days", 0, 3650)
_FOLDED_OF = Column("folded", Kind.FOLDED, is_derived=True)

_TABLES: dict[str, tuple[Column, ...]] = {
    "setting": (
        _need("key", Kind.WORD),
        Column("value", Kind.SETTING, only_where="key = 'plan'"),
    ),
    "circle": (_need("name", Kind.PROSE, 200), _FOLDED_OF, _number("closeness", _SMALLEST), _RHYTHM),
    "tag": (_need("name", Kind.PROSE, 200), _FOLDED_OF, _RHYTHM),
    "contact": (
        _UID,
        _need("name", Kind.NAME, 200),
        Column("sort_name", Kind.FOLDED, is_derived=True),
        _text("aliases", Kind.NAME, 2000),
        *map(_plain, PLAIN),
        _empty("met_on", Kind.DAY),
        _key("met_via", "contact", may_be_empty=True),
        _enum("ladder", Ladder, Ladder.FULL.value),
        _enum("style", ("periodic", "ambient", "triggered"), "periodic"),
        _RHYTHM,
        *(_flag(name) for name in ("is_exact", "is_starred", "is_deceased")),
        _empty("first_due_on", Kind.DAY),
        replace(_number("ideal_days", 1), is_derived=True, takes_anything=True),
        *(_empty(name, Kind.DAY, derived=True) for name in ("last_touch_on", "next_due_on")),
        _need("created_at", Kind.INSTANT),
        *(_empty(name, Kind.INSTANT) for name in ("archived_at", "deleted_at")),
        _anything(_number("rev", instead=1)),
    ),
    "contact_point": (
        *_hangs("contact_id"),
        _anything(_number("position", instead=0)),
        _enum("kind", PointKind),
        _need("value", Kind.NAME, 2000),
        _text("label"),
        _text("platform"),
        replace(_text("match_key", Kind.FOLDED), is_derived=True),
    ),
    "contact_tag": _hangs("contact_id", "tag_id"),
    "contact_circle": _hangs("contact_id", "circle_id"),
    "key_date": (
        *_hangs("contact_id"),
        _enum("kind", KeyDateKind),
        _text("label", longest=200),
        _anything(_number("year", 1, 9999)),
        replace(_number("month", 1, 12), may_be_empty=False),
        replace(_number("day", 1, 31), may_be_empty=False),
    ),
    "interaction": (
        _UID,
        _need("practice_date", Kind.DAY),
        _empty("occurred_at_utc", Kind.INSTANT),
        _anything(_number("utc_offset_min", -1439, 1439)),
        _need("logged_at_utc", Kind.INSTANT),
        _enum("channel", Channel),
        _enum("direction", Direction),
        _text("situation", Kind.WORD),
        *(_text(name, longest=2000) for name in ("summary", "place")),
        *(_text(name, longest=1_000_000) for name in ("notes", "message")),
        _text("platform"),
        _number("minutes", 0, 100_000),
        *(_number(name, 1, 5) for name in ("feeling", "awkward_guess", "awkward_felt")),
        *(_flag(name) for name in ("needs_reply", "is_draft", "before_book")),
        *(_empty(name, Kind.IDENTITY) for name in ("source_key", "draft_id")),
        _empty("deleted_at", Kind.INSTANT),
    ),
    "interaction_contact": (
        *_hangs("interaction_id", "contact_id"),
        _enum("role", Role, Role.MAIN.value),
    ),
    "interaction_value": (
        *_hangs("interaction_id"),
        _key("contact_id", may_be_empty=True),
        _enum("way", Way),
        _enum("kind", ValueKind),
        _text("note", longest=2000),
        _empty("closed_on", Kind.DAY),
    ),
    "interaction_topic": (*_hangs("interaction_id"), _need("topic", Kind.PROSE, 200)),
    "next_step": (
        _UID,
        *_hangs("contact_id"),
        _key("interaction_id", may_be_empty=True),
        _text("text", longest=2000),
        *(_need(name, Kind.DAY) for name in ("due_on", "set_on")),
        _empty("done_on", Kind.DAY),
    ),
    "promise": (
        _UID,
        *_hangs("contact_id"),
        _key("interaction_id", may_be_empty=True),
        _enum("made_by", MadeBy),
        _need("text", Kind.PROSE, 2000),
        _need("made_on", Kind.DAY),
        *(_empty(name, Kind.DAY) for name in ("due_on", "kept_on", "released_on")),
    ),
    "snooze": (
        *_hangs("contact_id"),
        *(_need(name, Kind.DAY) for name in ("set_on", "until")),
        _empty("cleared_on", Kind.DAY),
    ),
    "skip": (*_hangs("contact_id"), _need("on_day", Kind.DAY)),
    "pause": (
        _key("contact_id", may_be_empty=True),
        _need("from_day", Kind.DAY),
        _empty("to_day", Kind.DAY),
        _text("reason"),
    ),
    "practice_schedule": (
        _need("effective_from", Kind.DAY),
        _need("weekdays", Kind.WEEKDAYS),
        _enum("mode", ("daily", "weekly"), "daily"),
        _number("per_week", 1, 7, instead=3),
    ),
    "offer": (
        *_hangs("contact_id"),
        _enum("kind", ("rekindle", "world", "advice")),
        _need("offered_on", Kind.DAY),
    ),
    "milestone": (_need("name", Kind.WORD), _need("reached_on", Kind.DAY), _text("reflection")),
    "fact": (
        *_hangs("contact_id"),
        _enum("kind", FactKind),
        _need("text", Kind.PROSE, 2000),
        _empty("noted_on", Kind.DAY),
    ),
    "question": (
        *_hangs("contact_id"),
        _need("text", Kind.PROSE, 2000),
        _need("added_on", Kind.DAY),
        _empty("asked_on", Kind.DAY),
        _key("interaction_id", may_be_empty=True),
    ),
    "position": (
        *_hangs("contact_id"),
        *(_text(name, longest=2000) for name in ("organisation", "role")),
        *(_text(name, Kind.PARTIAL, 10) for name in ("from_when", "to_when")),
    ),
    "relation": (*_hangs("contact_id"), _key("other_id", "contact"), _need("kind", Kind.PROSE, 200)),
    "custom_field": (
        *_hangs("contact_id"),
        _need("label", Kind.PROSE, 200),
        _need("value", Kind.PROSE, 2000),
    ),
    "card": (*_hangs("contact_id"), Column("raw", Kind.PROSE, longest=20_000_000)),
    "distinct_pair": (_key("one_id", "contact"), _key("other_id", "contact")),
    "saved_view": (_need("name", Kind.PROSE, 200), _FOLDED_OF, _need("query", Kind.PROSE, 2000)),
    "starter": (
        replace(_enum("situation", Situation), shortest=1, longest=200, takes_anything=True),
        _need("text", Kind.PROSE, 2000),
    ),
    "delivery": (
        _need("line_id", Kind.IDENTITY, 200),
        _need("at_utc", Kind.INSTANT),
        _text("label", Kind.JOURNAL),
    ),
    "action": (
        _need("at_utc", Kind.INSTANT),
        _need("label", Kind.JOURNAL),
        _text("device", Kind.JOURNAL),
        _empty("undone_at", Kind.INSTANT),
    ),
    "journal_entry": (
        *_hangs("action_id"),
        _need("table_name", Kind.WORD),
        Column("row_id", Kind.KEY),
        *(_empty(name, Kind.JOURNAL) for name in ("old_row", "new_row")),
    ),
    "journal_cursor": (_empty("action_id", Kind.KEY, derived=True),),
}

COLUMNS: tuple[Column, ...] = tuple(
    replace(column, table=table)
    for table, columns in _TABLES.items()
    for column in (Column("id", Kind.KEY), *columns)
)
"""Every column of every table of the book, table by table, the row's number first."""

SETTINGS = MappingProxyType(
    {
        "pace": Kind.NUMBER,
        "awkward_left_up_to": Kind.NUMBER,
        "full_pace_since": Kind.DAY,
        "natural_rhythm_put_off_on": Kind.DAY,
    }
)
"""The settings whose value is read as something else than text."""


def prose_columns() -> tuple[Column, ...]:
    """Give the columns that hold words a person wrote, about anybody."""
    return tuple(column for column in COLUMNS if column.kind is Kind.PROSE or column.only_where)


@cache
def columns_of(table: str) -> tuple[Column, ...]:
    """Give the columns of a table of ours; none for a table of somebody else's."""
    return tuple(column for column in COLUMNS if column.table == table)


def tables() -> tuple[str, ...]:
    """Give the names of our tables."""
    return tuple(_TABLES)
