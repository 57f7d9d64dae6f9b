"""Writing contacts as CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from tui.domain.records.contact import Contact, KeyDate, KeyDateKind, PointKind
from tui.domain.records.contact_fields import PLAIN

JOIN = " ::: "
"""Between several values in one cell, as Google's own export does it."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def write_contacts_csv(contacts: Iterable[Contact], *, raw: bool = False, with_mark: bool = False) -> bytes:
    """Write contacts as UTF-8 CSV with a header row, every cell quoted, in the order given.

    A cell a spreadsheet would run as a formula gets an apostrophe before it, unless ``raw``;
    ``with_mark`` puts a byte order mark first, which Excel needs.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for contact in contacts:
        cells = [cell(contact) for cell in COLUMNS.values()]
        writer.writerow(cells if raw else [guard(cell) for cell in cells])
    return (codecs.BOM_UTF8 if with_mark else b"") + out.getvalue().encode("utf-8")


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.lstrip("'").startswith(_DANGEROUS) else cell


def unguard(cell: str) -> str:
    """Take back what ``guard`` put before a cell."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_DANGEROUS) else cell


def _points(kind: PointKind) -> Callable[[Contact], str]:
    return lambda contact: JOIN.join(point.value for point in contact.points if point.kind is kind)


def _dates(kind: KeyDateKind) -> Callable[[Contact], str]:
    return lambda contact: JOIN.join(_yearly(day) for day in contact.key_dates if day.kind is kind)


def _yearly(day: KeyDate) -> str:
    year = f"{day.year:04}-" if day.year else "--"
    written = f"{year}{day.month:02}-{day.day:02}"
    return f"{written} {day.label}" if day.label else written


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes(claim: bool) -> str:
    return "yes" if claim else ""


_OTHERS: Mapping[str, Callable[[Contact], str]] = {
    "name": lambda c: c.name,
    "aliases": lambda c: JOIN.join(c.aliases),
    "email": _points(PointKind.EMAIL),
    "phone": _points(PointKind.PHONE),
    "profile": _points(PointKind.PROFILE),
    "url": _points(PointKind.URL),
    "address": _points(PointKind.ADDRESS),
    "birthday": _dates(KeyDateKind.BIRTHDAY),
    "anniversary": _dates(KeyDateKind.ANNIVERSARY),
    "other_dates": _dates(KeyDateKind.OTHER),
    "circles": lambda c: JOIN.join(c.circles),
    "tags": lambda c: JOIN.join(c.tags),
    "rhythm_days": lambda c: "" if c.rhythm_days is None else str(c.rhythm_days),
    "last_touch_on": lambda c: _day(c.last_touch_on),
    "next_due_on": lambda c: _day(c.next_due_on),
    "met_on": lambda c: _day(c.met_on),
    "starred": lambda c: _yes(c.is_starred),
    "archived": lambda c: _yes(c.is_archived),
    "uid": lambda c: c.uid,
}
"""The columns that are no plain field."""
_FURTHER_BACK = {"met_on": ("met_when", "met_at", "preferred_channel"), "archived": ("notes",)}
"""After which of them some plain fields stand; the others come after the nicknames."""


def _columns() -> dict[str, Callable[[Contact], str]]:
    plain: dict[str, Callable[[Contact], str]] = {row.column: row.of for row in PLAIN}
    behind = {column for columns in _FURTHER_BACK.values() for column in columns}
    after = {**_FURTHER_BACK, "aliases": tuple(column for column in plain if column not in behind)}
    found: dict[str, Callable[[Contact], str]] = {}
    for name, cell in _OTHERS.items():
        found |= {name: cell, **{column: plain[column] for column in after.get(name, ())}}
    return found


COLUMNS = _columns()
"""The columns in the order they are written, with how each is filled."""
