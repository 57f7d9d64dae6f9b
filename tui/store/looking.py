"""The quick look at a book before the app opens it: can every page be trusted, and how many people are there."""

from __future__ import annotations

import sqlite3

from tui.domain.errors import BookBusy, Damaged, RapportError
from tui.store.guarding import RESTORE, SQLITE_SAYS

_DAMAGE = (
    "malformed",
    "not a database",
    "vtable constructor failed",
    "corrupt",
    "codec can't decode",
    "Could not decode",
)


def is_whole(conn: sqlite3.Connection) -> bool:
    """Give a quick look at every page: whether the file can be trusted."""
    try:
        verdict: str = conn.execute("PRAGMA quick_check(1)").fetchone()[0]
    except SQLITE_SAYS as error:
        if "locked" in str(error):
            raise held(error) from error
        return False
    return verdict == "ok"


def tells_of_damage(error: BaseException) -> bool:
    """Whether an error, or what led to it, says that the file of the book is damaged."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, Damaged):
            return True
        if isinstance(link, SQLITE_SAYS) and any(words in str(link) for words in _DAMAGE):
            return True
        inner = getattr(link, "error", None)
        link = inner if isinstance(inner, BaseException) else link.__cause__
    return False


def as_fault(error: BaseException) -> RapportError | None:
    """Give the sentence for an error that tells of damage or a lock; None when it tells of something else."""
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return held(error)
    if tells_of_damage(error):
        return Damaged("The book is damaged.", f"SQLite says: {error}. Nothing was changed.", RESTORE)
    return None


def people_in(conn: sqlite3.Connection) -> int:
    """Count everybody in the book, those in the trash as well; raises Damaged."""
    try:
        people: int = conn.execute("SELECT count(*) FROM contact").fetchone()[0]
    except SQLITE_SAYS as error:
        if "locked" in str(error):
            raise held(error) from error
        raise Damaged("The book is damaged.", f"SQLite says: {error}.", RESTORE) from error
    return people


def held(error: Exception) -> BookBusy:
    """Give what SQLite says of a lock as a sentence."""
    return BookBusy(
        "Another program is holding the book.", f"SQLite says: {error}.", "Close it, then try again."
    )
