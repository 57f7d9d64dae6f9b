"""Whole tables in and out: for the complete copy of a book as one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from tui.domain.errors import InvalidInput
from tui.store.table_list import COPIED

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase


def plural(table: str) -> str:
    """Return what a table is called in a copy of a book."""
    return f"{table.removesuffix('y')}ies" if table == "delivery" else f"{table}s"


def all_rows(conn: sqlite3.Connection) -> dict[str, list[Mapping[str, object]]]:
    """Return every row of every table a copy of a book holds, by the plural of the table's name."""
    return {plural(table): list(_rows(conn, table)) for table in COPIED}


def _rows(conn: sqlite3.Connection, table: str) -> Iterator[Mapping[str, object]]:
    cursor = conn.execute(f"SELECT * FROM {table} ORDER BY id")
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def has_people(conn: sqlite3.Connection) -> bool:
    """Whether there is anybody in the book, be it in the trash."""
    return conn.execute("SELECT 1 FROM contact LIMIT 1").fetchone() is not None


def replace_all_rows(db: BookDatabase, tables: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
    """Put these rows, by the plural of the table's name, in the place of all there are.

    Call inside ``Book.write``. A column a row does not have keeps its usual value. Raises InvalidInput for
    rows the tables do not take.
    """
    conn = db.conn
    conn.execute("PRAGMA defer_foreign_keys = ON")
    try:
        for table in reversed(COPIED):
            db.table(table).delete_where()
        for table in COPIED:
            known = {column[1] for column in conn.execute(f"PRAGMA table_info({table})")}
            for names, rows in groupby(tables.get(plural(table), ()), key=tuple):
                if not known.issuperset(names):
                    raise InvalidInput(f"A row of {table} has a column that is not known here.", _NOTHING)
                db.table(table).add_all(
                    ", ".join(names),
                    (tuple(None if name == _LATER else row[name] for name in names) for row in rows),
                )
        db.execute_each(
            f"UPDATE contact SET {_LATER} = ? WHERE id = ?",
            ((row[_LATER], row["id"]) for row in tables.get("contacts", ()) if row.get(_LATER) is not None),
        )
        _check_references(conn)
    except sqlite3.IntegrityError as error:
        raise InvalidInput(
            f"The rows of {table} do not fit together: {error}.", _NOTHING, "Take another copy."
        ) from error


_NOTHING = "Nothing was changed."
_LATER = "met_via"
"""The one column that may point forward in its own table: put in last, so that undo takes it out first."""


def _check_references(conn: sqlite3.Connection) -> None:
    if conn.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError("a row points at another that is not there")
