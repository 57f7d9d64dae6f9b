"""The one family of errors a person is ever shown."""

from __future__ import annotations


class RapportError(Exception):
    """Something that could not be done, said so that a person knows what to do next.

    ``title`` names it in a few words, ``message`` says what happened and that nothing was lost
    (or what was), ``hint`` says what to do. ``exit_code`` is what the command line answers with.
    """

    exit_code = 2

    def __init__(self, title: str, message: str = "", hint: str = "") -> None:
        super().__init__(title, message, hint)
        self.title = title
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.message, self.hint) if part)


class InvalidInput(RapportError):
    """What was typed or read cannot be used as it stands."""


class NoSuchContact(RapportError):
    """Nobody in the book goes by that name."""


class SeveralContacts(RapportError):
    """More than one contact answers to that name."""


class NothingToUndo(RapportError):
    """There is no change to take back (or to bring back)."""


class UndoRefused(RapportError):
    """A later change stands in the way of taking this one back."""


class DeliveredBefore(RapportError):
    """A line from another machine is in the book already."""


class CannotOpen(RapportError):
    """The book cannot be opened: permission, a folder in its place, a bad path."""

    exit_code = 3


class BookLost(CannotOpen):
    """What stands where the book was opened is not that book any more."""


class MadeByNewer(RapportError):
    """The book was written by a newer version of Rapport."""

    exit_code = 4


class Damaged(RapportError):
    """The book is damaged, empty or not a Rapport book at all."""

    exit_code = 5


class CannotRead(RapportError):
    """A value in the book, or a part of it, is not what this program can read; the rest is."""

    exit_code = 5


class BookBusy(RapportError):
    """The disk is full, or another program held the book for too long."""

    exit_code = 6


class FoundWhole(RapportError):
    """Something went wrong in reading the book, and a look at all of it found nothing damaged."""

    exit_code = 6
