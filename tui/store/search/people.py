"""Who a handle means, asked of the book: a walk along the name index, never over everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.domain.quick_add.people import PersonMatch, answers_to, known_as, nearness
from tui.domain.records.contact import ContactId, fold
from tui.domain.records.interaction import Channel
from tui.domain.text import clean
from tui.store.conditions import IN_THE_BOOK
from tui.store.contacts.called import INDEXED_NAMES, INDEXED_NICKNAMES, NICKNAMES
from tui.store.contacts.contacts import Contacts
from tui.store.interactions.interactions import Interactions

if TYPE_CHECKING:
    from tui.store.session import Session

_ASKED_AT_MOST = 500
_NEAR_AT_MOST = 3_000
_RECENT_TALKS = 300
"""Who took part in that many of the latest interactions is looked through for every completion."""
_LATELY = 20_000
"""So many of the latest rows are looked through for places and topics."""


class PeopleInBook:
    """The people of one open book, as the quick-add line asks for them."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn
        self._contacts = Contacts(book)

    def named(self, handle: str) -> Sequence[PersonMatch]:
        """Return all who answer best to a handle; a contact's id answers alone."""
        if handle.isascii() and handle.isdigit() and len(handle) < 18:
            row = self._conn.execute(
                f"SELECT id, name FROM contact WHERE id = ? AND {IN_THE_BOOK}", (int(handle),)
            ).fetchone()
            if row is not None:
                return [known_as(row[0], row[1])]
        begun = handle.replace(".", " ").split()
        first = fold(begun[0]).split(" ", 1)[0] if begun else ""
        if not first:
            return []
        ranked = [
            (rank, known)
            for known, aliases in (*self._beginning(first, _ASKED_AT_MOST), *self._nicknamed(begun[0]))
            if (rank := answers_to(handle, known.name, aliases)) is not None
        ]
        best = min((rank for rank, _ in ranked), default=None)
        return list({known.id: known for rank, known in ranked if rank is best}.values())

    def nearest(self, handle: str) -> PersonMatch | None:
        """Return the contact a mistyped handle most likely means."""
        letter = fold(handle)[:1]
        if not letter:
            return None
        near = [
            (edits, known.id, known)
            for known, aliases in self._beginning(letter, _NEAR_AT_MOST)
            if (edits := nearness(handle, known.name, aliases)) is not None
        ]
        return min(near)[2] if near else None

    def exact(self, name: str) -> PersonMatch | None:
        """Give a contact with that full name, accents and case ignored."""
        found = self._contacts.named_exactly(name)
        contact = self._contacts.get(found[0]) if found else None
        return known_as(contact.id, contact.name) if contact else None

    def last_channel(self, contact_id: ContactId) -> Channel | None:
        """Return the channel last used with a contact."""
        return Interactions(self._book).last_channel(contact_id)

    def beginning(self, prefix: str, limit: int) -> list[PersonMatch]:
        """Return people for completion: whom the handle means by now, then those in touch last.

        Any part of a name may begin so. Of those in touch lately nobody is missed; of the others, those
        whose name the search finds first.
        """
        words = fold(prefix.replace(".", " ")).split()
        if not words:
            return [known for known, _ in self._recent()][:limit]
        meant = self.named(prefix)
        found = {known.id: known for known in meant} if len(meant) == 1 else {}
        for known, aliases in self._recent():
            if _begins(words, known.name) or any(_begins(words, alias) for alias in aliases):
                found.setdefault(known.id, known)
        if len(found) < limit:
            for known in self._matching(prefix, words):
                found.setdefault(known.id, known)
        return list(found.values())[:limit]

    def tags_beginning(self, prefix: str, limit: int, *, with_topics: bool = False) -> list[str]:
        """Return tags and circles for completion, those given last first; with topics of talks on request."""
        like = _like(prefix)
        found: dict[str, str] = {}
        for table in ("tag", "circle"):
            for (name,) in self._conn.execute(
                f"SELECT name FROM {table} WHERE folded LIKE ? ESCAPE '\\'"
                f" ORDER BY (SELECT max(id) FROM contact_{table} WHERE {table}_id = {table}.id) DESC LIMIT ?",
                (like, limit),
            ):
                found.setdefault(fold(name), name)
        if with_topics:
            topics = self._conn.execute(
                "SELECT topic FROM interaction_topic WHERE id > (SELECT max(id) FROM interaction_topic) - ?"
                " ORDER BY id DESC",
                (_LATELY,),
            )
            begun = {fold(topic): topic for (topic,) in topics if fold(topic).startswith(fold(prefix))}
            found = {**begun, **{folded: name for folded, name in found.items() if folded not in begun}}
        return list(found.values())[:limit]

    def places_beginning(self, prefix: str, limit: int) -> list[str]:
        """Return places where one talked or met somebody, the latest first; any word of them may begin so."""
        word = next(iter(_search_words(prefix)), "")
        if word:
            talks = "id IN (SELECT rowid FROM interaction_search WHERE interaction_search MATCH ?)"
            people = "id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)"
            asked = [f'{{place}} : "{word}"*', f'{{met_at}} : "{word}"*']
        else:
            talks = people = "? = ''"
            asked = ["", ""]
        rows = self._conn.execute(
            f"SELECT place FROM (SELECT place, practice_date AS on_day, id FROM interaction WHERE {talks}"
            f" AND {IN_THE_BOOK} AND id > (SELECT max(id) FROM interaction) - {_LATELY}"
            " UNION ALL SELECT met_at, coalesce(met_on, substr(created_at, 1, 10)), id FROM contact"
            f" WHERE {people} AND {IN_THE_BOOK} AND id > (SELECT max(id) FROM contact) - {_LATELY})"
            " WHERE place <> '' ORDER BY on_day DESC, id DESC",
            asked,
        )
        found = {fold(place): place for (place,) in rows.fetchall()[::-1] if _begins([fold(prefix)], place)}
        return list(found.values())[::-1][:limit]

    def _recent(self) -> list[tuple[PersonMatch, tuple[str, ...]]]:
        """Return those of the latest interactions, the latest first, with their nicknames."""
        rows = self._conn.execute(
            f"SELECT contact.id, name, {NICKNAMES} FROM (SELECT id, practice_date FROM interaction"
            f"  WHERE {IN_THE_BOOK} ORDER BY practice_date DESC, id DESC LIMIT ?) AS talk"
            " JOIN _took_part ON interaction_id = talk.id"
            f" JOIN contact ON contact.id = contact_id WHERE {IN_THE_BOOK}"
            " ORDER BY practice_date DESC, talk.id DESC, _took_part.id",
            (_RECENT_TALKS,),
        )
        found: dict[int, tuple[PersonMatch, tuple[str, ...]]] = {}
        for ident, name, aliases in rows:
            found.setdefault(ident, (known_as(ident, name), tuple(aliases.split("\n")) if aliases else ()))
        return list(found.values())

    def _matching(self, prefix: str, words: Sequence[str]) -> list[PersonMatch]:
        """Return those with a name that begins so, whoever was in touch last first."""
        # The search folds by itself, and not as names are folded: it is asked what was typed.
        match = " ".join(f'"{word}"*' for word in _search_words(prefix))
        if not match:
            return []
        rows = self._conn.execute(
            f"SELECT contact.id, name, {NICKNAMES} FROM contact"
            " JOIN (SELECT rowid FROM contact_search WHERE contact_search MATCH ? LIMIT ?) AS hit"
            f" ON hit.rowid = contact.id WHERE {IN_THE_BOOK} ORDER BY last_touch_on DESC, sort_name, contact.id",
            (f"{{{INDEXED_NAMES}}} : ({match})", _ASKED_AT_MOST),
        )
        return [
            known_as(ident, name)
            for ident, name, aliases in rows
            if any(_begins(words, one) for one in (name, *aliases.split("\n")))
        ]

    def _beginning(self, prefix: str, limit: int) -> Iterator[tuple[PersonMatch, tuple[str, ...]]]:
        """Give contacts whose folded name begins so, with their nicknames."""
        rows = self._conn.execute(
            f"SELECT id, name, {NICKNAMES} FROM contact WHERE sort_name >= ? AND sort_name < ? AND {IN_THE_BOOK}"
            " ORDER BY sort_name, id LIMIT ?",
            (prefix, prefix + "\U0010ffff", limit),
        )
        for ident, name, aliases in rows:
            yield known_as(ident, name), tuple(aliases.split("\n")) if aliases else ()

    def _nicknamed(self, prefix: str) -> Iterator[tuple[PersonMatch, tuple[str, ...]]]:
        """Give contacts with a nickname that begins so."""
        word = next(iter(_search_words(prefix)), "")
        if not word:
            return
        rows = self._conn.execute(
            f"SELECT contact.id, name, {NICKNAMES} FROM contact"
            " JOIN (SELECT rowid FROM contact_search WHERE contact_search MATCH ? LIMIT 100) AS hit"
            f" ON hit.rowid = contact.id WHERE {IN_THE_BOOK}",
            (f'{{{INDEXED_NICKNAMES}}} : "{word}"*',),
        ).fetchall()
        for ident, name, aliases in rows:
            yield known_as(ident, name), tuple(aliases.split("\n"))


def _begins(words: Sequence[str], text: str) -> bool:
    """Whether the words begin words of a text, in order."""
    remaining = iter(fold(text).replace(".", " ").replace("-", " ").split())
    parts = [part for word in words for part in word.split()]
    return all(any(one.startswith(word) for one in remaining) for word in parts)


def _search_words(text: str) -> list[str]:
    """Return the words the full-text search may be asked for."""
    kept = ("".join(c for c in word if c.isalnum()) for word in clean(text).replace(".", " ").split())
    return [word for word in kept if word]


def _like(prefix: str) -> str:
    folded = fold(prefix)
    return folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
