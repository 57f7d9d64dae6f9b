"""That somebody was deleted for ever: noted in the book without a word about them.

The note is a number that counts, the bare ids, and the name of the copy made before. Another window sees by
it that it has to forget, and a program that was killed in the middle finishes by it what lies beside the
book; whom to look for both learn from the copy.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase

_KEY = "departures"


class Departure(Struct, frozen=True):
    """The latest deletion for ever."""

    count: int = 0
    """How many deletions there were."""
    contacts: tuple[int, ...] = ()
    copy: str = ""
    """The name of the copy of the book as it was, among its backups."""
    is_owed: bool = False
    """Whether what lies beside the book was not tidied to the end."""


def last_departure(conn: sqlite3.Connection) -> Departure:
    """Return the latest deletion for ever, with a count of 0 when there was none."""
    row = conn.execute("SELECT value FROM setting WHERE key = ?", (_KEY,)).fetchone()
    with suppress(ValueError, KeyError, TypeError):
        found = json.loads(row[0]) if row is not None else {}
        if found:
            contacts = tuple(int(each) for each in found["contacts"])
            return Departure(int(found["count"]), contacts, str(found["copy"]), bool(found["owed"]))
    return Departure()


def last_departure_at(book: Path) -> Departure:
    """Ask a book through a connection of its own, from whichever thread; nothing is known of one that is held."""
    if not book.is_file():
        return Departure()
    try:
        with closing(sqlite3.connect(f"{book.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)) as conn:
            return last_departure(conn)
    except sqlite3.Error:
        return Departure()


def note_departure(db: BookDatabase, contacts: Collection[int], copy: str) -> None:
    """Note a deletion inside its own transaction; what lies beside the book is owed until it is settled."""
    before = last_departure(db.conn)
    _keep(db, Departure(before.count + 1, tuple(int(each) for each in contacts), copy, is_owed=True))


def settle_departure(db: BookDatabase) -> None:
    """Note that nothing is owed any more; call inside a transaction."""
    last = last_departure(db.conn)
    if last.is_owed:
        _keep(db, Departure(last.count, last.contacts, last.copy))


def _keep(db: BookDatabase, departure: Departure) -> None:
    said = json.dumps(
        {
            "count": departure.count,
            "contacts": departure.contacts,
            "copy": departure.copy,
            "owed": departure.is_owed,
        }
    )
    db.table("setting").upsert({"key": _KEY, "value": said}, pk="key")
