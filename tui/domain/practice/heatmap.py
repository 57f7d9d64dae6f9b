"""The heatmap: how deep a practice day went, never how much was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from tui.domain.measures.warmth import USUAL_FEELING
from tui.domain.practice.plan import Pause, Schedule, plan_of
from tui.domain.practice.streak import Mark, day_marks
from tui.domain.records.interaction import PRACTICE_WEIGHT

DEEPEST = 4
"""The largest depth of a day."""
DEPTH_FROM = (0.6, 1.0)
"""The weights of the richest act from which a day goes one step deeper (practice model, 2.4)."""
FELT_WELL_FROM = 4
"""One act that felt like this, or better, takes the day one step deeper."""


class PracticeAct(Struct, frozen=True):
    """One act of practice: the weight of its channel (0 to 1) and how it felt (1 to 5)."""

    weight: float
    feeling: int | None = None


def day_depth(acts: Iterable[PracticeAct]) -> int:
    """Return the depth of a day, 0 to 4, by its richest act (practice model, 2.4)."""
    counted = [act for act in acts if act.weight >= PRACTICE_WEIGHT]
    if not counted:
        return 0
    richest = max(act.weight for act in counted)
    base = 1 + sum(richest >= limit for limit in DEPTH_FROM)
    felt_well = any((act.feeling or USUAL_FEELING) >= FELT_WELL_FROM for act in counted)
    return min(base + felt_well, DEEPEST)


class HeatDay(Struct, frozen=True):
    """One local calendar day of the heatmap."""

    day: date
    mark: Mark
    depth: int
    """0 to 4; 0 for a day without practice."""


def heat_days(
    first: date,
    today: date,
    practice_dates: Iterable[date],
    acts: Iterable[tuple[date, PracticeAct]],
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
) -> tuple[HeatDay, ...]:
    """Return the days from one to today as the heatmap shows them (practice model, 2.4).

    Where nothing was asked of a day, before the first practice day and in weekly mode, it is empty.
    """
    practised = frozenset(practice_dates)
    plan = plan_of(schedules, pauses)
    by_day: dict[date, list[PracticeAct]] = {}
    for day, act in acts:
        by_day.setdefault(day, []).append(act)
    begun = min(practised, default=today)
    return tuple(
        HeatDay(
            each.day,
            Mark.EMPTY
            if each.mark is not Mark.PRACTISED
            and (
                each.day < begun
                or (each.mark is Mark.REST and plan.schedule_on(each.day).per_week is not None)
            )
            else each.mark,
            day_depth(by_day.get(each.day, ())),
        )
        for each in day_marks(first, today, practised, today, plan.schedules, plan.pauses)
    )
