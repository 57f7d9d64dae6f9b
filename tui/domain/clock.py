"""The clock: the only place that asks what time it is, and what day that makes.

On the standard library: the first frame and the lines from the shell that only ask need no more of time than this, and
stand before pendulum is imported. Months and quarters are counted in `dates.months`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from tui.domain.errors import InvalidInput

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years a clock may stand in, as those of a date that is typed."""
DAY_START_HOURS = 4
"""A practice day runs from 04:00 to 04:00 on the person's own clock (practice model, 2.1)."""


def practice_date(wall_clock: datetime) -> date:
    """Return the practice day that a moment on the person's own wall clock belongs to."""
    return (wall_clock.replace(tzinfo=None) - timedelta(hours=DAY_START_HOURS)).date()


def utc_text(instant: datetime) -> str:
    """Return an instant as the book keeps it: 2026-11-23T08:00:00Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc_stamp(instant: datetime) -> str:
    """Return an instant as it stands in the names of files and on cards: 20261123T080000Z."""
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


class Clock(Protocol):
    """What the rest of the product may know of time."""

    def now(self) -> datetime:
        """Return this instant in the person's zone, with its UTC offset."""
        ...

    def today(self) -> date:
        """Return the current practice day, a local calendar day."""
        ...


class SystemClock(Struct, frozen=True):
    """The machine's clock, read in the person's zone (None: the machine's own zone)."""

    zone: tzinfo | None = None

    def now(self) -> datetime:
        """Return this instant in the person's zone."""
        return datetime.now(UTC).astimezone(self.zone)

    def today(self) -> date:
        """Return the current practice day."""
        return practice_date(self.now())


class FixedClock(Struct, frozen=True):
    """A clock that stands still: for rehearsals, pictures and tests."""

    instant: datetime

    def now(self) -> datetime:
        """Return the fixed instant."""
        return self.instant

    def today(self) -> date:
        """Return the practice day of the fixed instant."""
        return practice_date(self.instant)


def make_clock(zone_name: str = "local", frozen: str | None = None) -> Clock:
    """Make the clock for this run.

    ``zone_name`` is "local" or an IANA name; ``frozen`` is an ISO instant with its offset (the
    value of RAPPORT_NOW) and freezes both clock and zone. Raises InvalidInput for either.
    """
    if frozen:
        try:
            instant = datetime.fromisoformat(frozen)
            if not FIRST_YEAR <= instant.year <= LAST_YEAR:
                raise ValueError(f"a year from {FIRST_YEAR} to {LAST_YEAR}")
            instant = instant if instant.tzinfo else instant.astimezone()
        except (ValueError, OverflowError) as error:
            raise InvalidInput(
                "RAPPORT_NOW is not an instant.",
                f"It says {frozen!r}.",
                "Write it like 2026-11-23T09:00:00+01:00.",
            ) from error
        return FixedClock(instant)
    if zone_name == "local":
        return _machine_clock()
    try:
        return SystemClock(ZoneInfo(zone_name))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput(
            f"{zone_name!r} is not a time zone.",
            hint="Use a name like Europe/Lisbon, or local.",
        ) from error


def _machine_clock() -> SystemClock:
    """Return the machine's clock in its own zone; raises InvalidInput where TZ makes no sense."""
    clock = SystemClock()
    try:
        clock.now()
    except (ValueError, OverflowError, OSError) as error:
        raise InvalidInput(
            "This machine's time zone makes no sense.",
            "TZ names none that a clock can have.",
            "Set TZ to a name like Europe/Lisbon, or zone in the configuration.",
        ) from error
    return clock
