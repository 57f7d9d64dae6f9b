"""Where a line belongs that was begun and is not in the book, and what it takes to keep one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import Protocol

from msgspec import Struct

_FIELD = "field:"


class Place(Struct, frozen=True):
    """A kind of bar, and whom it was opened on: a line kept there is offered there and nowhere else."""

    bar: str
    people: tuple[int, ...] = ()
    """Ids in their order; empty where the line is about nobody in particular."""

    @property
    def is_field(self) -> bool:
        """Whether it is a field of a screen, where the words stand again by themselves, and no bar."""
        return self.bar.startswith(_FIELD)

    @classmethod
    def in_field(cls, name: str) -> Place:
        """Return the place of a field that is no bar."""
        return cls(f"{_FIELD}{name}")

    @classmethod
    def of(cls, bar: str, people: Iterable[int] = ()) -> Place:
        """Return the place of a bar opened on these people, in whatever order they were chosen."""
        return cls(bar, tuple(sorted(int(each) for each in people)))


class Kept(Enum):
    """What became of a line that was put down."""

    WRITTEN = auto()
    """It waits for whoever opens its bar next, whatever happens to the program."""
    HERE = auto()
    """It could not be written down, and waits as long as the program runs."""
    NOT = auto()
    """It is about somebody who was deleted for ever meanwhile, and is gone with them."""


class Line(Protocol):
    """One line on its way into the book, from whichever thread."""

    text: str
    """What was taken up with it; empty for a new one."""

    def keep(self, text: str) -> None:
        """Write it down as it stands now; an empty one is forgotten."""
        ...

    def move(self, place: Place) -> None:
        """Let it belong elsewhere from the next time it is written down."""
        ...

    def leave(self, text: str) -> Kept:
        """Put it down for whoever opens the bar next, and say what became of it."""
        ...

    def done(self) -> None:
        """Forget it, now that it is in the book or is not wanted."""
        ...


class KeepsLines(Protocol):
    """What keeps the lines that are being typed."""

    def begin(self, place: Place, *, anew: bool = False) -> Line:
        """Take up the line kept for a place, else begin one; ``anew`` leaves a kept one where it is."""
        ...
