"""One open book below its topics: the connection, the clock, and the one way to write."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.domain.clock import Clock, utc_text
from tui.domain.errors import CannotRead, InvalidInput, UndoRefused
from tui.domain.records.contact import FIELD_LIMIT
from tui.domain.text import clean
from tui.store.changes.deliveries import delivered_as, note_delivery
from tui.store.file.connection import data_version, data_version_at_once
from tui.store.file.identity import SameBook
from tui.store.schema import journal
from tui.store.schema.triggers import check_triggers

if TYPE_CHECKING:
    from tui.store.changes.due import DueDates
    from tui.store.changes.replaying import Undone
    from tui.store.file.writing import BookDatabase

WAIT_SECONDS = 15.0
"""How long a change waits for another program to let go of the book."""


class Session:
    """What every topic needs of the open book: to ask it, to change it as a whole, to know the time."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        path: Path,
        clock: Clock,
        device: str = "",
        region: str = "",
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self.conn = conn
        self.path = path
        """Where the book is; SQLite is not asked, it can only say it in UTF-8."""
        self.clock = clock
        self.device = device
        self.region = region
        """Two letters of the country whose phone numbers are written without a prefix."""
        self.wait_seconds = wait_seconds
        """How long a change waits for another program to let go of the book."""
        self.only_read = ""
        """Why nothing can be changed here; empty where it can."""
        self.is_veiled = False
        """Whether what cannot be read is left out of what this book shows."""
        self._delivering = ""
        """The id of the line whose change comes next."""
        self._parts_seen = -1
        """The number SQLite gave the tables, indexes and triggers when the triggers were last looked for."""
        self.same = SameBook(conn, path)
        """Whether it still is the book that was opened: every change is made to that one or not at all."""

    def veil(self, reason: str) -> None:
        """Show all but what cannot be read; from now on nothing can be changed here, for the reason given."""
        from tui.store.inspection.veil import veil

        veil(self.conn)
        self.is_veiled, self.only_read = True, reason

    @cached_property
    def due_dates(self) -> DueDates:
        """What keeps the derived columns right."""
        from tui.store.changes.due import DueDates

        return DueDates(self.conn)

    @cached_property
    def db(self) -> BookDatabase:
        """The book as sqlite-utils writes it; made at the first change, for reading does not need it."""
        from tui.store.file.writing import BookDatabase

        return BookDatabase(self.conn)

    @property
    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        return data_version(self.conn)

    @property
    def data_version_at_once(self) -> int | None:
        """The same number without waiting; None while another program keeps everybody from reading."""
        return data_version_at_once(self.conn)

    @property
    def was_replaced(self) -> bool:
        """Whether another file stands in the place of the one that is open, as after a restore."""
        return self.same.is_moved

    def now_utc(self) -> str:
        """Return this instant as ISO text in UTC, to the second."""
        return utc_text(self.clock.now())

    @contextmanager
    def write(self, label: str) -> Iterator[None]:
        """Do one change as a whole: one transaction, one undo step named by ``label``.

        Raises BookBusy when the disk is full or another program holds the book for too long, CannotOpen
        where it may not be written, Damaged when a look found the file to be, FoundWhole when it found
        nothing, InvalidInput when somebody meant is no longer in the book; then nothing was written.
        """
        with self._transaction(), _everybody_is_there(self.conn):
            kept = clean(label, FIELD_LIMIT, one_line=True)
            if self._delivering:
                note_delivery(self.db, self._delivering, self.now_utc(), kept)
            action_id = journal.open_action(self.db, kept, self.now_utc(), self.device)
            yield
            journal.close_action(self.db, action_id)

    @contextmanager
    def delivering(self, line_id: str) -> Iterator[None]:
        """Let the one change made inside note, in its own transaction, that this line has come.

        That change raises DeliveredBefore when the line is in the book, and then nothing is written.
        """
        self._delivering = line_id
        try:
            yield
        finally:
            self._delivering = ""

    def delivered_as(self, line_id: str) -> str | None:
        """Return what a line from another machine was written down as, or None when it has not come yet."""
        return delivered_as(self.conn, line_id)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Note what is no act of the person's: one transaction, no undo step, and redo stays possible.

        Raises what ``write`` raises.
        """
        with self._transaction():
            yield

    def write_anew(self) -> None:
        """Write the whole file anew, so that no byte of what was deleted stands between its rows.

        Raises BookBusy when another program does not let go of the book, or the disk is full.
        """
        if self.is_veiled:
            raise CannotRead("Nothing can be changed while something cannot be read.", self.only_read)
        with _explained(self):
            self.same.still_there()
            self._patiently("VACUUM")

    def undo(self) -> Undone:
        """Take the newest change back; raises NothingToUndo, or UndoRefused and lets that step go."""
        from tui.store.changes import replaying

        def take_back(step: Undone) -> None:
            replaying.take_back(self.db, step, self.now_utc())

        return self._replayed(replaying.next_undo, take_back, backwards=True)

    def redo(self) -> Undone:
        """Bring back what was undone last; raises NothingToUndo, or UndoRefused and lets that step go."""
        from tui.store.changes import replaying

        def bring_back(step: Undone) -> None:
            replaying.bring_back(self.db, step)

        return self._replayed(replaying.next_redo, bring_back, backwards=False)

    def _replayed(
        self,
        find: Callable[[sqlite3.Connection], Undone],
        replay: Callable[[Undone], None],
        *,
        backwards: bool,
    ) -> Undone:
        """Replay a step whole or not at all; one that cannot be is passed over, so that it shuts nothing off."""
        from tui.store.changes.replaying import pass_over, refusal_of

        found: Undone | None = None
        try:
            with self._transaction():
                found = find(self.conn)
                replay(found)
        except (UndoRefused, sqlite3.IntegrityError) as error:
            if found is None:
                raise
            with self._transaction():
                pass_over(self.db, found)
            raise refusal_of(found, backwards=backwards) from error
        return found

    def prune_journal(self) -> int:
        """Let the oldest undo steps go, beyond what is kept; give how many went."""
        with self._transaction():
            return journal.prune(self.db, self.clock.now())

    def close(self) -> None:
        """Close the book."""
        self.conn.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.is_veiled:
            raise CannotRead("Nothing can be changed while something cannot be read.", self.only_read)
        with _explained(self):
            self.same.still_there()
            self._patiently("BEGIN IMMEDIATE")
            try:
                self.same.check()
                self._check_triggers()
                yield
                self._patiently("COMMIT")
                self.same.written()
            except BaseException:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
                raise

    def _check_triggers(self) -> None:
        """Look for them again only when a part of the book was made, changed or dropped since."""
        parts: int = self.conn.execute("PRAGMA schema_version").fetchone()[0]
        if parts != self._parts_seen:
            check_triggers(self.conn)
            self._parts_seen = parts

    def _patiently(self, statement: str) -> None:
        """Run a statement, trying again while another program holds the lock."""
        give_up = time.monotonic() + self.wait_seconds
        while True:
            try:
                self.conn.execute(statement)
                return
            except sqlite3.OperationalError as error:
                import random  # What is never kept waiting does without it.

                from tui.store.file.diagnosis import is_held

                if not is_held(error) or time.monotonic() > give_up:
                    raise
                time.sleep(random.uniform(0.01, 0.1))


@contextmanager
def _everybody_is_there(conn: sqlite3.Connection) -> Iterator[None]:
    """Say it when somebody or something meant has gone meanwhile, as from another window."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise
        from tui.store.schema.shape import added_rules

        if added_rules(conn):
            raise  # It need not be one of our tables that the row hangs on.
        raise InvalidInput("Somebody meant is no longer in the book.", "Nothing was saved.") from error


@contextmanager
def _explained(session: Session) -> Iterator[None]:
    """Turn what SQLite says of disks, locks, damage and what another program added into a sentence."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        from tui.store.inspection.sentences import of_a_change

        sentence = of_a_change(error, session.path, session.only_read, was_replaced=session.was_replaced)
        if sentence is None:
            raise
        raise sentence from error
