"""The gentle copy: what the practice strip and the Today list say, and the one line chosen for today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from tui.domain.dates.spans import WRITTEN_WEEKDAYS, day_words
from tui.domain.number_words import number_word
from tui.domain.practice.absence import absence
from tui.domain.practice.days import arrived, covered_days, missed_days
from tui.domain.practice.plan import Pause, Schedule, plan_of
from tui.domain.practice.streak import SPARES, Mode, Streak, TodayState, streak
from tui.domain.practice.weekly import monday_of

PRAISED_LENGTH = 30
"""The length of a streak that gets a line of its own (practice model, 2.4)."""


def first_day() -> str:
    """Say it before anything was ever practised."""
    return "One small hello is a whole first day."


def still_open() -> str:
    """Say it while today is open."""
    return "One small hello keeps the rhythm."


def done() -> str:
    """Say it once today is practised."""
    return "Today is tended. Anything more is a bonus."


def resting() -> str:
    """Say it on a rest day."""
    return "A rest day. Nothing is asked of you."


def spare_used(day: date) -> str:
    """Say that a spare covered a missed day."""
    return f"A spare covered {WRITTEN_WEEKDAYS[day.weekday()]}. That is what it is for."


def last_spare_used() -> str:
    """Say that the last spare was used."""
    earned_in = number_word(SPARES[Mode.DAILY].earn).capitalize()
    return f"No spares left for now. {earned_in} practice days bring one back."


def streak_ended(longest: int, word: str, first_name: str = "") -> str:
    """Say that a streak ended: what stays, and how the next one starts."""
    somebody = first_name or "somebody"
    return (
        f"Your longest streak is {longest} and stays in the book. Consistency: {word}. "
        f"A new streak can start with one line to {somebody}."
    )


def returned() -> str:
    """Say it on the first practice day after a miss: the largest praise of all."""
    return "Good to see you back. Coming back is the skill."


def welcome_back() -> str:
    """Say it after seven days or more without any act."""
    return "Welcome back. Nothing here is late; it is only waiting. One person today?"


def paused(until: date | None, today: date) -> str:
    """Say that practice rests, and until when where that is known (the last paused day)."""
    return (
        f"Resting until {day_words(until, today)}. Your streak waits."
        if until
        else "Resting. Your streak waits."
    )


def new_week() -> str:
    """Say it on the first practice day of a week."""
    return "A new week is a clean bed. Which one person?"


def showing_up() -> str:
    """Say it when the streak reaches the length that is praised."""
    return f"{PRAISED_LENGTH} days of showing up. Whose answer surprised you?"


def more_can_wait(count: int) -> str:
    """Say how many people the Today list leaves for another day."""
    return f"{count} more can wait"


def all_tended() -> str:
    """Say that nobody is due."""
    return "All tended. Someone you simply feel like hearing?"


def done_for_today(plan: int, people: int) -> str:
    """Say that the day's pace is reached: how many people it was to be, and how many it became."""
    return f"Done for today. {plan} was the plan; you did {people}."


def list_rests() -> str:
    """Say what an empty Today list means during a pause."""
    return "Resting. Only promises and replies would show here."


def maybe_the_rhythm() -> str:
    """Ask it after three snoozes or two rounds let go without a touch between (practice model, 3.4)."""
    return "Maybe the rhythm is wrong, not you. Slower, pause, or let rest?"


def advice(first_name: str, usual_days: int, suggested: str) -> str:
    """Suggest a rhythm that fits what is done anyway (practice model, 3.6)."""
    return f"With {first_name} it is about every {usual_days} days of late. Make it {suggested}?"


def on_return() -> str:
    """Ask it once after a pause of the whole practice (practice model, 3.4)."""
    return "Nothing was moved while you rested. How do you want to begin?"


def without_rhythm(count: int) -> str:
    """Say quietly that people have no rhythm yet."""
    return "1 person has no rhythm yet" if count == 1 else f"{count} people have no rhythm yet"


def line_for_today(
    practice_dates: Iterable[date],
    today: date,
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
    first_name: str = "",
) -> str:
    """Pick the one line for the practice strip on a local calendar day.

    ``first_name`` is somebody a new streak could start with. Copy: practice model, 2.4.
    """
    plan = plan_of(schedules, pauses)
    practised = arrived(practice_dates, today)
    now = streak(practised, today, plan.schedules, plan.pauses)
    before = max((day for day in practised if day < today), default=None)
    if now.today is TodayState.PAUSED:
        return paused(_last_paused_day(plan.pauses, today), today)
    if before is None:
        return done() if now.practised_today else first_day()
    if now.practised_today:
        missed = missed_days(practised, today, plan.schedules, plan.pauses)
        return _line_when_done(now, came_back=any(day > before for day in missed))
    if absence(practised, today).is_away:
        return welcome_back()
    if now.current == 0 and now.longest and now.mode is Mode.DAILY:
        return streak_ended(now.longest, now.word, first_name)
    covered = covered_days(practised, today, plan.schedules, plan.pauses)
    return _line_when_open(now, today, before, [day for day in covered if day > before])


def _line_when_done(now: Streak, *, came_back: bool) -> str:
    if came_back:
        return returned()
    return showing_up() if now.current == PRAISED_LENGTH and now.mode is Mode.DAILY else done()


def _line_when_open(now: Streak, today: date, before: date, just_covered: Collection[date]) -> str:
    if just_covered:
        return spare_used(max(just_covered)) if now.spares else last_spare_used()
    if now.today is TodayState.REST:
        return resting()
    return new_week() if before < monday_of(today) else still_open()


def _last_paused_day(pauses: Sequence[Pause], today: date) -> date | None:
    """Follow the pauses that cover today, and those that continue them, to their last day."""
    last = today
    while covering := [pause for pause in pauses if pause.covers(last)]:
        if any(pause.last is None for pause in covering):
            return None
        last = max(pause.last for pause in covering if pause.last) + timedelta(1)
    return last - timedelta(1)
