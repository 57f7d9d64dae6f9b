"""Reading a book round what cannot be read: views of one connection that leave it out; the file stays as it is."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from tui.domain.errors import CannotRead, RapportError
from tui.store.file.guarding import SQLITE_SAYS, UNTOUCHED
from tui.store.inspection.inspecting import inspect_book
from tui.store.inspection.unreadable import UnreadableValue, unreadable
from tui.store.schema.column import Column, Kind
from tui.store.schema.columns import columns_of, tables
from tui.store.views import VIEWS

NOT_NAMED = "(not readable)"
"""Stands where a name cannot be read, so that the person is still there."""


def veil(conn: sqlite3.Connection) -> None:
    """Let a connection see everything but what cannot be read, and empty tables where some are missing.

    A value that may be empty is seen as empty, or as what the table puts where nothing is said; else its row
    is not seen. From then on the connection only asks.
    """
    found = unreadable(conn)
    conn.execute("PRAGMA query_only = OFF")
    try:
        by_table: dict[str, list[UnreadableValue]] = defaultdict(list)
        for each in found:
            by_table[each.table].append(each)
        for table in tables():
            there = [row[1] for row in conn.execute(f"PRAGMA main.table_info({table})")]
            lost = [column for column in columns_of(table) if column.name not in there]
            if lost or table in by_table:
                conn.execute(_view(table, there, by_table[table]))
        for view in VIEWS:
            # One in the file reads the tables of the file, whatever this connection is to see in their place.
            conn.execute(f"CREATE TEMP VIEW {view.name} AS {view.sql}")
        conn.commit()
    finally:
        conn.execute("PRAGMA query_only = ON")


def trouble_in_rows(path: Path) -> CannotRead | None:
    """Say what of the book at a path cannot be read, or is missing; None where nothing is. It is not changed."""
    from tui.store.schema.shape import shape_of

    try:
        conn = inspect_book(path)
        if conn is None:
            return None
        with closing(conn):
            found = unreadable(conn)
            shape = shape_of(conn)
    except (RapportError, *SQLITE_SAYS):
        return None
    if found:
        count = len(found) - 1
        more = f" So {'is 1 other value' if count == 1 else f'are {count} others'}." if count else ""
        return CannotRead(f"{found[0]}{more}", UNTOUCHED, _SET_ASIDE)
    lost = [*shape.lost_tables, *(f"{column} of {table}" for table, column in shape.lost_columns)]
    if lost:
        return CannotRead(f"{lost[0]} is missing from the book.", UNTOUCHED, _CHECK)
    if shape.lost_parts:
        return CannotRead(f"{shape.lost_parts[0]} is missing from the book, or changed.", UNTOUCHED, _MEND)
    return None


_SET_ASIDE = (
    "`rapport check` names each one, and `rapport check --set-aside` moves them into a file beside the book."
)
_MEND = "No row is lost; `rapport check --mend` makes it again."
_CHECK = "`rapport check` says more; bring back a backup with `rapport restore FILE`."


def _view(table: str, there: list[str], found: list[UnreadableValue]) -> str:
    """Return the statement for the view of one table."""
    if not there:
        empty = ", ".join(f"NULL AS {column.name}" for column in columns_of(table))
        return f"CREATE TEMP VIEW {table} AS SELECT {empty} WHERE 0"
    wrong: dict[str, set[int]] = defaultdict(set)
    for each in found:
        wrong[each.column].add(each.row_id)
    shown, hidden = [], set[int]()
    for column in columns_of(table):
        name, rows = column.name, wrong.get(column.name, set())
        stands_in = _stand_in(column)
        if name not in there:
            shown.append(f"{stands_in or 'NULL'} AS {name}")
        elif rows and stands_in is None:
            hidden |= rows
            shown.append(name)
        elif rows:
            shown.append(f"CASE WHEN id IN ({_listed(rows)}) THEN {stands_in} ELSE {name} END AS {name}")
        else:
            shown.append(name)
    where = f" WHERE id NOT IN ({_listed(hidden)})" if hidden else ""
    return f"CREATE TEMP VIEW {table} AS SELECT {', '.join(shown)} FROM main.{table}{where}"


def _stand_in(column: Column) -> str | None:
    """Give, as SQL, what is seen where a value cannot be read; None where its row is not seen."""
    if column.may_be_empty:
        return "NULL"
    if column.instead is not None:
        return repr(column.instead)
    if (column.table, column.name) in (("contact", "created_at"), ("interaction", "logged_at_utc")):
        return "'2000-01-01T00:00:00Z'"
    if column.table == "contact" and column.kind in (Kind.NAME, Kind.FOLDED, Kind.IDENTITY):
        return f"'{NOT_NAMED}'"
    return None


def _listed(rows: set[int]) -> str:
    return ", ".join(map(str, sorted(rows)))
