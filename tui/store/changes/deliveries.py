"""Which lines from other machines are in the book: noted with the change each of them made, and never undone."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tui.domain.errors import DeliveredBefore

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase


def delivered_as(conn: sqlite3.Connection, line_id: str) -> str | None:
    """Return what a line was written down as, or None for one that has not come yet."""
    found = conn.execute("SELECT label FROM delivery WHERE line_id = ?", (line_id,)).fetchone()
    return None if found is None else str(found[0])


def note_delivery(db: BookDatabase, line_id: str, at_utc: str, label: str) -> None:
    """Note a line as delivered, inside the change it makes; raises DeliveredBefore, and then nothing is changed."""
    try:
        db.table("delivery").add({"line_id": line_id, "at_utc": at_utc, "label": label})
    except sqlite3.IntegrityError as error:
        raise DeliveredBefore("This line was delivered before.") from error
