"""Whole tables in and out: for the complete copy of a book as one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from tui.store.journal import JOURNALED


def all_rows(conn: sqlite3.Connection) -> dict[str, list[Mapping[str, object]]]:
    """Give every row of every table that holds what a person wrote, by the plural of the table's name."""
    return {f"{table}s": list(_rows(conn, table)) for table in JOURNALED}


def _rows(conn: sqlite3.Connection, table: str) -> Iterator[Mapping[str, object]]:
    cursor = conn.execute(f"SELECT * FROM {table} ORDER BY id")
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))
