"""What a search shows of whom it found: in what each was found, and the words around it; and what was said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any

from msgspec import Struct

from tui.domain.records.contact import ContactId, fold
from tui.domain.records.contact_fields import PLAIN
from tui.domain.records.interaction import InteractionId
from tui.domain.search.query import Query
from tui.store.conditions import HAPPENED, IN_THE_BOOK
from tui.store.contacts.called import INDEXED_NAMES
from tui.store.schema.rows import marks
from tui.store.search.filters import as_match, as_said

GUESSED = "spelt like it"
_SNIPPET_WORDS = 8
_FEW = 2_000
"""Talks of so few people are looked up person by person; of more, talk by talk."""
_INITIALS_AT_MOST = 6
_LONGEST_NAME = 4
"""So many words of a query are tried as a name beside what was said."""


def _columns() -> dict[str, str]:
    found = {"name": INDEXED_NAMES}
    for row in PLAIN:
        if row.found_in and row.column not in INDEXED_NAMES.split():
            found[row.found_in] = f"{found.get(row.found_in, '')} {row.column}".strip()
    return found


_COLUMNS = _columns()
"""What the columns of what is noted of somebody are called, and which they are; the first that fits is named."""


class ContactHit(Struct, frozen=True):
    """A contact found, and in what."""

    contact_id: ContactId
    name: str
    found_in: str
    """The word for where it was found: name, tag, organisation, notes, talks; empty for filters alone."""
    excerpt: str = ""
    """The words around the find, where they are not the name."""


class InteractionHit(Struct, frozen=True):
    """An interaction found, with the words around the find."""

    interaction_id: InteractionId
    contact_id: ContactId
    name: str
    on: date
    excerpt: str


class Hits:
    """Explains finds in one open book."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def explained(self, query: Query, ids: Sequence[int], *, is_guess: bool) -> list[ContactHit]:
        """Say of contacts, in the order given, in what each was found."""
        names = dict(self._rows(f"SELECT id, name FROM contact WHERE id IN ({marks(ids)})", ids))
        where: dict[int, tuple[str, str]] = {}
        if is_guess:
            where = dict.fromkeys(ids, (GUESSED, ""))
        elif query.wanted:
            where = self._places(query, ids)
        return [
            ContactHit(ContactId(ident), names[ident], *where.get(ident, ("", "")))
            for ident in ids
            if ident in names
        ]

    def _places(self, query: Query, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return in what each was found: the first of name, tag, a field, notes, facts, talks, an address."""
        anywhere = " OR ".join(f"({as_match(word)})" for word in query.wanted)
        found: dict[int, tuple[str, str]] = {}
        everything = as_match(" ".join(query.wanted))
        self._note(found, ids, "name", f"{{{_COLUMNS['name']}}} : ({everything})")
        self._note_initials(found, query, ids)
        self._note_groups(found, query, ids)
        for called, columns in islice(_COLUMNS.items(), 1, None):
            self._note(found, ids, called, f"{{{columns}}} : ({anywhere})")
        self._note_facts(found, ids, anywhere)
        self._note_talks(
            found, ids, " OR ".join(f"({as_said(word)})" for word in query.wanted if as_said(word))
        )
        for ident in ids:
            found.setdefault(ident, ("address", ""))
        return found

    def _note(self, found: dict[int, tuple[str, str]], ids: Sequence[int], called: str, match: str) -> None:
        left = [ident for ident in ids if ident not in found]
        excerpt = "''" if called == "name" else f"snippet(contact_search, -1, '', '', '…', {_SNIPPET_WORDS})"
        for ident, words in self._rows(
            f"SELECT rowid, {excerpt} FROM contact_search WHERE contact_search MATCH ?"
            f" AND +rowid IN ({marks(left)})",
            (match, *left),
        ):
            found[ident] = (called, words)

    def _note_initials(self, found: dict[int, tuple[str, str]], query: Query, ids: Sequence[int]) -> None:
        word = query.name
        if len(query.wanted) != 1 or not word.isalpha() or len(word) > _INITIALS_AT_MOST:
            return
        left = [ident for ident in ids if ident not in found]
        rows = self._rows(f"SELECT id, sort_name FROM contact WHERE id IN ({marks(left)})", left)
        for ident, sort_name in rows:
            if _spells(word, sort_name.split()):
                found[ident] = ("name", "")

    def _note_groups(self, found: dict[int, tuple[str, str]], query: Query, ids: Sequence[int]) -> None:
        begun = tuple(fold(word).removeprefix("#") for word in query.wanted)
        left = [ident for ident in ids if ident not in found]
        for table in ("circle", "tag"):
            for ident, name, folded in self._rows(
                f"SELECT contact_id, name, folded FROM contact_{table} JOIN {table} ON {table}.id = {table}_id"
                f" WHERE contact_id IN ({marks(left)})",
                left,
            ):
                if folded.startswith(begun):
                    found[ident] = (table, name)

    def _note_facts(self, found: dict[int, tuple[str, str]], ids: Sequence[int], match: str) -> None:
        left = [ident for ident in ids if ident not in found]
        for ident, words in self._rows(
            f"SELECT contact_id, snippet(fact_search, -1, '', '', '…', {_SNIPPET_WORDS}) FROM fact_search"
            f" JOIN fact ON fact.id = fact_search.rowid WHERE fact_search MATCH ? AND contact_id IN ({marks(left)})",
            (match, *left),
        ):
            found[ident] = ("facts", words)

    def _note_talks(self, found: dict[int, tuple[str, str]], ids: Sequence[int], match: str) -> None:
        left = [ident for ident in ids if ident not in found]
        if not left or not match:
            return
        newest = self._rows(
            "SELECT max(interaction_id), contact_id FROM _took_part"
            f" WHERE contact_id IN ({marks(left)}) AND +interaction_id IN"
            " (SELECT rowid FROM interaction_search WHERE interaction_search MATCH ?) GROUP BY contact_id",
            (*left, match),
        )
        excerpts = self._excerpts_of([talk for talk, _ in newest], match)
        for talk, who in newest:
            found[who] = ("talks", excerpts.get(talk, ("", ""))[1])

    def said(self, query: Query, within: Sequence[int] | None, limit: int) -> list[InteractionHit]:
        """Find talks by their words, the newest first; a name before or after the words says with whom.

        ``within`` are the only people who count; None is everybody.
        """
        words = query.wanted
        if not words or (within is not None and not within):
            return []
        found: dict[int, int] = dict(self._talks(as_said(" ".join(words)), within, limit))
        for name, rest in _with_names(words):
            if len(found) >= limit:
                break
            people = self._called(name, within)
            if people:
                found |= dict(self._talks(as_said(rest), people, limit - len(found)))
        anywhere = " OR ".join(f"({as_said(word)})" for word in words if as_said(word))
        return self._excerpts(found, anywhere) if found else []

    def _talks(self, match: str, within: Sequence[int] | None, limit: int) -> list[tuple[int, int]]:
        """Return the newest talks with some words, each with one of the people in it."""
        if not match:
            return []
        if within is not None and len(within) <= _FEW:
            # +interaction_id: from the few people to their talks, not from every talk with the words.
            sql = (
                "SELECT interaction_id, contact_id FROM _took_part"
                " JOIN interaction ON interaction.id = interaction_id"
                f" WHERE contact_id IN ({marks(within)}) AND {HAPPENED}"
                " AND +interaction_id IN (SELECT rowid FROM interaction_search WHERE interaction_search MATCH ?)"
                " ORDER BY interaction_id DESC LIMIT ?"
            )
            rows = self._rows(sql, (*within, match, limit))
        else:
            sql = (
                "SELECT interaction.id, contact_id FROM interaction_search"
                " JOIN interaction ON interaction.id = interaction_search.rowid"
                " JOIN interaction_contact ON interaction_id = interaction.id AND interaction_contact.role = 'main'"
                " JOIN contact ON contact.id = contact_id"
                f" WHERE interaction_search MATCH ? AND interaction.{IN_THE_BOOK} AND is_draft = 0"
                f" AND contact.{IN_THE_BOOK} ORDER BY interaction_search.rowid DESC"
            )
            allowed = None if within is None else set(within)
            rows = self._first(sql, match, allowed, limit)
        return list({talk: (talk, who) for talk, who in reversed(rows)}.values())[::-1]

    def _first(self, sql: str, match: str, allowed: set[int] | None, limit: int) -> list[tuple[int, int]]:
        """Walk from the newest talk until enough are found."""
        walked = ((talk, who) for talk, who in self._conn.execute(sql, (match,)))
        return list(islice((each for each in walked if allowed is None or each[1] in allowed), limit))

    def _called(self, words: Sequence[str], within: Sequence[int] | None) -> list[int]:
        rows = self._rows(
            "SELECT rowid FROM contact_search WHERE contact_search MATCH ? LIMIT ?",
            (as_match(" ".join(words), INDEXED_NAMES), _FEW),
        )
        allowed = None if within is None else set(within)
        return [row[0] for row in rows if allowed is None or row[0] in allowed]

    def _excerpts(self, found: dict[int, int], match: str) -> list[InteractionHit]:
        who = list(found.values())
        names = dict(
            self._rows(f"SELECT id, name FROM contact WHERE id IN ({marks(who)}) AND {IN_THE_BOOK}", who)
        )
        hits = [
            InteractionHit(
                InteractionId(talk), ContactId(found[talk]), names[found[talk]], date.fromisoformat(on), words
            )
            for talk, (on, words) in self._excerpts_of(list(found), match).items()
            if found[talk] in names
        ]
        return sorted(hits, key=lambda hit: (hit.on, hit.interaction_id), reverse=True)

    def _excerpts_of(self, talks: Sequence[int], match: str) -> dict[int, tuple[str, str]]:
        """Return the day of talks, and the words in them around the find."""
        rows = self._rows(
            f"SELECT interaction.id, practice_date, snippet(interaction_search, -1, '', '', '…', {_SNIPPET_WORDS})"
            " FROM interaction_search JOIN interaction ON interaction.id = interaction_search.rowid"
            f" WHERE interaction_search MATCH ? AND +interaction_search.rowid IN ({marks(talks)})",
            (match, *talks),
        )
        return {talk: (on, " ".join(words.split())) for talk, on, words in rows}

    def _rows(self, sql: str, parameters: Iterable[object]) -> list[Any]:
        return self._conn.execute(sql, tuple(parameters)).fetchall()


def _with_names(words: Sequence[str]) -> list[tuple[Sequence[str], str]]:
    """Return each way to read a query as a name and what was said, the longer names first."""
    ways: list[tuple[Sequence[str], str]] = []
    for size in range(min(len(words) - 1, _LONGEST_NAME), 0, -1):
        ways.append((words[:size], " ".join(words[size:])))
        ways.append((words[-size:], " ".join(words[:-size])))
    return ways


def _spells(word: str, parts: Sequence[str]) -> bool:
    """Whether a word is made of beginnings of the parts, in their order."""
    if not word:
        return True
    for place, part in enumerate(parts):
        for size in range(min(len(word), len(part)), 0, -1):
            if part.startswith(word[:size]) and _spells(word[size:], parts[place + 1 :]):
                return True
    return False
