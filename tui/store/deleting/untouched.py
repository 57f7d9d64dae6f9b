"""A look, inside a transaction, that nothing changed but what was named before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from tui.domain.errors import RapportError
from tui.store.schema.journal import DERIVED
from tui.store.table_list import COPIED


class MayChange(Struct):
    """The rows that may go, and the columns that may change."""

    goes: set[tuple[str, int]] = field(default_factory=set)
    columns: dict[tuple[str, int], set[str]] = field(default_factory=dict)

    def let_change(self, table: str, row_id: int, *columns: str) -> None:
        """Let columns of a row change."""
        self.columns.setdefault((table, row_id), set()).update(columns)


class Untouched:
    """Every row of the book as it stands before a change."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._before = {table: {row[0]: hash(row) for row in _rows(conn, table)} for table in COPIED}

    def kept_whole(self, may: MayChange) -> Mapping[tuple[str, int], Mapping[str, object]]:
        """Return the rows of which only some columns may change, as they stand now."""
        return {key: _row(self._conn, *key) for key in may.columns}

    def check(self, may: MayChange, whole: Mapping[tuple[str, int], Mapping[str, object]]) -> None:
        """Look again; raises RapportError when anything else has changed, and then nothing is to be kept."""
        for table, before in self._before.items():
            now = {row[0]: hash(row) for row in _rows(self._conn, table)}
            gone = {(table, row_id) for row_id in before.keys() - now.keys()}
            if now.keys() - before.keys() or not gone <= may.goes:
                raise _refused(table)
            for row_id, seen in now.items():
                if seen != before[row_id] and not self._is_named(table, row_id, may, whole):
                    raise _refused(table)

    def _is_named(
        self,
        table: str,
        row_id: int,
        may: MayChange,
        whole: Mapping[tuple[str, int], Mapping[str, object]],
    ) -> bool:
        key = table, row_id
        if key not in whole:
            return False
        now = _row(self._conn, table, row_id)
        changed = {name for name, value in whole[key].items() if now[name] != value}
        return changed <= may.columns[key] | DERIVED.get(table, set())


def _rows(conn: sqlite3.Connection, table: str) -> Iterator[tuple[int, ...]]:
    derived = DERIVED.get(table, set())
    names = [row[1] for row in conn.execute(f"PRAGMA table_info({table})") if row[1] not in derived]
    yield from conn.execute(f"SELECT id, {', '.join(names)} FROM {table}")


def _row(conn: sqlite3.Connection, table: str, row_id: int) -> Mapping[str, object]:
    cursor = conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    found = cursor.fetchone()
    return (
        {} if found is None else dict(zip((column[0] for column in cursor.description), found, strict=True))
    )


def _refused(table: str) -> RapportError:
    return RapportError(
        "Nothing was deleted: it would have changed more than it should.",
        f"Something among the {table.replace('_', ' ')}s of others would not stand as before.",
        "Please tell us; the book is as it was.",
    )
