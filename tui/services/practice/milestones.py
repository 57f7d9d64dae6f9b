"""Milestones: noticed when they are reached, kept for good, and thought about if one likes."""

from __future__ import annotations

from datetime import date, timedelta

from tui.domain.dates.months import first_of_quarter
from tui.domain.errors import InvalidInput
from tui.domain.practice import milestones as known
from tui.domain.practice.milestones import (
    Milestone,
    Reached,
    latest_first,
    milestone_named,
    reached_by_streak,
)
from tui.store.book import Book
from tui.store.practice.milestones import ReachedMilestones

LOOK_BACK_DAYS = 365
"""So far back a tie that was picked up again is looked for."""
QUARTERS = 8
"""So many quarters, this one among them, are looked at for one in which every circle was reached."""


class Milestones:
    """The milestones of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._shelf = ReachedMilestones(book)

    def all(self) -> tuple[Reached, ...]:
        """Return every milestone reached so far, the latest first."""
        found = [(milestone_named(name), on, said) for name, on, said in self._shelf.all()]
        return latest_first(Reached(each, on, said) for each, on, said in found if each is not None)

    def note(self) -> tuple[Reached, ...]:
        """Look for milestones newly reached, keep them, and give them; this is no step of the undo."""
        noted = {name for name, _, _ in self._shelf.all()}
        found = [each for each in self._reached(noted) if each.milestone.name not in noted]
        if found:
            with self._book.quietly():
                for each in found:
                    self._shelf.note(each.milestone.name, each.on)
        return latest_first(found)

    def reflect(self, name: str, text: str) -> str:
        """Keep what the person thinks of a milestone; raises InvalidInput when it was never reached."""
        milestone = milestone_named(name)
        label = "reflection kept" if text.strip() else "reflection taken away"
        with self._book.write(label):
            if milestone is None or not self._shelf.reflect(name, text.strip()):
                raise InvalidInput("That milestone is not in the book.", "Nothing was changed.")
        return f"{label}: {milestone.words}"

    def _reached(self, noted: set[str]) -> list[Reached]:
        ask, today = self._book.practice, self._book.clock.today()
        by_streak = reached_by_streak(ask.days(), today, ask.schedules(), ask.pauses())
        wanted = [each for each in known.OF_SUBSTANCE if each.name not in noted]
        dated = [(each, self._day_of(each, today)) for each in wanted]
        return [*by_streak, *(Reached(each, on) for each, on in dated if on is not None and on <= today)]

    def _day_of(self, milestone: Milestone, today: date) -> date | None:
        """Return the local day on which one of substance was reached, or None."""
        shelf = self._shelf
        if milestone is known.PROMISE_KEPT:
            return shelf.promise_kept_on()
        if milestone is known.TIE_REKINDLED:
            return shelf.rekindled_on(today - timedelta(LOOK_BACK_DAYS))
        if milestone is known.INTRODUCTION_MADE:
            return shelf.introduction_made_on()
        if milestone is known.RATED_FIVE:
            return shelf.rated_five_on()
        return next(
            (day for first, last in _quarters(today) if (day := shelf.every_circle_by(first, last))), None
        )


def _quarters(today: date) -> list[tuple[date, date]]:
    """Return the first and last local day of the quarters looked at, the oldest first."""
    found = [(first_of_quarter(today), today)]
    while len(found) < QUARTERS:
        before = found[-1][0] - timedelta(1)
        found.append((first_of_quarter(before), before))
    return found[::-1]
