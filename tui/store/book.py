"""The open book, and the topics that can be asked of it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.domain.clock import Clock
from tui.store.file.guarding import real_place, why_only_read
from tui.store.opening import open_book, open_for_reading
from tui.store.session import WAIT_SECONDS, Session

if TYPE_CHECKING:
    from tui.store.contacts.contacts import Contacts
    from tui.store.contacts.knowing import Knowing
    from tui.store.file.run_marks import Marks
    from tui.store.interactions.interactions import Interactions
    from tui.store.interactions.promises import Promises
    from tui.store.outreach.outreach import Outreach
    from tui.store.practice.practice import Practice
    from tui.store.search.saved_views import SavedViews
    from tui.store.search.search import Search
    from tui.store.search.words_in_use import WordsInUse


class Book(Session):
    """A book opened by one thread; another thread opens its own.

    A topic is imported when it is first asked for: a line from the shell needs one or two.
    """

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
        conn = open_book(path, marks, make=make, clock=clock)
        place = _lasting(path)
        book = cls(conn, place, clock, device, region, wait_seconds)
        # Also a question waits so long: what another program is writing is worth more than an error.
        book.conn.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
        book.only_read = why_only_read(place)
        return book

    @classmethod
    def open_for_reading(cls, path: Path, clock: Clock, marks: Marks | None = None) -> Book | None:
        """Open an existing book for questions only, or None when there is none yet."""
        conn = open_for_reading(path, marks, clock)
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


def _lasting(path: Path) -> Path:
    """Return where a book really is, whatever becomes of links and of the folder one stands in."""
    return real_place(path).absolute()
