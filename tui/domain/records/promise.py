"""Promises both ways, and next steps: what was said would be done."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from tui.domain.records.contact import ContactId

PromiseId = NewType("PromiseId", int)
NextStepId = NewType("NextStepId", int)


class MadeBy(StrEnum):
    """Who gave the promise."""

    ME = "me"
    THEM = "them"


class Promise(Struct, frozen=True):
    """A promise between me and a contact."""

    id: PromiseId
    contact_id: ContactId
    name: str
    made_by: MadeBy
    text: str
    made_on: date
    due_on: date | None = None
    kept_on: date | None = None
    released_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Neither kept nor released."""
        return self.kept_on is None and self.released_on is None


class NextStep(Struct, frozen=True):
    """Something to do with a contact on or after a local calendar day."""

    id: NextStepId
    contact_id: ContactId
    name: str
    text: str
    due_on: date
    done_on: date | None = None
