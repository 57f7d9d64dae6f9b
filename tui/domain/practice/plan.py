"""The practice plan: which days are expected, from when, and which days are paused."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

WEEKDAYS_BY_DEFAULT = frozenset({0, 1, 2, 3, 4})
"""Monday to Friday, counted from Monday = 0 (practice model, 0)."""
DEFAULT_PACE = 3
"""People a day, unless the person says otherwise (practice model, 3.4)."""
TRIAGE_A_DAY = 3
"""The most people a day who are asked about for want of a rhythm (practice model, 3.4)."""
MAX_PACE = 10
"""The largest pace that can be chosen."""
MAX_PAUSE_DAYS = 90
"""The longest single pause that can be set (practice model, 2.1)."""


class Schedule(Struct, frozen=True):
    """What is expected from a day on, until a later schedule replaces it."""

    effective_from: date
    weekdays: frozenset[int] = WEEKDAYS_BY_DEFAULT
    """Expected weekdays, Monday = 0."""
    per_week: int | None = None
    """Weekly mode: so many days a week, whichever they are."""


DEFAULT_SCHEDULE = Schedule(date.min)


class Pause(Struct, frozen=True):
    """Local calendar days off, both ends included; no last day means until further notice."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether a day falls within the pause."""
        return self.first <= day and (self.last is None or day <= self.last)


class Plan(Struct, frozen=True):
    """Schedules and pauses together, ready to be asked about single days; make one with ``plan_of``."""

    schedules: tuple[Schedule, ...]
    """Oldest first; the oldest also answers for the days before it."""
    starts: tuple[date, ...]
    pauses: tuple[Pause, ...]

    def schedule_on(self, day: date) -> Schedule:
        """Return the schedule valid on a day."""
        return self.schedules[max(bisect_right(self.starts, day) - 1, 0)]

    def is_expected(self, day: date) -> bool:
        """Say whether a day asks for practice by its weekday; in weekly mode no single day does."""
        schedule = self.schedule_on(day)
        return schedule.per_week is None and day.weekday() in schedule.weekdays

    def is_paused(self, day: date) -> bool:
        """Say whether a day lies in a pause."""
        return any(pause.covers(day) for pause in self.pauses)

    def paused_days(self, first: date, last: date) -> set[date]:
        """Return the paused days from one day to another, both included."""
        found: set[date] = set()
        for pause in self.pauses:
            start, end = max(pause.first, first), min(pause.last or last, last)
            found.update(start + timedelta(n) for n in range((end - start).days + 1))
        return found


def plan_of(schedules: Iterable[Schedule] = (), pauses: Sequence[Pause] = ()) -> Plan:
    """Make the plan; of two schedules from the same day the later given counts; none is Monday to Friday."""
    latest = {schedule.effective_from: schedule for schedule in schedules}
    ordered = tuple(latest[day] for day in sorted(latest)) or (DEFAULT_SCHEDULE,)
    return Plan(ordered, tuple(schedule.effective_from for schedule in ordered), tuple(pauses))
