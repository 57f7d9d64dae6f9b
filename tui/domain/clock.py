"""The clock: the only place that asks what time it is, and what day that makes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tui.domain.errors import InvalidInput

DAY_START_HOURS = 4
"""A practice day runs from 04:00 to 04:00 on the person's own clock (practice model, 2.1)."""


def practice_date(wall_clock: datetime) -> date:
    """Give the practice day that a moment on the person's own wall clock belongs to."""
    return (wall_clock.replace(tzinfo=None) - timedelta(hours=DAY_START_HOURS)).date()


class Clock(Protocol):
    """What the rest of the product may know of time."""

    def now(self) -> datetime:
        """Give this instant in the person's zone, with its UTC offset."""
        ...

    def today(self) -> date:
        """Give the current practice day, a local calendar day."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, read in the person's zone (None: the machine's own zone)."""

    zone: tzinfo | None = None

    def now(self) -> datetime:
        """Give this instant in the person's zone."""
        return datetime.now(UTC).astimezone(self.zone)

    def today(self) -> date:
        """Give the current practice day."""
        return practice_date(self.now())


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: for rehearsals, pictures and tests."""

    instant: datetime

    def now(self) -> datetime:
        """Give the fixed instant."""
        return self.instant

    def today(self) -> date:
        """Give the practice day of the fixed instant."""
        return practice_date(self.instant)


def make_clock(zone_name: str = "local", frozen: str | None = None) -> Clock:
    """Make the clock for this run.

    ``zone_name`` is "local" or an IANA name; ``frozen`` is an ISO instant with its offset (the
    value of RAPPORT_NOW) and freezes both clock and zone. Raises InvalidInput for either.
    """
    if frozen:
        try:
            instant = datetime.fromisoformat(frozen)
        except ValueError as error:
            raise InvalidInput(
                "RAPPORT_NOW is not an instant.",
                f"It says {frozen!r}.",
                "Write it like 2026-11-23T09:00:00+01:00.",
            ) from error
        return FixedClock(instant if instant.tzinfo else instant.astimezone())
    if zone_name == "local":
        return SystemClock()
    try:
        return SystemClock(ZoneInfo(zone_name))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InvalidInput(
            f"{zone_name!r} is not a time zone.",
            hint="Use a name like Europe/Lisbon, or local.",
        ) from error
