"""All use cases over one open book, made once for each thread that needs them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

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


class Services:
    """The use cases by topic; a topic is imported when it is first asked for."""

    def __init__(self, book: Book, *, day_first: bool | None = None) -> None:
        self.book = book
        self._day_first = day_first

    @cached_property
    def today(self) -> Today:
        """The Today view."""
        from tui.services.today.today import Today

        return Today(self.book)

    @cached_property
    def practising(self) -> Practising:
        """Practice days, pace, pauses and the streak."""
        from tui.services.practice.practising import Practising

        return Practising(self.book)

    @cached_property
    def overview(self) -> PracticeOverview:
        """The Practice view."""
        from tui.services.practice.practice_view import PracticeOverview

        return PracticeOverview(self.book)

    @cached_property
    def milestones(self) -> Milestones:
        """What was reached once, and what the person thinks of it."""
        from tui.services.practice.milestones import Milestones

        return Milestones(self.book)

    @cached_property
    def resting(self) -> Resting:
        """The pauses of the whole practice."""
        from tui.services.practice.resting import Resting

        return Resting(self.book)

    @cached_property
    def travelling(self) -> Travelling:
        """What follows when the clock of the place has moved."""
        from tui.services.practice.travelling import Travelling

        return Travelling(self.book)

    @cached_property
    def recording(self) -> Recording:
        """Adding people, logging interactions, follow-ups."""
        from tui.services.recording.recording import Recording

        return Recording(self.book, day_first=self._day_first)

    @cached_property
    def tending(self) -> Tending:
        """Snooze, skip, rest and rhythm."""
        from tui.services.tending.tending import Tending

        return Tending(self.book)

    @cached_property
    def finding(self) -> Finding:
        """Who is meant, search, contact pages."""
        from tui.services.contacts.finding import Finding

        return Finding(self.book)

    @cached_property
    def knowing(self) -> Knowing:
        """What one notes of people, asks them, and who they are to others."""
        from tui.services.contacts.knowing import Knowing

        return Knowing(self.book)

    @cached_property
    def editing(self) -> Editing:
        """Every field of a contact as text."""
        from tui.services.contacts.editing import Editing

        return Editing(self.book, day_first=self._day_first)

    @cached_property
    def views(self) -> Views:
        """Queries kept under names."""
        from tui.services.contacts.views import Views

        return Views(self.book)

    def for_searching(self) -> Services | None:
        """Open the book once more, for a thread that only searches; None when it is gone."""
        book = Book.open_for_reading(self.book.path, self.book.clock)
        if book is not None and self.book.is_veiled:
            book.veil(self.book.only_read)
        return None if book is None else Services(book)

    @cached_property
    def deleting(self) -> Deleting:
        """To the trash, and for ever."""
        from tui.services.deleting.deleting import Deleting

        return Deleting(self.book)

    @cached_property
    def trash(self) -> Trash:
        """What was moved to the trash."""
        from tui.services.deleting.trash import Trash

        return Trash(self.book)

    @cached_property
    def importing(self) -> Importing:
        """Bringing people in from files."""
        from tui.services.importing.importing import Importing

        return Importing(self.book)

    @cached_property
    def together(self) -> Together:
        """Writing down with everybody marked."""
        from tui.services.contacts.together import Together

        return Together(self.book)

    @cached_property
    def duplicates(self) -> Duplicates:
        """Who may be in the book twice."""
        from tui.services.duplicates.duplicates import Duplicates

        return Duplicates(self.book)

    @cached_property
    def merging(self) -> Merging:
        """Making one contact of several."""
        from tui.services.duplicates.merging import Merging

        return Merging(self.book)

    @cached_property
    def exporting(self) -> Exporting:
        """Taking people out."""
        from tui.services.exporting.exporting import Exporting

        return Exporting(self.book)

    @cached_property
    def rhythms(self) -> Rhythms:
        """Which rhythm applies, and the rhythms of circles and tags."""
        from tui.services.tending.rhythms import Rhythms

        return Rhythms(self.book)

    @cached_property
    def standings(self) -> Standings:
        """How it stands with a contact."""
        from tui.services.tending.standing import Standings

        return Standings(self.book)

    @cached_property
    def advising(self) -> Advising:
        """The few questions the practice asks back."""
        from tui.services.tending.advising import Advising

        return Advising(self.book)

    @cached_property
    def returning(self) -> Returning:
        """The way back from a pause."""
        from tui.services.today.returning import Returning

        return Returning(self.book)

    @cached_property
    def starters(self) -> Starters:
        """First lines to begin a message with."""
        from tui.services.recording.starters import Starters

        return Starters(self.book)

    @cached_property
    def writing(self) -> Writing:
        """What went out lately, and how it felt."""
        from tui.services.recording.writing import Writing

        return Writing(self.book)

    @cached_property
    def small_steps(self) -> SmallSteps:
        """The small step of today."""
        from tui.services.today.small_steps import SmallSteps

        return SmallSteps(self.book)

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
