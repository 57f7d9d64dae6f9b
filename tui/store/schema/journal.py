"""The undo journal: every change written down as old and new rows.

Triggers write one entry per changed row while an action is open; `replaying` takes them back. Entries are data, never
statements, so nothing stored in the file is ever executed. The design follows SQLite's documented
trigger-based undo log (sqlite.org/undoredo.html). Rows are written as ``column=literal`` pairs with
``quote()``, which every SQLite allows in triggers, whatever it is told to distrust.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tui.store.file.writing import BookDatabase

from tui.domain.clock import utc_text
from tui.store.schema.triggers import EVENTS

LARGE = {"card": {"raw"}}
"""Columns that are not written down while the row itself still has them, only once it is about to lose them:
the cards of an import hold its photos, and would stand in the file twice."""

DERIVED = {"contact": {"last_touch_on", "next_due_on", "ideal_days"}}
"""Columns that follow from other rows: an undo neither minds nor restores them, they are computed again."""

KEPT = timedelta(days=90)
"""How long a change can be taken back."""
KEPT_BYTES = 10_000_000
"""How much the journal may hold; what was done in the last day is kept whatever its size."""
_ALWAYS_KEPT = timedelta(days=1)

_PAIR = re.compile(r"([a-z_]+)=(NULL|-?[0-9]+|'[^']*(?:''[^']*)*')(?:,|$)")


def install_triggers(db: Database) -> None:
    """Make the recording triggers for every journaled table there is, replacing those of an older schema."""
    from tui.store.table_list import JOURNALED  # what is due is shown sooner without it

    for table in JOURNALED:
        columns = [row[1] for row in db.conn.execute(f"PRAGMA table_info({table})")]
        if not columns:
            continue
        for event in EVENTS:
            db.execute(f"DROP TRIGGER IF EXISTS journal_{table}_{event}")
            old = "NULL" if event == "insert" else row_as_text("OLD", columns)
            new = "NULL" if event == "delete" else row_as_text("NEW", small(table, columns))
            row = "NEW" if event == "insert" else "OLD"
            db.execute(
                f"CREATE TRIGGER journal_{table}_{event} AFTER {event} ON {table}"
                " WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN"
                " INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row)"
                f" VALUES ((SELECT action_id FROM journal_cursor), '{table}', {row}.id, {old}, {new}); END"
            )


def open_action(db: BookDatabase, label: str, at_utc: str, device: str) -> int:
    """Begin recording under a label; what had been undone can no longer be brought back."""
    db.table("action").delete_where("undone_at IS NOT NULL")
    action_id = db.table("action").add({"at_utc": at_utc, "label": label, "device": device})
    # Not an update: the row may have gone with another program, and then the change could not be taken back.
    db.table("journal_cursor").upsert({"id": 1, "action_id": action_id}, pk="id")
    return action_id


def close_action(db: BookDatabase, action_id: int) -> None:
    """End recording; an action that changed nothing leaves no trace."""
    stop_recording(db)
    db.table("action").delete_where(
        "id = ? AND NOT EXISTS (SELECT 1 FROM journal_entry WHERE action_id = ?)", [action_id, action_id]
    )


def stop_recording(db: BookDatabase) -> None:
    """Write down no more of what is done in this transaction."""
    db.execute("UPDATE journal_cursor SET action_id = NULL")


def prune(db: BookDatabase, now: datetime, most_bytes: int = KEPT_BYTES) -> int:
    """Let whole steps go, the oldest first, that are too old or beyond the size; give how many went.

    What is kept has no gap: an undo never meets a row that a forgotten step left. Steps that were taken
    back stay, for the one after would not fit without them; the next change drops them anyway.
    """
    conn = db.conn
    first_kept = min(_first_since(conn, now - KEPT), _first_undone(conn))
    held = _first_within(conn, most_bytes)
    first_kept = max(first_kept, min(held, _first_since(conn, now - _ALWAYS_KEPT), _first_undone(conn)))
    return db.execute("DELETE FROM action WHERE id < ?", (first_kept,)).rowcount


def _first_since(conn: sqlite3.Connection, instant: datetime) -> int:
    """Return the first step from an instant on; one past the last when there is none."""
    at_utc = utc_text(instant)
    return _id(conn, "SELECT min(id) FROM action WHERE at_utc >= ?", at_utc)


def _first_undone(conn: sqlite3.Connection) -> int:
    return _id(conn, "SELECT min(id) FROM action WHERE undone_at IS NOT NULL")


def _first_within(conn: sqlite3.Connection, most_bytes: int) -> int:
    """Return the first step of the newest ones that together take no more than so many bytes."""
    return _id(
        conn,
        "SELECT min(action_id) FROM (SELECT action_id, sum(taken) OVER (ORDER BY action_id DESC) AS together"
        " FROM (SELECT action_id, sum(coalesce(length(old_row), 0) + coalesce(length(new_row), 0)) AS taken"
        " FROM journal_entry GROUP BY action_id)) WHERE together <= ?",
        most_bytes,
    )


def _id(conn: sqlite3.Connection, question: str, *values: object) -> int:
    """Return the id a question answers with; one past the last step when it has no answer."""
    found: int | None = conn.execute(question, values).fetchone()[0]
    if found is not None:
        return found
    past_last: int = conn.execute("SELECT coalesce(max(id), 0) + 1 FROM action").fetchone()[0]
    return past_last


def row_as_text(alias: str, columns: Iterable[str]) -> str:
    """Return the expression that writes a row down as ``column=literal`` pairs."""
    return " || ',' || ".join(f"'{column}=' || quote({alias}.{column})" for column in columns)


def row_of(text: str) -> dict[str, str | int | None]:
    """Read ``column=literal`` pairs back."""
    return {name: _value_of(literal) for name, literal in _PAIR.findall(text)}


def _value_of(literal: str) -> str | int | None:
    if literal == "NULL":
        return None
    return literal[1:-1].replace("''", "'") if literal.startswith("'") else int(literal)


def small(table: str, columns: Iterable[str]) -> list[str]:
    """Return the columns that are written down while the row itself has the large ones."""
    return [column for column in columns if column not in LARGE.get(table, ())]
