"""What lies behind the numbers of the streak: since when it holds, what was covered, when it was longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.practice.days import arrived, covered_days, ledger
from tui.domain.practice.plan import Pause, Plan, Schedule, plan_of
from tui.domain.practice.spares import WEEKLY_SPARES, Beat, hold_together
from tui.domain.practice.weekly import Week, weeks_of


class StreakFacts(Struct, frozen=True):
    """The facts that the explanations of the streak name; every date is a local calendar day."""

    since: date | None = None
    """The practice day the current streak begins with; None when none runs, and in weekly mode."""
    covered: tuple[date, ...] = ()
    """The missed days since then that a spare covered, the oldest first."""
    longest_on: date | None = None
    """When the longest streak first had its length."""
    practised: int = 0
    """Expected days (weekly mode: weeks) practised, and practice days besides."""
    missed: int = 0
    """Expected days (weekly mode: weeks) without practice, those a spare covered among them."""


def streak_facts(
    practice_dates: Iterable[date],
    today: date,
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
) -> StreakFacts:
    """Return what lies behind the streak as seen on a local calendar day."""
    plan = plan_of(schedules, pauses)
    practised = arrived(practice_dates, today)
    lengths = lengths_by_day(practised, today, plan)
    longest = max((length for _, length in lengths), default=0)
    longest_on = next((day for day, length in lengths if longest and length == longest), None)
    if plan.schedule_on(today).per_week is not None:
        beats = [week.beat for week in weeks_of(practised, today, plan)]
        return StreakFacts(longest_on=longest_on, practised=_held(beats), missed=_missed(beats))
    beats = [beat for _, beat in ledger(practised, today, plan).days]
    current = lengths[-1][1] if lengths else 0
    since = sorted(practised)[-current] if current else None
    covered = covered_days(practised, today, plan.schedules, plan.pauses) if since else ()
    return StreakFacts(
        since=since,
        covered=tuple(sorted(day for day in covered if since and day > since)),
        longest_on=longest_on,
        practised=_held(beats),
        missed=_missed(beats),
    )


def lengths_by_day(practised: AbstractSet[date], today: date, plan: Plan) -> list[tuple[date, int]]:
    """Return the length of the streak after each day, the oldest first; in weekly mode after each week.

    A week stands for the last day practised in it.
    """
    if plan.schedule_on(today).per_week is None:
        known = ledger(frozenset(practised), today, plan)
        return [(day, held.length) for (day, _), held in zip(known.days, known.held, strict=True)]
    weeks = weeks_of(practised, today, plan)
    held = hold_together((week.beat for week in weeks), WEEKLY_SPARES)
    return [(_last_day(week, practised), each.length) for week, each in zip(weeks, held, strict=True)]


def _last_day(week: Week, practised: AbstractSet[date]) -> date:
    days = [week.monday + timedelta(n) for n in range(7)]
    return max((day for day in days if day in practised), default=week.monday)


def _held(beats: Iterable[Beat]) -> int:
    return sum(beat is Beat.HELD for beat in beats)


def _missed(beats: Iterable[Beat]) -> int:
    return sum(beat in (Beat.MISSED, Beat.FRESH) for beat in beats)
