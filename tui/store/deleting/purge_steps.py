"""The undo journal after a deletion for ever: steps that hold somebody go whole, the others stay as they are."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.deleting.traces import Traces, Where
from tui.store.deleting.mentions import without
from tui.store.deleting.prose import PROSE, holds_words
from tui.store.schema.columns import COLUMNS
from tui.store.schema.journal import row_of

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase

_NAMES_ONE = {column.name for column in COLUMNS if column.refers_to in ("contact", "interaction")}
"""Columns that hold the id of a contact or an interaction."""
_NUMBER = re.compile(r"([a-z_]+)=([0-9]+)(?=,|$)")


class Gone(Struct, frozen=True):
    """What is deleted, as the journal may hold it."""

    traces: tuple[Traces, ...]
    contacts: frozenset[int]
    uids: frozenset[str]
    interactions: frozenset[int]
    near: frozenset[int]
    """Interactions that stay, in which they took part."""


def drop_steps(db: BookDatabase, gone: Gone) -> int:
    """Drop what was undone and every step that holds something of what is gone; give how many could be undone."""
    conn = db.conn
    db.table("action").delete_where("undone_at IS NOT NULL")
    before = _merged_into(conn, gone)
    rows = conn.execute("SELECT action_id, table_name, row_id, old_row, new_row FROM journal_entry")
    dropped = {action_id for action_id, *entry in rows if _holds(gone, before, *entry)}
    labels = conn.execute("SELECT id, label FROM action").fetchall()
    dropped |= {
        ident for ident, label in labels if any(each.names_in(label, Where.NEAR) for each in gone.traces)
    }
    db.table("action").delete_each(dropped)
    return len(dropped)


def is_in_a_step(conn: sqlite3.Connection, tag_id: int) -> bool:
    """Whether a step that can be undone or redone has to do with a tag."""
    return (
        conn.execute(
            "SELECT 1 FROM journal_entry WHERE (table_name = 'tag' AND row_id = ?1) OR (table_name = 'contact_tag'"
            " AND (instr(coalesce(old_row, '') || ',', ?2) OR instr(coalesce(new_row, '') || ',', ?2))) LIMIT 1",
            (tag_id, f",tag_id={tag_id},"),
        ).fetchone()
        is not None
    )


def _merged_into(conn: sqlite3.Connection, gone: Gone) -> frozenset[int]:
    """Return the ids that those had who became part of them, where nobody else has them now."""
    rows = conn.execute(
        "SELECT DISTINCT row_id, coalesce(old_row, new_row) FROM journal_entry WHERE table_name = 'contact'"
        " AND row_id NOT IN (SELECT id FROM contact)"
    )
    return frozenset(row_id for row_id, text in rows if row_of(text).get("uid") in gone.uids)


def _holds(
    gone: Gone, merged: frozenset[int], table: str, row_id: int, old: str | None, new: str | None
) -> bool:
    contacts = gone.contacts | merged
    if row_id in {"contact": contacts, "interaction": gone.interactions}.get(table, ()):
        return True
    return any(text is not None and _in_row(gone, contacts, table, row_id, text) for text in (old, new))


def _in_row(gone: Gone, contacts: Collection[int], table: str, row_id: int, text: str) -> bool:
    for column, ident in _NUMBER.findall(text):
        owners = gone.interactions if column == "interaction_id" else contacts
        if column in _NAMES_ONE and int(ident) in owners:
            return True
    if table == "setting" and any(uid in text for uid in gone.uids):
        return True
    columns = PROSE.get(table, ())
    if not columns:
        return False
    row = row_of(text)
    if not holds_words(table, row.get("key")):
        return False
    is_near = (row_id if table == "interaction" else row.get("interaction_id")) in gone.near
    words = [value for column in columns if isinstance(value := row.get(column), str)]
    return any(
        without(traces, table, value, is_near=is_near) != value for traces in gone.traces for value in words
    )
