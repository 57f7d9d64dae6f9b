"""The open book: one connection, the topics that can be asked of it, and the one way to write to it."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.domain.clock import Clock
from tui.domain.errors import BookBusy
from tui.store import journal
from tui.store.contacts import Contacts
from tui.store.database import data_version, open_book, open_for_reading
from tui.store.due import DueDates
from tui.store.interactions import Interactions
from tui.store.outreach import Outreach
from tui.store.practice import Practice
from tui.store.promises import Promises
from tui.store.search import Search

if TYPE_CHECKING:
    from sqlite_utils import Database

WAIT_SECONDS = 15.0
"""How long a change waits for another program to let go of the book."""


class Book:
    """A book opened by one thread; another thread opens its own."""

    def __init__(self, conn: sqlite3.Connection, clock: Clock, device: str = "", region: str = "") -> None:
        self.conn = conn
        self.clock = clock
        self.device = device
        self.region = region
        """Two letters of the country whose phone numbers are written without a prefix."""
        self.due_dates = DueDates(conn)
        self.contacts = Contacts(self)
        self.interactions = Interactions(self)
        self.promises = Promises(self)
        self.practice = Practice(self)
        self.outreach = Outreach(conn)
        self.search = Search(conn)

    @classmethod
    def open(cls, path: Path, clock: Clock, device: str = "", region: str = "") -> Book:
        """Open the book at a path, making it when there is none."""
        return cls(open_book(path), clock, device, region)

    @classmethod
    def open_for_reading(cls, path: Path, clock: Clock) -> Book | None:
        """Open an existing book for questions only, or None when there is none yet."""
        conn = open_for_reading(path)
        return None if conn is None else cls(conn, clock)

    @cached_property
    def db(self) -> Database:
        """The connection as sqlite-utils sees it; made at the first change, for reading does not need it."""
        from sqlite_utils import Database

        return Database(self.conn)

    @property
    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        return data_version(self.conn)

    def now_utc(self) -> str:
        """Give this instant as ISO text in UTC, to the second."""
        from datetime import UTC

        return self.clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @contextmanager
    def write(self, label: str) -> Iterator[None]:
        """Do one change as a whole: one transaction, one undo step named by ``label``.

        Raises BookBusy when the disk is full or another program holds the book for too long; then
        nothing was written.
        """
        with self._transaction():
            action_id = journal.open_action(self.conn, label, self.now_utc(), self.device)
            yield
            journal.close_action(self.conn, action_id)

    def undo(self) -> journal.Undone:
        """Take the newest change back."""
        with self._transaction():
            return journal.undo_last(self.conn, self.now_utc())

    def redo(self) -> journal.Undone:
        """Bring back what was undone last."""
        with self._transaction():
            return journal.redo_next(self.conn)

    def close(self) -> None:
        """Close the book."""
        self.conn.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _explained():
            self._patiently("BEGIN IMMEDIATE")
            try:
                yield
                self._patiently("COMMIT")
            except BaseException:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
                raise

    def _patiently(self, statement: str) -> None:
        """Run a statement, trying again while another program holds the lock."""
        give_up = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                self.conn.execute(statement)
                return
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or time.monotonic() > give_up:
                    raise
                time.sleep(random.uniform(0.01, 0.1))


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return "locked" in str(error) or "busy" in str(error)


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what SQLite says of disks and locks into a sentence."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if _is_busy(error):
            raise BookBusy(
                "Another program is holding the book.", "Nothing was saved.", "Close it, then try again."
            ) from error
        if "full" in text:
            raise BookBusy(
                "The disk is full.", "Nothing was saved.", "Make some room, then try again."
            ) from error
        if "readonly" in text:
            raise BookBusy(
                "The book may only be read here.", "Nothing was saved.", "Check its owner."
            ) from error
        raise
