"""The full-text indexes of an open book."""

from __future__ import annotations

import sqlite3


def open_indexes(conn: sqlite3.Connection) -> None:
    """Let SQLite build what it makes of each index when it is first asked; raises its error where one is spoilt."""
    asked = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
    for (index,) in conn.execute(asked).fetchall():
        conn.execute(f'SELECT 1 FROM "{index}" LIMIT 0').fetchall()
