"""Looking through a whole book: what SQLite says of it, what does not read back, and whether the rest still follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from tui.domain.errors import BookBusy
from tui.store.changes.due import DueDates
from tui.store.file.diagnosis import is_held
from tui.store.file.guarding import SQLITE_SAYS
from tui.store.file.writing import BookDatabase
from tui.store.inspection.sentences import CLOSE_IT
from tui.store.inspection.unreadable import UnreadableValue, unreadable
from tui.store.schema.columns import tables
from tui.store.schema.journal import stop_recording
from tui.store.schema.shape import Shape, mend_shape, shape_of
from tui.store.table_list import JOURNALED
from tui.store.views import VIEWS

INDEXES = {"contact_search": "contacts", "interaction_search": "interactions", "fact_search": "facts"}
"""Each full-text index, and what it finds."""


class Remedy(Enum):
    """What puts a fault right."""

    BACKUP = "backup"
    """Rows may be lost: only a copy has them."""
    SET_ASIDE = "set-aside"
    """What cannot be read goes into a file beside the book."""
    MEND = "mend"
    """It follows from the records, and is computed again."""


class Fault(Struct, frozen=True):
    """Something in the book that is not as it should be."""

    what: str
    remedy: Remedy = Remedy.BACKUP
    value: UnreadableValue | None = None
    """The value that cannot be read, where it is one."""

    @property
    def is_damage(self) -> bool:
        """Whether rows may be lost; else it is put right by computing it again."""
        return self.remedy is Remedy.BACKUP


class CheckReport(Struct, frozen=True):
    """What a check of the whole book found."""

    faults: tuple[Fault, ...]
    people: int
    interactions: int
    rows: int
    foreign: tuple[str, ...] = ()
    """What another program added to the book, as words: left alone, and no fault."""

    @property
    def is_damaged(self) -> bool:
        """Whether anything cannot be put right by computing it again."""
        return any(fault.is_damage for fault in self.faults)

    @property
    def is_unreadable(self) -> bool:
        """Whether there is something to set aside."""
        return any(fault.remedy is Remedy.SET_ASIDE for fault in self.faults)


def check(conn: sqlite3.Connection) -> CheckReport:
    """Look through all of a book; nothing is changed."""
    faults: list[Fault] = []
    foreign: tuple[str, ...] = ()
    counts: dict[str, int] = {}
    try:
        faults += _in_the_file(conn)
        if not any(fault.is_damage for fault in faults):
            shape = shape_of(conn)
            foreign = shape.foreign
            faults += _in_the_shape(shape)
            faults += _in_the_rows(conn, shape)
            faults += _in_what_follows(conn, shape, is_read=not any(fault.value for fault in faults))
        counts = {
            table: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in JOURNALED
            if conn.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        }
    except SQLITE_SAYS as error:
        if is_held(error):
            raise BookBusy(
                "Another program is holding the book.", f"SQLite says: {error}.", CLOSE_IT
            ) from error
        return CheckReport((*faults, Fault(f"SQLite stops at it: {error}.")), 0, 0, 0)
    people, talks = counts.get("contact", 0), counts.get("interaction", 0)
    return CheckReport(tuple(faults), people, talks, sum(counts.values()), foreign)


def mend(conn: sqlite3.Connection) -> None:
    """Compute everything again that follows from the records: missing parts, indexes, full text, due dates."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        compute_again(conn)
        conn.execute("COMMIT")
    except BaseException:
        conn.execute("ROLLBACK")
        raise


def compute_again(conn: sqlite3.Connection) -> None:
    """Do what ``mend`` does, inside a transaction that is open."""
    mend_shape(conn)
    db = BookDatabase(conn)
    db.execute("REINDEX")
    for index in INDEXES:
        db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    stop_recording(db)
    DueDates(conn).refresh_all()


def ours_hanging(conn: sqlite3.Connection) -> list[tuple[str, int | None, str, int]]:
    """Return each row of our tables that hangs on one that is not there; what another program added is its own."""
    asked = 'SELECT "table", rowid, parent, fkid FROM pragma_foreign_key_check(?)'
    return [row for table in tables() for row in conn.execute(asked, (table,)).fetchall()]


def _in_the_file(conn: sqlite3.Connection) -> Iterator[Fault]:
    found = [row[0] for row in conn.execute("PRAGMA integrity_check(20)")]
    for line in found if found != ["ok"] else ():
        first = line.strip().splitlines()[-1]
        if "value in" in line or "CHECK constraint" in line:
            continue  # A table's rule was gone round; the values that matter are named one by one.
        # Only an index is out of step; the rows are whole.
        is_index = "index" in line and "***" not in line
        yield Fault(first, Remedy.MEND if is_index else Remedy.BACKUP)


def _in_the_shape(shape: Shape) -> Iterator[Fault]:
    for table in shape.lost_tables:
        yield Fault(f"The table {table} is missing, with all that was in it.")
    for table, column in shape.lost_columns:
        yield Fault(f"The column {column} of {table} is missing, with all that was in it.")
    for table, column in shape.changed_columns:
        yield Fault(f"The column {column} of {table} was made to hold another type.")
    for part in shape.lost_parts:
        yield Fault(f"{part} is missing or changed.", Remedy.MEND)


def _in_the_rows(conn: sqlite3.Connection, shape: Shape) -> Iterator[Fault]:
    for each in unreadable(conn):
        yield Fault(str(each), Remedy.SET_ASIDE, each)
    for table, row, parent, _ in () if shape.lost_tables else ours_hanging(conn):
        yield Fault(f"Row {row} of {table} hangs on a row of {parent} that is not there.", Remedy.SET_ASIDE)
    if "journal_cursor" in shape.lost_tables:
        return
    cursor = conn.execute("SELECT action_id FROM journal_cursor").fetchone()
    if cursor is None:
        yield Fault("The undo journal has lost its place.", Remedy.MEND)
    elif cursor != (None,):
        yield Fault("The undo journal was left open.", Remedy.MEND)


def _in_what_follows(conn: sqlite3.Connection, shape: Shape, *, is_read: bool) -> Iterator[Fault]:
    for index, kind in INDEXES.items():
        if index not in shape.lost_parts and not _is_in_step(conn, index):
            yield Fault(f"The full-text index of {kind} is out of step.", Remedy.MEND)
    # What due dates follow from is asked of the views.
    is_whole = not shape.lost_tables and not shape.lost_columns and not _lost_views(shape)
    if is_read and is_whole:
        wrong = len(DueDates(conn).out_of_step())
        if wrong:
            yield Fault(f"{wrong} due dates do not follow from the records.", Remedy.MEND)


def _lost_views(shape: Shape) -> set[str]:
    return {view.name for view in VIEWS} & set(shape.lost_parts)


def _is_in_step(conn: sqlite3.Connection, index: str) -> bool:
    """Compare a full-text index with its table, word by word; a book that is only read is not asked."""
    if conn.execute("PRAGMA query_only").fetchone()[0]:
        return True
    conn.execute("BEGIN IMMEDIATE")
    try:
        BookDatabase(conn).execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError as error:
        if is_held(error):
            raise
        return False
    except sqlite3.DatabaseError:
        return False
    finally:
        conn.execute("ROLLBACK")
    return True
