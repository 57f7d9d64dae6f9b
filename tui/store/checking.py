"""Looking through a whole book: what SQLite says of it, and whether what follows from the records still does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from tui.domain.errors import BookBusy
from tui.store.diagnosis import is_held
from tui.store.due import DueDates
from tui.store.guarding import SQLITE_SAYS
from tui.store.journal import JOURNALED
from tui.store.sentences import CLOSE_IT

INDEXES = {"contact_search": "contacts", "interaction_search": "interactions", "fact_search": "facts"}
"""Each full-text index, and what it finds."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the book that is not as it should be."""

    what: str
    is_damage: bool = True
    """Whether rows may be lost; else it is put right by computing it again."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the whole book found."""

    faults: tuple[Fault, ...]
    people: int
    interactions: int
    rows: int

    @property
    def is_damaged(self) -> bool:
        """Whether anything cannot be put right by computing it again."""
        return any(fault.is_damage for fault in self.faults)


def check(conn: sqlite3.Connection) -> CheckReport:
    """Look through all of a book; nothing is changed."""
    faults: list[Fault] = []
    try:
        faults += _in_the_file(conn)
        if not faults:
            faults += _in_the_rows(conn)
            faults += _in_what_follows(conn)
        people, talks = (
            conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("contact", "interaction")
        )
        rows = sum(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in JOURNALED)
    except SQLITE_SAYS as error:
        if is_held(error):
            raise BookBusy(
                "Another program is holding the book.", "Nothing was changed.", CLOSE_IT
            ) from error
        return CheckReport((*faults, Fault(f"SQLite stops at it: {error}.")), 0, 0, 0)
    return CheckReport(tuple(faults), people, talks, rows)


def mend(conn: sqlite3.Connection) -> None:
    """Compute everything again that follows from the records: indexes, full text, due dates."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        conn.execute("REINDEX")
        for index in INDEXES:
            conn.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        conn.execute("UPDATE journal_cursor SET action_id = NULL")
        DueDates(conn).refresh_all()
        conn.execute("COMMIT")
    except BaseException:
        conn.execute("ROLLBACK")
        raise


def _in_the_file(conn: sqlite3.Connection) -> Iterator[Fault]:
    found = [row[0] for row in conn.execute("PRAGMA integrity_check(20)")]
    for line in found if found != ["ok"] else ():
        first = line.strip().splitlines()[-1]
        # Only an index is out of step; the rows are whole.
        yield Fault(first, is_damage="index" not in line or "***" in line)


def _in_the_rows(conn: sqlite3.Connection) -> Iterator[Fault]:
    for table, row, parent, _ in conn.execute("PRAGMA foreign_key_check").fetchmany(20):
        yield Fault(f"Row {row} of {table} hangs on a row of {parent} that is not there.")
    missing = _missing_parts(conn)
    if missing:
        yield Fault(f"Parts of the book are missing: {', '.join(missing[:5])}.")
    if conn.execute("SELECT action_id FROM journal_cursor").fetchone() not in (None, (None,)):
        yield Fault("The undo journal was left open.", is_damage=False)


def _in_what_follows(conn: sqlite3.Connection) -> Iterator[Fault]:
    for index, kind in INDEXES.items():
        if not _is_in_step(conn, index):
            yield Fault(f"The full-text index of {kind} is out of step.", is_damage=False)
    wrong = len(DueDates(conn).out_of_step())
    if wrong:
        yield Fault(f"{wrong} due dates do not follow from the records.", is_damage=False)


def _is_in_step(conn: sqlite3.Connection, index: str) -> bool:
    """Compare a full-text index with its table, word by word; a book that is only read is not asked."""
    if conn.execute("PRAGMA query_only").fetchone()[0]:
        return True
    conn.execute("BEGIN IMMEDIATE")
    try:
        conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False
    finally:
        conn.execute("ROLLBACK")
    return True


def _missing_parts(conn: sqlite3.Connection) -> list[str]:
    """Give the tables, indexes and triggers a new book has and this one has not, or otherwise."""
    from sqlite_utils import Database

    from tui.store.migrations import apply_all

    asked = (
        "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' AND sql IS NOT NULL"
    )
    with closing(sqlite3.connect(":memory:")) as fresh:
        apply_all(Database(fresh))
        wanted = dict(fresh.execute(asked).fetchall())
    found = dict(conn.execute(asked).fetchall())
    return sorted(name for name, sql in wanted.items() if found.get(name) != sql)
