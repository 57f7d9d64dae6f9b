"""Whose book it is: what tells this book from any other, and what may have become of it while it was open."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from msgspec import Struct

from tui.domain.errors import BookLost, MadeByNewer, RapportError
from tui.domain.schema_version import SCHEMA_VERSION

_NOT_SAVED = "Nothing was saved."
_OPEN_AGAIN = "Open it again."


def identity_of(conn: sqlite3.Connection) -> str:
    """Return the book's own id: the instant its first table was made, which every copy of it carries along.

    Empty for a book in which another program left no trace of that.
    """
    try:
        row = conn.execute(
            "SELECT applied_at FROM _sqlite_migrations WHERE migration_set = 'rapport' ORDER BY id LIMIT 1"
        ).fetchone()
    except sqlite3.OperationalError as error:
        from tui.store.file.diagnosis import Cause, cause_of

        if cause_of(error) is Cause.UNCLEAR:  # There is no such table.
            return ""
        raise
    return "" if row is None else str(row[0])


class _Stamp(Struct, frozen=True):
    """What is seen of a file without opening it."""

    device: int
    number: int
    """What tells one file from another that takes its name."""
    written_ns: int
    size: int

    @property
    def file(self) -> tuple[int, int]:
        """Which file it is, whatever is in it."""
        return self.device, self.number


class SameBook:
    """Whether a connection still leads to the book it was opened on."""

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self._conn = conn
        self._path = path
        self._stamp = _stamp_of(path)
        self.identity = identity_of(conn)
        """What tells this book from any other."""

    @property
    def is_moved(self) -> bool:
        """Whether another file, or none, stands in the place of the one that is open."""
        return self._moved(_stamp_of(self._path)) is not None

    def what_became(self) -> RapportError | None:
        """Say what became of the book while it was open, without waiting for anybody; None while it is the same."""
        stamp = _stamp_of(self._path)
        lost = self._moved(stamp)
        if lost is not None or self._conn.in_transaction:
            return lost
        waits: int = self._conn.execute("PRAGMA busy_timeout").fetchone()[0]
        self._conn.execute("PRAGMA busy_timeout = 0")
        try:
            self._read_anew_since(stamp)
            return self._became()
        except sqlite3.DatabaseError as error:
            # A book that is held, or a disk that fails, is asked again.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_NOTADB:
                return None
            return BookLost(f"{self._path.name} is no book any more.", _NOT_SAVED, _OPEN_AGAIN)
        finally:
            self._conn.execute(f"PRAGMA busy_timeout = {waits}")

    def still_there(self) -> None:
        """Raise BookLost where the file is gone or another; call it before a change begins."""
        stamp = _stamp_of(self._path)
        lost = self._moved(stamp)
        if lost is not None:
            raise lost
        self._read_anew_since(stamp)

    def check(self) -> None:
        """Raise BookLost or MadeByNewer where another book stands in the file; call it inside the transaction."""
        lost = self._became()
        if lost is not None:
            raise lost

    def written(self) -> None:
        """Take note of what this connection has just written itself."""
        self._stamp = _stamp_of(self._path) or self._stamp

    def _read_anew_since(self, stamp: _Stamp | None) -> None:
        """Forget what was read of the file before, where anybody wrote to it since.

        SQLite goes by a counter in the file, and another book copied over this one may stand at the same count.
        """
        if stamp != self._stamp:
            self._conn.execute("PRAGMA shrink_memory")
            self._stamp = stamp

    def _moved(self, now: _Stamp | None) -> RapportError | None:
        name = self._path.name
        if now is None:
            return BookLost(
                f"{name} is gone from {self._path.parent}.",
                f"{_NOT_SAVED} Nothing was made in its place.",
                "Is a disk missing?",
            )
        if self._stamp is not None and self._stamp.file == now.file:
            return None
        return BookLost("The book was replaced by another file.", _NOT_SAVED, _OPEN_AGAIN)

    def _became(self) -> RapportError | None:
        """Say that what stands in the file is another book, a newer one, or none; None while it is the same."""
        name = self._path.name
        version: int = self._conn.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            return MadeByNewer(
                f"A newer version of Rapport has taken {name} over (schema {version}).",
                f"This one knows schema {SCHEMA_VERSION}. {_NOT_SAVED}",
                "Update Rapport, or leave this window.",
            )
        if version < SCHEMA_VERSION:
            return BookLost(f"{name} was emptied while it was open.", _NOT_SAVED, _OPEN_AGAIN)
        if identity_of(self._conn) != self.identity:
            return BookLost("Another book was put in the place of this one.", _NOT_SAVED, _OPEN_AGAIN)
        return None


def _stamp_of(path: Path) -> _Stamp | None:
    """Look at a file without opening it; None where there is none."""
    try:
        info = path.stat()
    except OSError:
        return None
    return _Stamp(info.st_dev, info.st_ino, info.st_mtime_ns, info.st_size)
