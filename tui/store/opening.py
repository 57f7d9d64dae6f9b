"""The only place that opens the book: guards before, pragmas on, nothing written to a doubtful file."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from tui.domain.clock import Clock, SystemClock, utc_stamp
from tui.domain.errors import CannotOpen
from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.file.connection import connect, guarded_version
from tui.store.file.guarding import (
    APPLICATION_ID,
    SQLITE_SAYS,
    UNTOUCHED,
    check_folder,
    is_there,
    real_place,
    why_only_read,
)
from tui.store.inspection.inspecting import held_people, inspect_book, refusal

if TYPE_CHECKING:
    from tui.store.file.run_marks import Marks


def open_book(
    path: Path, marks: Marks | None = None, *, make: bool = True, clock: Clock | None = None
) -> sqlite3.Connection:
    """Open the book for reading and writing, migrating it when needed, and making it where ``make`` says so.

    Where it may only be read, the connection refuses changes. ``marks`` says what earlier runs knew of
    it; ``clock`` dates the copy that a migration makes.

    Raises CannotOpen, Damaged, MadeByNewer or BookBusy; in each case the file is left as it was.
    """
    path = real_place(path)
    is_new = not is_there(path, held_people=held_people(path, marks))
    only_read = "" if is_new else why_only_read(path)
    if is_new and not make:
        raise CannotOpen(
            f"There is no book at {path}.", "Nothing was made in its place.", "Make one with: rapport init"
        )
    if is_new:
        _make_folder(path.parent)
    if not only_read:
        check_folder(path.parent)
    # A book that was there a moment ago and is not now is not made anew by opening it.
    try:
        conn = connect(path, mode="rwc" if is_new else "rw")
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error
    try:
        version = _version_of(conn, path, is_new=is_new)
        if only_read:
            _only_read(conn, path, version, only_read)
        elif version < SCHEMA_VERSION:
            _migrate(conn, path, clock or SystemClock())
        _check_pragmas(conn)
    except BaseException:
        conn.close()
        raise
    return conn


def open_for_reading(
    path: Path, marks: Marks | None = None, clock: Clock | None = None
) -> sqlite3.Connection | None:
    """Open an existing book for questions only; None where there is none yet.

    A writable handle is asked for so that SQLite may roll back what a killed process left half done.
    An older book is migrated first. Raises what open_book raises.
    """
    conn = inspect_book(path, marks)
    if conn is None:
        return None
    if conn.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
        conn.close()
        return open_book(path, marks, make=False, clock=clock)
    return conn


def _make_folder(folder: Path) -> None:
    """Make the folder of a new book, for its owner only; one that is there keeps its mode."""
    previous = os.umask(0o077)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotOpen(
            f"{folder} cannot be made.", f"{error.strerror}.", "Name another with --db."
        ) from error
    finally:
        os.umask(previous)


def _version_of(conn: sqlite3.Connection, path: Path, *, is_new: bool) -> int:
    try:
        return guarded_version(conn, path, is_new=is_new)
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error


def _only_read(conn: sqlite3.Connection, path: Path, version: int, reason: str) -> None:
    """Let nothing be written; an older schema would have to be, so it is refused."""
    if version < SCHEMA_VERSION:
        raise CannotOpen(
            f"{path} was made by an older version, and may only be read here.",
            f"{reason} {UNTOUCHED}",
            "Open it once where it may be written.",
        )
    conn.execute("PRAGMA query_only = ON")
    conn.execute("PRAGMA trusted_schema = OFF")


def _migrate(conn: sqlite3.Connection, path: Path, clock: Clock) -> None:
    # Imported where a book is made or changed: opening one does without.
    from sqlite_utils import Database

    from tui.store.inspection.sentences import hold_alone
    from tui.store.schema.migrations import apply_all, check_number

    try:
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        _take_away_if_empty(path)
        raise CannotOpen(
            f"{path} cannot be made ready.",
            f"{path}.lock is in the way: {error.strerror}. {UNTOUCHED}",
            "Look at it, and take it away.",
        ) from error
    try:
        hold_alone(lock, path, UNTOUCHED)
        # Another window may have done it while this one waited.
        version: int = conn.execute("PRAGMA user_version").fetchone()[0]
        if version >= SCHEMA_VERSION:
            return
        check_number(Database(conn), path, version)
        if version:
            _keep_a_copy(conn, path, version, clock)
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        apply_all(Database(conn))
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error
    finally:
        os.close(lock)


def _keep_a_copy(conn: sqlite3.Connection, path: Path, version: int, clock: Clock) -> None:
    """Copy a book beside itself before its schema changes; raises, changing nothing, unless the copy checks."""
    from tui.store.copies.backup import back_up, folder_of, free_name

    stamp = utc_stamp(clock.now())
    back_up(conn, free_name(folder_of(path) / f"{path.stem}-v{version}-{stamp}.db"))


def _take_away_if_empty(path: Path) -> None:
    """Leave no empty file behind where no book could be made."""
    try:
        if path.stat().st_size == 0:
            path.unlink()
    except OSError:
        return


def _check_pragmas(conn: sqlite3.Connection) -> None:
    if conn.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
        raise CannotOpen("This SQLite cannot hold foreign keys.", UNTOUCHED)
