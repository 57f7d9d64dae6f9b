"""Milestones: the few lengths of a streak, and the few first times, that get a line and a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import count, takewhile

from msgspec import Struct

from tui.domain.practice import copy
from tui.domain.practice.days import arrived
from tui.domain.practice.plan import Pause, Schedule, plan_of
from tui.domain.practice.streak_facts import lengths_by_day

STREAKS = (3, 7, 14, 30, 66, 100, 200, 365)
"""The lengths of a streak that are marked (practice model, 2.4)."""
THEN_EVERY = 365
"""After the last of them, every so many (practice model, 2.4)."""
ASKED_FOR_DAYS = 7
"""So long the question of a milestone stays, unless it is answered before."""


class Milestone(Struct, frozen=True):
    """Something worth a line, once."""

    name: str
    """What it is stored under."""
    words: str
    """The one line."""
    question: str
    """What it asks afterwards; the answer is nobody else's."""
    is_of_substance: bool = False
    """About people rather than about a length: such a one ranks higher."""


PROMISE_KEPT = Milestone(
    "promise-kept", "First promise kept", "What did keeping it change between you?", True
)
TIE_REKINDLED = Milestone(
    "tie-rekindled", "First quiet tie picked up again", "Was it as awkward as you had thought?", True
)
INTRODUCTION_MADE = Milestone(
    "introduction-made", "First introduction made", "What might the two of them make of it?", True
)
RATED_FIVE = Milestone("rated-five", "First talk that felt like a five", "What made it so good?", True)
EVERY_CIRCLE = Milestone(
    "every-circle",
    "Someone from every circle heard from you in one quarter",
    "Which of these worlds surprised you?",
    True,
)
OF_SUBSTANCE = (PROMISE_KEPT, TIE_REKINDLED, INTRODUCTION_MADE, RATED_FIVE, EVERY_CIRCLE)
"""The milestones of substance (practice model, 2.4)."""

_QUESTIONS = {
    3: "What made the first hello easy?",
    7: "Who was gladder to hear from you than you expected?",
    14: "Which hello would you not have sent a month ago?",
    66: "When in the day does it come by itself by now?",
    100: "Who is closer to you now than when you began?",
    200: "Which habit of yours do people know you by?",
    365: "Whom would you like to thank for this year?",
}
_WEEKS = "-weeks"


class Reached(Struct, frozen=True):
    """A milestone that was reached, on a local calendar day, and what the person thought of it."""

    milestone: Milestone
    on: date
    reflection: str = ""


def streak_milestone(length: int, *, in_weeks: bool = False) -> Milestone:
    """Return the milestone of a streak of so many practice days, or in weekly mode of so many weeks."""
    unit = "weeks" if in_weeks else "practice days"
    question = _QUESTIONS.get(length, _QUESTIONS[THEN_EVERY])
    if length == copy.PRAISED_LENGTH:
        question = copy.showing_up() if not in_weeks else "Whose answer surprised you?"
    name = f"streak-{length}{_WEEKS if in_weeks else ''}"
    return Milestone(name, f"{length} {unit} held together", question)


def milestone_named(name: str) -> Milestone | None:
    """Return the milestone stored under a name; None for a name from elsewhere."""
    found = next((each for each in OF_SUBSTANCE if each.name == name), None)
    length = name.removeprefix("streak-").removesuffix(_WEEKS)
    if found is None and name.startswith("streak-") and length.isascii() and length.isdigit():
        return streak_milestone(int(length), in_weeks=name.endswith(_WEEKS))
    return found


def marked_lengths(longest: int) -> tuple[int, ...]:
    """Return the marked lengths up to the longest streak (practice model, 2.4)."""
    later = takewhile(lambda length: length <= longest, count(2 * THEN_EVERY, THEN_EVERY))
    return (*(length for length in STREAKS if length <= longest), *later)


def reached_by_streak(
    practice_dates: Iterable[date],
    today: date,
    schedules: Iterable[Schedule] = (),
    pauses: Sequence[Pause] = (),
) -> tuple[Reached, ...]:
    """Return the milestones that streaks up to a local calendar day have reached, the smallest first.

    Each is dated by the day on which a streak first had that length.
    """
    plan = plan_of(schedules, pauses)
    lengths = lengths_by_day(arrived(practice_dates, today), today, plan)
    in_weeks = plan.schedule_on(today).per_week is not None
    marked = marked_lengths(max((length for _, length in lengths), default=0))
    return tuple(
        Reached(
            streak_milestone(mark, in_weeks=in_weeks), next(day for day, length in lengths if length >= mark)
        )
        for mark in marked
    )


def latest_first(reached: Iterable[Reached]) -> tuple[Reached, ...]:
    """Put the latest first, and on one day those of substance before a streak (practice model, 2.4)."""
    return tuple(
        sorted(
            reached,
            key=lambda each: (-each.on.toordinal(), not each.milestone.is_of_substance, -_length(each)),
        )
    )


def to_be_asked(reached: Iterable[Reached], today: date) -> Reached | None:
    """Return the one milestone whose question stands on a local calendar day, or None.

    One question at a time: of those reached within a week and not answered, one of substance before
    any streak, then the latest.
    """
    since = today - timedelta(ASKED_FOR_DAYS)
    open_ones = [each for each in latest_first(reached) if since < each.on <= today and not each.reflection]
    return next((each for each in open_ones if each.milestone.is_of_substance), next(iter(open_ones), None))


def _length(each: Reached) -> int:
    length = each.milestone.name.removeprefix("streak-").removesuffix(_WEEKS)
    return int(length) if length.isdigit() else 0
