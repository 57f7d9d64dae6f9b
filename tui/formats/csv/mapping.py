"""Which column of a CSV file means what: the words a mapping from columns to a contact is made of."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Field(StrEnum):
    """What a column can say about a contact."""

    NAME = "name"
    GIVEN = "given name"
    MIDDLE = "middle name"
    FAMILY = "family name"
    SUFFIX = "name suffix"
    PHONETIC = "phonetic name"
    GREETING_NAME = "greeting name"
    PRONOUNS = "pronouns"
    ALIAS = "other name"
    ORGANISATION = "organisation"
    ROLE = "role"
    PLACE = "place"
    TIME_ZONE = "time zone"
    EMAIL = "e-mail"
    PHONE = "phone"
    URL = "web page"
    PROFILE = "profile"
    ADDRESS = "whole address"
    STREET = "street"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"
    BIRTHDAY = "birthday"
    BIRTH_YEAR = "year of birth"
    BIRTH_MONTH = "month of birth"
    BIRTH_DAY = "day of birth"
    ANNIVERSARY = "anniversary"
    DATE = "other date"
    TAGS = "tags"
    CIRCLES = "circles"
    RHYTHM = "rhythm"
    MET_ON = "day you met"
    MET_WHEN = "about when you met"
    MET_AT = "where you met"
    PREFERRED_CHANNEL = "channel they like"
    STARRED = "starred"
    ARCHIVED = "archived"
    NOTES = "notes"
    UID = "identity"
    LABEL = "label of another column"
    """What the e-mail, phone, address, web page or date of the same group is called."""
    NOTED = "keep as a note"
    """Nothing the book has a place for: kept as a line of the note, under the column's name."""
    LEFT_OUT = "leave out"


class DateOrder(StrEnum):
    """Which of the first two numbers of a date like 3/4/2023 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class Column(Struct, frozen=True):
    """What one column says."""

    field: Field
    label: str = ""
    """What a contact point in it is called: home, work. For LABEL: the field it belongs to."""
    group: str = ""
    """Columns of one group belong together: the parts of one address, a number and its label."""


class Mapping(Struct, frozen=True):
    """How the rows of one file are read."""

    columns: tuple[Column, ...]
    """One for each column of the header, in order."""
    date_order: DateOrder | None = None
    """None: as the dates of the file themselves show, else the month first."""
    encoding: str | None = None
    """None: byte order mark, strict UTF-8, else cp1252."""
    is_guarded: bool = False
    """Whether cells may begin with the apostrophe that keeps a spreadsheet from running them."""

    @property
    def names_people(self) -> bool:
        """Whether some column could name a contact, so that the file can be imported."""
        return any(column.field in NAMING for column in self.columns)


NAMING = frozenset(
    {Field.NAME, Field.GIVEN, Field.FAMILY, Field.ALIAS, Field.EMAIL, Field.ORGANISATION, Field.PHONE}
)
"""Fields any of which is enough to tell who is meant."""
