"""All use cases over one open book, made once for each thread that needs them."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tui.store.book import Book

if TYPE_CHECKING:
    from tui.domain.errors import RapportError
    from tui.services.contacts.editing import Editing
    from tui.services.contacts.finding import Finding
    from tui.services.contacts.knowing import Knowing
    from tui.services.contacts.together import Together
    from tui.services.contacts.views import Views
    from tui.services.deleting.deleting import Deleting
    from tui.services.deleting.trash import Trash
    from tui.services.duplicates.duplicates import Duplicates
    from tui.services.duplicates.merging import Merging
    from tui.services.exporting.exporting import Exporting
    from tui.services.importing.importing import Importing
    from tui.services.practice.milestones import Milestones
    from tui.services.practice.practice_view import PracticeOverview
    from tui.services.practice.practising import Practising
    from tui.services.practice.resting import Resting
    from tui.services.practice.travelling import Travelling
    from tui.services.recording.recording import Recording
    from tui.services.recording.starters import Starters
    from tui.services.recording.writing import Writing
    from tui.services.tending.advising import Advising
    from tui.services.tending.rhythms import Rhythms
    from tui.services.tending.standing import Standings
    from tui.services.tending.tending import Tending
    from tui.services.today.returning import Returning
    from tui.services.today.small_steps import SmallSteps
    from tui.services.today.today import Today


class _Topic:
    """One topic of the use cases: imported and made when it is first asked for, then kept."""

    def __init__(self, module: str) -> None:
        self._module = f"tui.services.{module}"

    def __set_name__(self, owner: type[Services], name: str) -> None:
        self._name, self._kind = name, owner.__annotations__[name]

    def __get__(self, services: Services | None, owner: type[Services]) -> object:
        if services is None:
            return self
        made: object = getattr(import_module(self._module), self._kind)(services.book)
        # From here on the attribute itself is found first, and this is not asked again.
        services.__dict__[self._name] = made
        return made


def topic(module: str) -> Any:
    """Return what stands for a topic until it is asked for; its annotation names the class in the module."""
    return _Topic(module)


class Services:
    """The use cases by topic; a topic is imported when it is first asked for."""

    today: Today = topic("today.today")
    """The Today view."""
    practising: Practising = topic("practice.practising")
    """Practice days, pace, pauses and the streak."""
    overview: PracticeOverview = topic("practice.practice_view")
    """The Practice view."""
    milestones: Milestones = topic("practice.milestones")
    """What was reached once, and what the person thinks of it."""
    resting: Resting = topic("practice.resting")
    """The pauses of the whole practice."""
    travelling: Travelling = topic("practice.travelling")
    """What follows when the clock of the place has moved."""
    tending: Tending = topic("tending.tending")
    """Snooze, skip, rest and rhythm."""
    finding: Finding = topic("contacts.finding")
    """Who is meant, search, contact pages."""
    knowing: Knowing = topic("contacts.knowing")
    """What one notes of people, asks them, and who they are to others."""
    views: Views = topic("contacts.views")
    """Queries kept under names."""
    deleting: Deleting = topic("deleting.deleting")
    """To the trash, and for ever."""
    trash: Trash = topic("deleting.trash")
    """What was moved to the trash."""
    importing: Importing = topic("importing.importing")
    """Bringing people in from files."""
    together: Together = topic("contacts.together")
    """Writing down with everybody marked."""
    duplicates: Duplicates = topic("duplicates.duplicates")
    """Who may be in the book twice."""
    merging: Merging = topic("duplicates.merging")
    """Making one contact of several."""
    exporting: Exporting = topic("exporting.exporting")
    """Taking people out."""
    rhythms: Rhythms = topic("tending.rhythms")
    """Which rhythm applies, and the rhythms of circles and tags."""
    standings: Standings = topic("tending.standing")
    """How it stands with a contact."""
    advising: Advising = topic("tending.advising")
    """The few questions the practice asks back."""
    returning: Returning = topic("today.returning")
    """The way back from a pause."""
    starters: Starters = topic("recording.starters")
    """First lines to begin a message with."""
    writing: Writing = topic("recording.writing")
    """What went out lately, and how it felt."""
    small_steps: SmallSteps = topic("today.small_steps")
    """The small step of today."""

    def __init__(self, book: Book, *, day_first: bool | None = None) -> None:
        self.book = book
        self._day_first = day_first

    @cached_property
    def recording(self) -> Recording:
        """Adding people, logging interactions, follow-ups."""
        from tui.services.recording.recording import Recording

        return Recording(self.book, day_first=self._day_first)

    @cached_property
    def editing(self) -> Editing:
        """Every field of a contact as text."""
        from tui.services.contacts.editing import Editing

        return Editing(self.book, day_first=self._day_first)

    def for_searching(self) -> Services | None:
        """Open the book once more, for a thread that only searches; None when it is gone."""
        book = Book.open_for_reading(self.book.path, self.book.clock)
        if book is not None and self.book.is_veiled:
            book.veil(self.book.only_read)
        return None if book is None else Services(book)

    @property
    def data_version(self) -> int:
        """A number that changes when another window has written."""
        return self.book.data_version

    @property
    def data_version_at_once(self) -> int | None:
        """The same number without waiting; None while another program keeps everybody from reading."""
        return self.book.data_version_at_once

    @property
    def only_read(self) -> str:
        """Why nothing can be changed in the book; empty where it can."""
        return self.book.only_read

    @property
    def was_replaced(self) -> bool:
        """Whether another file has taken the place of the book that is open."""
        return self.book.was_replaced

    def what_became(self) -> RapportError | None:
        """Say what became of the book while it was open; None while it is the same."""
        return self.book.same.what_became()

    def undo(self) -> str:
        """Take the newest change back and give its label; raises NothingToUndo or UndoRefused."""
        return self.book.undo().label

    def redo(self) -> str:
        """Bring back what was undone last and give its label; raises NothingToUndo or UndoRefused."""
        return self.book.redo().label

    def close(self) -> None:
        """Close the book."""
        self.book.close()
