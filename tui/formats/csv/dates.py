"""Dates as spreadsheets and address books write them into cells, with or without their year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from tui.domain.dates.spans import SHORT_MONTHS
from tui.formats.csv.mapping import DateOrder
from tui.formats.vcard.dates import NO_YEAR, day_of

_NUMBERED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?(?:,? \d.*)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_DAY_THEN_MONTH = re.compile(
    r"(\d{1,2})(?:[snrt][tdh])?[ .-]+([a-z]{3,9})\.?(?:[ ,-]+(\d{4}|\d{2}))?", re.ASCII
)
_MONTH_THEN_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:[snrt][tdh])?(?:,? (\d{4}))?", re.ASCII)
_NOTHING = re.compile(r"[0/.\- ]*")
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(SHORT_MONTHS, 1)}


class CellDay(Struct, frozen=True):
    """The day a cell names."""

    month: int
    day: int
    year: int | None = None
    has_short_year: bool = False
    """Two digits of a year were written, which could mean two centuries; the year is left unknown."""
    short_year: int = 0

    def within(self, century: int) -> date | None:
        """Return the whole date, a short year being in the century that begins with this year."""
        year = century + self.short_year if self.has_short_year else self.year
        return date(year, self.month, self.day) if year and _exists(year, self.month, self.day) else None


def day_in(cell: str, order: DateOrder | None) -> CellDay | None:
    """Return the day a cell names, or None where it names none.

    Known are ISO dates, ``--04-15``, ``15/04/1985`` by the order given (numbers above 12 decide for
    themselves, and dots put the day first), ``15 Apr 1985`` and ``April 15, 1985``.
    """
    text = cell.strip().lower()
    if known := day_of(cell.strip()):
        return CellDay(known[1], known[2], known[0])
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[2]), int(match[3]), match[1])
    if match := _DAY_THEN_MONTH.fullmatch(text):
        return _day(_MONTH_NUMBERS.get(match[2][:3], 0), int(match[1]), match[3])
    if match := _MONTH_THEN_DAY.fullmatch(text):
        return _day(_MONTH_NUMBERS.get(match[1][:3], 0), int(match[2]), match[3])
    if match := _NUMBERED.fullmatch(text):
        return _numbered(match, order)
    return None


def is_no_date(cell: str) -> bool:
    """Whether a cell holds what programs write for no date: nothing, zeros, ``0/0/00``."""
    return _NOTHING.fullmatch(cell) is not None


def order_in(cells: Iterable[str]) -> DateOrder | None:
    """Return the order the dates of a column show, or None where every one could be read both ways."""
    firsts = seconds = False
    for cell in cells:
        if match := _NUMBERED.fullmatch(cell.strip()):
            firsts |= int(match[1]) > 12
            seconds |= int(match[3]) > 12
    if firsts == seconds:
        return None
    return DateOrder.DAY_FIRST if firsts else DateOrder.MONTH_FIRST


def _numbered(match: re.Match[str], order: DateOrder | None) -> CellDay | None:
    first, second = int(match[1]), int(match[3])
    day_first = order is DateOrder.DAY_FIRST or (order is None and match[2] == ".")
    if first > 12 or (day_first and second <= 12):
        first, second = second, first
    return _day(first, second, match[4])


def _day(month: int, day: int, year: str | None) -> CellDay | None:
    if year and len(year) == 2:
        return CellDay(month, day, None, True, int(year)) if _exists(NO_YEAR, month, day) else None
    known = int(year) if year else None
    return CellDay(month, day, known) if _exists(NO_YEAR if known is None else known, month, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
