"""Contacts in the book: asked for by id and by the screenful, added, changed, archived."""

from __future__ import annotations

import uuid
from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import (
    Contact,
    ContactDraft,
    ContactId,
    ContactPoint,
    ContactRow,
    KeyDate,
    PointKind,
    fold,
    valid_name,
)
from tui.domain.text import clean
from tui.store.conditions import IN_THE_BOOK
from tui.store.contacts.contact_rows import (
    LIMITS,
    POINT_COLUMNS,
    contact_row,
    kept_text,
    kept_uid,
    point_rows,
)
from tui.store.contacts.merged_uids import who_stayed
from tui.store.contacts.names import named_exactly
from tui.store.schema.rows import (
    contact_columns,
    contact_of,
    contact_row_of,
    fetch_all,
    key_date_of,
    marks,
    point_of,
)

if TYPE_CHECKING:
    from tui.store.session import Session

_GROUP = "(SELECT name FROM _contact_group WHERE contact_id = contact.id)"
_SNOOZED = "(SELECT max(back_on) FROM _snoozed WHERE _snoozed.contact_id = contact.id)"

_BATCH = 500


class Contacts:
    """The contacts of one open book."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def count(self) -> int:
        """How many contacts are in the book, the archived among them."""
        found: int = self._conn.execute(f"SELECT count(*) FROM contact WHERE {IN_THE_BOOK}").fetchone()[0]
        return found

    def is_empty(self) -> bool:
        """Whether nobody is in the book yet."""
        return self._conn.execute(f"SELECT 1 FROM contact WHERE {IN_THE_BOOK} LIMIT 1").fetchone() is None

    def ids_by_name(self, *, tag: str = "", circle: str = "", include_archived: bool = True) -> array[int]:
        """Return the ids in the order of their names: eight bytes a contact, one index walk."""
        where, parameters = [IN_THE_BOOK], []
        if tag:
            where.append(
                "id IN (SELECT contact_id FROM contact_tag JOIN tag ON tag.id = tag_id WHERE folded = ?)"
            )
            parameters.append(fold(tag))
        if circle:
            where.append(
                "id IN (SELECT contact_id FROM contact_circle JOIN circle ON circle.id = circle_id WHERE folded = ?)"
            )
            parameters.append(fold(circle))
        if not include_archived:
            where.append("archived_at IS NULL")
        sql = f"SELECT id FROM contact WHERE {' AND '.join(where)} ORDER BY sort_name, id"
        return array("q", (row[0] for row in self._conn.execute(sql, parameters)))

    def rows(self, ids: Sequence[int]) -> list[ContactRow]:
        """Return what a list shows of these contacts, in the order asked."""
        found = fetch_all(
            self._conn,
            f"SELECT id, name, {_GROUP}, ideal_days, last_touch_on, next_due_on, archived_at, {_SNOOZED}, is_deceased"
            f" FROM contact WHERE id IN ({marks(ids)})",
            ids,
        )
        by_id = {row[0]: contact_row_of(row) for row in found}
        return [by_id[ident] for ident in ids if ident in by_id]

    def get(self, contact_id: int) -> Contact | None:
        """Return one contact with everything attached, or None when they are not in the book."""
        return next(iter(self.get_all([contact_id])), None)

    def get_all(self, ids: Sequence[int]) -> list[Contact]:
        """Give contacts with everything attached, in the order asked."""
        found: list[Contact] = []
        for start in range(0, len(ids), _BATCH):
            found += self._get_batch(ids[start : start + _BATCH])
        return found

    def _get_batch(self, ids: Sequence[int]) -> list[Contact]:
        wanted = marks(ids)
        points: dict[object, list[ContactPoint]] = {}
        for owner, kind, value, label, platform in self._conn.execute(
            f"SELECT contact_id, kind, value, label, platform FROM contact_point WHERE contact_id IN ({wanted})"
            " ORDER BY position, id",
            ids,
        ):
            points.setdefault(owner, []).append(point_of(kind, value, label, platform))
        dates: dict[object, list[KeyDate]] = {}
        for owner, kind, month, day, year, label in self._conn.execute(
            f"SELECT contact_id, kind, month, day, year, label FROM key_date WHERE contact_id IN ({wanted})"
            " ORDER BY id",
            ids,
        ):
            dates.setdefault(owner, []).append(key_date_of(kind, month, day, year, label))
        tags = self._names_of("tag", ids)
        circles = self._names_of("circle", ids)
        rows = fetch_all(
            self._conn,
            f"SELECT {contact_columns()} FROM contact WHERE id IN ({wanted}) AND {IN_THE_BOOK}",
            ids,
        )
        by_id = {
            row[0]: contact_of(
                row,
                points.get(row[0], ()),
                tags.get(row[0], ()),
                circles.get(row[0], ()),
                dates.get(row[0], ()),
            )
            for row in rows
        }
        return [by_id[ident] for ident in ids if ident in by_id]

    def with_match_keys(self, keys: Iterable[str]) -> dict[str, list[ContactId]]:
        """Give, of these normalised e-mails, phones or profiles, everyone who has them."""
        wanted = list(keys)
        owners: dict[str, list[ContactId]] = {}
        for key, owner in self._conn.execute(
            "SELECT match_key, contact_id FROM contact_point JOIN contact ON contact.id = contact_id"
            f" WHERE match_key IN ({marks(wanted)}) AND match_key <> '' AND contact.{IN_THE_BOOK}"
            " ORDER BY contact_id",
            wanted,
        ):
            owners.setdefault(key, []).append(ContactId(owner))
        return owners

    def with_uid(self, uid: str) -> ContactId | None:
        """Return the contact with a stable identity, also when they are in the trash, or None.

        Somebody who became part of another contact is that contact.
        """
        kept = kept_uid(uid)
        row = self._conn.execute("SELECT id FROM contact WHERE uid = ?", (kept,)).fetchone()
        found = who_stayed(self._conn, kept) if row is None else row[0]
        return None if found is None else ContactId(found)

    def named_exactly(self, name: str, most: int = -1) -> list[ContactId]:
        """Return everyone whose whole name is this one, accents and case aside; at most so many."""
        return named_exactly(self._conn, name, most)

    def add(self, draft: ContactDraft, *, first_due_on: date | None = None) -> ContactId:
        """Add a contact; call inside ``Book.write``. Raises InvalidInput for a name that cannot be kept."""
        row = contact_row(draft, str(uuid.uuid4()), first_due_on, self._book.now_utc())
        contact_id = ContactId(self._book.db.table("contact").add(row))
        self.add_points(contact_id, draft.points)
        self._join_all("tag", contact_id, draft.tags)
        self._join_all("circle", contact_id, draft.circles)
        for key_date in draft.key_dates:
            self.add_key_date(contact_id, key_date)
        from tui.store.contacts.knowing import Knowing  # Reading the list does without.

        Knowing(self._book).add_from(contact_id, draft)
        if draft.card:
            from tui.store.contacts.cards import keep_card

            keep_card(self._book, contact_id, draft.card)
        self._book.due_dates.refresh([contact_id])
        return contact_id

    def change(self, contact_id: ContactId, **fields: str | int | None) -> None:
        """Change plain columns of a contact and count the edit; call inside ``Book.write``.

        Raises InvalidInput for a name that cannot be kept, or when they are no longer in the book.
        """
        for name in fields.keys() & LIMITS.keys():
            fields[name] = kept_text(name, fields[name])
        if "name" in fields:
            fields["name"] = valid_name(str(fields["name"]))
            fields["sort_name"] = fold(str(fields["name"]))
        sets = "".join(f"{name} = ?, " for name in fields)
        changed = self._book.db.execute(
            f"UPDATE contact SET {sets}rev = rev + 1 WHERE id = ?", (*fields.values(), contact_id)
        )
        if not changed.rowcount:
            raise InvalidInput("They are no longer in the book.", "Nothing was changed.")
        self._book.due_dates.refresh([contact_id])

    def add_points(self, contact_id: ContactId, points: Iterable[ContactPoint]) -> int:
        """Add contact points that are not there yet; give how many were new."""
        known = self._conn.execute("SELECT match_key FROM contact_point WHERE contact_id = ?", (contact_id,))
        rows = list(point_rows(contact_id, points, self._book.region, [row[0] for row in known]))
        self._book.db.table("contact_point").add_all(POINT_COLUMNS, rows)
        return len(rows)

    def put_points(
        self, contact_id: ContactId, kinds: Sequence[PointKind], points: Sequence[ContactPoint]
    ) -> None:
        """Have exactly these points of these kinds, in this order; what stands first unchanged is left."""
        there = self._conn.execute(
            "SELECT id, kind, value, label, platform FROM contact_point WHERE contact_id = ?"
            f" AND kind IN ({marks(kinds)}) ORDER BY position, id",
            (contact_id, *(kind.value for kind in kinds)),
        ).fetchall()
        same = 0
        while same < min(len(there), len(points)) and point_of(*there[same][1:]) == points[same]:
            same += 1
        self._book.db.table("contact_point").delete_each(row[0] for row in there[same:])
        self.add_points(contact_id, points[same:])

    def put_key_dates(self, contact_id: ContactId, dates: Sequence[KeyDate]) -> None:
        """Have exactly these dates that return every year."""
        for ident, *row in self._conn.execute(
            "SELECT id, kind, month, day, year, label FROM key_date WHERE contact_id = ?", (contact_id,)
        ).fetchall():
            if key_date_of(*row) not in dates:
                self._book.db.table("key_date").delete(ident)
        for each in dates:
            self.add_key_date(contact_id, each)

    def put_groups(self, table: str, contact_id: ContactId, names: Sequence[str]) -> None:
        """Have a contact in exactly these circles, or under exactly these tags."""
        wanted = {fold(name) for name in names}
        for ident, folded in self._conn.execute(
            f"SELECT contact_{table}.id, folded FROM contact_{table} JOIN {table} ON {table}.id = {table}_id"
            " WHERE contact_id = ?",
            (contact_id,),
        ).fetchall():
            if folded not in wanted:
                self._book.db.table(f"contact_{table}").delete(ident)
        self._join_all(table, contact_id, names)
        self._book.due_dates.refresh([contact_id])

    def add_tags(self, contact_id: ContactId, tags: Iterable[str]) -> None:
        """Tag a contact, making tags that do not exist yet; a circle of the same name is joined instead."""
        self._join_all("tag", contact_id, tags)
        self._book.due_dates.refresh([contact_id])

    def add_to_circles(self, contact_id: ContactId, circles: Iterable[str]) -> None:
        """Put a contact into circles, making those that do not exist yet."""
        self._join_all("circle", contact_id, circles)
        self._book.due_dates.refresh([contact_id])

    def add_key_date(self, contact_id: ContactId, key_date: KeyDate) -> bool:
        """Note a date that returns every year, or the year of one that is known; False when all is known."""
        label = clean(key_date.label, 200, one_line=True)
        known = self._conn.execute(
            # +month, +day: by the contact, not by the day, which a large book shares among many.
            "SELECT id, year FROM key_date WHERE contact_id = ? AND kind = ? AND +month = ? AND +day = ? AND label = ?",
            (contact_id, key_date.kind.value, key_date.month, key_date.day, label),
        ).fetchone()
        if known and (known[1] is not None or key_date.year is None):
            return False
        if known:
            self._book.db.table("key_date").update(known[0], {"year": key_date.year})
            return True
        self._book.db.table("key_date").add(
            {
                "contact_id": contact_id,
                "kind": key_date.kind.value,
                "label": label,
                "year": key_date.year,
                "month": key_date.month,
                "day": key_date.day,
            }
        )
        return True

    def _known(self, table: str, name: str) -> bool:
        return bool(self._conn.execute(f"SELECT 1 FROM {table} WHERE folded = ?", (fold(name),)).fetchone())

    def _join_all(self, table: str, contact_id: ContactId, names: Iterable[str]) -> None:
        for name in (clean(each, 200, one_line=True) for each in names):
            is_circle = table == "circle" or self._known("circle", name)
            self._join("circle" if is_circle else "tag", contact_id, name)

    def _join(self, table: str, contact_id: ContactId, name: str) -> None:
        """Attach a contact to a tag or circle by name."""
        label = clean(name, 200, one_line=True).strip()
        if not label:
            return
        row = self._conn.execute(f"SELECT id FROM {table} WHERE folded = ?", (fold(label),)).fetchone()
        db = self._book.db
        group = db.table(table).add({"name": label, "folded": fold(label)}) if row is None else row[0]
        db.table(f"contact_{table}").insert({"contact_id": contact_id, f"{table}_id": group}, ignore=True)

    def _names_of(self, table: str, ids: Sequence[int]) -> dict[object, list[str]]:
        names: dict[object, list[str]] = {}
        for owner, name in self._conn.execute(
            f"SELECT contact_id, name FROM contact_{table} JOIN {table} ON {table}.id = {table}_id"
            f" WHERE contact_id IN ({marks(ids)}) ORDER BY contact_{table}.id",
            ids,
        ):
            names.setdefault(owner, []).append(name)
        return names
