"""Which lines from other machines are in the book: noted with the change each of them made, and never undone."""

from __future__ import annotations

import sqlite3

from tui.domain.errors import DeliveredBefore


def delivered_as(conn: sqlite3.Connection, line_id: str) -> str | None:
    """Give what a line was written down as, or None for one that has not come yet."""
    found = conn.execute("SELECT label FROM delivery WHERE line_id = ?", (line_id,)).fetchone()
    return None if found is None else str(found[0])


def note_delivery(conn: sqlite3.Connection, line_id: str, at_utc: str, label: str) -> None:
    """Note a line as delivered, inside the change it makes; raises DeliveredBefore, and then nothing is changed."""
    try:
        conn.execute(
            "INSERT INTO delivery (line_id, at_utc, label) VALUES (?, ?, ?)", (line_id, at_utc, label)
        )
    except sqlite3.IntegrityError as error:
        raise DeliveredBefore("This line was delivered before.") from error
