"""Whether the clock can be believed, by what was written down before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct

SLACK = timedelta(days=1)
"""So far ahead of the clock something may be written down: other zones, and clocks that are a little off."""
UNSEEN = timedelta(days=8)
"""A clock that moved on by more than this without anything being written down is not believed at once."""
BACKED_BY_DAYS = 7
"""On so many days something has to be written down until it is."""
LEAP = timedelta(days=366)
"""A clock that moved on by so much is asked about; few people are away for longer."""


class Written(Struct, frozen=True):
    """When things were written down in a book."""

    newest: datetime | None = None
    """The latest instant of all, whatever the order."""
    last_days: tuple[date, ...] = ()
    """The last days (UTC) on which something was, in the order in which it was done, the last one first."""


class ClockDoubt(Struct, frozen=True):
    """Why the clock may be wrong; while it may be, nothing is let go because of its age."""

    now: datetime
    written_on: date
    """The day that does not go with it."""
    is_ahead: bool
    """Whether the clock lies ahead of what was written down; else something was written down ahead of it."""
    is_worth_saying: bool

    @property
    def words(self) -> str:
        """Say it in a sentence for whoever can set a clock right."""
        now, written = f"{self.now:%a} {self.now.day} {self.now:%b %Y}", _day(self.written_on)
        if self.is_ahead:
            return (
                f"The clock says {now}; the last thing here was written down on {written}."
                " Nothing old is let go until that is clear."
            )
        return (
            f"The clock says {now}, but something here was written down on {written}."
            " Nothing old is let go meanwhile; `rapport check` lists it."
        )


def clock_doubt(now: datetime, written: Written) -> ClockDoubt | None:
    """Return why the clock may be wrong, or None; ``now`` is in the person's zone.

    A talk that is *dated* ahead is no sign of that, only one that was written down then.
    """
    if written.newest is not None and written.newest - now > SLACK:
        return ClockDoubt(
            now, written.newest.astimezone(now.tzinfo).date(), is_ahead=False, is_worth_saying=True
        )
    later = now.date()
    for number, day in enumerate(written.last_days[:BACKED_BY_DAYS]):
        if abs(later - day) > UNSEEN:
            is_leap = number == 0 and later - day > LEAP
            return ClockDoubt(now, day, is_ahead=True, is_worth_saying=is_leap)
        later = day
    return None


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
