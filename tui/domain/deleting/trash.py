"""What lies in the trash: taken out of every list, kept for a while, brought back or deleted for ever."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

KEPT_DAYS = 30
"""So long everything stays in the trash; after that, emptying it is offered and never done unasked."""


class TrashKind(StrEnum):
    """What can lie in the trash."""

    CONTACT = "contact"
    INTERACTION = "interaction"


class Trashed(Struct, frozen=True):
    """One thing in the trash."""

    kind: TrashKind
    id: int
    title: str
    """The name; for an interaction, how and with whom."""
    text: str
    """What helps to recognise it: organisation, or the first words of the notes."""
    deleted_on: date
    """The local day it was moved to the trash."""

    @property
    def key(self) -> str:
        """A short name for the command line: c12, i34."""
        return f"{self.kind.value[0]}{self.id}"

    def days_left(self, today: date) -> int:
        """Return for how many days it is still kept for certain; 0 when emptying is offered."""
        return max(0, (self.deleted_on + timedelta(days=KEPT_DAYS) - today).days)

    def why(self, today: date) -> str:
        """Say in few words why it is still there."""
        left = self.days_left(today)
        if not left:
            return "goes when you empty the trash"
        return f"kept {left} more {'day' if left == 1 else 'days'}"
