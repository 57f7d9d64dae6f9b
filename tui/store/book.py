"""The open book: one connection, the topics that can be asked of it, and the one way to write to it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.domain.clock import Clock
from tui.domain.errors import CannotRead, InvalidInput, UndoRefused
from tui.domain.records.contact import FIELD_LIMIT
from tui.domain.text import clean
from tui.store.changes.deliveries import delivered_as, note_delivery
from tui.store.file.connection import data_version, data_version_at_once
from tui.store.file.guarding import real_place, why_only_read
from tui.store.file.identity import SameBook
from tui.store.opening import open_book, open_for_reading
from tui.store.schema import journal

if TYPE_CHECKING:
    from tui.store.changes.due import DueDates
    from tui.store.changes.replaying import Undone
    from tui.store.contacts.contacts import Contacts
    from tui.store.contacts.knowing import Knowing
    from tui.store.file.run_marks import Marks
    from tui.store.file.writing import BookDatabase
    from tui.store.interactions.interactions import Interactions
    from tui.store.interactions.promises import Promises
    from tui.store.outreach.outreach import Outreach
    from tui.store.practice.practice import Practice
    from tui.store.search.saved_views import SavedViews
    from tui.store.search.search import Search
    from tui.store.search.words_in_use import WordsInUse

WAIT_SECONDS = 15.0
"""How long a change waits for another program to let go of the book."""


class Book:
    """A book opened by one thread; another thread opens its own.

    A topic is imported when it is first asked for: a line from the shell needs one or two.
    """

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
        self.same = SameBook(conn, path)
        """Whether it still is the book that was opened: every change is made to that one or not at all."""

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        device: str = "",
        region: str = "",
        wait_seconds: float = WAIT_SECONDS,
        marks: Marks | None = None,
        make: bool = True,
    ) -> Book:
        """Open the book at a path; where there is none it is made, unless ``make`` is False.

        ``marks`` says what earlier runs knew of it.
        """
        conn = open_book(path, marks, make=make)
        place = _lasting(path)
        book = cls(conn, place, clock, device, region, wait_seconds)
        # Also a question waits so long: what another program is writing is worth more than an error.
        book.conn.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
        book.only_read = why_only_read(place)
        return book

    def veil(self, reason: str) -> None:
        """Show all but what cannot be read; from now on nothing can be changed here, for the reason given."""
        from tui.store.inspection.veil import veil

        veil(self.conn)
        self.is_veiled, self.only_read = True, reason

    @classmethod
    def open_for_reading(cls, path: Path, clock: Clock, marks: Marks | None = None) -> Book | None:
        """Open an existing book for questions only, or None when there is none yet."""
        conn = open_for_reading(path, marks)
        return None if conn is None else cls(conn, _lasting(path), clock)

    @cached_property
    def contacts(self) -> Contacts:
        """The contacts."""
        from tui.store.contacts.contacts import Contacts

        return Contacts(self)

    @cached_property
    def knowing(self) -> Knowing:
        """What is known of the contacts besides their own fields."""
        from tui.store.contacts.knowing import Knowing

        return Knowing(self)

    @cached_property
    def interactions(self) -> Interactions:
        """The interactions."""
        from tui.store.interactions.interactions import Interactions

        return Interactions(self)

    @cached_property
    def promises(self) -> Promises:
        """The promises and next steps."""
        from tui.store.interactions.promises import Promises

        return Promises(self)

    @cached_property
    def practice(self) -> Practice:
        """Practice days, schedules, pauses, snoozes and skips."""
        from tui.store.practice.practice import Practice

        return Practice(self)

    @cached_property
    def outreach(self) -> Outreach:
        """What the Today queue asks."""
        from tui.store.outreach.outreach import Outreach

        return Outreach(self.conn)

    @cached_property
    def search(self) -> Search:
        """Find as you type."""
        from tui.store.search.search import Search

        return Search(self.conn, self.clock)

    @cached_property
    def words(self) -> WordsInUse:
        """The words there are for the filters of a search."""
        from tui.store.search.words_in_use import WordsInUse

        return WordsInUse(self.conn)

    @cached_property
    def saved_views(self) -> SavedViews:
        """Queries kept under a name."""
        from tui.store.search.saved_views import SavedViews

        return SavedViews(self)

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
        """Give this instant as ISO text in UTC, to the second."""
        from datetime import UTC

        return self.clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

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
        """Give what a line from another machine was written down as, or None when it has not come yet."""
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
        from tui.store.changes.replaying import pass_over, refusal

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
            raise refusal(found, backwards=backwards) from error
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
                yield
                self._patiently("COMMIT")
                self.same.written()
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
                import random  # What is never kept waiting does without it.

                from tui.store.file.diagnosis import is_held

                if not is_held(error) or time.monotonic() > give_up:
                    raise
                time.sleep(random.uniform(0.01, 0.1))


def _lasting(path: Path) -> Path:
    """Give where a book really is, whatever becomes of links and of the folder one stands in."""
    return real_place(path).absolute()


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
def _explained(book: Book) -> Iterator[None]:
    """Turn what SQLite says of disks, locks, damage and what another program added into a sentence."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        from tui.store.inspection.sentences import of_a_change

        sentence = of_a_change(error, book.path, book.only_read, was_replaced=book.was_replaced)
        if sentence is None:
            raise
        raise sentence from error
