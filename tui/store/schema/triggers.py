"""The triggers every change stands on: without them it could not be taken back, or would not be found."""

from __future__ import annotations

import sqlite3
from functools import cache

from tui.domain.errors import CannotRead

EVENTS = ("insert", "update", "delete")
FOUND_BY = ("contact_search", "interaction_search", "fact_search")
"""The full-text indexes, which triggers keep in step."""


@cache
def _needed() -> frozenset[str]:
    from tui.store.table_list import JOURNALED  # what is due is shown sooner without it

    stems = (*(f"journal_{table}" for table in JOURNALED), *FOUND_BY)
    return frozenset(f"{stem}_{event}" for stem in stems for event in EVENTS)


def check_triggers(conn: sqlite3.Connection) -> None:
    """Raise CannotRead where another program has taken triggers away, as a table that is made anew loses its own.

    The change would go through and leave no trace, and the next undo would take back the one before it.
    """
    there = {row[0] for row in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    missing = sorted(_needed() - there)
    if missing:
        raise CannotRead(
            f"{missing[0]} is missing from the book.",
            "Another program took it away: what is changed now could not be undone. Nothing was changed.",
            "No row is lost; `rapport check --mend` makes it again.",
        )
