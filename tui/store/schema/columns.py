"""The one list of columns: what each holds, what it must read as, and which hold a person's own words."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from msgspec.structs import replace

from tui.domain.records.contact import KeyDateKind, Ladder, PointKind
from tui.domain.records.contact_fields import PLAIN
from tui.domain.records.interaction import Channel, Direction, Role, ValueKind, Way
from tui.domain.records.knowing import FactKind
from tui.domain.records.promise import MadeBy
from tui.domain.writing.starters import Situation
from tui.store.schema.column import (
    SMALLEST,
    Column,
    Kind,
    anything,
    empty,
    enum,
    flag,
    hangs,
    key,
    need,
    number,
    plain,
    text,
)

_UID = Column("uid", Kind.IDENTITY)
_RHYTHM = number("rhythm_days", 0, 3650)
_FOLDED_OF = Column("folded", Kind.FOLDED, is_derived=True)

_TABLES: dict[str, tuple[Column, ...]] = {
    "setting": (
        need("key", Kind.WORD),
        Column("value", Kind.SETTING, only_where="key = 'plan'"),
    ),
    "circle": (need("name", Kind.PROSE, 200), _FOLDED_OF, number("closeness", SMALLEST), _RHYTHM),
    "tag": (need("name", Kind.PROSE, 200), _FOLDED_OF, _RHYTHM),
    "contact": (
        _UID,
        need("name", Kind.NAME, 200),
        Column("sort_name", Kind.FOLDED, is_derived=True),
        text("aliases", Kind.NAME, 2000),
        *map(plain, PLAIN),
        empty("met_on", Kind.DAY),
        key("met_via", "contact", may_be_empty=True),
        enum("ladder", Ladder, Ladder.FULL.value),
        enum("style", ("periodic", "ambient", "triggered"), "periodic"),
        _RHYTHM,
        *(flag(name) for name in ("is_exact", "is_starred", "is_deceased")),
        empty("first_due_on", Kind.DAY),
        replace(number("ideal_days", 1), is_derived=True, takes_anything=True),
        *(empty(name, Kind.DAY, derived=True) for name in ("last_touch_on", "next_due_on")),
        need("created_at", Kind.INSTANT),
        *(empty(name, Kind.INSTANT) for name in ("archived_at", "deleted_at")),
        anything(number("rev", instead=1)),
    ),
    "contact_point": (
        *hangs("contact_id"),
        anything(number("position", instead=0)),
        enum("kind", PointKind),
        need("value", Kind.NAME, 2000),
        text("label"),
        text("platform"),
        replace(text("match_key", Kind.FOLDED), is_derived=True),
    ),
    "contact_tag": hangs("contact_id", "tag_id"),
    "contact_circle": hangs("contact_id", "circle_id"),
    "key_date": (
        *hangs("contact_id"),
        enum("kind", KeyDateKind),
        text("label", longest=200),
        anything(number("year", 1, 9999)),
        replace(number("month", 1, 12), may_be_empty=False),
        replace(number("day", 1, 31), may_be_empty=False),
    ),
    "interaction": (
        _UID,
        need("practice_date", Kind.DAY),
        empty("occurred_at_utc", Kind.INSTANT),
        anything(number("utc_offset_min", -1439, 1439)),
        need("logged_at_utc", Kind.INSTANT),
        enum("channel", Channel),
        enum("direction", Direction),
        text("situation", Kind.WORD),
        *(text(name, longest=2000) for name in ("summary", "place")),
        *(text(name, longest=1_000_000) for name in ("notes", "message")),
        text("platform"),
        number("minutes", 0, 100_000),
        *(number(name, 1, 5) for name in ("feeling", "awkward_guess", "awkward_felt")),
        *(flag(name) for name in ("needs_reply", "is_draft", "before_book")),
        *(empty(name, Kind.IDENTITY) for name in ("source_key", "draft_id")),
        empty("deleted_at", Kind.INSTANT),
    ),
    "interaction_contact": (
        *hangs("interaction_id", "contact_id"),
        enum("role", Role, Role.MAIN.value),
    ),
    "interaction_value": (
        *hangs("interaction_id"),
        key("contact_id", may_be_empty=True),
        enum("way", Way),
        enum("kind", ValueKind),
        text("note", longest=2000),
        empty("closed_on", Kind.DAY),
    ),
    "interaction_topic": (*hangs("interaction_id"), need("topic", Kind.PROSE, 200)),
    "next_step": (
        _UID,
        *hangs("contact_id"),
        key("interaction_id", may_be_empty=True),
        text("text", longest=2000),
        *(need(name, Kind.DAY) for name in ("due_on", "set_on")),
        empty("done_on", Kind.DAY),
    ),
    "promise": (
        _UID,
        *hangs("contact_id"),
        key("interaction_id", may_be_empty=True),
        enum("made_by", MadeBy),
        need("text", Kind.PROSE, 2000),
        need("made_on", Kind.DAY),
        *(empty(name, Kind.DAY) for name in ("due_on", "kept_on", "released_on")),
    ),
    "snooze": (
        *hangs("contact_id"),
        *(need(name, Kind.DAY) for name in ("set_on", "until")),
        empty("cleared_on", Kind.DAY),
    ),
    "skip": (*hangs("contact_id"), need("on_day", Kind.DAY)),
    "pause": (
        key("contact_id", may_be_empty=True),
        need("from_day", Kind.DAY),
        empty("to_day", Kind.DAY),
        text("reason"),
    ),
    "practice_schedule": (
        need("effective_from", Kind.DAY),
        need("weekdays", Kind.WEEKDAYS),
        enum("mode", ("daily", "weekly"), "daily"),
        number("per_week", 1, 7, instead=3),
    ),
    "offer": (
        *hangs("contact_id"),
        enum("kind", ("rekindle", "world", "advice")),
        need("offered_on", Kind.DAY),
    ),
    "milestone": (need("name", Kind.WORD), need("reached_on", Kind.DAY), text("reflection")),
    "fact": (
        *hangs("contact_id"),
        enum("kind", FactKind),
        need("text", Kind.PROSE, 2000),
        empty("noted_on", Kind.DAY),
    ),
    "question": (
        *hangs("contact_id"),
        need("text", Kind.PROSE, 2000),
        need("added_on", Kind.DAY),
        empty("asked_on", Kind.DAY),
        key("interaction_id", may_be_empty=True),
    ),
    "position": (
        *hangs("contact_id"),
        *(text(name, longest=2000) for name in ("organisation", "role")),
        *(text(name, Kind.PARTIAL, 10) for name in ("from_when", "to_when")),
    ),
    "relation": (*hangs("contact_id"), key("other_id", "contact"), need("kind", Kind.PROSE, 200)),
    "custom_field": (
        *hangs("contact_id"),
        need("label", Kind.PROSE, 200),
        need("value", Kind.PROSE, 2000),
    ),
    "card": (*hangs("contact_id"), Column("raw", Kind.PROSE, longest=20_000_000)),
    "distinct_pair": (key("one_id", "contact"), key("other_id", "contact")),
    "saved_view": (need("name", Kind.PROSE, 200), _FOLDED_OF, need("query", Kind.PROSE, 2000)),
    "starter": (
        replace(enum("situation", Situation), shortest=1, longest=200, takes_anything=True),
        need("text", Kind.PROSE, 2000),
    ),
    "delivery": (
        need("line_id", Kind.IDENTITY, 200),
        need("at_utc", Kind.INSTANT),
        text("label", Kind.JOURNAL),
    ),
    "action": (
        need("at_utc", Kind.INSTANT),
        need("label", Kind.JOURNAL),
        text("device", Kind.JOURNAL),
        empty("undone_at", Kind.INSTANT),
    ),
    "journal_entry": (
        *hangs("action_id"),
        need("table_name", Kind.WORD),
        Column("row_id", Kind.KEY),
        *(empty(name, Kind.JOURNAL) for name in ("old_row", "new_row")),
    ),
    "journal_cursor": (empty("action_id", Kind.KEY, derived=True),),
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
    """Return the columns that hold words a person wrote, about anybody."""
    return tuple(column for column in COLUMNS if column.kind is Kind.PROSE or column.only_where)


@cache
def columns_of(table: str) -> tuple[Column, ...]:
    """Return the columns of a table of ours; none for a table of somebody else's."""
    return tuple(column for column in COLUMNS if column.table == table)


def tables() -> tuple[str, ...]:
    """Return the names of our tables."""
    return tuple(_TABLES)
