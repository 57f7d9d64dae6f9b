"""The address books whose CSV exports are known, as one table: which column of each says what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from tui.domain.records.contact import KeyDateKind, PointKind
from tui.formats.csv.mapping import Column, Field, Mapping
from tui.formats.csv.write import COLUMNS as OWN_COLUMNS

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Column]]
"""A pattern of column names that come in numbers or kinds, and what such a column says."""


class Layout(Struct, frozen=True):
    """The columns of one program's export, by their folded names."""

    name: str
    """What the command line calls it: google, outlook, thunderbird, rapport."""
    known_by: tuple[frozenset[str], ...]
    """Sets of column names; a header with all of one set has this layout."""
    columns: dict[str, Column]
    rules: tuple[Rule, ...] = ()
    left_out: frozenset[str] = frozenset()
    """Columns about the program, not the person."""
    is_guarded: bool = False

    def mapping(self, names: Sequence[str]) -> Mapping:
        """Return how rows under a header of these folded names are read; what is not known is noted."""
        return Mapping(tuple(self._column(name) for name in names), is_guarded=self.is_guarded)

    def _column(self, name: str) -> Column:
        if not name or name in self.left_out:
            return Column(Field.LEFT_OUT)
        if name in self.columns:
            return self.columns[name]
        for pattern, column in self.rules:
            if match := pattern.fullmatch(name):
                return column(match)
        return Column(Field.NOTED)


def layout_of(names: Sequence[str]) -> Layout | None:
    """Return the layout a header of these folded names has, or None where it is none of the known ones."""
    there = set(names)
    return next((layout for layout in LAYOUTS if any(known <= there for known in layout.known_by)), None)


def _plain(**columns: str) -> dict[str, Column]:
    """Write a part of a table: the field, and the columns that say it, divided by bars."""
    return {
        name.strip(): Column(Field[key.upper()])
        for key, names in columns.items()
        for name in names.split("|")
    }


def _sets(*columns: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(name.strip() for name in names.split("|")) for names in columns)


_PARTS = {
    "street": Field.STREET,
    "extended address": Field.STREET,
    "address": Field.STREET,
    "po box": Field.STREET,
    "address po box": Field.STREET,
    "pobox": Field.STREET,
    "formatted": Field.ADDRESS,
    "city": Field.CITY,
    "region": Field.REGION,
    "state": Field.REGION,
    "postal code": Field.POSTCODE,
    "county": Field.REGION,
    "zipcode": Field.POSTCODE,
    "zip": Field.POSTCODE,
    "post code": Field.POSTCODE,
    "country": Field.COUNTRY,
    "country/region": Field.COUNTRY,
}
_VALUES = {
    "e-mail": Field.EMAIL,
    "phone": Field.PHONE,
    "website": Field.URL,
    "event": Field.DATE,
    "im": Field.PROFILE,
}
_ORGANISATION = {"name": Field.ORGANISATION, "title": Field.ROLE}


def _google(match: re.Match[str]) -> Column:
    """Tell a numbered column: ``E-mail 2 - Value``."""
    thing, group, part = match[1], f"{match[1]} {match[2]}", match[3]
    if part in ("type", "label", "service") and not (thing == "im" and part == "type"):
        return Column(Field.LABEL, group=group)
    if thing == "address":
        return Column(_PARTS.get(part, Field.NOTED), group=group)
    if thing == "organization":
        return Column(_ORGANISATION.get(part, Field.NOTED))
    return Column(_VALUES.get(thing, Field.NOTED) if part == "value" else Field.LEFT_OUT, group=group)


def _phone(match: re.Match[str]) -> Column:
    """Tell ``Home Phone 2``, ``Business Fax``, ``Mobile Number``."""
    where = _LABELS.get(match[1] or "", match[1] or "")
    what = "" if match[2] in ("phone", "number") else match[2]
    return Column(Field.PHONE, " ".join(part for part in (where, what) if part))


def _address(match: re.Match[str]) -> Column:
    """Tell ``Home City``, ``Business Street 2``, ``Work ZipCode``."""
    label = _LABELS.get(match[1], match[1])
    return Column(_PARTS[match[2]], label, f"address {label}")


_LABELS = {"business": "work", "other": "", "primary": "", "company main": "work", "pager": "pager"}

GOOGLE = Layout(
    "google",
    _sets(
        *(f"{thing} 1 - {part}" for thing in ("e-mail", "phone") for part in ("value", "type", "label")),
        "group membership",
        "organization name|organization title|labels",
    ),
    _plain(
        name="name",
        given="given name|first name",
        middle="additional name|middle name",
        family="family name|last name",
        suffix="name suffix",
        phonetic="given name yomi|family name yomi|phonetic first name|phonetic last name",
        alias="nickname|short name|maiden name|file as",
        organisation="organization name",
        role="organization title|occupation",
        place="location",
        birthday="birthday",
        notes="notes",
        tags="labels|group membership",
    ),
    ((re.compile(r"([a-z][a-z -]*[a-z]) (\d+) - (.+)"), _google),),
    frozenset({"yomi name", "photo", "sensitivity", "priority", "directory server", "initials", "mileage"}),
)

OUTLOOK = Layout(
    "outlook",
    _sets(
        "first name|last name|e-mail address",
        "first name|last name|business street",
        "first name|last name|e-mail 2 address",
        "first name|last name|primary phone",
        "name|e-mail address|business street",
    ),
    _plain(
        name="name",
        given="first name",
        middle="middle name",
        family="last name",
        suffix="suffix",
        phonetic="given yomi|surname yomi",
        alias="nickname",
        organisation="company",
        role="job title",
        place="location",
        email="e-mail address|e-mail 2 address|e-mail 3 address",
        url="web page|personal web page|business home page",
        birthday="birthday",
        anniversary="anniversary",
        notes="notes",
        tags="categories",
    )
    | {"mobile phone": Column(Field.PHONE, "mobile"), "pager": Column(Field.PHONE, "pager")},
    (
        (re.compile(r"(home|business|other|primary|company main|car|radio) (phone|fax)(?: \d)?"), _phone),
        (
            re.compile(
                r"(home|business|other) (street|city|state|postal code|country(?:/region)?"
                r"|address po box|po box)(?: \d)?"
            ),
            _address,
        ),
    ),
    frozenset(
        {
            "internet free busy",
            "sensitivity",
            "priority",
            "private",
            "directory server",
            "mileage",
            "initials",
        }
        | {"home address", "business address", "other address", "organizational id number"}
        | {f"e-mail{number} {part}" for number in ("", " 2", " 3") for part in ("type", "display name")}
    ),
)

THUNDERBIRD = Layout(
    "thunderbird",
    _sets("first name|last name|display name|primary email", "display name|primary email|secondary email"),
    _plain(
        given="first name",
        family="last name",
        name="display name",
        alias="nickname",
        email="primary email|secondary email",
        organisation="organization|organisation",
        role="job title",
        birth_year="birth year",
        birth_month="birth month",
        birth_day="birth day",
        notes="notes",
    )
    | {
        "fax number": Column(Field.PHONE, "fax"),
        "pager number": Column(Field.PHONE, "pager"),
        "web page 1": Column(Field.URL, "work"),
        "web page 2": Column(Field.URL, "home"),
    },
    (
        (re.compile(r"(work|home|mobile) (phone|number)"), _phone),
        (re.compile(r"(home|work) (address|city|state|county|zip(?:code)?|post code|country) ?2?"), _address),
    ),
)

_OWN_FIELDS = {
    "aliases": Field.ALIAS,
    "email": Field.EMAIL,
    "url": Field.URL,
    "other_dates": Field.DATE,
    "rhythm_days": Field.RHYTHM,
    "last_touch_on": Field.LEFT_OUT,
    "next_due_on": Field.LEFT_OUT,
}

RAPPORT = Layout(
    "rapport",
    _sets("name|aliases|organisation|rhythm_days|uid"),
    {name: Column(_OWN_FIELDS.get(name) or Field[name.upper()]) for name in OWN_COLUMNS},
    is_guarded=True,
)

LAYOUTS = (RAPPORT, GOOGLE, THUNDERBIRD, OUTLOOK)
"""The known layouts, the surest first."""

POINT_OF = {
    Field.EMAIL: PointKind.EMAIL,
    Field.PHONE: PointKind.PHONE,
    Field.URL: PointKind.URL,
    Field.PROFILE: PointKind.PROFILE,
    Field.ADDRESS: PointKind.ADDRESS,
}
DATE_OF = {
    Field.BIRTHDAY: KeyDateKind.BIRTHDAY,
    Field.ANNIVERSARY: KeyDateKind.ANNIVERSARY,
    Field.DATE: KeyDateKind.OTHER,
}
