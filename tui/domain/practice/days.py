"""The days of the practice one by one: practised, missed, covered by a spare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from tui.domain.practice.plan import Pause, Plan, Schedule, plan_of
from tui.domain.practice.spares import DAILY_SPARES, Beat, Held, hold_together


def arrived(practice_dates: Iterable[date], today: date) -> frozenset[date]:
    """Return the practice dates that have come: later ones are ignored until they arrive."""
    if isinstance(practice_dates, frozenset) and max(practice_dates, default=today) <= today:
        return practice_dates
    return frozenset(day for day in practice_dates if day <= today)


class Ledger(Struct, frozen=True):
    """Every day from the first practice day to today, the oldest first, and the streak up to it."""

    days: tuple[tuple[date, Beat], ...]
    held: tuple[Held, ...]


@lru_cache(maxsize=4)
def ledger(practised: frozenset[date], today: date, plan: Plan) -> Ledger:
    """Go through the practice day by day; one look at a screen asks for the same ledger several times."""
    days = tuple(_days_of(practised, today, plan))
    return Ledger(days, tuple(hold_together((beat for _, beat in days), DAILY_SPARES)))


def _days_of(practised: frozenset[date], today: date, plan: Plan) -> list[tuple[date, Beat]]:
    if not practised:
        return []
    first = min(practised)
    paused = plan.paused_days(first, today)
    days: list[tuple[date, Beat]] = []
    for ordinal in range(first.toordinal(), today.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day in practised:
            beat = Beat.HELD
        elif day == today or day in paused or not plan.is_expected(day):
            beat = Beat.NEUTRAL
        else:
            beat = Beat.MISSED
        days.append((day, beat))
    return days


def missed_days(
    practice_dates: Iterable[date],
    today: date,
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
) -> frozenset[date]:
    """Return the expected days without practice since the first practice day; none in weekly mode."""
    days = ledger(arrived(practice_dates, today), today, plan_of(schedules, pauses)).days
    return frozenset(day for day, beat in days if beat is Beat.MISSED)


def covered_days(
    practice_dates: Iterable[date],
    today: date,
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
) -> frozenset[date]:
    """Return the missed days that a spare covered, in the current streak and in those before it.

    A streak of n practice days starts at the nth last of them, and every miss since then was covered.
    """
    known = ledger(arrived(practice_dates, today), today, plan_of(schedules, pauses))
    days, held = known.days, known.held
    covered: set[date] = set()
    index = len(days) - 1
    while index >= 0:
        left = held[index].length
        while left:
            day, beat = days[index]
            if beat is Beat.MISSED:
                covered.add(day)
            left -= beat is Beat.HELD
            index -= 1
        while index >= 0 and days[index][1] is not Beat.HELD:
            index -= 1
    return frozenset(covered)
