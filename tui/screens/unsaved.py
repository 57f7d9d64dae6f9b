"""What a screen with somebody's words in it promises when the program has to end at once."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class HoldsWords(Protocol):
    """A screen in which something is being written that is not in the book yet."""

    def keep_words(self) -> None:
        """Bring what stands here to safety: quick, waiting for nothing, from whichever thread."""
