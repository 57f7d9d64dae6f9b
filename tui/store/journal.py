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
from datetime import UTC, datetime, timedelta

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

_LARGE = {"card": {"raw"}}
"""Columns that are not written down while the row itself still has them, only once it is about to lose them:
the cards of an import hold its photos, and would stand in the file twice."""

_DERIVED = {"contact": {"last_touch_on", "next_due_on", "ideal_days"}}
"""Columns that follow from other rows: they never stand in the way of an undo."""

KEPT = timedelta(days=90)
"""How long a change can be taken back."""
KEPT_BYTES = 10_000_000
"""How much the journal may hold; what was done in the last day is kept whatever its size."""
_ALWAYS_KEPT = timedelta(days=1)

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
            new = "NULL" if event == "delete" else _row_as_text("NEW", _small(table, columns))
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


def prune(conn: sqlite3.Connection, now: datetime, most_bytes: int = KEPT_BYTES) -> int:
    """Let whole steps go, the oldest first, that are too old or beyond the size; give how many went.

    What is kept has no gap: an undo never meets a row that a forgotten step left. Steps that were taken
    back stay, for the one after would not fit without them; the next change drops them anyway.
    """
    first_kept = min(_first_since(conn, now - KEPT), _first_undone(conn))
    held = _first_within(conn, most_bytes)
    first_kept = max(first_kept, min(held, _first_since(conn, now - _ALWAYS_KEPT), _first_undone(conn)))
    return conn.execute("DELETE FROM action WHERE id < ?", (first_kept,)).rowcount


def _first_since(conn: sqlite3.Connection, instant: datetime) -> int:
    """Give the first step from an instant on; one past the last when there is none."""
    at_utc = instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return _id(conn, "SELECT min(id) FROM action WHERE at_utc >= ?", at_utc)


def _first_undone(conn: sqlite3.Connection) -> int:
    return _id(conn, "SELECT min(id) FROM action WHERE undone_at IS NOT NULL")


def _first_within(conn: sqlite3.Connection, most_bytes: int) -> int:
    """Give the first step of the newest ones that together take no more than so many bytes."""
    return _id(
        conn,
        "SELECT min(action_id) FROM (SELECT action_id, sum(taken) OVER (ORDER BY action_id DESC) AS together"
        " FROM (SELECT action_id, sum(coalesce(length(old_row), 0) + coalesce(length(new_row), 0)) AS taken"
        " FROM journal_entry GROUP BY action_id)) WHERE together <= ?",
        most_bytes,
    )


def _id(conn: sqlite3.Connection, question: str, *values: object) -> int:
    """Give the id a question answers with; one past the last step when it has no answer."""
    found: int | None = conn.execute(question, values).fetchone()[0]
    if found is not None:
        return found
    past_last: int = conn.execute("SELECT coalesce(max(id), 0) + 1 FROM action").fetchone()[0]
    return past_last


def _row_as_text(alias: str, columns: Iterable[str]) -> str:
    return " || ',' || ".join(f"'{column}=' || quote({alias}.{column})" for column in columns)


def row_of(text: str) -> dict[str, str | int | None]:
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
        "SELECT id, table_name, row_id, old_row, new_row FROM journal_entry WHERE action_id = ?"
        f" ORDER BY id {order}",
        (action_id,),
    ).fetchall()
    for entry, table, row_id, old, new in entries:
        if table not in JOURNALED:
            raise UndoRefused(
                "This change cannot be taken back.", f"It touches {table!r}, which is unknown here."
            )
        before, after = (new, old) if backwards else (old, new)
        _expect(conn, table, row_id, before, label)
        if table in _LARGE and backwards and new is not None:
            _write_down(conn, entry, table, row_id, is_whole=True)
        _put(conn, table, row_id, after)
        if table in _LARGE and not backwards and new is not None:
            _write_down(conn, entry, table, row_id, is_whole=False)


def _small(table: str, columns: Iterable[str]) -> list[str]:
    return [column for column in columns if column not in _LARGE.get(table, ())]


def _write_down(conn: sqlite3.Connection, entry: int, table: str, row_id: int, *, is_whole: bool) -> None:
    """Write the row as it stands into its entry: whole before it is taken back, else without what is large."""
    columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
    text = _row_as_text(table, columns if is_whole else _small(table, columns))
    conn.execute(
        f"UPDATE journal_entry SET new_row = (SELECT {text} FROM {table} WHERE id = ?) WHERE id = ?",
        (row_id, entry),
    )


def _expect(conn: sqlite3.Connection, table: str, row_id: int, text: str | None, label: str) -> None:
    """Refuse unless the row stands as the journal left it."""
    cursor = conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    row = cursor.fetchone()
    current = None if row is None else dict(zip((c[0] for c in cursor.description), row, strict=True))
    wanted = None if text is None else row_of(text)
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
    row = row_of(text)
    columns = ", ".join(row)
    if conn.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone():
        sets = ", ".join(f"{column} = ?" for column in row)
        conn.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*row.values(), row_id))
    else:
        marks = ", ".join("?" * len(row))
        conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))
