"""Writing contacts as the CSV file that Google Contacts itself exports and takes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from tui.domain.records.contact import Contact, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.formats.csv.write import JOIN

_PLAIN = (
    "First Name",
    "Middle Name",
    "Last Name",
    "Phonetic First Name",
    "Phonetic Last Name",
    "Nickname",
    "Organization Name",
    "Organization Title",
    "Birthday",
    "Notes",
    "Labels",
)
_MINE = "* myContacts"
"""The label by which Google shows somebody among one's contacts."""
_GROUPS = (
    ("E-mail", "Value", (PointKind.EMAIL,)),
    ("Phone", "Value", (PointKind.PHONE,)),
    ("Address", "Formatted", (PointKind.ADDRESS,)),
    ("Website", "Value", (PointKind.URL, PointKind.PROFILE)),
)


def write_google_csv(contacts: Sequence[Contact]) -> bytes:
    """Write contacts as UTF-8 CSV under Google's column names, in the order given.

    Google reads cells as they stand, so nothing is put before those that a spreadsheet would run. Rhythm,
    time zone and how someone was met have no column there.
    """
    most = {
        name: max((len(_points(each, kinds)) for each in contacts), default=0) for name, _, kinds in _GROUPS
    }
    events = max((len(_events(each)) for each in contacts), default=0)
    header = list(_PLAIN)
    for name, part, _ in _GROUPS:
        for number in range(1, most[name] + 1):
            header += [f"{name} {number} - Label", f"{name} {number} - {part}"]
    for number in range(1, events + 1):
        header += [f"Event {number} - Label", f"Event {number} - Value"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    for contact in contacts:
        cells = list(_cells(contact))
        for name, _, kinds in _GROUPS:
            cells += _padded([(_label(each), each.value) for each in _points(contact, kinds)], most[name])
        cells += _padded([(each.label or "Anniversary", _day(each)) for each in _events(contact)], events)
        writer.writerow(cells)
    return out.getvalue().encode()


def _cells(contact: Contact) -> Iterator[str]:
    words = contact.name.split()
    yield words[0] if words else ""
    yield " ".join(words[1:-1])
    yield words[-1] if len(words) > 1 else ""
    given, _, family = contact.phonetic.rpartition(" ")
    yield from (given, family) if given else (family, "")
    yield JOIN.join(contact.aliases)
    yield contact.organisation
    yield contact.role
    yield next((_day(each) for each in contact.key_dates if each.kind is KeyDateKind.BIRTHDAY), "")
    yield contact.notes
    yield JOIN.join((*contact.circles, *contact.tags, _MINE))


def _points(contact: Contact, kinds: Sequence[PointKind]) -> list[ContactPoint]:
    return [each for each in contact.points if each.kind in kinds]


def _label(point: ContactPoint) -> str:
    return point.label.capitalize() or point.platform


def _events(contact: Contact) -> list[KeyDate]:
    return [each for each in contact.key_dates if each.kind is not KeyDateKind.BIRTHDAY]


def _day(day: KeyDate) -> str:
    return f"{f'{day.year:04}' if day.year else '-'}-{day.month:02}-{day.day:02}"


def _padded(pairs: Sequence[tuple[str, str]], count: int) -> list[str]:
    filled = [*pairs, *[("", "")] * count][:count]
    return [cell for pair in filled for cell in pair]
