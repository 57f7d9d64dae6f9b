"""Absence: how long nothing was practised, and how many days one has been back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from msgspec import Struct

AWAY_DAYS = 7
"""So many whole days without any act make an absence (practice model, 3.4)."""
BACK_FOR_GOOD = 10
"""After so many practice days the return is over: no pace is larger."""


class Absence(Struct, frozen=True):
    """The latest absence, as long as it still matters; all zero when there is none."""

    days_away: int = 0
    """Whole days without any act."""
    practice_days_since_return: int = 0
    """Practice days from the return up to yesterday."""

    @property
    def is_away(self) -> bool:
        """Whether the absence still lasts, or ends only today."""
        return self.days_away >= AWAY_DAYS and not self.practice_days_since_return


def absence(practice_dates: Iterable[date], today: date) -> Absence:
    """Find the latest absence before a local calendar day (practice model, 3.4).

    Rest days and pauses count as away: on return the ramp does the work.
    """
    days = sorted({day for day in practice_dates if day <= today}, reverse=True)
    if not days:
        return Absence()
    if (gap := _whole_days_between(days[0], today)) >= AWAY_DAYS:
        return Absence(gap)
    since = 0
    for day, before in pairwise(days):
        since += day < today
        if since >= BACK_FOR_GOOD:
            break
        if (gap := _whole_days_between(before, day)) >= AWAY_DAYS:
            return Absence(gap, since)
    return Absence()


def _whole_days_between(earlier: date, later: date) -> int:
    return (later - earlier).days - 1
