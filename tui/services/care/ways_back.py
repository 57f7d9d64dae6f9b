"""What a book can be brought back to, in words: its copies, and the books that a copy took the place of."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from tui.domain.clock import Clock
from tui.domain.dates.spans import day_words
from tui.services.care.care import counted
from tui.store.copies.backup import verified
from tui.store.copies.ways_back import WayBack, contents_of, replaced_books, ways_back

__all__ = ["WayBack", "WaysBack"]


class WaysBack:
    """The ways back of one book."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self._clock = clock

    def all(self) -> list[WayBack]:
        """Return copies and replaced books, the newest first, each with what is in it; raises RapportError."""
        return ways_back(self.path, self._clock.now())

    def replaced(self) -> list[WayBack]:
        """Return the books that were put aside, the newest first; raises RapportError."""
        return replaced_books(self.path)

    def words_for(self, way: WayBack) -> str:
        """Say when it is from, what it is, and what is in it."""
        kind = "the book before another took its place" if way.is_replaced else "a copy"
        return f"{self._when(way.made_at)} · {kind} · {self._contents(way.people, way.interactions)}"

    def question(self, backup: Path) -> str:
        """Say what restoring a file would put in the place of what; raises RapportError where it cannot be."""
        copy = verified(backup)
        comes = f"{backup} ({self._when(copy.made_at)} · {counted(copy.people, copy.interactions)})"
        if not os.path.exists(self.path):
            return f"{comes} becomes the book at {self.path}, where there is none now."
        goes = self._contents(*(contents_of(self.path) or (None, None)))
        return f"{comes} takes the place of {self.path} ({goes}). The book as it is now stays beside it."

    def _when(self, at: datetime) -> str:
        now = self._clock.now()
        local = at.astimezone(now.tzinfo)
        return f"{day_words(local.date(), now.date())}, {local:%H:%M}"

    def _contents(self, people: int | None, interactions: int | None) -> str:
        if people is None or interactions is None:
            return "it cannot be read"
        return counted(people, interactions)
