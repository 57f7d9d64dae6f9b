"""Which rhythm applies to a contact, and the rhythm and closeness of circles and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.records.contact import ContactId, fold
from tui.domain.rhythms.rhythm import DueFacts
from tui.domain.rhythms.rule import GroupName, GroupRhythm, RhythmRule, RhythmSource, Style
from tui.domain.text import clean

if TYPE_CHECKING:
    from tui.store.session import Session


class Group(Struct, frozen=True):
    """A circle or tag with what it says of the people in it."""

    id: int
    source: RhythmSource
    name: str
    rhythm_days: int | None
    closeness: int | None
    """1 for the innermost circle; None where it was not said."""
    people: int


class Rhythms:
    """The rhythms of one open book."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def rule_of(self, contact_id: int) -> RhythmRule:
        """Return the rhythm that applies to a contact and what else could have."""
        row = self._conn.execute(
            "SELECT rhythm_days, style FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        if row is None:
            return RhythmRule()
        groups = [
            GroupRhythm(source, name, days)
            for source in (RhythmSource.CIRCLE, RhythmSource.TAG)
            for name, days in self._conn.execute(
                f"SELECT name, rhythm_days FROM {source.value} JOIN contact_{source.value}"
                f" ON {source.value}_id = {source.value}.id"
                " WHERE contact_id = ? AND rhythm_days IS NOT NULL ORDER BY rhythm_days, name",
                (contact_id,),
            )
        ]
        return RhythmRule(row[0], Style(row[1]), tuple(groups))

    def due_facts(self, contact_id: int) -> DueFacts | None:
        """Return all that decides when a contact falls due."""
        return next((facts for facts, _ in self._book.due_dates.facts([contact_id])), None)

    def group(self, wanted: GroupName) -> Group | None:
        """Return the circle or tag of a name; of two of one name the circle."""
        kinds = (wanted.kind,) if wanted.kind else (RhythmSource.CIRCLE, RhythmSource.TAG)
        for kind in kinds:
            closeness = "closeness" if kind is RhythmSource.CIRCLE else "NULL"
            row = self._conn.execute(
                f"SELECT id, name, rhythm_days, {closeness},"
                f" (SELECT count(*) FROM contact_{kind.value} JOIN contact ON contact.id = contact_id"
                f"  WHERE {kind.value}_id = {kind.value}.id AND deleted_at IS NULL)"
                f" FROM {kind.value} WHERE folded = ?",
                (fold(wanted.name),),
            ).fetchone()
            if row is not None:
                return Group(row[0], kind, *row[1:])
        return None

    def untouched_without_first_day(self, group: Group) -> list[ContactId]:
        """Return those of a group whom its rhythm alone reaches, never in touch and with no day dealt out."""
        table = group.source.value
        rows = self._conn.execute(
            f"SELECT contact.id FROM contact JOIN contact_{table} ON contact_id = contact.id"
            f" WHERE {table}_id = ? AND rhythm_days IS NULL AND last_touch_on IS NULL"
            " AND first_due_on IS NULL AND deleted_at IS NULL ORDER BY sort_name, contact.id",
            (group.id,),
        )
        return [ContactId(row[0]) for row in rows]

    def set_group_rhythm(self, group: Group, days: int | None) -> None:
        """Give a circle or tag a rhythm in days, or none; call inside ``Book.write``."""
        self._book.db.table(group.source.value).update(group.id, {"rhythm_days": days or None})
        self._book.due_dates.refresh_circle_or_tag(group.source.value, group.id)

    def set_closeness(self, group: Group, closeness: int | None) -> None:
        """Say how close a circle is, 1 the closest; call inside ``Book.write``."""
        self._book.db.table("circle").update(group.id, {"closeness": closeness})

    def make_circle(self, name: str) -> None:
        """Make a circle; a tag of that name becomes it, people and rhythm included.

        Call inside ``Book.write``.
        """
        label = clean(name, 200, one_line=True).strip()
        db = self._book.db
        circle = db.table("circle").add({"name": label, "folded": fold(label)})
        tag = self._conn.execute(
            "SELECT id, rhythm_days FROM tag WHERE folded = ?", (fold(label),)
        ).fetchone()
        if tag is None:
            return
        db.table("circle").update(circle, {"rhythm_days": tag[1]})
        db.execute(
            "INSERT INTO contact_circle (contact_id, circle_id)"
            " SELECT contact_id, ? FROM contact_tag WHERE tag_id = ? ORDER BY id",
            (circle, tag[0]),
        )
        db.table("contact_tag").delete_where("tag_id = ?", [tag[0]])
        db.table("tag").delete(tag[0])
        self._book.due_dates.refresh_circle_or_tag("circle", circle)

    def closest_circle_of(self, contact_id: int) -> int | None:
        """Return how close the closest circle of a contact is, 1 the closest; None where none says."""
        found: int | None = self._conn.execute(
            "SELECT min(closeness) FROM circle JOIN contact_circle ON circle_id = circle.id WHERE contact_id = ?",
            (contact_id,),
        ).fetchone()[0]
        return found
