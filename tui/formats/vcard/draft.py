"""From the properties of one vCard to what the book can hold of a contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tui.domain.records.contact import (
    FIELD_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    ContactDraft,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
)
from tui.domain.records.contact_fields import PlainField
from tui.domain.records.contact_points import profile_of, profile_point
from tui.domain.text import clean
from tui.formats.result import SYSTEM_TAGS, ReadProblem, Remarks, problem
from tui.formats.vcard.dates import day_of
from tui.formats.vcard.labels import label_of_types, unwrap_apple
from tui.formats.vcard.lines import Property, split_unescaped, unescape
from tui.formats.vcard.people import phonetic_in, related_in
from tui.formats.vcard.plain import HELD

_DATES = {
    "BDAY": KeyDateKind.BIRTHDAY,
    "ANNIVERSARY": KeyDateKind.ANNIVERSARY,
    "X-ANNIVERSARY": KeyDateKind.ANNIVERSARY,
    "X-EVOLUTION-ANNIVERSARY": KeyDateKind.ANNIVERSARY,
    "X-ABDATE": KeyDateKind.OTHER,
}
_CHAT = {
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-JABBER": "xmpp",
    "X-MSN": "msn",
    "X-ICQ": "icq",
    "X-AIM": "aim",
    "X-YAHOO": "yahoo",
    "X-GOOGLE-TALK": "google-talk",
    "X-TWITTER": "x",
}
_PLATFORM_WORDS = {"twitter": "x"}


def draft_of(properties: Sequence[Property], line: int, problems: list[ReadProblem]) -> ContactDraft | None:
    """Return the contact a card describes, or None where nothing in it could serve as a name.

    ``line`` is where the card begins; what could not be used is added to ``problems``.
    """
    return _Reading(properties, line, problems).draft()


class _Reading:
    """One card being read."""

    def __init__(self, properties: Sequence[Property], line: int, problems: list[ReadProblem]) -> None:
        self._all = properties
        self._line = line
        self._problems = problems
        self._remarks = Remarks(line, problems)
        self._labels = {
            p.group: unwrap_apple(_text(p.value)) for p in properties if p.name == "X-ABLABEL" and p.group
        }

    def draft(self) -> ContactDraft | None:
        key_dates, unread = self._key_dates()
        aliases = self._listed("NICKNAME")
        organisation = next((org for p in self._named("ORG") if (org := _components(p.value))), "")
        points = tuple(dict.fromkeys(self._points()))
        name = self._name() or next((text for text in (*aliases, organisation) if text), "")
        name = name or next((point.value for point in points), "")
        if not name:
            return None
        kept_name = self._remarks.cut(name, NAME_LIMIT, "name")
        notes = [n for p in self._named("NOTE") if (n := clean(unescape(p.value)).strip())]
        if kept_name != name:
            notes.append(f"Full name: {name}")
        draft = ContactDraft(
            name=kept_name,
            aliases=aliases,
            organisation=self._remarks.cut(organisation, FIELD_LIMIT, "organisation"),
            place=self._remarks.cut(self._place(), FIELD_LIMIT, "place"),
            time_zone=_zone(self._first("TZ")),
            notes=self._remarks.cut("\n\n".join(notes + unread), NOTE_LIMIT, "note"),
            points=points,
            tags=tuple(tag for tag in self._listed("CATEGORIES") if tag.casefold() not in SYSTEM_TAGS),
            key_dates=key_dates,
            phonetic=phonetic_in(self._all),
            related=related_in(self._all, self._labels),
            uid=self._first("UID").removeprefix("urn:uuid:")[:FIELD_LIMIT],
            source_line=self._line,
        )
        return replace(draft, **{row.column: self._held(row) for row in HELD})

    def _held(self, row: PlainField) -> str:
        found = (text for name in row.vcard if (text := self._first(name)))
        return self._remarks.cut(next(found, ""), row.limit, row.title.lower())

    def _named(self, *names: str) -> Iterable[Property]:
        return (p for p in self._all if p.name in names)

    def _first(self, name: str) -> str:
        return next((text for p in self._named(name) if (text := _text(p.value))), "")

    def _listed(self, name: str) -> tuple[str, ...]:
        texts = (_text(part) for p in self._named(name) for part in split_unescaped(p.value, ","))
        return tuple(
            dict.fromkeys(self._remarks.cut(text, FIELD_LIMIT, name.lower()) for text in texts if text)
        )

    def _name(self) -> str:
        written = self._first("FN")
        if written:
            return written
        for p in self._named("N"):
            family, given, middle, prefix, suffix, *_ = [*_split(p.value), "", "", "", "", ""]
            if composed := " ".join(part for part in (prefix, given, middle, family, suffix) if part):
                return composed
        return ""

    def _label(self, p: Property) -> str:
        return (self._labels.get(p.group, "") if p.group else "") or label_of_types(p.types)

    def _points(self) -> Iterable[ContactPoint]:
        for p in self._all:
            point = self._point(p)
            if point and point.value:
                yield point

    def _point(self, p: Property) -> ContactPoint | None:
        label = self._remarks.cut(self._label(p), FIELD_LIMIT, "label")
        if p.name == "EMAIL":
            return ContactPoint(PointKind.EMAIL, self._value(_without(p, "mailto:")), label)
        if p.name == "TEL":
            return ContactPoint(PointKind.PHONE, self._value(_phone(p)), label)
        if p.name == "ADR":
            return self._address(p, label)
        if p.name == "URL":
            return profile_point(self._value(_text(p.value)), label)
        if p.name in ("X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP") or p.name in _CHAT:
            return self._profile(p, label)
        return None

    def _value(self, text: str) -> str:
        return self._remarks.cut(text, FIELD_LIMIT, "contact point")

    def _address(self, p: Property, label: str) -> ContactPoint | None:
        box, extra, street, city, region, code, country, *_ = [*_split(p.value), *[""] * 7]
        if not (box or extra or street):
            return None
        area = " ".join(part for part in (region, code) if part)
        parts = (box, extra, street, city, area, country)
        return ContactPoint(PointKind.ADDRESS, self._value(", ".join(part for part in parts if part)), label)

    def _place(self) -> str:
        for p in self._named("ADR"):
            _, _, _, city, region, _, country, *_ = [*_split(p.value), *[""] * 7]
            if city or region or country:
                return city or region or country
        return ""

    def _profile(self, p: Property, label: str) -> ContactPoint:
        value = self._value(_text(p.value))
        platform = p.param("SERVICE-TYPE") or p.param("X-SERVICE-TYPE")
        if p.name in _CHAT:
            platform = _CHAT[p.name]
        elif p.name == "X-SOCIALPROFILE":
            platform = platform or next(
                (word for word in p.types if word not in ("home", "work", "pref")), ""
            )
            label = self._labels.get(p.group, "") if p.group else ""
            if not value or value.startswith("x-apple:"):
                value = clean(p.param("X-USER"), FIELD_LIMIT, one_line=True).strip() or value
        if known := profile_of(value):
            return ContactPoint(PointKind.PROFILE, known[1], label, known[0])
        scheme, colon, _ = value.partition(":")
        platform = clean((platform or (scheme if colon else "")).lower(), 40, one_line=True).strip()
        return ContactPoint(PointKind.PROFILE, value, label, _PLATFORM_WORDS.get(platform, platform))

    def _key_dates(self) -> tuple[tuple[KeyDate, ...], list[str]]:
        """Return the yearly dates, and as notes those written in words."""
        days: list[KeyDate] = []
        unread: list[str] = []
        for p in self._named(*_DATES):
            text, kind = _text(p.value), _DATES[p.name]
            label = self._labels.get(p.group, "") if p.group else ""
            if kind is KeyDateKind.OTHER and label == "anniversary":
                kind, label = KeyDateKind.ANNIVERSARY, ""
            day = day_of(text, p.param("X-APPLE-OMIT-YEAR"))
            if day:
                label = label if kind is KeyDateKind.OTHER else ""
                days.append(
                    KeyDate(kind, day[1], day[2], day[0], self._remarks.cut(label, FIELD_LIMIT, "label"))
                )
            elif text:
                title = label or ("Date" if kind is KeyDateKind.OTHER else kind.value.capitalize())
                unread.append(f"{title}: {text}")
                self._problems.append(
                    problem(p.line, "This date is not a calendar day; it was kept as a note.", text)
                )
        return tuple(dict.fromkeys(days)), unread


def _text(value: str) -> str:
    """Return a text value on one line; an unescaped comma is data."""
    return clean(unescape(value), one_line=True).strip()


def _split(value: str) -> list[str]:
    return [_text(part) for part in split_unescaped(value, ";")]


def _components(value: str) -> str:
    return ", ".join(part for part in _split(value) if part)


def _without(p: Property, scheme: str) -> str:
    text = _text(p.value)
    return text[len(scheme) :] if text[: len(scheme)].lower() == scheme else text


def _phone(p: Property) -> str:
    number, _, extension = _without(p, "tel:").partition(";ext=")
    return f"{number} ext. {extension}" if extension else number


def _zone(text: str) -> str:
    """Return a time zone only where it is an IANA name; an offset says too little."""
    return text if "/" in text and " " not in text and len(text) <= 64 else ""
