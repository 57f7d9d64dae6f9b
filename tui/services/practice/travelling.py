"""Travelling: what follows when the clock of the place has moved."""

from __future__ import annotations

from datetime import timedelta

from tui.domain.dates.spans import day_words
from tui.domain.practice.plan import plan_of
from tui.domain.practice.travel import travel_days
from tui.store.book import Book

OFFSET_SETTING = "utc_offset_min"
"""The UTC offset last seen, in minutes, as the book keeps it."""


class Travelling:
    """Notices in one open book that the person has come a long way."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def has_moved(self) -> bool:
        """Whether the clock shows another UTC offset than the book last saw; False where it saw none."""
        return self._last_offset() not in (None, self._offset())

    def arrive(self) -> str | None:
        """Note the UTC offset; after a long way let the travel days rest, and say so.

        The pauses are one change that can be taken back. The offset itself is no act of the person's:
        it is not, so that a travel day once taken back does not return.
        """
        last, offset, today = self._last_offset(), self._offset(), self._book.clock.today()
        plan = plan_of((), self._book.practice.pauses())
        days = [day for day in travel_days(last, offset, today) if not plan.is_paused(day)]
        said = None
        if days:
            said = f"travel days rest: {' and '.join(day_words(day, today) for day in days)}"
            with self._book.write(said):
                for day in days:
                    self._book.practice.pause(day, day, reason="travel")
        if self.has_moved:
            with self._book.quietly():
                self._book.practice.set(OFFSET_SETTING, str(offset))
        return said

    def _last_offset(self) -> int | None:
        """Return the UTC offset noted at the last arrival, else that of the act logged last."""
        stored = self._book.practice.setting(OFFSET_SETTING)
        if stored.removeprefix("-").isdecimal():
            return int(stored)
        return self._book.practice.offset_last_logged()

    def _offset(self) -> int:
        """Return the UTC offset of the person's clock, in minutes."""
        return int((self._book.clock.now().utcoffset() or timedelta()).total_seconds() // 60)
