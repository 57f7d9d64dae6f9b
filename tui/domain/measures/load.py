"""Load: how first due dates are spread, and whether the rhythms fit the pace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

FULL_FROM = 0.8
"""Above this share of the pace the meter speaks (practice model, 3.3)."""


def first_due_dates(count: int, ideal_days: int, today: date) -> list[date]:
    """Spread the first due dates of people given one rhythm at once, in list order (practice model, 3.3)."""
    return [today + timedelta((2 * i + 1) * ideal_days // (2 * count)) for i in range(count)]


class Load(Struct, frozen=True):
    """What the rhythms ask for and what the pace gives, both in people a week."""

    asked: float
    capacity: float

    @property
    def use(self) -> float:
        """The share of the pace that is asked for; 0 when nothing is, whatever the pace."""
        if not self.asked:
            return 0.0
        return self.asked / self.capacity if self.capacity else float("inf")

    @property
    def sentence(self) -> str | None:
        """The honest word when the rhythms ask for more than four fifths of the pace, else None."""
        if self.use <= FULL_FROM:
            return None
        return (
            f"Your rhythms ask for {self.asked:.0f} hellos a week; your pace is {self.capacity:.0f}. "
            "Slow a few people down?"
        )


def load_of(rhythms: Iterable[int], pace: int, practice_days_a_week: int) -> Load:
    """Measure the load: ``rhythms`` in days, one for each contact that has one (practice model, 3.3)."""
    return Load(sum(7 / ideal for ideal in rhythms if ideal), float(pace * practice_days_a_week))
