"""Who a handle means, asked of the book: a walk along the name index, never over everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.domain.contact import ContactId, fold
from tui.domain.interaction import Channel
from tui.domain.quick_add.people import Known, answers_to, known_as, nearness
from tui.store.schema_core import IN_THE_BOOK

if TYPE_CHECKING:
    from tui.store.book import Book

_ASKED_AT_MOST = 500
_NEAR_AT_MOST = 3_000


class PeopleInBook:
    """The people of one open book, as the quick-add line asks for them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._conn = book.conn

    def named(self, handle: str) -> Sequence[Known]:
        """Give all who answer best to a handle; a contact's id answers alone."""
        if handle.isascii() and handle.isdigit() and len(handle) < 18:
            row = self._conn.execute(
                f"SELECT id, name FROM contact WHERE id = ? AND {IN_THE_BOOK}", (int(handle),)
            ).fetchone()
            if row is not None:
                return [known_as(row[0], row[1])]
        first = fold(handle.replace(".", " ")).split(" ", 1)[0]
        if not first:
            return []
        ranked = [
            (rank, known)
            for known, aliases in (*self._beginning(first, _ASKED_AT_MOST), *self._nicknamed(first))
            if (rank := answers_to(handle, known.name, aliases)) is not None
        ]
        best = min((rank for rank, _ in ranked), default=None)
        return list({known.id: known for rank, known in ranked if rank is best}.values())

    def nearest(self, handle: str) -> Known | None:
        """Give the contact a mistyped handle most likely means."""
        letter = fold(handle)[:1]
        if not letter:
            return None
        near = [
            (edits, known.id, known)
            for known, aliases in self._beginning(letter, _NEAR_AT_MOST)
            if (edits := nearness(handle, known.name, aliases)) is not None
        ]
        return min(near)[2] if near else None

    def exact(self, name: str) -> Known | None:
        """Give a contact with that full name, accents and case ignored."""
        found = self._book.contacts.named_exactly(name)
        contact = self._book.contacts.get(found[0]) if found else None
        return known_as(contact.id, contact.name) if contact else None

    def last_channel(self, contact_id: ContactId) -> Channel | None:
        """Give the channel last used with a contact."""
        return self._book.interactions.last_channel(contact_id)

    def beginning(self, prefix: str, limit: int) -> list[Known]:
        """Give people for completion: those in touch last first, then those whose name begins so."""
        folded = fold(prefix.replace(".", " "))
        if not folded:
            rows = self._conn.execute(
                f"SELECT id, name FROM contact WHERE {IN_THE_BOOK} AND last_touch_on IS NOT NULL"
                " ORDER BY last_touch_on DESC, id DESC LIMIT ?",
                (limit,),
            )
            return [known_as(ident, name) for ident, name in rows]
        found = {known.id: known for known in self.named(prefix)}
        for hit in self._book.search.contacts(folded, limit * 4):
            if hit.found_in == "name":
                found.setdefault(hit.contact_id, known_as(hit.contact_id, hit.name))
        return list(found.values())[:limit]

    def _beginning(self, prefix: str, limit: int) -> Iterator[tuple[Known, tuple[str, ...]]]:
        """Give contacts whose folded name begins so, with their nicknames."""
        rows = self._conn.execute(
            f"SELECT id, name, aliases FROM contact WHERE sort_name >= ? AND sort_name < ? AND {IN_THE_BOOK}"
            " ORDER BY sort_name, id LIMIT ?",
            (prefix, prefix + "\U0010ffff", limit),
        )
        for ident, name, aliases in rows:
            yield known_as(ident, name), tuple(aliases.split("\n")) if aliases else ()

    def _nicknamed(self, prefix: str) -> Iterator[tuple[Known, tuple[str, ...]]]:
        """Give contacts with a nickname that begins so."""
        word = "".join(c for c in prefix if c.isalnum())
        if not word:
            return
        rows = self._conn.execute(
            "SELECT contact.id, name, aliases FROM contact"
            " JOIN (SELECT rowid FROM contact_search WHERE contact_search MATCH ? LIMIT 100) AS hit"
            f" ON hit.rowid = contact.id WHERE {IN_THE_BOOK}",
            (f'{{aliases}} : "{word}"*',),
        ).fetchall()
        for ident, name, aliases in rows:
            yield known_as(ident, name), tuple(aliases.split("\n"))
