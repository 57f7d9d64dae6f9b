"""Find as you type over names, organisations, notes and interactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tui.domain.contact import ContactId, fold
from tui.domain.interaction import InteractionId
from tui.domain.text import REPLACEMENT, clean
from tui.store.schema_core import IN_THE_BOOK

_NAMES_AT_MOST = 200
_SNIPPET_WORDS = 8
_SPELT_AMONG = 2_000
"""How many names a mistyped one is held against: more would be felt under the keys."""


@dataclass(frozen=True, slots=True)
class ContactHit:
    """A contact found, and in what."""

    contact_id: ContactId
    name: str
    found_in: str
    """The word for where it was found: name, organisation, place, notes."""


@dataclass(frozen=True, slots=True)
class InteractionHit:
    """An interaction found, with the words around the find."""

    interaction_id: InteractionId
    contact_id: ContactId
    name: str
    on: date
    excerpt: str


class Search:
    """The searches over one open book."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def contacts(self, query: str, limit: int = _NAMES_AT_MOST) -> list[ContactHit]:
        """Find contacts: names that begin so, then any word of a name, then everything else known of them."""
        query = _kept(query)
        match = _match_words(query)
        if not match:
            return []
        hits: dict[int, ContactHit] = {}
        for ident, name in self._names_beginning(query, limit):
            hits[ident] = ContactHit(ContactId(ident), name, "name")
        for ident, name in self._matching(f"{{name aliases}} : ({match})", limit):
            hits.setdefault(ident, ContactHit(ContactId(ident), name, "name"))
        for ident, name in self._tagged(query, limit):
            hits.setdefault(ident, ContactHit(ContactId(ident), name, "tag"))
        if len(hits) < limit:
            for ident, name in self._matching(match, limit):
                hits.setdefault(ident, ContactHit(ContactId(ident), name, "notes"))
            for ident, name in self._reached_at(query, limit):
                hits.setdefault(ident, ContactHit(ContactId(ident), name, "address"))
        if not hits:
            hits = self._spelt_like(query)
        return list(hits.values())[:limit]

    def interactions(self, query: str, limit: int = 50) -> list[InteractionHit]:
        """Find interactions by their words, the newest first."""
        match = _match_words(_kept(query))
        if not match:
            return []
        sql = (
            "SELECT interaction.id, contact.id, contact.name, practice_date,"
            f" snippet(interaction_search, -1, '', '', '…', {_SNIPPET_WORDS})"
            " FROM interaction_search JOIN interaction ON interaction.id = interaction_search.rowid"
            " JOIN interaction_contact ON interaction_id = interaction.id"
            " AND interaction_contact.role = 'main'"
            " JOIN contact ON contact.id = contact_id"
            f" WHERE interaction_search MATCH ? AND interaction.{IN_THE_BOOK} AND contact.{IN_THE_BOOK}"
            " ORDER BY interaction_search.rowid DESC LIMIT ?"
        )
        return [
            InteractionHit(InteractionId(ident), ContactId(contact_id), name, date.fromisoformat(on), excerpt)
            for ident, contact_id, name, on, excerpt in self._safely(sql, (match, limit))
        ]

    def _names_beginning(self, query: str, limit: int) -> Iterable[tuple[int, str]]:
        folded = fold(query)
        if not folded:
            return []
        return self._safely(
            f"SELECT id, name FROM contact WHERE sort_name >= ? AND sort_name < ? AND {IN_THE_BOOK}"
            " ORDER BY sort_name, id LIMIT ?",
            (folded, folded + "\U0010ffff", limit),
        )

    def _matching(self, match: str, limit: int) -> Iterable[tuple[int, str]]:
        """Give matches of a full-text expression, whoever was in touch last first."""
        rows = self._safely(
            "SELECT contact.id, name, last_touch_on FROM contact JOIN"
            " (SELECT rowid FROM contact_search WHERE contact_search MATCH ? LIMIT ?) AS hit"
            f" ON hit.rowid = contact.id WHERE {IN_THE_BOOK}",
            (match, max(limit, _NAMES_AT_MOST)),
        )
        ranked = sorted(rows, key=lambda row: (row[2] or "", -row[0]), reverse=True)
        return [(row[0], row[1]) for row in ranked]

    def _tagged(self, query: str, limit: int) -> Iterable[tuple[int, str]]:
        folded = fold(query).removeprefix("#")
        return self._safely(
            "SELECT contact.id, contact.name FROM tag JOIN contact_tag ON tag_id = tag.id"
            f" JOIN contact ON contact.id = contact_id WHERE folded = ? AND {IN_THE_BOOK} UNION"
            " SELECT contact.id, contact.name FROM circle JOIN contact_circle ON circle_id = circle.id"
            f" JOIN contact ON contact.id = contact_id WHERE folded = ? AND {IN_THE_BOOK} ORDER BY 1 LIMIT ?",
            (folded, folded, limit),
        )

    def _reached_at(self, query: str, limit: int) -> Iterable[tuple[int, str]]:
        key = query.strip().casefold()
        if len(key) < 4:
            return []
        return self._safely(
            "SELECT contact.id, contact.name FROM contact_point JOIN contact ON contact.id = contact_id"
            f" WHERE match_key >= ? AND match_key < ? AND match_key <> '' AND {IN_THE_BOOK}"
            " ORDER BY match_key, 1 LIMIT ?",
            (f"email:{key}", f"email:{key}\U0010ffff", limit),
        )

    def _spelt_like(self, query: str) -> dict[int, ContactHit]:
        """Give names a slip of the finger away, when nothing else was found; the first letter must be right."""
        from rapidfuzz import fuzz, process

        folded = fold(query)
        if len(folded) < 3:
            return {}
        names: list[Any] = []
        for begun in (folded[:2], folded[:1]):
            match = f"{{name aliases}} : {_match_words(begun)}"
            names = self._safely(
                "SELECT contact.id, name, sort_name FROM contact JOIN"
                " (SELECT rowid FROM contact_search WHERE contact_search MATCH ? LIMIT ?) AS hit"
                f" ON hit.rowid = contact.id WHERE {IN_THE_BOOK}",
                (match, _SPELT_AMONG),
            )
            found = process.extract(
                folded, [row[2] for row in names], scorer=fuzz.WRatio, limit=8, score_cutoff=78
            )
            if found:
                return {
                    names[index][0]: ContactHit(ContactId(names[index][0]), names[index][1], "spelt like it")
                    for _, _, index in found
                }
        return {}

    def _safely(self, sql: str, parameters: tuple[object, ...]) -> list[Any]:
        """Run a search; what the full-text engine cannot read finds nothing instead of failing."""
        try:
            rows: list[Any] = self._conn.execute(sql, parameters).fetchall()
        except sqlite3.OperationalError:
            return []
        return rows


def _kept(query: str) -> str:
    """Give the query without what can be in no name, and no longer than anyone types."""
    return clean(query, 200, one_line=True).replace(REPLACEMENT, " ")


def _match_words(query: str) -> str:
    """Give the full-text expression for a query: every word as a prefix, quoted."""
    words = query.replace('"', " ").split()
    kept = [word for word in words if any(c.isalnum() for c in word)]
    return " ".join(f'"{word}"*' for word in kept)
