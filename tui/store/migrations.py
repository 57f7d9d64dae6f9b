"""The steps from an empty file to today's schema: append-only, never edited after a release."""

from __future__ import annotations

import sqlite3
from datetime import UTC
from pathlib import Path

from sqlite_utils import Database, Migrations

from tui.domain.clock import SystemClock
from tui.store.database import SCHEMA_VERSION
from tui.store.journal import install_triggers
from tui.store.schema_core import CORE_INDEXES, CORE_TABLES, JOURNAL_TABLES, SEARCH_TABLES
from tui.store.schema_knowing import KNOWING_INDEXES, KNOWING_SEARCH, KNOWING_TABLES

migrations = Migrations("rapport")


@migrations()
def m0001_core(db: Database) -> None:
    """Make the core: contacts, interactions, promises, practice, search and the undo journal."""
    for script in (CORE_TABLES, CORE_INDEXES, SEARCH_TABLES, JOURNAL_TABLES):
        db.executescript(script)
    install_triggers(db.conn)
    db.execute("PRAGMA user_version = 1")


@migrations()
def m0002_knowing(db: Database) -> None:
    """Add what it takes to know somebody well: facts, questions, positions, relations, cards, messages."""
    for script in (KNOWING_TABLES, KNOWING_INDEXES, KNOWING_SEARCH):
        db.executescript(script)
    install_triggers(db.conn)
    db.execute("PRAGMA user_version = 2")


def apply_all(db: Database) -> None:
    """Bring the book to today's schema, each step in its own transaction."""
    migrations.apply(db)
    reached = db.execute("PRAGMA user_version").fetchone()[0]
    if reached != SCHEMA_VERSION:
        raise AssertionError(f"migrations end at schema {reached}, the code expects {SCHEMA_VERSION}")


def keep_a_copy(conn: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy a book beside itself before its schema changes; raises, changing nothing, unless the copy checks."""
    from tui.store.backup import back_up, folder_of, free_name

    stamp = SystemClock().now().astimezone(UTC).strftime("%Y%m%dT%H%M%S")
    target = free_name(folder_of(path) / f"{path.stem}-v{version}-{stamp}Z.db")
    back_up(conn, target)
    return target
