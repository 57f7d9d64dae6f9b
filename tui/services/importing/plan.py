"""What an import would do, card by card: who is new, who is here already, who looks alike, who is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from msgspec import Struct

from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactDraft, ContactId
from tui.formats.history import InteractionRead
from tui.formats.json.book import Tables
from tui.formats.result import CardRead, ReadProblem

__all__ = [
    "Alike",
    "CardFate",
    "Choice",
    "Choices",
    "ImportPlan",
    "ImportReport",
    "ImportStopped",
    "PlannedCard",
    "Progress",
    "ReadProblem",
]


class Choice(StrEnum):
    """What to do with somebody who looks like somebody in the book."""

    NEW = "new"
    MERGE = "merge"
    IGNORE = "ignore"


Choices = Mapping[int, Choice]
"""What was chosen, by the position of the card in the file; whoever is not in it comes in as new."""

Progress = Callable[[int, int], bool]
"""Told how many of how many are done, some times a second; giving False stops the import."""


class ImportStopped(RapportError):
    """The person stopped the import."""

    def __init__(self) -> None:
        super().__init__("The import was stopped.", "Nothing was added; the book is as it was.")


class CardFate(StrEnum):
    """What becomes of one contact of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Alike(Struct, frozen=True):
    """Somebody in the book, or earlier in the file, whom a card may be about."""

    contact_id: ContactId | None
    """None for somebody earlier in the file."""
    name: str
    detail: str
    """An address or number of theirs, or "" where there is none."""
    sureness: int
    """How sure it is, 0 to 100; never sure enough to be done unasked."""
    reasons: tuple[str, ...]
    number: int | None = None
    """For somebody earlier in the file: the number of their card."""


class PlannedCard(Struct, frozen=True):
    """One contact of a file and whom of the book they are."""

    number: int
    """The position in the file, counted from 0."""
    draft: ContactDraft
    line: int
    contact_id: ContactId | None = None
    """The contact they are already."""
    twin: int | None = None
    """The number of an earlier card of this file that is the same person."""
    alike: Alike | None = None

    @property
    def is_new(self) -> bool:
        """Whether nobody in the book or earlier in the file is them or like them."""
        return self.contact_id is None and self.twin is None and self.alike is None


class ImportPlan(Struct, frozen=True):
    """Everything an import would do; making one writes nothing."""

    name: str
    """The file's name, for sentences."""
    kind: str
    cards: tuple[PlannedCard, ...] = ()
    talks: tuple[InteractionRead, ...] = ()
    read: int = 0
    problems: tuple[ReadProblem, ...] = ()
    book: Tables | None = None
    """For a copy of a whole book: its tables, to be brought in as they are."""
    book_version: int = 0
    """The state of the book it was made for."""

    @property
    def as_read(self) -> tuple[CardRead, ...]:
        """The cards as they were read, for planning once more."""
        return tuple(CardRead(card.draft, "", card.line) for card in self.cards)

    @property
    def new(self) -> tuple[PlannedCard, ...]:
        """Those nobody here is like."""
        return tuple(card for card in self.cards if card.is_new)

    @property
    def alike(self) -> tuple[PlannedCard, ...]:
        """Those who look like somebody here, the surest first."""
        found = [card for card in self.cards if card.alike]
        return tuple(sorted(found, key=lambda card: -(card.alike.sureness if card.alike else 0)))

    @property
    def here(self) -> int:
        """How many are here already, twice in the file among them."""
        return sum(card.contact_id is not None or card.twin is not None for card in self.cards)


class ImportReport(Struct, frozen=True):
    """What an import did, or with a dry run would do."""

    read: int
    added: int
    updated: int
    unchanged: int
    skipped: int
    needs_review: int
    """Added although somebody here looks alike."""
    problems: tuple[ReadProblem, ...]
    interactions: int = 0
    """Past exchanges that were added."""
    interactions_here: int = 0
    """Past exchanges that are here already."""
    is_whole_book: bool = False

    def sentence(self) -> str:
        """Say the counts in one line."""
        if self.is_whole_book:
            return f"The whole book is here: {self.added} contacts, {self.interactions} interactions."
        parts = []
        if self.read or not (self.interactions or self.interactions_here):
            parts += [f"{self.read} read", f"{self.added} new", f"{self.updated} updated"]
            parts.append(f"{self.unchanged} already here")
        if self.skipped:
            parts.append(f"{self.skipped} skipped")
        if self.needs_review:
            parts.append(f"{self.needs_review} look like someone here")
        if self.interactions or self.interactions_here:
            parts.append(f"{self.interactions} interactions of the past")
        if self.interactions_here:
            parts.append(f"{self.interactions_here} of them known before")
        return ", ".join(parts) + "."
