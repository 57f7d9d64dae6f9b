"""What is left to do after a deletion for ever: finishing one that was cut off, and forgetting in another window."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tui.domain.clock import Clock
from tui.domain.deleting.traces import Traces
from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.services.deleting.where_names_lie import Beside
from tui.store.book import Book
from tui.store.copies.backup import folder_of
from tui.store.deleting.copies_beside import draft_without
from tui.store.deleting.departures import Departure, last_departure, last_departure_at, settle_departure
from tui.store.deleting.purge import outlook, write_anew
from tui.store.interactions.drafts import Draft


def finish(book: Book, beside: Beside) -> bool:
    """Do what a deletion for ever that was cut off still owes; say whether there was anything.

    Raises BookBusy when another program holds the book; then it is owed still.
    """
    owed = last_departure(book.conn)
    if not owed.is_owed or book.only_read:
        return False
    beside.forget(book.path, owed.contacts, traces_from(book.path, book.clock, owed))
    write_anew(book)
    with book.quietly():
        settle_departure(book.db)
    return True


def traces_from(book: Path, clock: Clock, departure: Departure) -> list[Traces]:
    """Learn whom to look for from the copy that was made before they went; nothing without it."""
    path = folder_of(book) / Path(departure.copy).name
    if not departure.copy or not path.is_file():
        return []
    try:
        copy = Book.open_for_reading(path, clock)
    except RapportError:
        return []
    if copy is None:
        return []
    with closing(copy):
        found = (outlook(copy, ContactId(each)) for each in departure.contacts)
        return [seen.traces for seen in found if seen is not None]


class Departures:
    """What one open window knows of deletions for ever that other windows made since it was opened."""

    def __init__(self, book: Path, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self._seen = last_departure_at(book).count
        self._contacts: list[int] = []
        self._traces: list[Traces] = []

    def look(self) -> bool:
        """Look whether somebody was deleted for ever since the last look."""
        latest = last_departure_at(self._book)
        if latest.count <= self._seen:
            return False
        self._seen = latest.count
        self._contacts += latest.contacts
        self._traces += traces_from(self._book, self._clock, latest)
        return True

    def kept(self, draft: Draft) -> Draft | None:
        """Return what may be written down of a draft: nothing about somebody who was deleted for ever meanwhile."""
        self.look()
        return draft_without(draft, self._contacts, self._traces) if self._contacts else draft
