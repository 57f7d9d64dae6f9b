"""The names a mistyped word may mean: those of the full-text index a slip of the finger away."""

from __future__ import annotations

import sqlite3

from tui.store.contacts.called import INDEXED_NAMES

_SHORTEST = 3
"""A shorter word is a slip away from everything."""
_LONG = 6
"""From so many letters on, two slips are forgiven."""
_MOST = 12
"""The most names that one word is taken for."""
_COLUMNS = ", ".join(f"'{column}'" for column in INDEXED_NAMES.split())


class Spelling:
    """The words of the names in one open book."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._is_ready = False

    def near(self, word: str) -> tuple[str, ...]:
        """Return the words of names nearest to a folded one, as typed in full or so far; none when all are far."""
        try:
            from rapidfuzz.distance import OSA
        except ImportError:
            return ()
        if len(word) < _SHORTEST or not word.isalpha():
            return ()
        most = 2 if len(word) >= _LONG else 1
        ranked: dict[str, int] = {}
        for term in self._terms_like(word):
            slips = OSA.distance(word, term, score_cutoff=most)
            if slips > most and len(word) > _SHORTEST:
                slips = OSA.distance(word, term[: len(word)], score_cutoff=most)
            if slips <= most:
                ranked[term] = slips
        least = min(ranked.values(), default=0)
        return tuple(sorted(term for term, slips in ranked.items() if slips == least))[:_MOST]

    def _terms_like(self, word: str) -> list[str]:
        """Return the words of names that begin with the first or, when those were swapped, the second letter."""
        self.make_ready()
        terms: list[str] = []
        for letter in dict.fromkeys(word[:2]):
            rows = self._conn.execute(
                "SELECT DISTINCT term FROM temp.name_word WHERE term >= ? AND term < ?"
                f" AND col IN ({_COLUMNS})",
                (letter, chr(ord(letter) + 1)),
            )
            terms += [row[0] for row in rows]
        return terms

    def make_ready(self) -> None:
        """Make the list of indexed words askable: a table of this connection alone, nothing of the book's."""
        if self._is_ready:
            return
        may_only_read = self._conn.execute("PRAGMA query_only").fetchone()[0]
        self._conn.execute("PRAGMA query_only = OFF")
        try:
            self._conn.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.name_word USING fts5vocab(main, contact_search, col)"
            )
        finally:
            self._conn.execute(f"PRAGMA query_only = {int(may_only_read)}")
        self._is_ready = True
