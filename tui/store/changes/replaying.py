"""Undo and redo: what the journal wrote down, put back row by row; what follows from the records is computed again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.errors import NothingToUndo, UndoRefused
from tui.store.changes.due import DueDates
from tui.store.schema.journal import DERIVED, LARGE, row_as_text, row_of, small
from tui.store.table_list import JOURNALED

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase

_BATCH = 500
_GROUPS = ("circle", "tag")


class Undone(Struct, frozen=True):
    """A step: what is to be taken back or brought back, or was."""

    action_id: int
    label: str


def next_undo(conn: sqlite3.Connection) -> Undone:
    """Return the newest change that stands; raises NothingToUndo."""
    found = conn.execute(
        "SELECT id, label FROM action WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if found is None:
        raise NothingToUndo("Nothing to undo.", "No change that can be taken back is left.")
    return Undone(*found)


def next_redo(conn: sqlite3.Connection) -> Undone:
    """Return the change that was undone last; raises NothingToUndo."""
    found = conn.execute(
        "SELECT id, label FROM action WHERE undone_at IS NOT NULL ORDER BY id LIMIT 1"
    ).fetchone()
    if found is None:
        raise NothingToUndo("Nothing to redo.", "Nothing was undone since the last change.")
    return Undone(*found)


def take_back(db: BookDatabase, step: Undone, at_utc: str) -> None:
    """Take a change back; raises UndoRefused or sqlite3.IntegrityError when something stands in the way."""
    _replay(db, step, backwards=True)
    db.execute("UPDATE action SET undone_at = ? WHERE id = ?", (at_utc, step.action_id))


def bring_back(db: BookDatabase, step: Undone) -> None:
    """Bring a change back; raises UndoRefused or sqlite3.IntegrityError when something stands in the way."""
    _replay(db, step, backwards=False)
    db.execute("UPDATE action SET undone_at = NULL WHERE id = ?", (step.action_id,))


def pass_over(db: BookDatabase, step: Undone) -> None:
    """Let a step go that something stands in the way of: what it did stays as it is, and the others can go on."""
    db.table("action").delete_where("id = ?", [step.action_id])


def refusal_of(step: Undone, *, backwards: bool) -> UndoRefused:
    """Say that a step cannot be replayed, that nothing was changed, and that the next is not shut off by it."""
    way, again = ("taken", "Undo once more") if backwards else ("brought", "Redo once more")
    return UndoRefused(
        f"“{step.label}” cannot be {way} back any more.",
        "Something it touched was changed since, without a step of its own. It stays as it is, nothing was changed.",
        f"{again} goes on with the change {'before' if backwards else 'after'} it.",
    )


def _replay(db: BookDatabase, step: Undone, *, backwards: bool) -> None:
    conn = db.conn
    conn.execute("PRAGMA defer_foreign_keys = ON")
    order = "DESC" if backwards else "ASC"
    entries = conn.execute(
        "SELECT id, table_name, row_id, old_row, new_row FROM journal_entry WHERE action_id = ?"
        f" ORDER BY id {order}",
        (step.action_id,),
    ).fetchall()
    rows = _Rows(db, step, is_backwards=backwards)
    touched = _Touched(conn)
    for entry, table, row_id, old, new in entries:
        if table not in JOURNALED:
            raise refusal_of(step, backwards=backwards)
        touched.note(table, row_id, old, new)
        before, after = (new, old) if backwards else (old, new)
        rows.expect(table, row_id, before)
        if table in LARGE and backwards and new is not None:
            _write_down(db, entry, table, row_id, is_whole=True)
        rows.put(table, row_id, after)
        if table in LARGE and not backwards and new is not None:
            _write_down(db, entry, table, row_id, is_whole=False)
    DueDates(conn).refresh(touched.contacts())


class _Touched:
    """Whose derived columns may follow from something else after a replay."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._contacts: dict[int, None] = {}
        self._talks: dict[int, None] = {}
        self._groups: dict[str, dict[int, None]] = {table: {} for table in _GROUPS}

    def note(self, table: str, row_id: int, *texts: str | None) -> None:
        """Note the owners of a row, before and after."""
        if table == "contact":
            self._contacts[row_id] = None
        elif table == "interaction":
            self._talks[row_id] = None
        elif table in self._groups:
            self._groups[table][row_id] = None
        for text in texts:
            owner = row_of(text).get("contact_id") if text is not None and "contact_id=" in text else None
            if isinstance(owner, int):
                self._contacts[owner] = None

    def contacts(self) -> Iterable[int]:
        """Return everybody there is to compute again."""
        found = dict(self._contacts)
        found |= self._members("interaction_contact", "interaction_id", list(self._talks))
        for table, ids in self._groups.items():
            found |= self._members(f"contact_{table}", f"{table}_id", list(ids))
        return found

    def _members(self, table: str, column: str, ids: list[int]) -> dict[int, None]:
        found: dict[int, None] = {}
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            wanted = ", ".join("?" * len(batch))
            rows = self._conn.execute(f"SELECT contact_id FROM {table} WHERE {column} IN ({wanted})", batch)
            found |= {row[0]: None for row in rows}
        return found


class _Rows:
    """The rows a step touched: as they have to stand, and as they are put back."""

    def __init__(self, db: BookDatabase, step: Undone, *, is_backwards: bool) -> None:
        self._db = db
        self._conn = db.conn
        self._step = step
        self._is_backwards = is_backwards
        self._asked: dict[str, str] = {}

    def expect(self, table: str, row_id: int, text: str | None) -> None:
        """Refuse unless the row stands as the journal left it."""
        cursor = self._conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
        row = cursor.fetchone()
        current = None if row is None else dict(zip((c[0] for c in cursor.description), row, strict=True))
        wanted = None if text is None else row_of(text)
        derived = DERIVED.get(table, set())
        if wanted is None:
            same = current is None
        else:
            same = current is not None and all(
                current.get(column) == value for column, value in wanted.items() if column not in derived
            )
        if not same:
            raise refusal_of(self._step, backwards=self._is_backwards)

    def put(self, table: str, row_id: int, text: str | None) -> None:
        """Write a row as it stood; refuse to take one away that rows of other steps hang on."""
        db = self._db
        if text is None:
            if self._is_hung_on(table, row_id):
                raise refusal_of(self._step, backwards=self._is_backwards)
            db.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
            return
        row = row_of(text)
        # A statement, not the table's ``update``: an import taken back is a hundred thousand rows.
        if self._conn.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone():
            kept = {name: value for name, value in row.items() if name not in DERIVED.get(table, ())}
            sets = ", ".join(f"{column} = ?" for column in kept)
            db.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*kept.values(), row_id))
        else:
            db.table(table).add(row)

    def _is_hung_on(self, table: str, row_id: int) -> bool:
        """Whether rows name this one: taking it away would take them with it, which no step wrote down."""
        if table not in self._asked:
            parts = [
                f"EXISTS (SELECT 1 FROM {child} WHERE {column} = ?1)"
                for child, column in links_to(self._conn, table)
            ]
            self._asked[table] = " OR ".join(parts)
        asked = self._asked[table]
        return bool(asked and self._conn.execute(f"SELECT {asked}", (row_id,)).fetchone()[0])


def links_to(conn: sqlite3.Connection, parent: str) -> list[tuple[str, str]]:
    """Return which column of which table names a row of this one."""
    return [
        (child, row[3])
        for child in JOURNALED
        for row in conn.execute(f"PRAGMA foreign_key_list({child})").fetchall()
        if row[2] == parent
    ]


def _write_down(db: BookDatabase, entry: int, table: str, row_id: int, *, is_whole: bool) -> None:
    """Write the row as it stands into its entry: whole before it is taken back, else without what is large."""
    columns = [row[1] for row in db.conn.execute(f"PRAGMA table_info({table})")]
    text = row_as_text(table, columns if is_whole else small(table, columns))
    db.execute(
        f"UPDATE journal_entry SET new_row = (SELECT {text} FROM {table} WHERE id = ?) WHERE id = ?",
        (row_id, entry),
    )
