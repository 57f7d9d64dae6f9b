"""Months, quarters and years, counted by pendulum, which knows how long each of them is."""

# Imported where it is used: it takes half as long to import as a line from the shell takes altogether.
from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pendulum

_DAYS = {"d": 1, "w": 7, "f": 14}


def moved(day: date, unit: str, count: int) -> date | None:
    """Move a day by that many units: d, w, f (fortnight), mo or y. None where there is no such year.

    A month that is too short gives its last day.
    """
    try:
        if unit in _DAYS:
            return day + timedelta(days=count * _DAYS[unit])
        start = _of(day)
        return _plain(start.add(years=count) if unit == "y" else start.add(months=count))
    except (ValueError, OverflowError):
        return None


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return _plain(_of(day).end_of("month"))


def first_of_quarter(day: date) -> date:
    """Return the first day of a day's quarter."""
    return _plain(_of(day).first_of("quarter"))


def nearest_day_of_month(today: date, day: int, *, is_past: bool) -> date:
    """Return the nearest such day of a month that has it, at or before today (``is_past``) or at or after it."""
    month = _of(today).start_of("month")
    while True:
        if day <= month.days_in_month:
            found = date(month.year, month.month, day)
            if found <= today if is_past else found >= today:
                return found
        month = month.subtract(months=1) if is_past else month.add(months=1)


def _of(day: date) -> pendulum.Date:
    import pendulum

    return pendulum.date(day.year, day.month, day.day)


def _plain(day: pendulum.Date) -> date:
    """Return a day as the rest of the product counts them; ``date`` is all it asks of one."""
    return date(day.year, day.month, day.day)
