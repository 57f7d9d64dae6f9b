"""What a line was understood to say: the fields, the pieces shown for them, and what is wrong."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from tui.domain.quick_add.people import PersonMatch
from tui.domain.records.contact import ContactDraft
from tui.domain.records.interaction import Channel, Direction, NextStepDraft, Value


class LineKind(StrEnum):
    """What a line makes."""

    PERSON = "person"
    LOG = "log"
    FOLLOW_UP = "follow_up"


class Part(StrEnum):
    """The parts of a line that are shown as pieces."""

    NAME = "name"
    WHO = "who"
    CHANNEL = "channel"
    PLATFORM = "platform"
    DIRECTION = "direction"
    DATE = "date"
    LENGTH = "length"
    PLACE = "place"
    MET = "met"
    VIA = "via"
    ORGANISATION = "organisation"
    ROLE = "role"
    TIME_ZONE = "time zone"
    BIRTHDAY = "birthday"
    POINT = "point"
    RHYTHM = "rhythm"
    VALUE = "value"
    TAG = "tag"
    NEXT = "next"
    MENTION = "mention"
    TEXT = "text"
    """What a follow-up is about."""
    NOTE = "note"


Stretch = tuple[int, int]
"""Where something stands in the line: start and end offset."""


class Piece(Struct, frozen=True):
    """One understood field, as the preview shows it."""

    part: Part
    text: str
    stretches: tuple[Stretch, ...] = ()
    """The words it came from; empty for what was assumed."""


class LineProblem(Struct, frozen=True):
    """Something in the line that is missing, unclear, or worth saying before Enter."""

    start: int
    end: int
    """Offsets into the line, for the caret."""
    sentence: str
    blocking: bool = True
    """Whether Enter must wait until it is settled."""
    candidates: tuple[PersonMatch, ...] = ()
    """Those the word could mean; a digit or the arrows choose."""
    suggestion: PersonMatch | None = None
    """The one a mistyped word may mean; Tab takes them."""
    handle: str = ""
    """The handle in question; hand it back as accepted to add it as a new person."""


class Parsed(Struct, frozen=True):
    """A line, read. Which fields matter depends on the kind."""

    line: str
    kind: LineKind
    today: date
    person: ContactDraft | None = None
    existing: PersonMatch | None = None
    """For a person: someone with that name who is already here."""
    via: PersonMatch | None = None
    """For a person: through whom we met."""
    contacts: tuple[PersonMatch, ...] = ()
    new_names: tuple[str, ...] = ()
    """People the line would add to the book."""
    unsettled: tuple[str, ...] = ()
    """Handles that mean several people, or nearly someone."""
    mentions: tuple[PersonMatch, ...] = ()
    channel: Channel = Channel.MESSAGE
    channel_is_assumed: bool = False
    """No word said the channel: it is the one last used, or a message."""
    channel_is_last_used: bool = False
    direction: Direction = Direction.OUT
    platform: str = ""
    practice_date: date | None = None
    """For a log: the local calendar day it happened on."""
    minutes: int | None = None
    place: str = ""
    values: tuple[Value, ...] = ()
    topics: tuple[str, ...] = ()
    note: str = ""
    next_step: NextStepDraft | None = None
    due_on: date | None = None
    """For a follow-up: the local calendar day it is due."""
    due_is_assumed: bool = False
    """No date was said: it is due in a week."""
    text: str = ""
    """For a follow-up: what it is about."""
    problems: tuple[LineProblem, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def blocking(self) -> LineProblem | None:
        """The first problem that keeps Enter from saving."""
        return next((problem for problem in self.problems if problem.blocking), None)

    def preview(self) -> str:
        """Say in one line what was understood, each field with its word."""
        return " · ".join(piece.text for piece in self.pieces)
