"""Resting: the pauses of the whole practice, and the way back from one."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.practice.plan import Pause
from tui.domain.practice.words import pause_words
from tui.store.book import Book
from tui.store.practice.rests import Rests


class Rest(Struct, frozen=True):
    """One pause of the whole practice."""

    pause: Pause
    reason: str
    is_running: bool
    is_ahead: bool


class Resting:
    """The pauses of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rests = Rests(book)

    def all(self) -> tuple[Rest, ...]:
        """Return those to come, the one that runs, and those gone by, the latest first."""
        today = self._book.clock.today()
        return tuple(
            Rest(pause, reason, pause.covers(today), pause.first > today)
            for pause, reason in self._rests.all()
        )

    def come_back(self, pause: Pause) -> str:
        """End a running pause, so that today asks again; raises InvalidInput when it does not run."""
        today = self._book.clock.today()
        if not pause.covers(today):
            raise InvalidInput("That pause does not run today.", "Nothing was changed.")
        label = "back from the pause"
        with self._book.write(label):
            if pause.first == today:
                self._rests.drop(pause)
            else:
                self._rests.end(pause, today - timedelta(1))
        return label

    def take_away(self, pause: Pause) -> str:
        """Take a pause away as if it had never been set."""
        today: date = self._book.clock.today()
        label = f"pause taken away: {pause_words(pause, today)}"
        with self._book.write(label):
            self._rests.drop(pause)
        return label
