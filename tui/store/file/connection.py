"""A connection to the file of a book: its pragmas, and what it says of itself. Errors are those of SQLite."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.file.guarding import APPLICATION_ID, check_is_ours

Connection = sqlite3.Connection

BUSY_SECONDS = 2.0
# Not "trusted_schema = OFF": SQLite up to 3.40 then refuses the triggers that keep full text in step.
_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = EXTRA",
    "secure_delete = ON",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
    # A long change keeps its pages to itself until it is done, so that others can go on reading.
    "cache_spill = OFF",
)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file as SQLite does, with the pragmas of a book; what is made with it is its owner's only."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    previous = os.umask(0o077)
    try:
        conn = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        for pragma in _PRAGMAS:
            conn.execute(f"PRAGMA {pragma}")
    finally:
        os.umask(previous)
    return conn


def opened_as_it_is(path: Path) -> sqlite3.Connection:
    """Open an existing book of any schema up to ours for questions only; raises CannotOpen for another file."""
    conn = connect(path, mode="rw")
    conn.execute("PRAGMA query_only = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    try:
        guarded_version(conn, path, is_new=False)
    except BaseException:
        conn.close()
        raise
    return conn


def guarded_version(conn: sqlite3.Connection, path: Path, *, is_new: bool) -> int:
    """Return the schema of a book; raises CannotOpen or MadeByNewer where it is none of ours."""
    version: int = conn.execute("PRAGMA user_version").fetchone()[0]
    application: int = conn.execute("PRAGMA application_id").fetchone()[0]
    check_is_ours(path, APPLICATION_ID if is_new else application, version, SCHEMA_VERSION)
    return version


def place_of(conn: sqlite3.Connection) -> Path:
    """Return the file a connection has open; its name need not be UTF-8."""
    factory, conn.text_factory = conn.text_factory, bytes
    try:
        return Path(os.fsdecode(conn.execute("PRAGMA database_list").fetchone()[2]))
    finally:
        conn.text_factory = factory


def data_version(conn: sqlite3.Connection) -> int:
    """Return a number that changes when another connection has committed to the book."""
    version: int = conn.execute("PRAGMA data_version").fetchone()[0]
    return version


def data_version_at_once(conn: sqlite3.Connection) -> int | None:
    """Return the same number without waiting; None while another program keeps everybody from reading."""
    waits: int = conn.execute("PRAGMA busy_timeout").fetchone()[0]
    conn.execute("PRAGMA busy_timeout = 0")
    try:
        return data_version(conn)
    except sqlite3.OperationalError as error:
        from tui.store.file.diagnosis import is_held

        if is_held(error):
            return None
        raise
    finally:
        conn.execute(f"PRAGMA busy_timeout = {waits}")
