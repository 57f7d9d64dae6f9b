"""What may be suggested, and what was: old ties, a quiet world, slower rhythms, people not sorted yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.measures.warmth import FeltTouch
from tui.domain.outreach.rekindle import FEELINGS_LOOKED_AT, NOVELTY_DAYS, OFFER_EVERY_DAYS
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel
from tui.domain.rhythms.rhythm import Touch
from tui.store.conditions import CAN_FALL_DUE, HAPPENED, IN_THE_BOOK, is_away
from tui.store.schema.rows import day

if TYPE_CHECKING:
    from tui.store.session import Session

_HIDDEN = f"SELECT contact_id FROM _away WHERE {is_away(':today')}"
_FEELINGS = (
    "SELECT feeling FROM _touch WHERE contact_id = ? AND feeling IS NOT NULL"
    f" ORDER BY practice_date DESC, interaction_id DESC LIMIT {FEELINGS_LOOKED_AT}"
)


class Hesitations(Struct, frozen=True):
    """How often somebody was put off since the last touch."""

    snoozes: int
    skips: int


class Suggestions:
    """The suggestions of one open book."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def hesitations(self, contact_id: int) -> Hesitations:
        """Count the snoozes and skips of a contact since they were last in touch."""
        row = self._conn.execute(
            "SELECT (SELECT count(*) FROM snooze WHERE contact_id = contact.id"
            "  AND set_on > coalesce(last_touch_on, '')),"
            " (SELECT count(*) FROM skip WHERE contact_id = contact.id"
            "  AND on_day > coalesce(last_touch_on, '')) FROM contact WHERE id = ?",
            (contact_id,),
        ).fetchone()
        return Hesitations(*row) if row else Hesitations(0, 0)

    def advised_on(self, contact_id: int) -> date | None:
        """Return the local day the rhythm advisor was last answered about a contact."""
        row = self._conn.execute(
            "SELECT max(offered_on) FROM offer WHERE contact_id = ? AND kind = 'advice'", (contact_id,)
        ).fetchone()
        return day(row[0])

    def touches_of(self, contact_id: int) -> list[FeltTouch]:
        """Return every touch of a contact with how it felt, the oldest first."""
        return [
            FeltTouch(date.fromisoformat(on), Channel(channel).weight, feeling)
            for on, channel, feeling in self._conn.execute(
                "SELECT practice_date, channel, feeling FROM _touch WHERE contact_id = ?"
                " ORDER BY practice_date, interaction_id",
                (contact_id,),
            )
        ]

    def values_of(self, contact_id: int) -> list[tuple[str, date]]:
        """Give the way and the day of everything given to and received from a contact, each kind once."""
        return [
            (way, date.fromisoformat(on))
            for way, on in self._conn.execute(
                "SELECT way, practice_date FROM _took_part"
                " JOIN interaction ON interaction.id = _took_part.interaction_id"
                " JOIN interaction_value ON interaction_value.interaction_id = interaction.id"
                " WHERE _took_part.contact_id = ? AND (interaction_value.contact_id IS NULL"
                f"  OR interaction_value.contact_id = _took_part.contact_id) AND {HAPPENED}",
                (contact_id,),
            )
        ]

    def last_feelings(self, contact_id: int) -> list[int]:
        """Return the last three feelings noted with a contact, the oldest first."""
        return [row[0] for row in self._conn.execute(_FEELINGS, (contact_id,))][::-1]

    def is_of_another_world(self, contact_id: int, today: date) -> bool:
        """Whether nobody of a contact's circles and tags was in touch in the last 30 days.

        Somebody of no circle and no tag is of no world.
        """
        since = (today - timedelta(days=NOVELTY_DAYS)).isoformat()
        has_world = touched = False
        for table in ("circle", "tag"):
            rows = self._conn.execute(
                f"SELECT EXISTS (SELECT 1 FROM contact_{table} AS theirs JOIN contact ON contact.id = theirs.contact_id"
                f" WHERE theirs.{table}_id = own.{table}_id AND {IN_THE_BOOK} AND last_touch_on > ?)"
                f" FROM contact_{table} AS own WHERE own.contact_id = ?",
                (since, contact_id),
            ).fetchall()
            has_world = has_world or bool(rows)
            touched = touched or any(row[0] for row in rows)
        return has_world and not touched

    def were_in_touch(self, people: int, since: date, today: date) -> bool:
        """Whether at least so many contacts were in touch between two local days, both included."""
        found = self._conn.execute(
            "SELECT count(*) FROM (SELECT DISTINCT contact_id FROM _touch"
            " WHERE practice_date BETWEEN ? AND ? LIMIT ?)",
            (since.isoformat(), today.isoformat(), people),
        ).fetchone()[0]
        return bool(found >= people)

    def somebody_of(self, world: str, today: date) -> ContactId | None:
        """Return the contact of a circle or tag whom to say hello to: the one due soonest, else met last.

        Nobody offered in the last 90 days, hidden, resting, or in touch within 30 days.
        """
        row = self._conn.execute(
            f"SELECT id FROM contact WHERE {CAN_FALL_DUE} AND id IN ("
            "  SELECT contact_id FROM contact_circle JOIN circle ON circle.id = circle_id WHERE name = :world"
            "  UNION SELECT contact_id FROM contact_tag JOIN tag ON tag.id = tag_id WHERE name = :world)"
            f" AND id NOT IN ({_HIDDEN})"
            " AND id NOT IN (SELECT contact_id FROM offer WHERE offered_on > :offered)"
            " AND (last_touch_on IS NULL OR last_touch_on <= :since)"
            " ORDER BY next_due_on IS NULL, next_due_on, last_touch_on DESC, id LIMIT 1",
            {
                "world": world,
                "today": today.isoformat(),
                "offered": (today - timedelta(days=OFFER_EVERY_DAYS)).isoformat(),
                "since": (today - timedelta(days=NOVELTY_DAYS)).isoformat(),
            },
        ).fetchone()
        return None if row is None else ContactId(row[0])

    def unsorted(self, today: date, limit: int) -> list[ContactId]:
        """Give contacts with no rhythm, no meeting and no touch, for whom nothing was chosen yet."""
        rows = self._conn.execute(
            f"SELECT id FROM contact WHERE {CAN_FALL_DUE} AND ideal_days IS NULL AND rhythm_days IS NULL"
            f" AND last_touch_on IS NULL AND met_on IS NULL AND id NOT IN ({_HIDDEN})"
            " ORDER BY is_starred, next_due_on, sort_name LIMIT :limit",
            {"today": today.isoformat(), "limit": limit},
        )
        return [ContactId(row[0]) for row in rows]


def carrying(touches: list[FeltTouch]) -> list[Touch]:
    """Return touches as the rhythm advisor reads them."""
    return [Touch(touch.on, touch.weight) for touch in touches]
