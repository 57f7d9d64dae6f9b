"""The dates of a vCard, in all the ways they are written, with or without their year."""

from __future__ import annotations

import re
from datetime import date

from tui.domain.records.contact import KeyDate

NO_YEAR = 1604
"""The year Apple writes where none is known (a leap year, so 29 February fits)."""

_FULL = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_YEARLESS = re.compile(r"--(\d{2})-?(\d{2})(?:[T ].*)?")


def day_of(value: str, omitted_year: str = "") -> tuple[int | None, int, int] | None:
    """Return (year or None, month, day) of a date as a card writes it, or None where it is none.

    ``omitted_year`` is the value of X-APPLE-OMIT-YEAR.
    """
    text = value.strip()
    if match := _FULL.fullmatch(text):
        year, month, day = (int(match[i]) for i in (1, 2, 3))
        if not _exists(year, month, day):
            return None
        unknown = year == NO_YEAR or match[1] == omitted_year
        return (None if unknown else year), month, day
    if match := _YEARLESS.fullmatch(text):
        month, day = int(match[1]), int(match[2])
        return (None, month, day) if _exists(NO_YEAR, month, day) else None
    return None


def written(day: KeyDate, version: str) -> str:
    """Return a date as a card of this version (3.0 or 4.0) writes it."""
    if version == "4.0":
        return f"{day.year:04}{day.month:02}{day.day:02}" if day.year else f"--{day.month:02}{day.day:02}"
    return f"{day.year:04}-{day.month:02}-{day.day:02}" if day.year else f"--{day.month:02}-{day.day:02}"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
