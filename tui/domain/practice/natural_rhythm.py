"""The natural rhythm: when a plan asks for more than is kept, the plan that the practice itself suggests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.dates.spans import WRITTEN_WEEKDAYS
from tui.domain.practice.days import arrived
from tui.domain.practice.plan import Pause, Schedule, plan_of

WEEKS = 4
"""Full weeks looked back on (practice model, 2.3)."""
KEPT_BELOW = 0.7
"""From this share of expected days on, the plan fits and nothing is said (practice model, 2.3)."""
LEAST_A_WEEK = 1
"""Fewer practice days a week are no rhythm yet (practice model, 2.3)."""
WEEKS_OF_A_HABIT = 3
"""A weekday practised in so many of the weeks belongs to the rhythm (practice model, 2.3)."""


class NaturalRhythm(Struct, frozen=True):
    """A plan that would fit, and the facts it follows from."""

    weekdays: frozenset[int]
    """Weekdays, Monday = 0; empty where no weekday stands out."""
    per_week: int | None
    """Otherwise so many days a week, whichever they are."""
    practised: int
    """Expected days practised in the four weeks."""
    expected: int

    @property
    def words(self) -> str:
        """The plan in words: "Mon, Wed, Fri" or "3 days a week"."""
        if self.per_week is not None:
            return f"{self.per_week} {'day' if self.per_week == 1 else 'days'} a week"
        return ", ".join(WRITTEN_WEEKDAYS[day][:3] for day in sorted(self.weekdays))

    @property
    def sentence(self) -> str:
        """The hint (practice model, 2.3)."""
        return f"Your natural rhythm looks like {self.words}. Make that the plan?"


def natural_rhythm(
    practice_dates: Iterable[date],
    today: date,
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
) -> NaturalRhythm | None:
    """Return the plan the last four full weeks suggest, or None while the plan fits (practice model, 2.3).

    The weeks are counted back from the last day that is over: today once it is practised. Nothing is
    said in weekly mode, before four weeks of practice, nor within four weeks of a new plan. Weekdays
    are offered when they make up a usual week, else the weekly mode.
    """
    plan = plan_of(schedules, pauses)
    practised = arrived(practice_dates, today)
    last = today if today in practised else today - timedelta(1)
    window = [last - timedelta(n) for n in range(7 * WEEKS)]
    expected = [day for day in window if plan.is_expected(day) and not plan.is_paused(day)]
    if plan.schedule_on(today) is not plan.schedule_on(window[-1]) or not expected:
        return None
    kept = [day for day in expected if day in practised]
    acts = [day for day in window if day in practised]
    if min(practised, default=today) > min(expected) or len(acts) < LEAST_A_WEEK * WEEKS:
        return None
    if len(kept) >= KEPT_BELOW * len(expected):
        return None
    weekdays = frozenset(
        weekday
        for weekday, weeks in Counter(day.weekday() for day in acts).items()
        if weeks >= WEEKS_OF_A_HABIT
    )
    a_week = len(acts) // WEEKS
    if len(weekdays) >= a_week:
        return NaturalRhythm(weekdays, None, len(kept), len(expected))
    return NaturalRhythm(frozenset(), a_week, len(kept), len(expected))
