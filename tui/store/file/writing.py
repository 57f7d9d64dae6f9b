"""How the book is written: sqlite-utils, held inside the transaction that is one undo step."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError, Table

from tui.domain.errors import InvalidInput


class BookTable(Table):
    """A table of the book: it is there, with ``id`` for its key, or the write fails.

    By itself sqlite-utils makes a table that is missing, with columns guessed from the row.
    """

    def __init__(self, book: BookDatabase, name: str) -> None:
        super().__init__(book, name)
        self._book = book

    def exists(self) -> bool:
        """Return True, so that none is ever made: SQLite refuses a row for a table that is not there."""
        return True

    @property
    def pks(self) -> list[str]:
        """Return the key that every table of the book has."""
        return ["id"]

    def get(self, pk_values: Any) -> dict[str, Any]:
        """Return a row; raises InvalidInput when another window has taken it away meanwhile."""
        try:
            return super().get(pk_values)
        except NotFoundError as error:
            raise InvalidInput("What was meant is no longer in the book.", "Nothing was saved.") from error

    def add(self, row: Mapping[str, object]) -> int:
        """Insert a row and return its id."""
        # Not ``insert``, with which ten thousand people take a quarter longer to come in.
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        added = self._book.execute(
            f"INSERT INTO {self.name} ({columns}) VALUES ({marks})", tuple(row.values())
        )
        return added.lastrowid or 0

    def add_all(self, columns: str, rows: Iterable[Sequence[object]]) -> None:
        """Insert rows of these columns, in their order."""
        marks = ", ".join("?" * (columns.count(",") + 1))
        self._book.execute_each(f"INSERT INTO {self.name} ({columns}) VALUES ({marks})", rows)

    def delete_each(self, ids: Iterable[int]) -> None:
        """Delete the rows of these ids, as far as they are there."""
        self._book.execute_each(f"DELETE FROM {self.name} WHERE id = ?", [(ident,) for ident in ids])


class BookDatabase(Database):
    """The book as sqlite-utils writes it, inside a transaction that was opened before.

    It never begins or ends one: by itself sqlite-utils commits a statement it finds outside of one.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        # No plug-ins: what another package brings along has no say in somebody's book.
        super().__init__(conn, recursive_triggers=False, execute_plugins=False)

    def table(self, table_name: str, **kwargs: Any) -> BookTable:
        """Return a table of the book."""
        return BookTable(self, table_name)

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> sqlite3.Cursor:
        """Run a statement inside the transaction that is open."""
        self._check_transaction()
        return self.conn.execute(sql, () if parameters is None else parameters)

    def execute_each(self, sql: str, rows: Iterable[Sequence[Any]]) -> sqlite3.Cursor:
        """Run a statement once for each row of values, which sqlite-utils has no word for."""
        self._check_transaction()
        return self.conn.executemany(sql, rows)

    @contextmanager
    def atomic(self) -> Generator[Database, None, None]:
        """Hold together what is done inside, as the transaction that is open does already."""
        # No savepoint: a statement is whole or not by itself, and each one makes full text write a segment.
        self._check_transaction()
        yield self

    def _check_transaction(self) -> None:
        if not self.conn.in_transaction:
            raise AssertionError("a change to the book outside a transaction")
