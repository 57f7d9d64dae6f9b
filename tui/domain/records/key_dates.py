"""Dates that return every year: the next birthday, today's, and the ones just gone by."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.records.contact import KeyDate

BELATED_DAYS = 3
"""For so many days afterwards a greeting is still offered (practice model, 3.4)."""
COMING_UP_DAYS = 7
"""So many days ahead a date is shown as coming up (practice model, 3.4)."""


class Occurrence(Struct, frozen=True):
    """One return of a key date."""

    on: date
    """Local calendar day."""
    years: int | None
    """How many years since the first, where that year is known."""


def occurrence_in(key_date: KeyDate, year: int) -> Occurrence:
    """Return a key date's return in a year; 29 February is kept on the 28th of other years."""
    last = calendar.monthrange(year, key_date.month)[1]
    on = date(year, key_date.month, min(key_date.day, last))
    return Occurrence(on, None if key_date.year is None else year - key_date.year)


def next_occurrence(key_date: KeyDate, today: date) -> Occurrence:
    """Return the next return on or after a local calendar day."""
    this_year = occurrence_in(key_date, today.year)
    return this_year if this_year.on >= today else occurrence_in(key_date, today.year + 1)


def latest_occurrence(key_date: KeyDate, today: date) -> Occurrence:
    """Return the latest return on or before a local calendar day."""
    this_year = occurrence_in(key_date, today.year)
    return this_year if this_year.on <= today else occurrence_in(key_date, today.year - 1)


def occurrence_to_greet(key_date: KeyDate, today: date, reached_on: date | None = None) -> Occurrence | None:
    """Return the return to greet today: today's, or one of the last three days not yet greeted.

    ``reached_on`` is the last day I was in touch with the contact; a touch on or after the day answers it.
    """
    latest = latest_occurrence(key_date, today)
    if today - latest.on > timedelta(BELATED_DAYS) or (latest.years is not None and latest.years < 0):
        return None
    return None if reached_on is not None and reached_on >= latest.on else latest


def is_coming_up(key_date: KeyDate, today: date) -> bool:
    """Say whether a key date returns within the next seven days, today not counted."""
    return (
        timedelta(0) < next_occurrence(key_date, today + timedelta(1)).on - today <= timedelta(COMING_UP_DAYS)
    )
