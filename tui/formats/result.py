"""What reading a file of contacts gives: the contacts, and every line that could not be used."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from tui.domain.records.contact import ContactDraft
from tui.domain.text import clean

SYSTEM_TAGS = frozenset({"mycontacts", "my contacts"})
"""Groups that Google and Android put on every contact; they tell nothing."""
EXCERPT_LIMIT = 80
"""Characters of an unusable line that are quoted back."""


Told = Callable[[int, int], None]
"""Told while a long file is read how many of about how many cards or rows are; what it raises ends the reading."""
TOLD_EVERY = 100


class ReadProblem(Struct, frozen=True):
    """Something in a file that could not be used, and where it stands."""

    line: int
    """Line of the file, counted from 1."""
    what: str
    """A sentence: what is wrong, and what was done about it."""
    text: str = ""
    """The start of the line in question, safe to show."""


class CardRead(Struct, frozen=True):
    """One contact read from a file, beside the text it was read from."""

    draft: ContactDraft
    raw: str
    """The card as it stood, kept so that a later edit can change only the lines it must.

    Of a CSV row only its cells, joined by commas. It is not cleaned and never shown.
    """
    line: int
    """Line of the file the card begins on, counted from 1."""


class ReadResult(Struct, frozen=True):
    """Everything one file gave.

    Every card or row counted in ``read`` is either among ``cards`` or named in ``problems``; a
    problem may also be a remark on a contact that was read all the same.
    """

    cards: tuple[CardRead, ...] = ()
    read: int = 0
    """Cards or rows met in the file, usable or not."""
    problems: tuple[ReadProblem, ...] = ()


class Remarks:
    """What is said of one card or row while it is read: what could not be used, and what was cut."""

    def __init__(self, line: int, into: list[ReadProblem]) -> None:
        self._line = line
        self._into = into

    def add(self, what: str, text: str) -> None:
        """Note a problem, quoting the start of what stands there."""
        self._into.append(problem(self._line, what, text))

    def cut(self, text: str, limit: int, what: str) -> str:
        """Return a text in at most so many characters, noting where it is longer."""
        if len(text) <= limit:
            return text
        self.add(f"The {what} is longer than {limit} characters and was cut.", text)
        return text[:limit].rstrip()


def problem(line: int, what: str, text: str = "") -> ReadProblem:
    """Note a problem at a line of the file, quoting the start of what stands there."""
    excerpt = clean(text[: EXCERPT_LIMIT * 2], one_line=True).strip()
    if len(excerpt) > EXCERPT_LIMIT or len(text) > EXCERPT_LIMIT * 2:
        excerpt = excerpt[: EXCERPT_LIMIT - 1] + "…"
    return ReadProblem(line, what, excerpt)
