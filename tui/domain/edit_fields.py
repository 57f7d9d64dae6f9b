"""The fields a contact is edited in: their names, what stands in them, what is written how."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from tui.domain.errors import InvalidInput, RapportError


class EditField(StrEnum):
    """One field of the editing screen."""

    NAME = "name"
    PHONETIC = "phonetic"
    ALIASES = "aliases"
    ROLE = "role"
    ORGANISATION = "organisation"
    POSITIONS = "positions"
    PLACE = "place"
    TIME_ZONE = "time_zone"
    EMAILS = "emails"
    PHONES = "phones"
    ONLINE = "online"
    ADDRESSES = "addresses"
    CHANNEL = "channel"
    CIRCLES = "circles"
    TAGS = "tags"
    RELATIONS = "relations"
    MET_AT = "met_at"
    MET_WHEN = "met_when"
    MET_VIA = "met_via"
    BIRTHDAY = "birthday"
    DATES = "dates"
    FACTS = "facts"
    INTERESTS = "interests"
    QUESTIONS = "questions"
    CUSTOM = "custom"
    NOTES = "notes"
    DECEASED = "deceased"


class FieldWords(Struct, frozen=True):
    """What a field is called, what may be written in it, and whether it takes several lines."""

    title: str
    hint: str
    has_lines: bool = False


WORDS: Mapping[EditField, FieldWords] = {
    EditField.NAME: FieldWords("Name", "as you say it"),
    EditField.PHONETIC: FieldWords("Said", "how the name is pronounced"),
    EditField.ALIASES: FieldWords("Also called", "nicknames, one a line", True),
    EditField.ROLE: FieldWords("Role", "what they do now"),
    EditField.ORGANISATION: FieldWords("Organisation", "where; the one before is kept as a past position"),
    EditField.POSITIONS: FieldWords("Positions", "e.g. CTO, Trailblaze 2019-2023", True),
    EditField.PLACE: FieldWords("Place", "where they live"),
    EditField.TIME_ZONE: FieldWords("Time zone", "e.g. Europe/Lisbon, or lisbon"),
    EditField.EMAILS: FieldWords("E-mail", "e.g. maya@ex.org, or work: maya@ex.org", True),
    EditField.PHONES: FieldWords("Phone", "e.g. mobile: +351 912 345 678", True),
    EditField.ONLINE: FieldWords("Online", "e.g. linkedin.com/in/maya, @maya@server.org, any address", True),
    EditField.ADDRESSES: FieldWords("Address", "e.g. home: Rua da Rosa 5, Lisbon", True),
    EditField.CHANNEL: FieldWords("Likes best", "call, message, email, video, in person, letter, voice note"),
    EditField.CIRCLES: FieldWords("Circles", "one a line", True),
    EditField.TAGS: FieldWords("Tags", "one a line", True),
    EditField.RELATIONS: FieldWords("Related", "e.g. mentor of Bo Chen, or sister: Ana Silva", True),
    EditField.MET_AT: FieldWords("Met at", "where you met"),
    EditField.MET_WHEN: FieldWords("Met in", "e.g. 2019, may 2019 or 12 may 2019"),
    EditField.MET_VIA: FieldWords("Met through", "who brought you together"),
    EditField.BIRTHDAY: FieldWords("Birthday", "e.g. 2 may, or 1985-05-02"),
    EditField.DATES: FieldWords("Other dates", "e.g. wedding: 12 june 2015", True),
    EditField.FACTS: FieldWords("Facts", "e.g. partner Tomás; one a line", True),
    EditField.INTERESTS: FieldWords("Interests", "what they care about; one a line", True),
    EditField.QUESTIONS: FieldWords("Ask next", "what to ask next time; one a line", True),
    EditField.CUSTOM: FieldWords("Your own", "Label: value", True),
    EditField.NOTES: FieldWords("Notes", "write as if they could read it", True),
    EditField.DECEASED: FieldWords("Has died", "yes: nothing is asked of you any more, all is kept"),
}

FormTexts = Mapping[EditField, str]
"""What stands in the fields; every field is there."""


class FieldRefused(InvalidInput):
    """A field says something that cannot be kept; the cursor belongs there."""

    def __init__(self, field: EditField, why: RapportError, line: int = 0) -> None:
        title = f"{WORDS[field].title}: {why.title}"
        super().__init__(title, "Nothing was saved.", why.hint)
        self.field = field
        self.line = line
        """Which line of the field, counted from 0."""


class ChangedMeanwhile(InvalidInput):
    """The same fields were changed in another window while they were edited here."""

    def __init__(self, name: str, fields: tuple[EditField, ...], now: FormTexts) -> None:
        named = ", ".join(WORDS[each].title for each in fields)
        super().__init__(
            f"{name} was changed in another window meanwhile: {named}.",
            "Nothing was saved; what you typed still stands.",
            "ctrl+s again keeps yours; Esc leaves it as a draft.",
        )
        self.fields = fields
        self.now = now
        """What stands in the book now."""


def lines_of(text: str) -> list[str]:
    """Give the lines that say something, each with its ends trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def changed_fields(before: FormTexts, after: FormTexts) -> tuple[EditField, ...]:
    """Give the fields that say something else, in their order; blank lines say nothing."""
    return tuple(each for each in EditField if _said(each, before[each]) != _said(each, after[each]))


def _said(field: EditField, text: str) -> list[str]:
    return [text.strip()] if field is EditField.NOTES else lines_of(text)
