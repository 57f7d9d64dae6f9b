"""Travel: a day that a long flight has bent asks for nothing."""

from __future__ import annotations

from datetime import date, timedelta

FAR_MINUTES = 180
"""A shift of the clock that makes a travel day (practice model, 2.1); summer time is only 60."""


def is_far(last_offset: int, offset: int) -> bool:
    """Say whether two UTC offsets, in minutes, lie a travel day apart (practice model, 2.1)."""
    return abs(offset - last_offset) >= FAR_MINUTES


def travel_days(last_offset: int | None, offset: int, arrival: date) -> tuple[date, ...]:
    """Return the days that rest by themselves: the day before an arrival, and the arrival itself.

    ``last_offset`` is the UTC offset last seen, in minutes; None when none was. ``arrival`` is the
    local calendar day on which the other offset is first seen. Rule: practice model, 2.1.
    """
    if last_offset is None or not is_far(last_offset, offset):
        return ()
    return (arrival - timedelta(1), arrival)
