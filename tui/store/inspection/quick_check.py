"""The look at a book that tells a suspicion from damage: every page, over a connection nobody else uses."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from tui.domain.errors import CannotOpen
from tui.store.file.diagnosis import Cause, cause_of
from tui.store.file.full_text import open_indexes
from tui.store.file.guarding import APPLICATION_ID, SQLITE_SAYS, real_place

_AT_MOST = 20
"""So many faults are enough to know; SQLite stops looking then."""
_WAIT_SECONDS = 5.0
"""How long the look waits for another program to let go of the book."""
_OF_ROWS = re.compile(
    r"(NULL|\S+) value in |CHECK constraint failed in |row \d+ missing from index |wrong # of entries in index "
    r"|non-unique entry in index |row \d+ values differ from index |.*inverted index for FTS"
)
"""What SQLite finds in rows that can all be read: an odd value, an index out of step. `check` names those."""
_FOUND = (Cause.SUSPECT, Cause.UNCLEAR)
"""Where SQLite stumbles so while nobody breaks it off, the file is what it stumbles over."""


def is_of_rows(line: str) -> bool:
    """Whether a line of SQLite's check tells of odd values or indexes, and not of pages that cannot be read."""
    return _OF_ROWS.match(line) is not None


class Look(Struct, frozen=True):
    """What a look at every page of a book found."""

    size: int
    """Bytes looked at."""
    faults: tuple[str, ...] = ()
    """What is wrong with the file, in SQLite's words; empty where all of it can be read."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    @property
    def found(self) -> str:
        """Say what was found, in a sentence."""
        if self.is_whole:
            return "No damage: every page can be read."
        first = self.faults[0].rstrip(".")
        if len(self.faults) == 1:
            return f"{first}."
        many = f"{_AT_MOST} faults and more" if len(self.faults) >= _AT_MOST else f"{len(self.faults)} faults"
        return f"{many}; the first: {first}."


def look_at(path: Path) -> Look:
    """Look at every page of a book over a connection of its own; the file is left as it was.

    Raises CannotOpen where there is no file to look at, and SQLite's own error where it cannot be looked at
    now: another program holds it, or the disk does not answer.
    """
    place = real_place(path)
    try:
        size = place.stat().st_size
    except OSError as error:
        raise CannotOpen(f"{path} cannot be looked at.", f"{error.strerror}. Nothing was changed.") from error
    if not size:
        return Look(size, ("It is empty",))
    try:
        uri = f"{place.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS)) as conn:
            conn.execute("PRAGMA query_only = ON")
            conn.execute("PRAGMA trusted_schema = OFF")
            conn.execute("PRAGMA cell_size_check = ON")
            return Look(size, faults_in(conn))
    except SQLITE_SAYS as error:
        if cause_of(error) not in _FOUND:
            raise
        return Look(size, (_stumbled(error),))


def faults_in(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Look at every page over a connection that nobody breaks off; give what is wrong with the file.

    Raises SQLite's own error where it cannot be looked at now.
    """
    try:
        if conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return ("It does not say that it is a Rapport book",)
        rows = [row[0] for row in conn.execute(f"PRAGMA quick_check({_AT_MOST})")]
        faults = [fault for row in rows for fault in _of_the_file(row)]
        if not faults:
            open_indexes(conn)
    except SQLITE_SAYS as error:
        if cause_of(error) not in _FOUND:
            raise
        return (_stumbled(error),)
    return tuple(faults[:_AT_MOST])


def _of_the_file(row: str) -> list[str]:
    """Return the faults of pages that one answer of the check holds; odd values in rows are none."""
    if row == "ok" or _OF_ROWS.match(row):
        return []
    lines = [line.strip() for line in row.splitlines() if line.strip()]
    return [line for line in lines if not line.startswith("***")] or lines


def _stumbled(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "SQLite stops at it, and names something in letters that are none"
    return f"SQLite stops at it, saying: {error}"
