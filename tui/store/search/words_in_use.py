"""The words a book holds for a filter: tags, circles, organisations, places, topics, names; for completion."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from tui.domain.records.contact import fold
from tui.store.conditions import IN_THE_BOOK
from tui.store.search.filters import as_match, beginning

_LOOKED_AT = 2_000
"""So many rows are looked at for one completion: a big book offers what it finds among the first."""
_COLUMNS = {"organisation": "organisation", "role": "role", "met": "met_at", "home": "place"}


class WordsInUse:
    """The words of one open book."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._asked: dict[str, Callable[[str], Iterable[str]]] = {
            "tag": lambda prefix: self._groups(prefix, "tag", "circle"),
            "circle": lambda prefix: self._groups(prefix, "circle"),
            "place": lambda prefix: [*self._column("place", prefix), *self._talked_at(prefix)],
            "at": self._talked_at,
            "via": self._introducers,
            "topic": self._topics,
        }

    def beginning(self, kind: str, prefix: str, limit: int) -> list[str]:
        """Return words of a kind that begin so, the most used first; with nothing begun, those used last."""
        if kind in _COLUMNS:
            found: Iterable[str] = self._column(_COLUMNS[kind], prefix)
        else:
            found = self._asked[kind](prefix)
        begun = fold(prefix)
        kept: dict[str, str] = {}
        for word in found:
            if fold(word).startswith(begun):
                kept.setdefault(fold(word), word)
        return list(kept.values())[:limit]

    def _groups(self, prefix: str, *tables: str) -> list[str]:
        used = " UNION ALL ".join(
            f"SELECT name, (SELECT count(*) FROM contact_{table} WHERE {table}_id = {table}.id) AS times"
            f" FROM {table} WHERE folded >= ? AND folded < ?"
            for table in tables
        )
        return self._words(
            f"SELECT name FROM ({used}) ORDER BY times DESC, name", beginning(fold(prefix)) * len(tables)
        )

    def _column(self, column: str, prefix: str) -> list[str]:
        match = as_match(prefix, column)
        if as_match(prefix):
            sql = (
                f"SELECT {column} FROM contact WHERE id IN (SELECT rowid FROM contact_search"
                f" WHERE contact_search MATCH ? LIMIT ?) AND {IN_THE_BOOK}"
                f" GROUP BY {column} ORDER BY count(*) DESC, {column}"
            )
            return self._words(sql, (match, _LOOKED_AT))
        sql = (
            f"SELECT {column} FROM (SELECT {column}, id FROM contact WHERE {IN_THE_BOOK}"
            f" ORDER BY last_touch_on DESC, sort_name LIMIT ?) WHERE {column} <> ''"
            f" GROUP BY {column} ORDER BY count(*) DESC, {column}"
        )
        return self._words(sql, (_LOOKED_AT // 10,))

    def _talked_at(self, prefix: str) -> list[str]:
        if not as_match(prefix):
            return self._words(
                "SELECT place FROM (SELECT place, id FROM interaction ORDER BY id DESC LIMIT ?)"
                " WHERE place <> '' GROUP BY place ORDER BY max(id) DESC",
                (_LOOKED_AT,),
            )
        return self._words(
            "SELECT place FROM interaction WHERE id IN (SELECT rowid FROM interaction_search"
            f" WHERE interaction_search MATCH ? ORDER BY rowid DESC LIMIT ?) AND {IN_THE_BOOK}"
            " GROUP BY place ORDER BY max(id) DESC",
            (as_match(prefix, "place"), _LOOKED_AT),
        )

    def _introducers(self, prefix: str) -> list[str]:
        asked = ""
        bound: tuple[str, ...] = ()
        if as_match(prefix):
            asked = " AND id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)"
            bound = (as_match(prefix, "name"),)
        return self._words(
            "SELECT name FROM contact WHERE id IN (SELECT met_via FROM contact WHERE met_via IS NOT NULL LIMIT ?)"
            f" AND {IN_THE_BOOK}{asked} ORDER BY last_touch_on DESC",
            (_LOOKED_AT, *bound),
        )

    def _topics(self, prefix: str) -> list[str]:
        return self._words(
            "SELECT topic FROM (SELECT topic FROM interaction_topic WHERE topic >= ? COLLATE NOCASE"
            " AND topic < ? COLLATE NOCASE LIMIT ?) GROUP BY topic COLLATE NOCASE ORDER BY count(*) DESC, topic",
            (*beginning(prefix), _LOOKED_AT),
        )

    def _words(self, sql: str, parameters: tuple[object, ...]) -> list[str]:
        return [row[0] for row in self._conn.execute(sql, parameters)]
