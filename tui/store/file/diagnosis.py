"""What an error of SQLite means: told by its result code alone, never by its words."""

from __future__ import annotations

import sqlite3
from enum import Enum, auto

from tui.domain.errors import Damaged, FoundWhole


class Cause(Enum):
    """Why SQLite, or the file under it, did not do what was asked."""

    BROKEN_OFF = auto()
    """Somebody asked for the question to be broken off."""
    HELD = auto()
    """Another connection holds the book, or the folder knows no locks."""
    NO_LOCKS = auto()
    """The file system refused a lock with an error of its own."""
    FULL = auto()
    """There is no room left on the disk."""
    DISK_WRITES = auto()
    """The disk did not take what was written."""
    DISK_READS = auto()
    """The disk did not give what was read."""
    REPLACED = auto()
    """Another file stands in the place of the one that is open."""
    ONLY_READ = auto()
    """The file may only be read."""
    FOLDER = auto()
    """The file, or what SQLite needs beside it, cannot be opened or made."""
    MEMORY = auto()
    """There is not enough memory."""
    SUSPECT = auto()
    """Something that was read made no sense: a suspicion of damage, until somebody has looked."""
    UNCLEAR = auto()
    """SQLite says only that it did not work: a statement that is wrong, or a table that is."""
    RULE = auto()
    """A rule of the tables stood in the way."""
    NOT_SQLITE = auto()
    """The error is not SQLite's."""


_PRIMARY = {
    sqlite3.SQLITE_INTERRUPT: Cause.BROKEN_OFF,
    sqlite3.SQLITE_BUSY: Cause.HELD,
    sqlite3.SQLITE_LOCKED: Cause.HELD,
    sqlite3.SQLITE_PROTOCOL: Cause.HELD,
    sqlite3.SQLITE_NOLFS: Cause.DISK_WRITES,
    sqlite3.SQLITE_FULL: Cause.FULL,
    sqlite3.SQLITE_IOERR: Cause.DISK_READS,
    sqlite3.SQLITE_READONLY: Cause.ONLY_READ,
    sqlite3.SQLITE_CANTOPEN: Cause.FOLDER,
    sqlite3.SQLITE_PERM: Cause.FOLDER,
    sqlite3.SQLITE_AUTH: Cause.FOLDER,
    sqlite3.SQLITE_NOMEM: Cause.MEMORY,
    sqlite3.SQLITE_TOOBIG: Cause.RULE,
    sqlite3.SQLITE_CONSTRAINT: Cause.RULE,
    sqlite3.SQLITE_MISMATCH: Cause.RULE,
    sqlite3.SQLITE_CORRUPT: Cause.SUSPECT,
    sqlite3.SQLITE_NOTADB: Cause.SUSPECT,
    sqlite3.SQLITE_FORMAT: Cause.SUSPECT,
}
_EXTENDED = {
    sqlite3.SQLITE_IOERR_WRITE: Cause.DISK_WRITES,
    sqlite3.SQLITE_IOERR_FSYNC: Cause.DISK_WRITES,
    sqlite3.SQLITE_IOERR_DIR_FSYNC: Cause.DISK_WRITES,
    sqlite3.SQLITE_IOERR_TRUNCATE: Cause.DISK_WRITES,
    sqlite3.SQLITE_IOERR_DELETE: Cause.DISK_WRITES,
    sqlite3.SQLITE_IOERR_CLOSE: Cause.DISK_WRITES,
    sqlite3.SQLITE_IOERR_LOCK: Cause.NO_LOCKS,
    sqlite3.SQLITE_IOERR_RDLOCK: Cause.NO_LOCKS,
    sqlite3.SQLITE_IOERR_UNLOCK: Cause.NO_LOCKS,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: Cause.NO_LOCKS,
    sqlite3.SQLITE_IOERR_SHMLOCK: Cause.NO_LOCKS,
    sqlite3.SQLITE_IOERR_NOMEM: Cause.MEMORY,
    sqlite3.SQLITE_IOERR_DATA: Cause.SUSPECT,
    sqlite3.SQLITE_IOERR_CORRUPTFS: Cause.SUSPECT,
    sqlite3.SQLITE_READONLY_DBMOVED: Cause.REPLACED,
    sqlite3.SQLITE_READONLY_DIRECTORY: Cause.FOLDER,
}


def cause_of(error: BaseException) -> Cause:
    """Return what an error means by SQLite's code for it, the extended one before the primary one."""
    if isinstance(error, UnicodeDecodeError):
        return Cause.SUSPECT  # Of a file that is no book, SQLite's own words may be letters that are none.
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, sqlite3.ProgrammingError):
        return Cause.NOT_SQLITE
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own complaint about what SQLite gave: a text that is none.
        return Cause.SUSPECT if isinstance(error, sqlite3.OperationalError) else Cause.NOT_SQLITE
    return _EXTENDED.get(code) or _PRIMARY.get(code & 0xFF, Cause.UNCLEAR)


def is_held(error: BaseException) -> bool:
    """Whether another connection holds the book, so that trying again may help."""
    return cause_of(error) is Cause.HELD


def origin_of(error: BaseException) -> BaseException:
    """Return the error of SQLite, or what a look at it found, that led to this one; this one where none did."""
    link: BaseException | None = error
    while link is not None:
        if cause_of(link) is not Cause.NOT_SQLITE or isinstance(link, Damaged | FoundWhole):
            return link
        inner = getattr(link, "error", None)  # What a worker of the screen failed with.
        link = inner if isinstance(inner, BaseException) else link.__cause__
    return error
