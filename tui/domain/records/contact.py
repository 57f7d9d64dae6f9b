"""A contact: a person in the book, and what is known of how to reach them."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.records.knowing import CustomField, Fact, Position, RelatedName
from tui.domain.text import clean

ContactId = NewType("ContactId", int)

NAME_LIMIT = 200
FIELD_LIMIT = 2_000
NOTE_LIMIT = 1_000_000


class PointKind(StrEnum):
    """The kinds of contact point."""

    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    PROFILE = "profile"
    ADDRESS = "address"


class ContactPoint(Struct, frozen=True):
    """One way to reach or find a contact."""

    kind: PointKind
    value: str
    label: str = ""
    """What the person calls it: home, work, mobile."""
    platform: str = ""
    """For a profile: linkedin, x, mastodon, instagram, github."""


class KeyDateKind(StrEnum):
    """The kinds of date that return every year."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    OTHER = "other"


class KeyDate(Struct, frozen=True):
    """A date that returns every year; the year itself may be unknown."""

    kind: KeyDateKind
    month: int
    day: int
    year: int | None = None
    label: str = ""


class Ladder(StrEnum):
    """How a newly met contact is followed up before a rhythm takes over (practice model, 3.4)."""

    FULL = "full"
    LIGHT = "light"
    NONE = "none"


NO_RHYTHM = 0
"""A contact's own rhythm of 0 days says "no rhythm", whatever their circles say."""


class ContactDraft(Struct, frozen=True):
    """Everything that can be known of a contact before they are in the book.

    The add bar, the command line and every import produce this; only the store gives it an id.
    """

    name: str
    aliases: tuple[str, ...] = ()
    organisation: str = ""
    role: str = ""
    place: str = ""
    time_zone: str = ""
    notes: str = ""
    met_on: date | None = None
    met_at: str = ""
    met_via: ContactId | None = None
    rhythm_days: int | None = None
    """Own rhythm in days; None inherits from circle or tag, NO_RHYTHM is never due."""
    ladder: Ladder = Ladder.FULL
    is_starred: bool = False
    is_archived: bool = False
    is_deceased: bool = False
    points: tuple[ContactPoint, ...] = ()
    tags: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    key_dates: tuple[KeyDate, ...] = ()
    phonetic: str = ""
    """How the name is said."""
    greeting_name: str = ""
    """What one calls them, where that is not the first word of the name."""
    pronouns: str = ""
    preferred_channel: str = ""
    """The channel they like best, by its stored word; empty where it is not known."""
    met_when: str = ""
    """When one met, where the day is not known: 2019 or 2019-05."""
    facts: tuple[Fact, ...] = ()
    positions: tuple[Position, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()
    related: tuple[RelatedName, ...] = ()
    card: str = ""
    """For imports: the vCard as it came, kept so that nothing in it is lost."""
    uid: str = ""
    """A stable identity from elsewhere (a vCard UID); empty lets the store make one."""
    source_line: int = 0
    """For imports: the line of the file this contact began on, counted from 1."""


class Contact(Struct, frozen=True):
    """A contact in the book, with what is attached to them."""

    id: ContactId
    uid: str
    name: str
    aliases: tuple[str, ...] = ()
    organisation: str = ""
    role: str = ""
    place: str = ""
    time_zone: str = ""
    notes: str = ""
    met_on: date | None = None
    met_at: str = ""
    met_via: ContactId | None = None
    rhythm_days: int | None = None
    ideal_days: int | None = None
    """The rhythm that applies after circles and tags are asked; None is never due."""
    last_touch_on: date | None = None
    next_due_on: date | None = None
    ladder: Ladder = Ladder.FULL
    is_starred: bool = False
    is_exact: bool = False
    """Ticked "exact": the due date is not shifted to spread the load."""
    is_archived: bool = False
    is_deceased: bool = False
    phonetic: str = ""
    preferred_channel: str = ""
    met_when: str = ""
    pronouns: str = ""
    greeting_name: str = ""
    tags: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    points: tuple[ContactPoint, ...] = ()
    key_dates: tuple[KeyDate, ...] = ()
    rev: int = 1
    """Counts the edits of this contact, so that no terminal overwrites another unseen."""

    @property
    def first_name(self) -> str:
        """The word a message would greet them with."""
        return self.greeting_name or next(iter(self.name.split()), self.name)


class ContactRow(Struct, frozen=True):
    """What a list shows of a contact: enough for one line, cheap to fetch by the screenful."""

    id: ContactId
    name: str
    group: str = ""
    """First circle, else first tag."""
    ideal_days: int | None = None
    last_touch_on: date | None = None
    next_due_on: date | None = None
    is_archived: bool = False
    snoozed_until: date | None = None
    tags: tuple[str, ...] = ()
    is_deceased: bool = False


def fold(text: str) -> str:
    """Fold a name for comparing and sorting: no accents, no case, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def slug_of(name: str) -> str:
    """Return the handle typed after ``@``: the folded name with dots for spaces."""
    return ".".join("".join(c for c in word if c.isalnum() or c in "-_'") for word in fold(name).split())


def valid_name(name: str) -> str:
    """Return the name as it will be stored, or raise InvalidInput."""
    kept = " ".join(clean(name, NAME_LIMIT + 1).split())
    if not kept:
        raise InvalidInput("A contact needs a name.", "Nothing was saved.")
    if len(kept) > NAME_LIMIT:
        raise InvalidInput(
            f"That name is longer than {NAME_LIMIT} characters.",
            "Nothing was saved.",
            "Shorten it, and keep the rest as a note.",
        )
    return kept
