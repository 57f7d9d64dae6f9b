"""Counts over the whole book for its gentle measures: what the rhythms ask for, what is late, which worlds."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.rhythms.lateness import dormant_days, maximum_days
from tui.domain.rhythms.tending import Tending
from tui.store.conditions import CAN_FALL_DUE, IS_CURRENT, is_away

_IN_TOUCH = "last_touch_on BETWEEN :since AND :today"
_WORLDS = f"""
WITH world (contact_id, name, part) AS (
  SELECT contact_id, circle.name,
    1.0 / (SELECT count(*) FROM contact_circle AS own WHERE own.contact_id = contact_circle.contact_id)
  FROM contact_circle JOIN circle ON circle.id = circle_id
  UNION ALL
  SELECT contact_id, tag.name,
    1.0 / (SELECT count(*) FROM contact_tag AS own WHERE own.contact_id = contact_tag.contact_id)
  FROM contact_tag JOIN tag ON tag.id = tag_id
  WHERE NOT EXISTS (SELECT 1 FROM contact_circle WHERE contact_circle.contact_id = contact_tag.contact_id)
)
SELECT world.name, total(part), total(CASE WHEN {_IN_TOUCH} THEN part END)
FROM world JOIN contact ON contact.id = contact_id WHERE {IS_CURRENT} GROUP BY world.name ORDER BY world.name
"""
"""Each person once: in equal parts over their circles, or over their tags where they are in no circle."""


class World(Struct, frozen=True):
    """One world of the book, in people; somebody of several worlds counts in parts."""

    name: str
    in_book: float
    in_touch: float
    """Of these, in touch within the time asked about."""


class BookCounts:
    """The counts of one open book."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def rhythms(self) -> list[tuple[int, int]]:
        """Return each rhythm in use, in days, with how many contacts have it; resting people left out."""
        return [
            (ideal, people)
            for ideal, people in self._conn.execute(
                f"SELECT ideal_days, count(*) FROM contact WHERE {CAN_FALL_DUE} AND ideal_days > 0"
                " GROUP BY ideal_days"
            )
        ]

    def tending(self, today: date) -> Tending:
        """Count who has a rhythm, and who is overdue, on a local day; the paused and dormant left out."""
        overdue = people = 0
        for ideal, _ in self.rhythms():
            late_before = today - timedelta(maximum_days(ideal) - ideal)
            dormant_since = today - timedelta(dormant_days(ideal))
            found = self._conn.execute(
                "SELECT count(*), count(*) FILTER (WHERE next_due_on < ?) FROM contact"
                f" WHERE {CAN_FALL_DUE} AND ideal_days = ? AND next_due_on IS NOT NULL"
                " AND (last_touch_on IS NULL OR last_touch_on > ?)"
                f" AND id NOT IN (SELECT contact_id FROM _paused WHERE {is_away('?')})",
                (
                    late_before.isoformat(),
                    ideal,
                    dormant_since.isoformat(),
                    today.isoformat(),
                    today.isoformat(),
                ),
            ).fetchone()
            people, overdue = people + found[0], overdue + found[1]
        return Tending(overdue, people)

    def worlds(self, since: date, today: date) -> list[World]:
        """Return the worlds of the book with who was in touch between two local days, both included."""
        days = {"since": since.isoformat(), "today": today.isoformat()}
        return [World(*row) for row in self._conn.execute(_WORLDS, days)]

    def people_in_touch(self, since: date, today: date) -> int:
        """How many people of some world were in touch between two local days, both included."""
        found: int = self._conn.execute(
            f"SELECT count(*) FROM contact WHERE {IS_CURRENT} AND {_IN_TOUCH} AND"
            " (EXISTS (SELECT 1 FROM contact_circle WHERE contact_id = contact.id)"
            " OR EXISTS (SELECT 1 FROM contact_tag WHERE contact_id = contact.id))",
            {"since": since.isoformat(), "today": today.isoformat()},
        ).fetchone()[0]
        return found
