"""The tiers of the Today list, the people on it, and the reasons they carry."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from tui.domain.records.contact import ContactId, Ladder
from tui.domain.rhythms.lateness import State, ratio, state_of


class Tier(StrEnum):
    """The places of the Today list, best first (practice model, 3.4)."""

    PROMISE = "promise"
    REPLY = "reply"
    KEY_DATE = "key_date"
    NEXT_STEP = "next_step"
    RHYTHM = "rhythm"
    REKINDLE = "rekindle"
    WORLD = "world"

    @property
    def rank(self) -> int:
        """The place in the list, 1 the first."""
        return _TIERS.index(self) + 1


_TIERS = tuple(Tier)


class ReasonKind(StrEnum):
    """What a reason is about, whichever tier it stands in; it says what ``subject_id`` names."""

    PROMISE = "promise"
    REPLY = "reply"
    LADDER = "ladder"
    KEY_DATE = "key_date"
    NEXT_STEP = "next_step"
    RHYTHM = "rhythm"
    REKINDLE = "rekindle"
    WORLD = "world"


class Person(Struct, frozen=True):
    """What the Today list needs to know of a contact; every date is a local calendar day."""

    contact_id: ContactId
    name: str
    ideal_days: int | None = None
    due_on: date | None = None
    last_touch_on: date | None = None
    is_starred: bool = False
    is_archived: bool = False
    is_paused: bool = False
    ladder: Ladder = Ladder.FULL
    is_on_ladder: bool = False
    snoozed_until: date | None = None
    """The first day on which they show again."""
    met_on: date | None = None
    met_at: str = ""
    tags: tuple[str, ...] = ()
    group: str = ""
    """First circle, else first tag."""
    remembered: str = ""
    """One detail of the last time."""

    @property
    def first_name(self) -> str:
        """The word a message would greet them with."""
        return self.name.split()[0] if self.name.split() else self.name

    def state(self, today: date) -> State:
        """Say where they stand with their rhythm."""
        return state_of(
            today,
            ideal_days=self.ideal_days,
            due_on=self.due_on,
            last_touch_on=self.last_touch_on,
            is_archived=self.is_archived,
            is_paused=self.is_paused,
            snoozed_until=self.snoozed_until,
            is_on_ladder=self.is_on_ladder,
        )

    def is_snoozed(self, today: date) -> bool:
        """Say whether they are hidden for now."""
        return self.snoozed_until is not None and today < self.snoozed_until

    def is_rhythm_due(self, today: date) -> bool:
        """Say whether their rhythm asks for a hello now."""
        return self.state(today) in (State.DUE, State.OVERDUE)

    def ratio(self, today: date) -> float | None:
        """Return the time gone by in rhythms, or None where no rhythm runs."""
        if not self.ideal_days or self.due_on is None:
            return None
        return ratio(today, self.due_on, self.ideal_days)


class Reason(Struct, frozen=True):
    """One reason to reach out to one contact."""

    contact_id: ContactId
    tier: Tier
    kind: ReasonKind
    text: str
    """At most 26 columns."""
    sentence: str
    """The rule and the facts it used, in full."""
    due_on: date
    """The local calendar day it began to count."""
    subject_id: int | None = None
    """The promise, interaction or next step behind it, as ``kind`` says."""
    rank: float = 0.0
    """Among optional reasons of one tier: the larger comes first."""
