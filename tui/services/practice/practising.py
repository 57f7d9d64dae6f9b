"""The two knobs of the practice: which days, and how many people a day; and holidays, also afterwards."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tui.domain.dates.spans import WRITTEN_WEEKDAYS, day_words
from tui.domain.errors import InvalidInput
from tui.domain.practice.plan import DEFAULT_PACE, MAX_PACE, MAX_PAUSE_DAYS, Pause, Schedule
from tui.domain.practice.streak import Streak, streak
from tui.store.book import Book


class PracticeSettings(Struct, frozen=True):
    """How the person practises."""

    schedules: tuple[Schedule, ...]
    pauses: tuple[Pause, ...]
    pace: int
    plan: str
    """The person's own if-then sentence."""


class Practising:
    """The practice of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def streak(self) -> Streak:
        """Return the streak as it stands today, from all records."""
        ask = self._book.practice
        return streak(ask.days(), self._book.clock.today(), ask.schedules(), ask.pauses())

    def settings(self) -> PracticeSettings:
        """Return how the person practises now."""
        ask = self._book.practice
        return PracticeSettings(
            tuple(ask.schedules()),
            tuple(ask.pauses()),
            int(ask.setting("pace", str(DEFAULT_PACE))),
            ask.setting("plan"),
        )

    def choose_days(self, weekdays: frozenset[int], since: date | None = None) -> str:
        """Expect practice on these weekdays (Monday = 0) from a local day on; raises InvalidInput for none."""
        if not weekdays:
            raise InvalidInput("Practice wants at least one day a week.", "Nothing was changed.")
        words = ", ".join(WRITTEN_WEEKDAYS[day][:3] for day in sorted(weekdays))
        return self._schedule(Schedule(since or self._book.clock.today(), weekdays, None), words)

    def choose_weekly(self, days_a_week: int, since: date | None = None) -> str:
        """Expect practice on so many days of a week, whichever; raises InvalidInput outside 1 to 7."""
        if not 1 <= days_a_week <= 7:
            raise InvalidInput("A week has 1 to 7 practice days.", "Nothing was changed.")
        schedule = Schedule(since or self._book.clock.today(), frozenset(range(7)), days_a_week)
        return self._schedule(schedule, f"{days_a_week} days a week")

    def choose_pace(self, people_a_day: int) -> str:
        """Choose how many people a day the Today list shows; raises InvalidInput outside 1 to 10."""
        if not 1 <= people_a_day <= MAX_PACE:
            raise InvalidInput(f"The pace is 1 to {MAX_PACE} people a day.", "Nothing was changed.")
        label = f"pace: {people_a_day} a day"
        with self._book.write(label):
            self._book.practice.set("pace", str(people_a_day))
        return label

    def write_plan(self, sentence: str) -> str:
        """Keep the person's own if-then sentence."""
        label = "practice plan"
        with self._book.write(label):
            self._book.practice.set("plan", sentence.strip())
        return label

    def pause(self, first: date, last: date) -> str:
        """Pause the whole practice between two local days, also afterwards; raises InvalidInput."""
        if last < first:
            raise InvalidInput("A pause ends after it begins.", "Nothing was changed.")
        if (last - first).days >= MAX_PAUSE_DAYS:
            raise InvalidInput(
                f"One pause is at most {MAX_PAUSE_DAYS} days.",
                "Nothing was changed.",
                "Add another after it.",
            )
        today = self._book.clock.today()
        until = "" if last == first else f" to {day_words(last, today)}"
        label = f"resting {day_words(first, today)}{until}"
        with self._book.write(label):
            self._book.practice.pause(first, last)
        return label

    def _schedule(self, schedule: Schedule, words: str) -> str:
        label, ask = f"practice days: {words}", self._book.practice
        begun = min(ask.days(), default=schedule.effective_from)
        with self._book.write(label):
            if not ask.schedules() and begun < schedule.effective_from:
                # The oldest plan answers for all days before it; the past keeps the usual one.
                ask.schedule_from(Schedule(begun))
            ask.schedule_from(schedule)
        return label
