"""Writing contacts as vCards, strictly: 3.0 by default, 4.0 on request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from tui.domain.records.contact import Contact, ContactDraft, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.knowing import RelatedName
from tui.formats.vcard.dates import written
from tui.formats.vcard.labels import types_of_label
from tui.formats.vcard.lines import escaped
from tui.formats.vcard.people import phonetic_lines, related_lines
from tui.formats.vcard.plain import HELD, written_as

Version = Literal["3.0", "4.0"]
FOLD_OCTETS = 75
"""The longest line, in octets without its line end (RFC 2426 and 6350)."""

_TOKEN = re.compile(r"[a-z0-9-]+")
_CHAT_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def write_vcards(
    contacts: Iterable[Contact | ContactDraft], version: Version = "3.0", *, with_notes: bool = True
) -> bytes:
    """Write contacts as one vCard file, UTF-8 with CRLF, in the order given.

    Identity, contact points, tags and dates are written; rhythm, interactions and how someone was
    met are not. ``with_notes`` False leaves the notes out as well.
    """
    return b"".join(folded(line) for contact in contacts for line in _lines(contact, version, with_notes))


def _lines(contact: Contact | ContactDraft, version: Version, with_notes: bool) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"UID:{escaped(contact.uid or _uid_for(contact))}"
    yield f"FN:{escaped(contact.name)}"
    yield f"N:{name_parts(contact.name)}"
    yield from phonetic_lines(contact.phonetic)
    yield from (f"NICKNAME:{escaped(alias)}" for alias in contact.aliases)
    yield from _filled("ORG", contact.organisation)
    for row in HELD:
        yield from _filled(written_as(row, version), getattr(contact, row.column))
    if contact.place:
        yield f"ADR:;;;{escaped(contact.place)};;;"
    for number, point in enumerate(contact.points, 1):
        yield from point_lines(point, f"item{number}", version)
    for number, day in enumerate(contact.key_dates, len(contact.points) + 1):
        yield from date_lines(day, f"item{number}", version)
    for number, each in enumerate(related_of(contact), len(contact.points) + len(contact.key_dates) + 1):
        yield from related_lines(each, f"item{number}", version)
    if contact.tags:
        yield "CATEGORIES:" + ",".join(escaped(tag) for tag in contact.tags)
    yield from _filled("TZ", contact.time_zone)
    if with_notes:
        yield from _filled("NOTE", contact.notes)
    yield "END:VCARD"


def related_of(contact: Contact | ContactDraft) -> tuple[RelatedName, ...]:
    """Give whom a contact's card names beside them."""
    return contact.related if isinstance(contact, ContactDraft) else ()


def _filled(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"{name}:{escaped(value)}"


def _uid_for(contact: Contact | ContactDraft) -> str:
    """Give a contact without an identity one that stays the same as long as they do."""
    return str(uuid5(NAMESPACE_URL, "\n".join([contact.name, *(point.value for point in contact.points)])))


def name_parts(name: str) -> str:
    """Return N: the last word as family name, what stands before as given name."""
    given, _, family = name.strip().rpartition(" ")
    return f"{escaped(family)};{escaped(given)};;;" if given else f";{escaped(family)};;;"


def point_lines(point: ContactPoint, group: str, version: Version) -> Iterator[str]:
    """Yield the lines of a contact point; ``group`` ties a label of the person's own to it."""
    name, params, value = _property_of(point, version)
    types = types_of_label(point.label)
    if types is None or (types and name == "X-SOCIALPROFILE"):
        yield f"{group}.{name}{params}:{value}"
        yield f"{group}.X-ABLabel:{escaped(point.label)}"
    else:
        spelled = types if version == "4.0" else tuple(word.upper() for word in types)
        yield f"{name}{params}{''.join(f';TYPE={word}' for word in spelled)}:{value}"


def _property_of(point: ContactPoint, version: Version) -> tuple[str, str, str]:
    """Return name, parameters and value of a contact point's line."""
    value = escaped(point.value)
    if point.kind is PointKind.EMAIL:
        return "EMAIL", "", value
    if point.kind is PointKind.PHONE:
        return "TEL", "", value
    if point.kind is PointKind.ADDRESS:
        return "ADR", "", f";;{value};;;;"
    if point.kind is PointKind.URL:
        return "URL", "", value
    return _profile_property(point, version, value)


def _profile_property(point: ContactPoint, version: Version, value: str) -> tuple[str, str, str]:
    platform = point.platform if _TOKEN.fullmatch(point.platform) else ""
    if _CHAT_SCHEME.match(point.value) and not point.value.lower().startswith("http"):
        return "IMPP", f";X-SERVICE-TYPE={platform}" if platform else "", value
    if version == "4.0":
        return "SOCIALPROFILE", f";SERVICE-TYPE={platform}" if platform else "", value
    return "X-SOCIALPROFILE", f";TYPE={platform}" if platform else "", value


def date_lines(day: KeyDate, group: str, version: Version) -> Iterator[str]:
    """Yield the lines of a key date; ``group`` ties its label to it."""
    value = written(day, version)
    if day.kind is KeyDateKind.BIRTHDAY:
        yield f"BDAY:{value}"
    elif day.kind is KeyDateKind.ANNIVERSARY and version == "4.0":
        yield f"ANNIVERSARY:{value}"
    else:
        yield f"{group}.X-ABDATE:{value}"
        label = "_$!<Anniversary>!$_" if day.kind is KeyDateKind.ANNIVERSARY else escaped(day.label)
        if label:
            yield f"{group}.X-ABLabel:{label}"


def folded(line: str) -> bytes:
    """Return a line folded at 75 octets, never inside a character, with CRLF at its end."""
    octets = line.encode("utf-8")
    pieces: list[bytes] = []
    start, room = 0, FOLD_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # inside a character
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, FOLD_OCTETS - 1  # a space stands before what follows
    return b"\r\n ".join([*pieces, octets[start:]]) + b"\r\n"
