"""Who somebody is to somebody else, in plain words that read from both sides."""

from __future__ import annotations

import re

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId, fold
from tui.domain.text import clean

KIND_LIMIT = 200

_PAIRS = {
    "mentor": "mentee",
    "manager": "report",
    "teacher": "student",
    "parent": "child",
    "grandparent": "grandchild",
    "godparent": "godchild",
    "employer": "employee",
    "coach": "coachee",
    "supplier": "client",
    "landlord": "tenant",
}
"""The kind that is stored -> how the other side reads it."""
_OTHER_SIDE = {
    **{theirs: ours for ours, theirs in _PAIRS.items()},
    **_PAIRS,
    **dict.fromkeys(("mother", "father"), "child"),
    **dict.fromkeys(("daughter", "son"), "parent"),
    **dict.fromkeys(("grandmother", "grandfather"), "grandchild"),
    **dict.fromkeys(("granddaughter", "grandson"), "grandparent"),
    **dict.fromkeys(("sister", "brother"), "sibling"),
    **dict.fromkeys(("wife", "husband"), "spouse"),
    **dict.fromkeys(("girlfriend", "boyfriend"), "partner"),
    **dict.fromkeys(("aunt", "uncle"), "niece or nephew"),
    **dict.fromkeys(("niece", "nephew"), "aunt or uncle"),
    **{"niece or nephew": "aunt or uncle", "aunt or uncle": "niece or nephew", "boss": "report"},
}
SYMMETRIC = frozenset(
    {
        *("friend", "best friend", "colleague", "former colleague", "classmate", "neighbour", "flatmate"),
        *("sibling", "twin", "spouse", "partner", "ex-partner", "cousin", "co-founder", "business partner"),
        *("relative", "acquaintance", "housemate", "in-law"),
    }
)
"""Kinds that read the same from both sides."""
_SAME = {
    "neighbor": "neighbour",
    "co-worker": "colleague",
    "coworker": "colleague",
    "cofounder": "co-founder",
    "co founder": "co-founder",
    "ex partner": "ex-partner",
    "room-mate": "flatmate",
    "roommate": "flatmate",
    "direct report": "report",
}

_OF = re.compile(r"(?P<kind>.+?)\s+of\s+(?P<name>\S.*)", re.IGNORECASE)
_THEIRS = re.compile(r"(?P<kind>[^:]+):\s*(?P<name>\S.*)")


class Relation(Struct, frozen=True):
    """What a contact is to another: "contact is the ``kind`` of other"."""

    contact_id: ContactId
    other_id: ContactId
    kind: str


class RelationSeen(Struct, frozen=True):
    """A relation as it reads from one contact's side."""

    relation: Relation
    other_id: ContactId
    """The one on the other side."""
    other_name: str
    kind: str
    """What this contact is to the other; where no word for that is known, what the other is to them."""
    is_theirs: bool = False
    """The kind says what the other is: "Ana is her hairdresser"."""

    @property
    def line(self) -> str:
        """The relation as one line that can be read back: ``mentor of Bo Chen``, ``hairdresser: Ana``."""
        return f"{self.kind}: {self.other_name}" if self.is_theirs else f"{self.kind} of {self.other_name}"

    def sentence(self, first_name: str) -> str:
        """Say it in plain words: "Maya is Bo Chen's mentor"."""
        if self.is_theirs:
            return f"{self.other_name} is {possessive(first_name)} {self.kind}"
        return f"{first_name} is {possessive(self.other_name)} {self.kind}"


class RelationLine(Struct, frozen=True):
    """A relation as it was typed on a contact's page, the other still by name."""

    kind: str
    name: str
    is_theirs: bool
    """The kind says what the other is to the contact, not what the contact is to them."""


def possessive(name: str) -> str:
    """Give whose it is: ``Bo's``, ``Ines'``."""
    return f"{name}'" if name.endswith(("s", "S")) else f"{name}'s"


def kind_words(text: str) -> str:
    """Return a kind as it is kept: one line, one spelling of the known ones. Raises InvalidInput for none."""
    kept = " ".join(clean(text, KIND_LIMIT, one_line=True).split())
    if not kept:
        raise InvalidInput("What are they to each other?", "Nothing was saved.", "Write mentor of Bo Chen.")
    folded = fold(kept)
    known = _SAME.get(folded, folded)
    return known if known in SYMMETRIC or known in _OTHER_SIDE else kept


def relation_of(subject: ContactId, other: ContactId, kind: str) -> Relation:
    """Return the one row that says this, from whichever side it was said; ``subject`` is the kind of ``other``."""
    words = kind_words(kind)
    stored = next((ours for ours, theirs in _PAIRS.items() if theirs == words), None)
    if stored is not None:
        return Relation(other, subject, stored)
    if words in SYMMETRIC and other < subject:
        return Relation(other, subject, words)
    return Relation(subject, other, words)


def seen_from(contact_id: ContactId, relation: Relation, other_name: str) -> RelationSeen:
    """Read a relation from one of its two sides."""
    if relation.contact_id == contact_id:
        return RelationSeen(relation, relation.other_id, other_name, relation.kind)
    folded = fold(relation.kind)
    if folded in SYMMETRIC:
        return RelationSeen(relation, relation.contact_id, other_name, relation.kind)
    inverse = _OTHER_SIDE.get(folded)
    if inverse is None:
        return RelationSeen(relation, relation.contact_id, other_name, relation.kind, is_theirs=True)
    return RelationSeen(relation, relation.contact_id, other_name, inverse)


def read_relation(text: str) -> RelationLine:
    """Read ``mentor of Bo Chen`` (what they are) or ``sister: Ana`` (what the other is to them).

    Raises InvalidInput for anything else.
    """
    line = " ".join(clean(text, one_line=True).split())
    theirs = _THEIRS.fullmatch(line)
    found = theirs or _OF.fullmatch(line)
    if found is None:
        raise InvalidInput(
            f'"{line}" does not say who they are to whom.',
            "Nothing was saved.",
            "Write mentor of Bo Chen, or sister: Ana Silva.",
        )
    return RelationLine(kind_words(found["kind"]), found["name"], theirs is not None)
