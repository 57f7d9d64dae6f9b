"""An interaction: one recorded exchange with one or several contacts."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from tui.domain.records.contact import ContactId

InteractionId = NewType("InteractionId", int)


class Channel(StrEnum):
    """How an exchange took place; the channel says how rich it was (practice model, 3.1)."""

    REACTION = "reaction"
    COMMENT = "comment"
    GROUP = "group"
    MESSAGE = "message"
    EMAIL = "email"
    LETTER = "letter"
    VOICE_NOTE = "voice_note"
    INTRODUCTION = "introduction"
    CALL = "call"
    VIDEO = "video"
    IN_PERSON = "in_person"
    NOTE = "note"
    """No exchange at all: a dated note on the contact, which counts for nothing."""

    @property
    def weight(self) -> float:
        """How far a touch on this channel carries, 0 to 1."""
        return _WEIGHT[self]

    @property
    def words(self) -> str:
        """The channel as the interface writes it."""
        return self.value.replace("_", " ")

    @property
    def usual_direction(self) -> Direction:
        """Who is taken to have reached out when nothing is said."""
        return Direction.MUTUAL if self in _MUTUAL else Direction.OUT


class Direction(StrEnum):
    """Who reached out."""

    OUT = "out"
    IN = "in"
    MUTUAL = "mutual"


class Role(StrEnum):
    """How a contact took part in an interaction."""

    MAIN = "main"
    PRESENT = "present"
    INTRODUCED = "introduced"
    MENTIONED = "mentioned"
    """Only spoken of: no touch."""


_WEIGHT = {
    Channel.NOTE: 0.0,
    Channel.REACTION: 0.0,
    Channel.COMMENT: 0.3,
    Channel.GROUP: 0.5,
    Channel.MESSAGE: 0.6,
    Channel.EMAIL: 0.8,
    Channel.LETTER: 0.8,
    Channel.VOICE_NOTE: 0.8,
    Channel.INTRODUCTION: 0.8,
    Channel.CALL: 1.0,
    Channel.VIDEO: 1.0,
    Channel.IN_PERSON: 1.0,
}
_MUTUAL = {Channel.CALL, Channel.VIDEO, Channel.IN_PERSON, Channel.GROUP}

PRACTICE_WEIGHT = 0.3
"""The least weight that counts as practice (practice model, 2.1)."""
RICH_WEIGHT = 0.6
"""The least weight of a touch that makes somebody an old tie later on (practice model, 3.4)."""

TOUCH_CHANNELS = frozenset(channel for channel in Channel if channel.weight > 0)
"""What counts as having been in touch, whoever reached out."""
PRACTICE_CHANNELS = frozenset(channel for channel in Channel if channel.weight >= PRACTICE_WEIGHT)
"""What can make its day a practice day."""
RICH_CHANNELS = frozenset(channel for channel in Channel if channel.weight >= RICH_WEIGHT)
"""Somebody once in touch on one of these may be offered as an old tie."""
REACHING_OUT = frozenset({Direction.OUT, Direction.MUTUAL})
"""The directions in which I reached out: only those are practice, and only those answer."""
TOOK_PART = frozenset({Role.MAIN, Role.PRESENT, Role.INTRODUCED})
"""The parts that are an exchange; somebody only mentioned was not in touch."""

OPENS_A_REPLY = frozenset({Channel.MESSAGE, Channel.EMAIL, Channel.LETTER, Channel.VOICE_NOTE})
"""Inbound on one of these leaves a reply owed; a reaction or a comment does not."""

PLATFORMS = {
    "linkedin": "LinkedIn",
    "x": "X",
    "instagram": "Instagram",
    "mastodon": "Mastodon",
    "github": "GitHub",
    "whatsapp": "WhatsApp",
    "signal": "Signal",
    "telegram": "Telegram",
}
"""Where a message or comment happened: stored word -> word on screen."""


class Way(StrEnum):
    """Which way something of value went."""

    GIVEN = "given"
    RECEIVED = "received"
    ASKED = "asked"


class ValueKind(StrEnum):
    """What kind of value it was."""

    INFORMATION = "information"
    INTRODUCTION = "introduction"
    ADVICE = "advice"
    HELP = "help"
    ENCOURAGEMENT = "encouragement"
    OPPORTUNITY = "opportunity"
    RESOURCE = "resource"


class Value(Struct, frozen=True):
    """Something given, received or asked for in an interaction."""

    way: Way
    note: str
    kind: ValueKind = ValueKind.HELP
    contact: ContactId | None = None
    """With whom, where it was not all of them."""


class NextStepDraft(Struct, frozen=True):
    """A next step before it is kept: what, and on which local calendar day."""

    text: str
    due_on: date


class PromiseDraft(Struct, frozen=True):
    """A promise before it is kept in the book."""

    text: str
    is_mine: bool
    due_on: date | None = None


class InteractionDraft(Struct, frozen=True):
    """An interaction ready to be recorded: what the log bar, the composer and the imports produce."""

    contacts: tuple[ContactId, ...]
    channel: Channel
    direction: Direction
    practice_date: date
    """Local calendar day, frozen once recorded."""
    occurred_at: datetime | None = None
    """The instant, where it is known (with offset)."""
    summary: str = ""
    notes: str = ""
    message: str = ""
    """The words that were sent, where they were written here."""
    platform: str = ""
    minutes: int | None = None
    place: str = ""
    situation: str = ""
    feeling: int | None = None
    """1-5, how it felt to me; None counts as 3."""
    values: tuple[Value, ...] = ()
    topics: tuple[str, ...] = ()
    mentions: tuple[ContactId, ...] = ()
    next_step: NextStepDraft | None = None
    promises: tuple[PromiseDraft, ...] = ()
    awkward_guess: int | None = None
    """1-5, how awkward it was expected to feel before it was sent (practice model, 5.4)."""
    before_book: bool = False
    """Known from before the book was begun: it counts for recency, never as practice."""
    source_key: str = ""
    """For imports: what makes this record the same record next time."""
    draft_id: str = ""


class Interaction(Struct, frozen=True):
    """An interaction in the book."""

    id: InteractionId
    uid: str
    practice_date: date
    channel: Channel
    direction: Direction
    contacts: tuple[ContactId, ...] = ()
    names: tuple[str, ...] = ()
    summary: str = ""
    notes: str = ""
    message: str = ""
    situation: str = ""
    platform: str = ""
    minutes: int | None = None
    place: str = ""
    feeling: int | None = None
    values: tuple[Value, ...] = ()
    topics: tuple[str, ...] = ()
    needs_reply: bool = False
    before_book: bool = False
    logged_at: datetime | None = None
    awkward_guess: int | None = None
    awkward_felt: int | None = None
