"""What is known of somebody: facts and interests, positions held, fields of one's own, who they belong with."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NewType

from msgspec import Struct

QuestionId = NewType("QuestionId", int)

PREFERRED_WORDS = ("message", "email", "letter", "voice_note", "call", "video", "in_person")
"""The channels somebody can like best, by their stored words."""


class FactKind(StrEnum):
    """A fact is so; an interest is something they care about."""

    FACT = "fact"
    INTEREST = "interest"


class Fact(Struct, frozen=True):
    """One thing to remember of somebody: partner Tomás, vegetarian, runs."""

    text: str
    kind: FactKind = FactKind.FACT
    noted_on: date | None = None
    """Local calendar day it was noted."""


class Position(Struct, frozen=True):
    """What somebody does or did somewhere.

    The days are partial: ISO text cut short (2019, 2019-05, 2019-05-04), empty where unknown or still so.
    """

    organisation: str = ""
    role: str = ""
    from_when: str = ""
    to_when: str = ""


class CustomField(Struct, frozen=True):
    """A field of the person's own: a label and what stands under it."""

    label: str
    value: str


class RelatedName(Struct, frozen=True):
    """Somebody related, by name, as a file names them: "they are the contact's ``kind``"."""

    name: str
    kind: str


class Question(Struct, frozen=True):
    """Something to ask them the next time; struck off once it was used."""

    id: QuestionId
    text: str
    added_on: date
    asked_on: date | None = None
    """Local calendar day it was struck off; None while it is open."""
    interaction_id: int | None = None
    """The interaction that used it, where there was one."""
