"""Milestones in the book: those that were reached, and the days of the first times they look for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tui.domain.records.contact import FIELD_LIMIT
from tui.domain.rhythms.lateness import dormant_days
from tui.domain.text import clean
from tui.store.conditions import IS_CURRENT, IS_PRACTICE

if TYPE_CHECKING:
    from tui.store.session import Session


# CROSS JOIN keeps the order written: without statistics the planner may begin with everybody.


class ReachedMilestones:
    """The milestones of one open book; once noted, nothing that is deleted takes one back."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def all(self) -> list[tuple[str, date, str]]:
        """Return name, local day and reflection of every milestone reached, the oldest first."""
        return [
            (name, date.fromisoformat(on), reflection)
            for name, on, reflection in self._conn.execute(
                "SELECT name, reached_on, reflection FROM milestone ORDER BY reached_on, id"
            )
        ]

    def note(self, name: str, on: date) -> None:
        """Note that a milestone was reached on a local day; call inside ``Book.quietly``."""
        self._book.db.execute(
            "INSERT INTO milestone (name, reached_on) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
            (name, on.isoformat()),
        )

    def reflect(self, name: str, text: str) -> bool:
        """Keep what the person thought of a milestone; False when it is not there. Inside ``Book.write``."""
        return bool(
            self._book.db.execute(
                "UPDATE milestone SET reflection = ? WHERE name = ?",
                (clean(text, FIELD_LIMIT, one_line=True), name),
            ).rowcount
        )

    def promise_kept_on(self) -> date | None:
        """Return the day a promise of mine was first kept."""
        return self._day("SELECT min(kept_on) FROM promise WHERE made_by = 'me'")

    def introduction_made_on(self) -> date | None:
        """Return the day of the first introduction, as an act of its own or as something given."""
        return self._day(
            f"SELECT min(day) FROM (SELECT min(practice_date) AS day FROM interaction WHERE {IS_PRACTICE}"
            " AND channel = 'introduction' UNION ALL"
            " SELECT min(practice_date) FROM interaction_value JOIN interaction"
            "  ON interaction.id = interaction_id WHERE way = 'given' AND kind = 'introduction'"
            f"  AND {IS_PRACTICE})"
        )

    def rated_five_on(self) -> date | None:
        """Return the day of the first act of practice that felt like a five."""
        return self._day(f"SELECT min(practice_date) FROM interaction WHERE {IS_PRACTICE} AND feeling = 5")

    def rekindled_on(self, since: date) -> date | None:
        """Return the first local day from ``since`` on which a contact who had become dormant was reached."""
        rows = self._conn.execute(
            "SELECT act.practice_date, ideal_days, julianday(act.practice_date) - julianday("
            " (SELECT max(before.practice_date) FROM _touch AS before WHERE before.contact_id = contact.id"
            "  AND before.practice_date < act.practice_date))"
            f" FROM (SELECT id, practice_date FROM interaction WHERE {IS_PRACTICE} AND practice_date >= ?) AS act"
            " CROSS JOIN _took_part ON _took_part.interaction_id = act.id"
            " JOIN contact ON contact.id = _took_part.contact_id AND ideal_days > 0"
            " ORDER BY act.practice_date",
            (since.isoformat(),),
        )
        return next(
            (
                date.fromisoformat(day)
                for day, ideal, gap in rows
                if gap is not None and gap >= dormant_days(ideal)
            ),
            None,
        )

    def every_circle_by(self, first: date, last: date) -> date | None:
        """Return the local day by which, from ``first`` on, someone of every circle was reached.

        None when some circle was not by ``last``, and where there are fewer than two circles.
        """
        circles = {
            row[0]
            for row in self._conn.execute(
                "SELECT id FROM circle WHERE EXISTS (SELECT 1 FROM contact_circle JOIN contact"
                f" ON contact.id = contact_id WHERE circle_id = circle.id AND {IS_CURRENT})"
            )
        }
        if len(circles) < 2:
            return None
        reached = dict(
            self._conn.execute(
                "SELECT circle_id, min(practice_date) FROM"
                f" (SELECT id, practice_date FROM interaction WHERE {IS_PRACTICE}"
                "   AND practice_date BETWEEN ? AND ?) AS act"
                " CROSS JOIN _took_part ON _took_part.interaction_id = act.id"
                " JOIN contact_circle ON contact_circle.contact_id = _took_part.contact_id"
                " GROUP BY circle_id",
                (first.isoformat(), last.isoformat()),
            )
        )
        if not circles <= reached.keys():
            return None
        return date.fromisoformat(max(reached[circle] for circle in circles))

    def _day(self, question: str) -> date | None:
        found = self._conn.execute(question).fetchone()[0]
        return None if found is None else date.fromisoformat(found)
