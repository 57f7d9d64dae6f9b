"""Tending: whether the rhythms of the whole book are kept, in a word."""

from __future__ import annotations

from msgspec import Struct

WORDS = ((0.9, "well tended"), (0.7, "steady"))
"""The word from each share on (practice model, 4)."""
_LEAST = "some beds are dry, start with one"


class Tending(Struct, frozen=True):
    """Of the people with a rhythm, neither paused nor dormant: those overdue, and all of them."""

    overdue: int
    people: int

    @property
    def share(self) -> float:
        """The share that is fresh, soon or due, 0 to 1 (practice model, 4)."""
        return 1 - self.overdue / self.people if self.people else 1.0

    @property
    def word(self) -> str:
        """How it stands, in a word; empty where nobody has a rhythm (practice model, 4)."""
        if not self.people:
            return ""
        return next((word for least, word in WORDS if self.share >= least), _LEAST)
