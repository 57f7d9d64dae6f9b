"""Making one contact of several: everything that hangs on those who go is hung on the one who stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.duplicates.merge import FieldValue, Merged
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId, fold
from tui.domain.records.contact_fields import ContactField
from tui.store.contacts.merged_uids import remember_who_stayed
from tui.store.interactions.replies import settle_replies
from tui.store.many.merge_sides import TEXTS, birthdays_of
from tui.store.schema.rows import marks
from tui.store.table_list import InMerge, Table, in_merge

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase
    from tui.store.session import Session

_ROLES = ("main", "present", "introduced", "mentioned")


def carry_out(book: Session, merged: Merged, card: str = "") -> None:
    """Let several become one; call inside ``Book.write``.

    ``card`` is what their vCards make together, "" where none came with one.
    """
    hands = _Hands(book.db, merged)
    for gone in merged.gone:
        hands.take_over(gone)
    if card:
        hands.keep_card(card)
    hands.write_fields()
    for custom in merged.custom_fields:
        hands.keep_custom(custom.label, custom.value)
    for gone in merged.gone:
        hands.let_go(gone)
    settle_replies(book.db, [merged.keep])
    book.due_dates.refresh([merged.keep])


class _Hands:
    """One merge under way: what moves from one contact to another."""

    def __init__(self, db: BookDatabase, merged: Merged) -> None:
        self._db = db
        self._conn = db.conn
        self._merged = merged
        self._keep = merged.keep
        self._settle_birthday()

    def take_over(self, gone: ContactId) -> None:
        """Hang everything of somebody who goes on the one who stays."""
        for table in in_merge(InMerge.CHANGE_HANDS):
            self._repoint(table.name, gone)
        for table in in_merge(InMerge.ONCE):
            self._repoint_once(table, gone)
        self._interactions(gone)
        self._points(gone)
        self._key_dates(gone)
        self._relations(gone)
        self._distinct_pairs(gone)
        self._db.execute(
            "UPDATE contact SET met_via = ?, rev = rev + 1 WHERE met_via = ? AND id <> ?",
            (self._keep, gone, self._keep),
        )

    def keep_card(self, raw: str) -> None:
        """Give the one who stays the card that theirs make together."""
        ids = (self._keep, *self._merged.gone)
        rows = self._conn.execute(
            f"SELECT id FROM card WHERE contact_id IN ({marks(ids)}) ORDER BY contact_id <> ?, id",
            (*ids, self._keep),
        ).fetchall()
        kept, *others = (row[0] for row in rows)
        self._db.table("card").delete_each(others)
        self._db.execute(
            "UPDATE card SET contact_id = ?, raw = ? WHERE id = ? AND (contact_id <> ? OR raw <> ?)",
            (self._keep, raw, kept, self._keep, raw),
        )

    def keep_custom(self, label: str, value: str) -> None:
        """Keep a value that was not taken as a field of the person's own, once."""
        self._db.execute(
            "INSERT INTO custom_field (contact_id, label, value) SELECT ?1, ?2, ?3 WHERE NOT EXISTS"
            " (SELECT 1 FROM custom_field WHERE contact_id = ?1 AND label = ?2 AND value = ?3)",
            (self._keep, label, value),
        )

    def write_fields(self) -> None:
        """Write what the one contact has one of."""
        merged = self._merged
        fields: dict[str, str | int | None] = {
            column: merged.of(field) or "" for field, column in TEXTS.items()
        }
        fields["sort_name"] = fold(str(fields["name"]))
        fields |= {"aliases": "\n".join(merged.aliases), "notes": merged.notes}
        fields |= {"is_starred": int(merged.is_starred), "is_deceased": int(merged.is_deceased)}
        if rhythm := merged.of(ContactField.RHYTHM):
            style, days, is_exact = rhythm.split("|")
            fields |= {"style": style, "rhythm_days": int(days) if days else None, "is_exact": int(is_exact)}
        if met := merged.of(ContactField.MET_ON):
            fields["met_on"], _, fields["ladder"] = met.partition("|")
        via = merged.of(ContactField.MET_VIA)
        fields["met_via"] = int(via) if via else None
        fields |= self._of_all(is_archived=merged.is_archived)
        sets = ", ".join(f"{name} = ?" for name in fields)
        self._db.execute(
            f"UPDATE contact SET {sets}, rev = rev + 1 WHERE id = ?", (*fields.values(), self._keep)
        )

    def let_go(self, gone: ContactId) -> None:
        """Take somebody out of the book from whom everything was taken over; their identity is remembered."""
        found = self._conn.execute(
            "SELECT gone.uid, kept.uid FROM contact AS gone, contact AS kept WHERE gone.id = ? AND kept.id = ?",
            (gone, self._keep),
        ).fetchone()
        self._db.table("contact").delete(gone)
        remember_who_stayed(self._db, *found)

    def _of_all(self, *, is_archived: bool) -> dict[str, str | int | None]:
        """Return what follows from all of them: since when they are here, and when they fall due first."""
        ids = (self._keep, *self._merged.gone)
        created, archived, first = self._conn.execute(
            "SELECT min(created_at), min(archived_at), min(first_due_on)"
            f" FROM contact WHERE id IN ({marks(ids)})",
            ids,
        ).fetchone()
        own = self._conn.execute("SELECT first_due_on FROM contact WHERE id = ?", (self._keep,)).fetchone()[0]
        return {
            "created_at": created,
            "archived_at": archived if is_archived else None,
            "first_due_on": own or first,
        }

    def _repoint(self, table: str, gone: ContactId) -> None:
        self._db.execute(f"UPDATE {table} SET contact_id = ? WHERE contact_id = ?", (self._keep, gone))

    def _repoint_once(self, table: Table, gone: ContactId) -> None:
        same = " AND ".join(f"kept.{column} IS {table.name}.{column}" for column in table.same_by)
        self._db.execute(
            f"DELETE FROM {table.name} WHERE contact_id = ? AND EXISTS"
            f" (SELECT 1 FROM {table.name} AS kept WHERE kept.contact_id = ? AND {same})",
            (gone, self._keep),
        )
        self._repoint(table.name, gone)

    def _interactions(self, gone: ContactId) -> None:
        """Where both took part, one part stays: the nearer of the two."""
        both = self._conn.execute(
            "SELECT kept.id, kept.role, theirs.id, theirs.role FROM interaction_contact AS theirs"
            " JOIN interaction_contact AS kept ON kept.interaction_id = theirs.interaction_id"
            " WHERE theirs.contact_id = ? AND kept.contact_id = ?",
            (gone, self._keep),
        ).fetchall()
        for kept, role, theirs, their_role in both:
            self._db.table("interaction_contact").delete(theirs)
            if _ROLES.index(their_role) < _ROLES.index(role):
                self._db.table("interaction_contact").update(kept, {"role": their_role})
        self._db.execute(
            "UPDATE interaction_contact SET contact_id = ? WHERE contact_id = ?", (self._keep, gone)
        )

    def _points(self, gone: ContactId) -> None:
        """The same address once, with its label; the others after those that are there."""
        known = {
            (kind, key or value): (ident, label)
            for ident, kind, key, value, label in self._conn.execute(
                "SELECT id, kind, match_key, value, label FROM contact_point WHERE contact_id = ?",
                (self._keep,),
            )
        }
        last = self._conn.execute(
            "SELECT coalesce(max(position), 0) FROM contact_point WHERE contact_id = ?", (self._keep,)
        ).fetchone()[0]
        theirs = self._conn.execute(
            "SELECT id, kind, match_key, value, label FROM contact_point WHERE contact_id = ? ORDER BY position, id",
            (gone,),
        ).fetchall()
        for ident, kind, key, value, label in theirs:
            same = known.get((kind, key or value))
            if same is None:
                last += 1
                self._db.table("contact_point").update(ident, {"contact_id": self._keep, "position": last})
                known[kind, key or value] = ident, label
                continue
            self._db.table("contact_point").delete(ident)
            if label and not same[1]:
                self._db.table("contact_point").update(same[0], {"label": label})
                known[kind, key or value] = same[0], label

    def _settle_birthday(self) -> None:
        """Take away the birthdays that were not chosen; they are kept in words."""
        chosen = self._merged.of(ContactField.BIRTHDAY)
        if chosen is None:
            return
        taken = FieldValue(ContactField.BIRTHDAY, chosen, "")
        ids = (self._keep, *self._merged.gone)
        unlike = [row_id for row_id, held in birthdays_of(self._conn, ids) if not held.is_like(taken)]
        self._db.table("key_date").delete_each(unlike)

    def _key_dates(self, gone: ContactId) -> None:
        """The same day of the same kind once, with its year where one of the two knows it."""
        theirs = self._conn.execute(
            "SELECT id, kind, label, year, month, day FROM key_date WHERE contact_id = ? ORDER BY id", (gone,)
        ).fetchall()
        for ident, kind, label, year, month, day in theirs:
            same = self._conn.execute(
                "SELECT id, year FROM key_date WHERE contact_id = ? AND kind = ? AND label = ?"
                " AND +month = ? AND +day = ? AND (year IS NULL OR ?6 IS NULL OR year = ?6)",
                (self._keep, kind, label, month, day, year),
            ).fetchone()
            if same is None:
                self._db.table("key_date").update(ident, {"contact_id": self._keep})
                continue
            self._db.table("key_date").delete(ident)
            if same[1] is None and year is not None:
                self._db.table("key_date").update(same[0], {"year": year})

    def _relations(self, gone: ContactId) -> None:
        """Nobody is related to themselves; the same relation stays once."""
        pair = {"keep": self._keep, "gone": gone}
        self._db.execute(
            "DELETE FROM relation WHERE (contact_id = :gone AND other_id = :keep)"
            " OR (contact_id = :keep AND other_id = :gone)",
            pair,
        )
        for mine, theirs in (("contact_id", "other_id"), ("other_id", "contact_id")):
            self._db.execute(
                f"DELETE FROM relation WHERE {mine} = :gone AND EXISTS (SELECT 1 FROM relation AS kept"
                f" WHERE kept.{mine} = :keep AND kept.{theirs} = relation.{theirs} AND kept.kind = relation.kind)",
                pair,
            )
            self._db.execute(f"UPDATE relation SET {mine} = :keep WHERE {mine} = :gone", pair)

    def _distinct_pairs(self, gone: ContactId) -> None:
        """Whoever was not the same as the one who goes is not the same as the one who stays."""
        one_of_us = {self._keep, *self._merged.gone}
        rows = self._conn.execute(
            "SELECT id, one_id + other_id - ?1 FROM distinct_pair WHERE one_id = ?1 OR other_id = ?1", (gone,)
        ).fetchall()
        for ident, partner in rows:
            pair = sorted((int(self._keep), partner))
            is_known = self._conn.execute(
                "SELECT 1 FROM distinct_pair WHERE one_id = ? AND other_id = ?", pair
            ).fetchone()
            if partner in one_of_us or is_known:
                self._db.table("distinct_pair").delete(ident)
            else:
                self._db.table("distinct_pair").update(ident, {"one_id": pair[0], "other_id": pair[1]})


def say_distinct(book: Session, one: ContactId, other: ContactId) -> None:
    """Remember that two contacts are two people; call inside ``Book.write``. Raises InvalidInput for one alone."""
    if one == other:
        raise InvalidInput("That is one contact.", "Nothing was changed.")
    first, second = sorted((one, other))
    book.db.table("distinct_pair").insert({"one_id": first, "other_id": second}, ignore=True)


def distinct_pairs(book: Session) -> set[tuple[int, int]]:
    """Return every two contacts that are known to be two people, the smaller id first."""
    return set(book.conn.execute("SELECT one_id, other_id FROM distinct_pair").fetchall())
