"""Moving what cannot be read out of the tables, into a file beside the book: the rest is whole again."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from tui.domain.errors import CannotOpen
from tui.domain.text import clean
from tui.store.file.writing import BookDatabase
from tui.store.inspection.unreadable import UnreadableValue, reads, unreadable
from tui.store.mending.checking import compute_again, ours_hanging
from tui.store.schema.column import Column, Kind
from tui.store.schema.columns import COLUMNS, columns_of, tables
from tui.store.schema.journal import stop_recording
from tui.store.schema.shape import mend_shape

_TEXTS = (
    Kind.PROSE,
    Kind.NAME,
    Kind.WORD,
    Kind.FOLDED,
    Kind.IDENTITY,
    Kind.SETTING,
    Kind.JOURNAL,
    Kind.PARTIAL,
)
_ROUNDS = 20
"""A row that goes may leave others hanging; after so many rounds something else is wrong."""


class Aside(Struct, frozen=True):
    """Something that was taken out of the tables."""

    table: str
    row_id: int
    why: str
    row: dict[str, object]
    """All columns of a row that went; of a value that went, the one column."""
    is_whole_row: bool

    def __str__(self) -> str:
        held = ", ".join(
            f"{name}: {_in_short(value)}" for name, value in self.row.items() if _says(name, value)
        )
        what = f"row {self.row_id} of {self.table}" if self.is_whole_row else f"{self.table} {self.row_id}"
        return f"{what} ({held})"


class _Work(Struct):
    db: BookDatabase
    now_utc: str
    moved: list[Aside] = field(default_factory=list)


def set_aside(conn: sqlite3.Connection, now_utc: str, keep: Callable[[list[Aside]], None]) -> list[Aside]:
    """Move out every value and row that cannot be read, in one transaction, and compute the rest again.

    A value that may be empty, or has a usual value, goes alone; else its row goes, with what hangs on it.
    ``keep`` is handed what goes before anything is final. Steps of undo that touch it go as well. Raises
    CannotOpen where something stays unreadable all the same: then nothing was changed.
    """
    work = _Work(BookDatabase(conn), now_utc)
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("PRAGMA ignore_check_constraints = ON")
    try:
        conn.execute("BEGIN IMMEDIATE")
        mend_shape(conn)
        stop_recording(work.db)
        for _ in range(_ROUNDS):
            if not _one_round(work):
                break
        _forget_steps(work)
        compute_again(conn)
        if unreadable(conn) or ours_hanging(conn):
            raise CannotOpen(
                "Not everything could be set aside.",
                "Nothing was changed.",
                "Save what can be read with `rapport recover FILE OUT`.",
            )
        keep(work.moved)
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
    finally:
        conn.execute("PRAGMA ignore_check_constraints = OFF")
        conn.execute("PRAGMA foreign_keys = ON")
    return work.moved


def as_json(moved: list[Aside], book: str, now_utc: str) -> str:
    """Write what was moved out as JSON; bytes that are no text stand as base64."""
    told = [
        {
            "table": each.table,
            "id": each.row_id,
            "why": each.why,
            "whole_row": each.is_whole_row,
            "row": each.row,
        }
        for each in moved
    ]
    return json.dumps(
        {"set_aside_from": book, "at": now_utc, "moved": told}, ensure_ascii=False, indent=2, default=_bytes
    )


def _one_round(work: _Work) -> bool:
    """Take out what is wrong now; give whether anything was."""
    found = unreadable(work.db.conn)
    for each in found:
        _settle(work, each)
    dangling = list(_dangling(work.db.conn))
    for table, row_id, column, parent in dangling:
        why = f"{column.name} names a row of {parent} that is not there"
        if column.may_be_empty:
            _put(work, column, row_id, None, why)
        else:
            _take_row(work, table, row_id, why)
    return bool(found or dangling)


def _settle(work: _Work, each: UnreadableValue) -> None:
    column = next(one for one in columns_of(each.table) if one.name == each.column)
    why = f"{each.column} is not {each.expected}"
    if not _is_there(work.db.conn, each.table, each.row_id):
        return
    if each.table == "setting" and column.kind is Kind.SETTING and isinstance(each.value, str):
        _take_row(work, each.table, each.row_id, why)
        return
    for value in _stand_ins(work, column, each):
        if reads(column, value) and value != each.value:
            try:
                _put(work, column, each.row_id, value, why, was=each.value)
            except sqlite3.IntegrityError:
                continue
            return
    _take_row(work, each.table, each.row_id, why)


def _stand_ins(work: _Work, column: Column, each: UnreadableValue) -> Iterator[object]:
    """Yield what may stand in the place of a value, the best first; none where its row has to go."""
    if column.kind in _TEXTS and each.value is not None:
        text = each.value.decode("utf-8", "replace") if isinstance(each.value, bytes) else str(each.value)
        if kept := clean(text).strip():
            yield kept
    if column.may_be_empty:
        yield None
    elif column.instead is not None:
        yield column.instead
    elif (column.table, column.name) == ("contact", "created_at"):
        yield work.now_utc
    elif (column.table, column.name) == ("interaction", "logged_at_utc"):
        asked = "SELECT practice_date || 'T12:00:00Z' FROM interaction WHERE id = ?"
        yield work.db.conn.execute(asked, (each.row_id,)).fetchone()[0]


def _put(
    work: _Work, column: Column, row_id: int, value: object, why: str, *, was: object | None = None
) -> None:
    before = was if was is not None else _row(work.db.conn, column.table, row_id).get(column.name)
    work.db.execute(f"UPDATE {column.table} SET {column.name} = ? WHERE id = ?", (value, row_id))
    if not column.is_derived:
        work.moved.append(Aside(column.table, row_id, why, {column.name: before}, is_whole_row=False))


def _take_row(work: _Work, table: str, row_id: int, why: str) -> None:
    """Take a row out, and what hangs on it before."""
    if not _is_there(work.db.conn, table, row_id):
        return
    for child in tables():
        for key in work.db.conn.execute(f"PRAGMA foreign_key_list({child})").fetchall():
            parent, name, on_delete = key[2], key[3], key[6]
            if parent != table:
                continue
            asked = f"SELECT id FROM {child} WHERE {name} = ?"
            for (child_id,) in work.db.conn.execute(asked, (row_id,)).fetchall():
                if on_delete == "CASCADE":
                    _take_row(work, child, child_id, f"row {row_id} of {table} went")
                else:
                    column = next(one for one in columns_of(child) if one.name == name)
                    _put(work, column, child_id, None, f"row {row_id} of {table} went")
    row = _row(work.db.conn, table, row_id)
    work.db.table(table).delete_each([row_id])
    work.moved.append(Aside(table, row_id, why, row, is_whole_row=True))


def _row(conn: sqlite3.Connection, table: str, row_id: int) -> dict[str, object]:
    """Return a row as it stands, whatever its bytes."""
    names = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
    asked = ", ".join(f"typeof({name}), CAST({name} AS BLOB)" for name in names)
    values = conn.execute(f"SELECT {asked} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return {name: _value(values[2 * at], values[2 * at + 1]) for at, name in enumerate(names)}


def _value(kind: str, value: bytes | None) -> object:
    if value is None or kind == "blob":
        return value
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return value
    return int(text) if kind == "integer" else float(text) if kind == "real" else text


def _is_there(conn: sqlite3.Connection, table: str, row_id: int) -> bool:
    return conn.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone() is not None


def _dangling(conn: sqlite3.Connection) -> Iterator[tuple[str, int, Column, str]]:
    """Yield each reference to a row that is not there."""
    for table, row_id, parent, number in ours_hanging(conn):
        if row_id is None:
            continue
        keys = conn.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        name = next(key[3] for key in keys if key[0] == number)
        yield table, row_id, next(one for one in COLUMNS if (one.table, one.name) == (table, name)), parent


def _forget_steps(work: _Work) -> None:
    """Let the steps of undo go that would bring back what was moved out, and all before them."""
    newest = 0
    for each in work.moved:
        asked = "SELECT coalesce(max(action_id), 0) FROM journal_entry WHERE table_name = ? AND row_id = ?"
        newest = max(newest, work.db.conn.execute(asked, (each.table, each.row_id)).fetchone()[0])
    # Foreign keys are off meanwhile, so what hangs on a step is taken by hand.
    work.db.table("journal_entry").delete_where("action_id <= ?", [newest])
    work.db.table("action").delete_where("id <= ?", [newest])


def _bytes(value: object) -> object:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else str(value)


def _says(name: str, value: object) -> bool:
    return value not in (None, "", 0) and name not in ("id", "uid", "rev", "position")


def _in_short(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
