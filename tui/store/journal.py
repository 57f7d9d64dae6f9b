"""The undo journal: every change as old and new rows, taken back and brought back by bound parameters.

Triggers write one entry per changed row while an action is open; the entries are data, never
statements, so nothing stored in the file is ever executed. The design follows SQLite's documented
trigger-based undo log (sqlite.org/undoredo.html). Rows are written as ``column=literal`` pairs with
``quote()``, which every SQLite allows in triggers, whatever it is told to distrust.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from tui.domain.errors import NothingToUndo, UndoRefused

JOURNALED = (
    "setting",
    "circle",
    "tag",
    "contact",
    "contact_point",
    "contact_tag",
    "contact_circle",
    "key_date",
    "interaction",
    "interaction_contact",
    "interaction_value",
    "interaction_topic",
    "next_step",
    "promise",
    "snooze",
    "skip",
    "pause",
    "practice_schedule",
    "offer",
    "milestone",
    "fact",
    "question",
    "position",
    "relation",
    "custom_field",
    "card",
    "distinct_pair",
    "saved_view",
    "starter",
)
"""Every table whose changes can be taken back."""

_DERIVED = {"contact": {"last_touch_on", "next_due_on", "ideal_days"}}
"""Columns that follow from other rows: they never stand in the way of an undo."""

_PAIR = re.compile(r"([a-z_]+)=(NULL|-?[0-9]+|'[^']*(?:''[^']*)*')(?:,|$)")


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or brought back."""

    action_id: int
    label: str


def install_triggers(conn: sqlite3.Connection) -> None:
    """Make the recording triggers for every journaled table there is, replacing those of an older schema."""
    for table in JOURNALED:
        columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
        if not columns:
            continue
        for event in ("insert", "update", "delete"):
            conn.execute(f"DROP TRIGGER IF EXISTS journal_{table}_{event}")
            old = "NULL" if event == "insert" else _row_as_text("OLD", columns)
            new = "NULL" if event == "delete" else _row_as_text("NEW", columns)
            row = "NEW" if event == "insert" else "OLD"
            conn.execute(
                f"CREATE TRIGGER journal_{table}_{event} AFTER {event} ON {table}"
                " WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN"
                " INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row)"
                f" VALUES ((SELECT action_id FROM journal_cursor), '{table}', {row}.id, {old}, {new}); END"
            )


def open_action(conn: sqlite3.Connection, label: str, at_utc: str, device: str) -> int:
    """Begin recording under a label; what had been undone can no longer be brought back."""
    conn.execute("DELETE FROM action WHERE undone_at IS NOT NULL")
    cursor = conn.execute(
        "INSERT INTO action (at_utc, label, device) VALUES (?, ?, ?)", (at_utc, label, device)
    )
    action_id = cursor.lastrowid
    conn.execute("UPDATE journal_cursor SET action_id = ?", (action_id,))
    if action_id is None:
        raise AssertionError("an action without an id")
    return action_id


def close_action(conn: sqlite3.Connection, action_id: int) -> None:
    """End recording; an action that changed nothing leaves no trace."""
    conn.execute("UPDATE journal_cursor SET action_id = NULL")
    conn.execute(
        "DELETE FROM action WHERE id = ? AND NOT EXISTS (SELECT 1 FROM journal_entry WHERE action_id = ?)",
        (action_id, action_id),
    )


def undo_last(conn: sqlite3.Connection, at_utc: str) -> Undone:
    """Take the newest change back; raises NothingToUndo, or UndoRefused when a later change stands in the way."""
    found = conn.execute(
        "SELECT id, label FROM action WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if found is None:
        raise NothingToUndo("Nothing to undo.", "Everything is as it was when the book was begun.")
    _replay(conn, found[0], found[1], backwards=True)
    conn.execute("UPDATE action SET undone_at = ? WHERE id = ?", (at_utc, found[0]))
    return Undone(found[0], found[1])


def redo_next(conn: sqlite3.Connection) -> Undone:
    """Bring back the change that was undone last; raises NothingToUndo or UndoRefused."""
    found = conn.execute(
        "SELECT id, label FROM action WHERE undone_at IS NOT NULL ORDER BY id LIMIT 1"
    ).fetchone()
    if found is None:
        raise NothingToUndo("Nothing to redo.", "Nothing was undone since the last change.")
    _replay(conn, found[0], found[1], backwards=False)
    conn.execute("UPDATE action SET undone_at = NULL WHERE id = ?", (found[0],))
    return Undone(found[0], found[1])


def _row_as_text(alias: str, columns: Iterable[str]) -> str:
    return " || ',' || ".join(f"'{column}=' || quote({alias}.{column})" for column in columns)


def _row_of(text: str) -> dict[str, str | int | None]:
    """Read ``column=literal`` pairs back."""
    return {name: _value_of(literal) for name, literal in _PAIR.findall(text)}


def _value_of(literal: str) -> str | int | None:
    if literal == "NULL":
        return None
    return literal[1:-1].replace("''", "'") if literal.startswith("'") else int(literal)


def _replay(conn: sqlite3.Connection, action_id: int, label: str, *, backwards: bool) -> None:
    conn.execute("PRAGMA defer_foreign_keys = ON")
    order = "DESC" if backwards else "ASC"
    entries = conn.execute(
        f"SELECT table_name, row_id, old_row, new_row FROM journal_entry WHERE action_id = ? ORDER BY id {order}",
        (action_id,),
    ).fetchall()
    for table, row_id, old, new in entries:
        if table not in JOURNALED:
            raise UndoRefused(
                "This change cannot be taken back.", f"It touches {table!r}, which is unknown here."
            )
        before, after = (new, old) if backwards else (old, new)
        _expect(conn, table, row_id, before, label)
        _put(conn, table, row_id, after)


def _expect(conn: sqlite3.Connection, table: str, row_id: int, text: str | None, label: str) -> None:
    """Refuse unless the row stands as the journal left it."""
    cursor = conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    row = cursor.fetchone()
    current = None if row is None else dict(zip((c[0] for c in cursor.description), row, strict=True))
    wanted = None if text is None else _row_of(text)
    derived = _DERIVED.get(table, set())
    if wanted is None:
        same = current is None
    else:
        same = current is not None and all(
            current.get(column) == value for column, value in wanted.items() if column not in derived
        )
    if not same:
        raise UndoRefused(
            f"“{label}” cannot be taken back.",
            "Something it touched was changed again since. Nothing was undone.",
            "Change it by hand instead.",
        )


def _put(conn: sqlite3.Connection, table: str, row_id: int, text: str | None) -> None:
    if text is None:
        conn.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        return
    row = _row_of(text)
    columns = ", ".join(row)
    if conn.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone():
        sets = ", ".join(f"{column} = ?" for column in row)
        conn.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*row.values(), row_id))
    else:
        marks = ", ".join("?" * len(row))
        conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))
