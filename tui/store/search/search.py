"""The one search: who a query finds, in the order of use, and what was said."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tui.domain.clock import Clock
from tui.domain.records.contact import fold
from tui.domain.search.query import Query
from tui.store.conditions import IN_THE_BOOK
from tui.store.contacts.called import INDEXED_NAMES
from tui.store.file.breaking import Breaking
from tui.store.file.full_text import open_indexes
from tui.store.schema.rows import marks
from tui.store.search.filters import Ids, as_match, as_said, beginning
from tui.store.search.hits import ContactHit, Hits, InteractionHit
from tui.store.search.words import SAID_AT_MOST, Conditions, beginning_with_each

if TYPE_CHECKING:
    from tui.store.search.spelling import Spelling

USED_FIRST = 200
"""So many of the best are put in the order of how often one is in touch."""
_BANDS = (30, 90, 365)
"""Days since the last touch within which people count as equally near, and frequency decides."""
_RARE = 3_000
"""Of fewer, each is looked up; of more, one walks along the order until there are enough."""
_LETTERS_ALONE = 3
"""So many letters may be one initial each, whoever else is called so."""
_INITIALS_AT_MOST = 6
"""A longer word is not tried as several beginnings written without a space."""


class Matches(Struct, frozen=True):
    """Whom a query finds."""

    ids: Sequence[int]
    """The best first: names, then the rest, each in the order of use."""
    is_guess: bool = False
    """Nobody is called so; these are spelt like it."""
    is_partial: bool = False
    """A word was said so often that only the newest talks with it were looked through."""


class Search:
    """The searches over one open book."""

    def __init__(self, conn: sqlite3.Connection, clock: Clock) -> None:
        self._conn = conn
        self._clock = clock

    @cached_property
    def _spelling(self) -> Spelling:
        from tui.store.search.spelling import Spelling

        return Spelling(self._conn)

    @cached_property
    def _hits(self) -> Hits:
        return Hits(self._conn)

    @cached_property
    def breaking(self) -> Breaking:
        """What breaks off a search under way in another thread."""
        return Breaking(self._conn)

    def make_ready(self) -> None:
        """Build what SQLite makes of the indexes at their first question, before anything can be broken off."""
        open_indexes(self._conn)
        self._spelling.make_ready()

    def explained(self, query: Query, matches: Matches, limit: int) -> list[ContactHit]:
        """Say of the best of those found in what each was found."""
        return self._hits.explained(query, matches.ids[:limit], is_guess=matches.is_guess)

    def said(self, query: Query, matches: Matches, limit: int) -> list[InteractionHit]:
        """Find what was said with those a query's filters keep, the newest first."""
        if query.is_refused or not query.wanted or matches.is_guess:
            return []
        only_wanted = not query.filters and len(query.wanted) == len(query.words)
        return self._hits.said(query, None if only_wanted else matches.ids, limit)

    def find(self, query: Query, most: int | None = None) -> Matches:
        """Find everybody a query is true of; nobody for one that asks nothing or cannot be read.

        With ``most`` only the best so many are looked for: the beginning of what there is in all.
        """
        if query.is_refused or query.asks_nothing:
            return Matches(())
        initials = self._initials(query)
        conditions = Conditions(query, initials, self._clock.today())
        kinds = self._kinds(query, initials) if query.wanted else []
        if most is None:
            kind_of = self._kind_of(kinds)
            ids: Sequence[int] = self._ids(conditions.all)
        else:
            kind_of = self._best(conditions, kinds, most)
            ids = list(kind_of)
        if not ids and query.wanted:
            return Matches(self._by_use(self._spelt_like(query, conditions.narrowing), {}), is_guess=True)
        if not query.wanted:
            return Matches(ids)
        return Matches(self._by_use(ids, kind_of), is_partial=self._is_partial(query))

    def _ids(self, conditions: Sequence[tuple[Ids, bool]], most: int | None = None) -> array[int]:
        """Return everybody of whom all conditions are true, or the first so many: those in touch last first."""
        walks = most is not None and not self._is_rare(conditions)
        # +id: walk along the index of the order itself, which ends as soon as there are enough.
        where = [
            f"{'+' if walks and not asked.is_test else ''}{asked.where(is_negated=is_negated)}"
            for asked, is_negated in conditions
        ]
        rows = self._rows(
            f"SELECT id FROM contact WHERE {' AND '.join([IN_THE_BOOK, *where])}"
            " ORDER BY last_touch_on DESC, sort_name, id LIMIT ?",
            (*(value for asked, _ in conditions for value in asked.bound), -1 if most is None else most),
        )
        return array("q", (row[0] for row in rows))

    def _is_rare(self, conditions: Sequence[tuple[Ids, bool]]) -> bool:
        """Whether one of the conditions is true of so few that they are looked up one by one."""
        return any(
            self._rows(f"SELECT count(*) FROM ({asked.sql} LIMIT ?)", (*asked.bound, _RARE))[0][0] < _RARE
            for asked, is_negated in conditions
            if not is_negated and not asked.is_test
        )

    def _best(self, conditions: Conditions, kinds: Sequence[Ids], most: int) -> dict[int, int]:
        """Return the best so many in their order, each with the first kind they are of.

        Whoever is of a kind has the words in their name: only what narrows beside the words is asked again.
        """
        found: dict[int, int] = {}
        for place, kind in enumerate(kinds):
            for ident in self._ids([(kind, False), *conditions.narrowing], most + len(found)):
                found.setdefault(ident, place)
            if len(found) >= most:
                return dict(islice(found.items(), most))
        for ident in self._ids(conditions.all, most + len(found)):
            found.setdefault(ident, len(kinds))
        return dict(islice(found.items(), most))

    def _kinds(self, query: Query, initials: Ids | None) -> list[Ids]:
        """Return what comes before everything else: the whole name, its beginning, its parts, its initials."""
        name, match = query.name, as_match(query.name, INDEXED_NAMES)
        if not match:
            return []
        named = "SELECT id FROM contact WHERE {} AND " + IN_THE_BOOK
        kinds = [
            Ids(named.format("sort_name = ?"), (name,)),
            Ids(named.format("sort_name >= ? AND sort_name < ?"), beginning(name)),
        ]
        if len(query.wanted) > 1:
            kinds.append(_in_order(query.wanted, match))
        kinds.append(Ids("SELECT rowid FROM contact_search WHERE contact_search MATCH ?", (match,)))
        return [*kinds, initials] if initials else kinds

    def _kind_of(self, kinds: Sequence[Ids]) -> dict[int, int]:
        """Return everybody who is of a kind, with the first they are of."""
        places = reversed(list(enumerate(kinds)))
        return {row[0]: place for place, kind in places for row in self._rows(kind.sql, kind.bound)}

    def _initials(self, query: Query) -> Ids | None:
        """Return the question for names whose parts begin with the letters of a query's one word, if it has one.

        "mo" is Maya Okafor; so are "mok" and "maok", as long as nobody is called so.
        """
        word = fold(query.wanted[0]) if len(query.wanted) == 1 else ""
        if not word.isalpha() or not 2 <= len(word) <= _INITIALS_AT_MOST:
            return None
        cuts = [tuple(word)] if len(word) <= _LETTERS_ALONE else []
        if not self._is_in_a_name(word):
            cuts += [(word[:at], word[at:]) for at in range(1, len(word))]
        return beginning_with_each(cuts) if cuts else None

    def _is_in_a_name(self, word: str) -> bool:
        asked = as_match(word, INDEXED_NAMES)
        sql = "SELECT 1 FROM contact_search WHERE contact_search MATCH ? LIMIT 1"
        return bool(asked and self._rows(sql, (asked,)))

    def _by_use(self, ids: Sequence[int], kind_of: Mapping[int, int]) -> Sequence[int]:
        """Order by the first kind each is of; within it, the first few by how lately and how often."""
        today, last = self._clock.today(), len(ids)
        ordered = sorted(ids, key=lambda ident: kind_of.get(ident, last)) if kind_of else list(ids)
        head = ordered[:USED_FIRST]
        use = {
            ident: (_band(last_touch_on, today), -times)
            for ident, last_touch_on, times in self._rows(
                "SELECT id, last_touch_on, (SELECT count(*) FROM interaction_contact WHERE contact_id = contact.id)"
                f" FROM contact WHERE id IN ({marks(head)})",
                tuple(head),
            )
        }
        head.sort(key=lambda ident: (kind_of.get(ident, last), use.get(ident, (len(_BANDS) + 1, 0))))
        return array("q", [*head, *ordered[USED_FIRST:]])

    def _spelt_like(self, query: Query, filters: Sequence[tuple[Ids, bool]]) -> Sequence[int]:
        """Return those whose name is a slip of the finger away from the words."""
        near: list[str] = []
        for word in fold(" ".join(query.wanted)).split():
            is_known = self._is_in_a_name(word)
            terms = (
                (as_match(word),) if is_known else tuple(f'"{term}"' for term in self._spelling.near(word))
            )
            if not terms:
                return ()
            near.append(f"({' OR '.join(terms)})")
        if not near:
            return ()
        match = f"{{{INDEXED_NAMES}}} : ({' AND '.join(near)})"
        named = Ids("SELECT rowid FROM contact_search WHERE contact_search MATCH ?", (match,))
        return self._ids([(named, False), *filters])

    def _is_partial(self, query: Query) -> bool:
        for word in query.wanted:
            if as_said(word):
                rows = self._rows(
                    "SELECT 1 FROM interaction_search WHERE interaction_search MATCH ? LIMIT 1 OFFSET ?",
                    (as_said(word), SAID_AT_MOST),
                )
                if rows:
                    return True
        return False

    def _rows(self, sql: str, parameters: Iterable[object]) -> list[Any]:
        self.breaking.check()
        return self._conn.execute(sql, tuple(parameters)).fetchall()


def _band(last_touch_on: str | None, today: date) -> int:
    if last_touch_on is None:
        return len(_BANDS) + 1
    days = (today - date.fromisoformat(last_touch_on)).days
    return next((place for place, most in enumerate(_BANDS) if days <= most), len(_BANDS))


def _in_order(words: Sequence[str], match: str) -> Ids:
    """Return the question for names whose parts begin with the words in their order: ma ok is Maya Okafor."""
    pattern = "% ".join(_for_like(fold(word)) for word in words) + "%"
    return Ids(
        "SELECT id FROM contact WHERE id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)"
        " AND (sort_name LIKE ? ESCAPE '\\' OR sort_name LIKE ? ESCAPE '\\')",
        (match, pattern, f"% {pattern}"),
    )


def _for_like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
