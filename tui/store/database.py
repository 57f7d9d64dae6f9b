"""The only place that opens the book: guards before, pragmas on, nothing written to a doubtful file."""

from __future__ import annotations

import os
import sqlite3
import stat
from glob import escape
from pathlib import Path

from tui.domain.errors import BookBusy, CannotOpen, Damaged, MadeByNewer, RapportError

APPLICATION_ID = 0x52505254
"""Marks a SQLite file as a Rapport book ("RPRT")."""

SCHEMA_VERSION = 2
"""The schema this code reads and writes, kept in the file's user_version."""

BUSY_SECONDS = 2.0
_HEADER = b"SQLite format 3\x00"
# Not "trusted_schema = OFF": SQLite up to 3.40 then refuses the triggers that keep full text in step.
_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = EXTRA",
    "secure_delete = ON",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
)


def open_book(path: Path) -> sqlite3.Connection:
    """Open the book for reading and writing, making or migrating it when needed.

    Raises CannotOpen, Damaged, MadeByNewer or BookBusy; in each case the file is left as it was.
    """
    is_new = not _checked(path)
    if is_new:
        _make_folder(path.parent)
    conn = _connect(path)
    try:
        version = _guarded_version(conn, path, is_new=is_new)
        if version < SCHEMA_VERSION:
            _migrate(conn, path, version)
        _check_pragmas(conn)
    except BaseException:
        conn.close()
        raise
    return conn


def open_for_reading(path: Path) -> sqlite3.Connection | None:
    """Open an existing book for questions only; None where there is none yet.

    A writable handle is asked for so that SQLite may roll back what a killed process left half done.
    An older book is migrated first. Raises what open_book raises.
    """
    if not _checked(path):
        return None
    conn = _connect(path, mode="rw")
    conn.execute("PRAGMA query_only = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    try:
        version = _guarded_version(conn, path, is_new=False)
    except BaseException:
        conn.close()
        raise
    if version < SCHEMA_VERSION:
        conn.close()
        return open_book(path)
    return conn


def data_version(conn: sqlite3.Connection) -> int:
    """Give a number that changes when another connection has committed to the book."""
    version: int = conn.execute("PRAGMA data_version").fetchone()[0]
    return version


def _checked(path: Path) -> bool:
    """Whether there is a book to open; raises when what is there must not be touched."""
    try:
        info = path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CannotOpen(f"{path} cannot be opened.", f"{error.strerror}.") from error
    if not stat.S_ISREG(info.st_mode):
        raise CannotOpen(f"{path} is not a file.", "Nothing was changed.", "Name a file with --db.")
    header = _header_of(path)
    if info.st_size == 0:
        if any(path.parent.glob(f"backups/{escape(path.stem)}-*.db")):
            raise Damaged(
                f"{path} is empty, but it held a book before.",
                "Nothing was changed.",
                "Bring back a backup with `rapport restore FILE`.",
            )
        return False
    if header != _HEADER:
        raise Damaged(
            f"{path} is not a Rapport book, or it is damaged.",
            "Nothing was changed.",
            "Bring back a backup with `rapport restore FILE`, or name another file with --db.",
        )
    return True


def _header_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER))
    except OSError as error:
        raise CannotOpen(
            f"{path} may not be read.", f"{error.strerror}. Nothing was changed.", "Check who owns it."
        ) from error


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


def _connect(path: Path, mode: str = "rwc") -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    previous = os.umask(0o077)
    try:
        conn = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        for pragma in _PRAGMAS:
            conn.execute(f"PRAGMA {pragma}")
    except sqlite3.DatabaseError as error:
        raise _refusal(path, error) from error
    finally:
        os.umask(previous)
    return conn


def _refusal(path: Path, error: sqlite3.DatabaseError) -> RapportError:
    """Give what SQLite says of a file that will not open, as a sentence."""
    if "locked" in str(error):
        return BookBusy(
            f"{path} is held by another program.", "Nothing was changed.", "Close it, then try again."
        )
    if isinstance(error, sqlite3.OperationalError):
        return CannotOpen(f"{path} cannot be opened.", f"SQLite says: {error}. Nothing was changed.")
    return Damaged(
        f"{path} is damaged.",
        f"SQLite says: {error}. Nothing was changed.",
        "Bring back a backup with `rapport restore FILE`.",
    )


def _guarded_version(conn: sqlite3.Connection, path: Path, *, is_new: bool) -> int:
    try:
        version: int = conn.execute("PRAGMA user_version").fetchone()[0]
        application: int = conn.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise _refusal(path, error) from error
    if not is_new and application != APPLICATION_ID:
        raise Damaged(
            f"{path} is a SQLite file, but not a Rapport book.",
            "Nothing was changed.",
            "Name another with --db.",
        )
    if version > SCHEMA_VERSION:
        raise MadeByNewer(
            f"{path} was made by a newer version of Rapport (schema {version}).",
            f"This one knows schema {SCHEMA_VERSION}. Nothing was changed.",
            "Update Rapport.",
        )
    return version


def _migrate(conn: sqlite3.Connection, path: Path, version: int) -> None:
    import fcntl

    from sqlite_utils import Database

    from tui.store.migrations import apply_all

    try:
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotOpen(
            f"{path} cannot be made ready.", f"{error.strerror}. Nothing was changed."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if version:
            _keep_a_copy(conn, path, version)
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        apply_all(Database(conn))
    except sqlite3.OperationalError as error:
        raise BookBusy(
            f"{path} cannot be made ready.", f"SQLite says: {error}. Nothing was changed.", "Try again."
        ) from error
    finally:
        os.close(lock)


def _keep_a_copy(conn: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy the book beside itself before its schema changes."""
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{path.stem}-schema{version}.db"
    if not target.exists():
        conn.execute("VACUUM INTO ?", (str(target),))


def _check_pragmas(conn: sqlite3.Connection) -> None:
    if conn.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
        raise CannotOpen("This SQLite cannot hold foreign keys.", "Nothing was changed.")
