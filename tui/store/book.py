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
from tui.domain.contact import FIELD_LIMIT
from tui.domain.errors import BookBusy, Damaged, UndoRefused
from tui.domain.text import clean
from tui.store import journal
from tui.store.database import data_version, open_book, open_for_reading

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tui.store.contacts import Contacts
    from tui.store.due import DueDates
    from tui.store.interactions import Interactions
    from tui.store.outreach import Outreach
    from tui.store.practice import Practice
    from tui.store.promises import Promises
    from tui.store.search import Search

WAIT_SECONDS = 15.0
"""How long a change waits for another program to let go of the book."""


class Book:
    """A book opened by one thread; another thread opens its own.

    A topic is imported when it is first asked for: a line from the shell needs one or two.
    """

    def __init__(
        self,
        conn: sqlite3.Connection,
        clock: Clock,
        device: str = "",
        region: str = "",
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self.conn = conn
        self.clock = clock
        self.device = device
        self.region = region
        """Two letters of the country whose phone numbers are written without a prefix."""
        self.wait_seconds = wait_seconds
        """How long a change waits for another program to let go of the book."""

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        device: str = "",
        region: str = "",
        wait_seconds: float = WAIT_SECONDS,
    ) -> Book:
        """Open the book at a path, making it when there is none."""
        return cls(open_book(path), clock, device, region, wait_seconds)

    @classmethod
    def open_for_reading(cls, path: Path, clock: Clock) -> Book | None:
        """Open an existing book for questions only, or None when there is none yet."""
        conn = open_for_reading(path)
        return None if conn is None else cls(conn, clock)

    @cached_property
    def contacts(self) -> Contacts:
        """The contacts."""
        from tui.store.contacts import Contacts

        return Contacts(self)

    @cached_property
    def interactions(self) -> Interactions:
        """The interactions."""
        from tui.store.interactions import Interactions

        return Interactions(self)

    @cached_property
    def promises(self) -> Promises:
        """The promises and next steps."""
        from tui.store.promises import Promises

        return Promises(self)

    @cached_property
    def practice(self) -> Practice:
        """Practice days, schedules, pauses, snoozes and skips."""
        from tui.store.practice import Practice

        return Practice(self)

    @cached_property
    def outreach(self) -> Outreach:
        """What the Today queue asks."""
        from tui.store.outreach import Outreach

        return Outreach(self.conn)

    @cached_property
    def search(self) -> Search:
        """Find as you type."""
        from tui.store.search import Search

        return Search(self.conn)

    @cached_property
    def due_dates(self) -> DueDates:
        """What keeps the derived columns right."""
        from tui.store.due import DueDates

        return DueDates(self.conn)

    @cached_property
    def db(self) -> Database:
        """The connection as sqlite-utils sees it; made at the first change, for reading does not need it."""
        from sqlite_utils import Database

        return Database(self.conn)

    @property
    def path(self) -> Path:
        """Where the book is."""
        return Path(self.conn.execute("PRAGMA database_list").fetchone()[2])

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

        Raises BookBusy when the disk is full or another program holds the book for too long, Damaged
        when the file is; then nothing was written.
        """
        with self._transaction():
            kept = clean(label, FIELD_LIMIT, one_line=True)
            action_id = journal.open_action(self.conn, kept, self.now_utc(), self.device)
            yield
            journal.close_action(self.conn, action_id)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Note what is no act of the person's: one transaction, no undo step, and redo stays possible.

        Raises BookBusy and Damaged as ``write`` does.
        """
        with self._transaction():
            yield

    def undo(self) -> journal.Undone:
        """Take the newest change back; raises NothingToUndo or UndoRefused."""
        with self._transaction(), _refused():
            return journal.undo_last(self.conn, self.now_utc())

    def redo(self) -> journal.Undone:
        """Bring back what was undone last; raises NothingToUndo or UndoRefused."""
        with self._transaction(), _refused():
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
        give_up = time.monotonic() + self.wait_seconds
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
def _refused() -> Iterator[None]:
    """Turn a rule of the tables that an undo would break into a refusal."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise UndoRefused(
            "This change cannot be taken back.",
            "Something that hangs on it was changed since. Nothing was undone.",
            "Change it by hand instead.",
        ) from error


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what SQLite says of disks, locks and damage into a sentence."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        for words, title, hint in _FAULTS:
            if words in str(error):
                kind = Damaged if words in _DAMAGE else BookBusy
                raise kind(title, "Nothing was saved.", hint) from error
        raise


_DAMAGE = ("malformed", "not a database")
_FAULTS = (
    ("locked", "Another program is holding the book.", "Close it, then try again."),
    ("busy", "Another program is holding the book.", "Close it, then try again."),
    ("full", "The disk is full.", "Make some room, then try again."),
    ("disk I/O error", "The disk does not take any more.", "Look at the disk, then try again."),
    ("readonly", "The book may only be read here.", "Check who owns the file and its folder."),
    ("unable to open", "The folder of the book cannot be written.", "Check who owns it, then try again."),
    *(
        (words, "The book is damaged.", "Bring back a backup with `rapport restore FILE`.")
        for words in _DAMAGE
    ),
)
"""What SQLite's words mean, and what to do."""
