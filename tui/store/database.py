"""The only place that opens the book: guards before, pragmas on, nothing written to a doubtful file."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.errors import CannotOpen, RapportError
from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.file.guarding import (
    APPLICATION_ID,
    SQLITE_SAYS,
    UNTOUCHED,
    check_folder,
    check_is_ours,
    is_there,
    real_place,
    why_only_read,
)

if TYPE_CHECKING:
    from tui.store.file.run_marks import Marks

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "Connection",
    "FileFacts",
    "data_version",
    "data_version_at_once",
    "facts_of",
    "inspect_book",
    "open_book",
    "open_for_reading",
    "people_in",
    "place_of",
    "refusal",
]

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


def open_book(path: Path, marks: Marks | None = None, *, make: bool = True) -> sqlite3.Connection:
    """Open the book for reading and writing, migrating it when needed, and making it where ``make`` says so.

    Where it may only be read, the connection refuses changes. ``marks`` says what earlier runs knew of
    it. Raises CannotOpen, Damaged, MadeByNewer or BookBusy; in each case the file is left as it was.
    """
    path = real_place(path)
    is_new = not is_there(path, held_people=_held_people(path, marks))
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
    conn = _connect(path, mode="rwc" if is_new else "rw")
    try:
        version = _guarded_version(conn, path, is_new=is_new)
        if only_read:
            _only_read(conn, path, version, only_read)
        elif version < SCHEMA_VERSION:
            _migrate(conn, path)
        _check_pragmas(conn)
    except BaseException:
        conn.close()
        raise
    return conn


def open_for_reading(path: Path, marks: Marks | None = None) -> sqlite3.Connection | None:
    """Open an existing book for questions only; None where there is none yet.

    A writable handle is asked for so that SQLite may roll back what a killed process left half done.
    An older book is migrated first. Raises what open_book raises.
    """
    conn = inspect_book(path, marks)
    if conn is None:
        return None
    if conn.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
        conn.close()
        return open_book(path, marks, make=False)
    return conn


def inspect_book(path: Path, marks: Marks | None = None) -> sqlite3.Connection | None:
    """Open an existing book of any schema up to ours as it is, for questions only; None where there is none.

    Raises what open_book raises.
    """
    path = real_place(path)
    if not is_there(path, held_people=_held_people(path, marks)):
        return None
    conn = _connect(path, mode="rw")
    conn.execute("PRAGMA query_only = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    try:
        _guarded_version(conn, path, is_new=False)
    except BaseException:
        conn.close()
        raise
    return conn


class FileFacts(Struct, frozen=True):
    """What a book says of itself."""

    journal_mode: str
    schema: int
    people: int
    last_action_at: str


def facts_of(path: Path | None) -> tuple[tuple[int, ...], FileFacts | None]:
    """Give the version of SQLite, and what a book says of itself; raises what open_book raises."""
    conn = None if path is None else inspect_book(path)
    if conn is None or path is None:
        return sqlite3.sqlite_version_info, None
    asked = (
        "PRAGMA journal_mode",
        "PRAGMA user_version",
        "SELECT count(*) FROM contact WHERE deleted_at IS NULL",
        "SELECT coalesce(max(at_utc), '') FROM action",
    )
    try:
        facts = FileFacts(*(conn.execute(question).fetchone()[0] for question in asked))
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error
    finally:
        conn.close()
    return sqlite3.sqlite_version_info, facts


def place_of(conn: sqlite3.Connection) -> Path:
    """Give the file a connection has open; its name need not be UTF-8."""
    factory, conn.text_factory = conn.text_factory, bytes
    try:
        return Path(os.fsdecode(conn.execute("PRAGMA database_list").fetchone()[2]))
    finally:
        conn.text_factory = factory


def data_version(conn: sqlite3.Connection) -> int:
    """Give a number that changes when another connection has committed to the book."""
    version: int = conn.execute("PRAGMA data_version").fetchone()[0]
    return version


def data_version_at_once(conn: sqlite3.Connection) -> int | None:
    """Give the same number without waiting; None while another program keeps everybody from reading."""
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


def people_in(conn: sqlite3.Connection, path: Path) -> int:
    """Count everybody in the book, those in the trash as well; raises what opening it raises."""
    try:
        people: int = conn.execute("SELECT count(*) FROM contact").fetchone()[0]
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error
    return people


def refusal(path: Path, error: Exception) -> RapportError:
    """Give the sentence for a book that will not open; a suspicion of damage is looked into first."""
    from tui.store.inspection.sentences import of_opening

    return of_opening(error, path)


def _held_people(path: Path, marks: Marks | None) -> bool:
    """Whether an earlier run saw people in it; asked of the mark only where nothing, or next to it, is there."""
    if marks is None:
        return False
    try:
        is_doubtful = path.stat().st_size == 0
    except OSError:
        is_doubtful = True
    return is_doubtful and marks.of(path).people > 0


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


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    previous = os.umask(0o077)
    try:
        conn = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        for pragma in _PRAGMAS:
            conn.execute(f"PRAGMA {pragma}")
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error
    finally:
        os.umask(previous)
    return conn


def _guarded_version(conn: sqlite3.Connection, path: Path, *, is_new: bool) -> int:
    try:
        version: int = conn.execute("PRAGMA user_version").fetchone()[0]
        application: int = conn.execute("PRAGMA application_id").fetchone()[0]
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error
    check_is_ours(path, APPLICATION_ID if is_new else application, version, SCHEMA_VERSION)
    return version


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


def _migrate(conn: sqlite3.Connection, path: Path) -> None:
    from sqlite_utils import Database

    from tui.store.inspection.sentences import hold_alone
    from tui.store.schema.migrations import apply_all, check_number, keep_a_copy

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
            keep_a_copy(conn, path, version)
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        apply_all(Database(conn))
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error
    finally:
        os.close(lock)


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
