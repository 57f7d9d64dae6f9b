"""A verified copy of the whole book."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from tui.domain.errors import BookBusy, CannotOpen, Damaged


def back_up(conn: sqlite3.Connection, target: Path) -> int:
    """Copy the book to a file that does not exist yet, check the copy, and give its size in bytes.

    Raises CannotOpen when something is there already or the place cannot be written, BookBusy on a
    full disk, Damaged when the copy does not check.
    """
    if os.path.lexists(target):
        raise CannotOpen(f"{target} is there already.", "Nothing was overwritten.", "Name a new file.")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        previous = os.umask(0o077)
        try:
            conn.execute("VACUUM INTO ?", (str(target),))
        finally:
            os.umask(previous)
    except OSError as error:
        raise CannotOpen(f"{target} cannot be written.", f"{error.strerror}.") from error
    except sqlite3.OperationalError as error:
        target.unlink(missing_ok=True)
        kind = BookBusy if "full" in str(error) else CannotOpen
        raise kind(
            f"{target} was not written.", f"SQLite says: {error}.", "The book itself is as it was."
        ) from error
    except sqlite3.DatabaseError as error:
        target.unlink(missing_ok=True)
        raise Damaged("The book is damaged and cannot be copied.", f"SQLite says: {error}.") from error
    copy = sqlite3.connect(target)
    try:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
    if verdict != "ok":
        raise Damaged(f"The copy at {target} does not check.", f"SQLite says: {verdict}.", "Run it again.")
    return target.stat().st_size
