"""The weekly mode: so many days a week, whichever they are, counted over Monday weeks."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.practice.plan import Plan
from tui.domain.practice.spares import Beat

DAYS_A_WEEK = 3
"""The number offered for the weekly mode (practice model, 2.2)."""


class Week(Struct, frozen=True):
    """One Monday week of the weekly mode."""

    monday: date
    done: int
    """Days practised."""
    need: int
    """Days asked for, after pauses and the days before the first act ever are taken off."""
    beat: Beat


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(day.weekday())


def weeks_of(practised: AbstractSet[date], today: date, plan: Plan) -> list[Week]:
    """Return the weeks from the first practice day to today, oldest first (practice model, 2.2).

    ``need = ceil(N * available / 7)``. A week lived under a daily plan is read with today's number.
    """
    if not practised:
        return []
    first = min(practised)
    paused = plan.paused_days(monday_of(first), monday_of(today) + timedelta(6))
    mondays = range(monday_of(first).toordinal(), today.toordinal() + 1, 7)
    return [_week(date.fromordinal(monday), practised, paused, first, today, plan) for monday in mondays]


def _week(
    monday: date,
    practised: AbstractSet[date],
    paused: AbstractSet[date],
    first: date,
    today: date,
    plan: Plan,
) -> Week:
    days = [monday + timedelta(n) for n in range(7)]
    per_week = plan.schedule_on(days[6]).per_week or plan.schedule_on(today).per_week or DAYS_A_WEEK
    done = [day for day in days if day in practised]
    need = _need(per_week, sum(day >= first and day not in paused for day in days))
    is_current = days[6] >= today
    if len(done) >= max(need, 1):
        beat = Beat.HELD
    elif need == 0:
        beat = Beat.NEUTRAL
    elif any(
        len(done) - index >= _need(per_week, sum(day >= start and day not in paused for day in days))
        for index, start in enumerate(done)
    ):
        beat = Beat.FRESH_OPEN if is_current else Beat.FRESH
    else:
        beat = Beat.NEUTRAL if is_current else Beat.MISSED
    return Week(monday, len(done), need, beat)


def _need(per_week: int, available: int) -> int:
    return -(-per_week * available // 7)
