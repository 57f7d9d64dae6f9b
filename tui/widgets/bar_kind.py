"""What one kind of bar says and does, and what it shows of a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from tui.domain.keeping.kept_line import Place
from tui.widgets.keeping import HandedOver
from tui.widgets.lines import DrawnLine


class Choice(Struct, frozen=True):
    """One way to settle what the line leaves open: a name, a tag, one of several people."""

    label: str
    line: str
    """The whole line once this is taken."""
    caret: int
    """Where the caret then stands."""
    note: str = ""


class Preview(Struct, frozen=True):
    """What a line was understood to say."""

    said: str = ""
    """Fields with their words, separated by dots: exactly what Enter will write."""
    note: str = ""
    """The free text, on a line of its own."""
    problem: str = ""
    """What is missing, in plain words."""
    refused: str = ""
    """The same once Enter was pressed: what each key now does about it; empty for no other words."""
    word: tuple[int, int] | None = None
    """Where in the line the problem stands; Enter puts the caret there."""
    is_blocked: bool = False
    """Enter does not save while this holds."""
    settles: tuple[Choice, ...] = ()
    """Who may be meant, when several or a near one are."""
    insist: str = ""
    """A word that a second Enter takes as it stands."""


class BarKind(Struct, frozen=True):
    """What one kind of bar says and does."""

    name: str
    """The word its history is kept under."""
    title: str
    hints: tuple[DrawnLine, ...]
    read: Callable[[str, Sequence[str]], Preview]
    """Gives the preview of a line; the words insisted on are handed in."""
    complete: Callable[[str, int], Sequence[Choice]] = lambda line, caret: ()
    ghost: Callable[[str, int], Choice | None] = lambda line, caret: None
    """Gives the word that was most likely begun at the end of the line; shown dimly, taken with Tab."""
    history: Sequence[str] = ()
    opens_composer: bool = False
    details: Sequence[str] = ()
    """What is to be known before answering, in sentences."""
    in_a_row: BarKind | None = None
    """The same bar for several lines one after the other."""
    people: Sequence[int] = ()
    """Whom it was opened on, by their ids: what is kept of a line is offered on them alone."""
    keeps_as: str = ""
    """What its lines are kept as, where its name does not say it."""
    is_kept: bool = True
    """Whether a line that was begun is kept; a typed word of consent is not."""
    stays_open: bool = False
    """A saved line is followed by the next."""
    begin_next: Callable[[str], tuple[str, int]] = lambda line: ("", 0)
    """Gives what the next line begins with after a saved one, and where the caret then stands."""

    @property
    def place(self) -> Place:
        """Where a line begun here belongs."""
        return Place.of(self.keeps_as or self.name, self.people)


class Typed(Struct, frozen=True):
    """A line that was asked for and typed."""

    text: str
    kind: BarKind
    accepted: tuple[str, ...] = ()
    """Words that Enter was pressed on twice: they stand as they are."""
    words: HandedOver | None = None
    """What is kept of it until somebody says that it is in the book, or that it could not be saved."""
    is_for_composer: bool = False
    """Whether it is to be gone on with in the composer."""
