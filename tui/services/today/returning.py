"""Returning: the way back from a pause of the whole practice."""

from __future__ import annotations

from datetime import date, timedelta

from tui.domain.practice.absence import absence
from tui.domain.practice.plan import DEFAULT_PACE
from tui.domain.records.contact import ContactId
from tui.domain.rhythms.lateness import State
from tui.services.today.due import DueList
from tui.store.book import Book
from tui.store.many.many import Many
from tui.store.practice.rests import Rests

RETURN_DAYS = 14
"""So long after a pause its end is still a return."""
_ANSWERED = "return_answered"
_FULL_PACE = "full_pace_since"


class Returning:
    """The return to one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def is_return(self) -> bool:
        """Whether somebody is just back from a pause, was not asked yet, and more waits than a day holds."""
        last, practised = self._last_rested(), self._book.practice.days()
        if last is None or self._book.practice.setting(_ANSWERED) >= last.isoformat():
            return False
        if not absence(practised, self._book.clock.today()).is_away or practised[-1] > last:
            return False
        return DueList(self._book).count() > int(self._book.practice.setting("pace", str(DEFAULT_PACE)))

    def ease_in(self) -> str:
        """Begin with one person and a little more each day, which the list does by itself."""
        return self._answer_return("easing in: one person today, one more each day")

    def leave_as_is(self) -> str:
        """Begin with the usual pace at once."""
        return self._answer_return("back at the usual pace", full_pace=True)

    def let_older_go(self) -> str:
        """Let this round go with everybody for whom it has been a while."""
        late = [each.person.contact_id for each in DueList(self._book).due() if each.state is State.OVERDUE]
        people = "1 person" if len(late) == 1 else f"{len(late)} people"
        return self._answer_return(f"let this round go with {people}", skipped=late)

    def _answer_return(
        self, label: str, *, full_pace: bool = False, skipped: list[ContactId] | None = None
    ) -> str:
        today, last = self._book.clock.today(), self._last_rested()
        with self._book.write(label):
            for contact_id in skipped or ():
                Many(self._book, [contact_id]).skip(today)
            if last is not None:
                self._book.practice.set(_ANSWERED, last.isoformat())
            if full_pace:
                self._book.practice.set(_FULL_PACE, today.isoformat())
        return label

    def _last_rested(self) -> date | None:
        """Return the last day of the pause one is just back from; travel days are none."""
        today = self._book.clock.today()
        ended = [
            pause.last
            for pause, reason in Rests(self._book).all()
            if pause.last is not None
            and reason != "travel"
            and today - timedelta(days=RETURN_DAYS) <= pause.last < today
        ]
        return (
            None
            if any(pause.covers(today) for pause in self._book.practice.pauses())
            else max(ended, default=None)
        )


def full_pace_since(book: Book) -> date | None:
    """Return the local day on which somebody back from a pause chose the usual pace at once."""
    chosen = book.practice.setting(_FULL_PACE)
    return date.fromisoformat(chosen) if chosen else None
