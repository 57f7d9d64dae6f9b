"""Practice days, the streak with its spares, consistency, and the week as the practice strip shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from tui.domain.practice.days import arrived, covered_days, ledger
from tui.domain.practice.plan import Pause, Plan, Schedule, plan_of
from tui.domain.practice.spares import DAILY_SPARES, WEEKLY_SPARES, Beat, Held, SpareRules, hold_together
from tui.domain.practice.weekly import Week, monday_of, weeks_of

CONSISTENCY_HALF_LIFE = 13
"""Expected days after which consistency has gone half way (practice model, 2.2)."""

_PRACTISED = {Beat.HELD: 1.0, Beat.MISSED: 0.0, Beat.FRESH: 0.0}
_WORDS = ((0.20, "seedling"), (0.50, "taking root"), (0.80, "rooted"), (0.95, "deep roots"))


class TodayState(StrEnum):
    """What today is to the practice."""

    NEW = "new"
    """Nothing was ever practised."""
    DONE = "done"
    PAUSED = "paused"
    OPEN = "open"
    REST = "rest"


class Mode(StrEnum):
    """How practice is counted."""

    DAILY = "daily"
    WEEKLY = "weekly"


SPARES = {Mode.DAILY: DAILY_SPARES, Mode.WEEKLY: WEEKLY_SPARES}
"""The rules of the spares, by how practice is counted."""


class Streak(Struct, frozen=True):
    """The streak as it stands on a day."""

    current: int
    """Practice days (weekly mode: weeks) held together up to now."""
    longest: int
    spares: int
    next_in: int | None
    """Practice days (weeks) until a spare comes back; None when all are held or nothing runs."""
    today: TodayState
    consistency: float
    """0 to 1, smoothed over expected days (weeks)."""
    mode: Mode
    expected_days: tuple[int, ...]
    """Weekdays expected now, Monday = 0; none in weekly mode, where any day will do."""
    practised_today: bool
    week_done: int = 0
    """Days practised this Monday week, up to today."""
    week_need: int = 0
    """Days this week asks for, paused days taken off."""

    @property
    def word(self) -> str:
        """Consistency as a word."""
        return consistency_word(self.consistency)


def streak(
    practice_dates: Iterable[date],
    today: date,
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
) -> Streak:
    """Return the longest streak the spares can hold together, as seen on a local calendar day.

    Dates after today are ignored until they arrive. Formula: practice model, 2.2.
    """
    plan = plan_of(schedules, pauses)
    practised = arrived(practice_dates, today)
    per_week = plan.schedule_on(today).per_week
    if per_week is not None:
        return _weekly(practised, today, plan, per_week)
    known = ledger(practised, today, plan)
    week = [monday_of(today) + timedelta(n) for n in range(7)]
    return _summed_up(
        [beat for _, beat in known.days],
        known.held,
        DAILY_SPARES,
        Mode.DAILY,
        today=_today_state(practised, today, plan),
        expected_days=tuple(sorted(plan.schedule_on(today).weekdays)),
        week_done=sum(day in practised for day in week),
        week_need=sum(plan.is_expected(day) and not plan.is_paused(day) for day in week),
    )


def _weekly(practised: AbstractSet[date], today: date, plan: Plan, per_week: int) -> Streak:
    weeks = weeks_of(practised, today, plan)
    this_week = weeks[-1] if weeks else Week(monday_of(today), 0, per_week, Beat.NEUTRAL)
    state = _today_state(practised, today, plan)
    if state is TodayState.REST and this_week.done < this_week.need:
        state = TodayState.OPEN
    beats = [week.beat for week in weeks]
    return _summed_up(
        beats,
        hold_together(beats, WEEKLY_SPARES),
        WEEKLY_SPARES,
        Mode.WEEKLY,
        today=state,
        expected_days=(),
        week_done=this_week.done,
        week_need=this_week.need,
    )


def _summed_up(
    beats: Sequence[Beat],
    held: Sequence[Held],
    rules: SpareRules,
    mode: Mode,
    *,
    today: TodayState,
    expected_days: tuple[int, ...],
    week_done: int,
    week_need: int,
) -> Streak:
    now = held[-1] if held else Held(0, 0)
    is_full = now.level == rules.most * rules.earn
    return Streak(
        current=now.length,
        longest=max((each.length for each in held), default=0),
        spares=now.level // rules.earn,
        next_in=None if is_full or not now.length else rules.earn - now.level % rules.earn,
        today=today,
        consistency=_consistency(beats),
        mode=mode,
        expected_days=expected_days,
        practised_today=today is TodayState.DONE,
        week_done=week_done,
        week_need=week_need,
    )


def consistency_step(previous: float, practised: float, frequency: float = 1.0) -> float:
    """Return consistency after one more expected day (Loop Habit Tracker's formula; practice model, 2.2).

    ``practised`` is 1 or 0, ``frequency`` the share of days expected, 1 on a timeline of expected days.
    """
    kept: float = 0.5 ** (frequency**0.5 / CONSISTENCY_HALF_LIFE)
    return previous * kept + practised * (1 - kept)


def consistency_word(consistency: float) -> str:
    """Say consistency (0 to 1) in a word (practice model, 2.2)."""
    return next((word for limit, word in _WORDS if consistency < limit), "evergreen")


def _consistency(beats: Iterable[Beat]) -> float:
    value = 0.0
    for beat in beats:
        if beat in _PRACTISED:
            value = consistency_step(value, _PRACTISED[beat])
    return value


def _today_state(practised: AbstractSet[date], today: date, plan: Plan) -> TodayState:
    if today in practised:
        return TodayState.DONE
    if not practised:
        return TodayState.NEW
    if plan.is_paused(today):
        return TodayState.PAUSED
    return TodayState.OPEN if plan.is_expected(today) else TodayState.REST


class Mark(StrEnum):
    """How one day of the practice looks."""

    PRACTISED = "practised"
    OPEN = "open"
    """Today, still open."""
    REST = "rest"
    PAUSED = "paused"
    SPARED = "spared"
    """Missed, and covered by a spare."""
    EMPTY = "empty"
    """Missed: simply empty."""
    AHEAD = "ahead"
    """Expected, and yet to come."""


class DayMark(Struct, frozen=True):
    """One local calendar day and how it looks."""

    day: date
    mark: Mark
    is_today: bool = False


def week_strip(
    practice_dates: Iterable[date],
    today: date,
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
) -> tuple[DayMark, ...]:
    """Return the seven days of today's Monday week as the practice strip shows them."""
    monday = monday_of(today)
    return day_marks(monday, monday + timedelta(6), practice_dates, today, schedules, pauses)


def day_marks(
    first: date,
    last: date,
    practice_dates: Iterable[date],
    today: date,
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
) -> tuple[DayMark, ...]:
    """Return the days from one to another, both included, as a strip or heatmap shows them."""
    plan = plan_of(schedules, pauses)
    practised = arrived(practice_dates, today)
    covered = covered_days(practised, today, plan.schedules, plan.pauses)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return tuple(DayMark(day, _mark(day, practised, covered, today, plan), day == today) for day in days)


def _mark(
    day: date, practised: AbstractSet[date], covered: AbstractSet[date], today: date, plan: Plan
) -> Mark:
    if day in practised:
        return Mark.PRACTISED
    if plan.is_paused(day):
        return Mark.PAUSED
    any_day_will_do = plan.schedule_on(day).per_week is not None and day >= today
    if not plan.is_expected(day) and not any_day_will_do:
        return Mark.REST
    if day >= today:
        return Mark.OPEN if day == today else Mark.AHEAD
    return Mark.SPARED if day in covered else Mark.EMPTY
