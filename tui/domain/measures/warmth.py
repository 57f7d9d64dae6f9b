"""How it stands with one contact, in readable qualities: warmth, depth, and the balance of give and get."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

USUAL_FEELING = 3
"""What counts when no feeling was noted."""
BEST_FEELING = 5
HALF_LIFE_WITHOUT_RHYTHM = 180
"""Days after which warmth is half, for a contact without a rhythm (practice model, 4)."""
BALANCE_HALF_LIFE = 180
"""Days after which something given or received counts half (practice model, 4)."""
DEPTH_SHOWN_FROM = 3
"""Depth is shown from so many interactions on (practice model, 4)."""
BALANCE_SPEAKS_ABOVE = 0.5
"""A balance up to this, either way, says nothing (practice model, 4)."""

_WARMTH_WORDS = ((20.0, "resting"), (45.0, "sprout"), (70.0, "leaf"))
_DEPTH_WORDS = ((0.35, "light"), (0.6, "growing"), (0.8, "good"))


class FeltTouch(Struct, frozen=True):
    """A local calendar day in touch, the weight of its channel (0 to 1) and how it felt (1 to 5)."""

    on: date
    weight: float
    feeling: int | None = None


def warmth(touches: Iterable[FeltTouch], ideal_days: int | None, today: date) -> float:
    """Say how recently and how well we were in touch, 0 to 100 (practice model, 4).

    The best touch counts, halved every two rhythms: no number of messages adds up to a visit.
    """
    half_life = 2 * ideal_days if ideal_days else HALF_LIFE_WITHOUT_RHYTHM
    return 100 * max(
        (
            touch.weight * (0.5 + 0.1 * _feeling(touch)) * _halved(touch.on, today, half_life)
            for touch in touches
            if touch.on <= today
        ),
        default=0.0,
    )


def warmth_word(value: float) -> str:
    """Say warmth (0 to 100) in a word (practice model, 4)."""
    if value <= 0:
        return "seed"
    return next((word for limit, word in _WARMTH_WORDS if value < limit), "bloom")


def depth(touches: Iterable[FeltTouch]) -> float | None:
    """Say how rich contact usually is, 0 to 1 and without decay; None when never in touch (model, 4).

    Touches of one day are taken in the order given.
    """
    value: float | None = None
    for touch in sorted((touch for touch in touches if touch.weight > 0), key=lambda touch: touch.on):
        x = 0.6 * (_feeling(touch) - 1) / 4 + 0.4 * touch.weight
        value = x if value is None else 0.7 * value + 0.3 * x
    return value


def depth_word(value: float) -> str:
    """Say depth (0 to 1) in a word (practice model, 4)."""
    return next((word for limit, word in _DEPTH_WORDS if value < limit), "deep")


class Balance(Struct, frozen=True):
    """What was given and received of late, older things counting less."""

    given: float
    received: float

    @property
    def value(self) -> float:
        """The balance, -1 (only received) to 1 (only given) (practice model, 4)."""
        return (self.given - self.received) / (self.given + self.received + 2)

    def sentence(self, first_name: str) -> str | None:
        """Return the gentle line about it, or None while it is about even."""
        if self.value > BALANCE_SPEAKS_ABOVE:
            return f"You have given a lot here. Letting {first_name} help you is a gift too."
        if self.value < -BALANCE_SPEAKS_ABOVE:
            return f"{first_name} has been generous lately. A thank-you, or something useful for them?"
        return None


def balance(given_on: Iterable[date], received_on: Iterable[date], today: date) -> Balance:
    """Weigh what was given and received, each a local calendar day, half-life 180 days (model, 4)."""
    return Balance(_weighed(given_on, today), _weighed(received_on, today))


def _weighed(days: Iterable[date], today: date) -> float:
    return sum(_halved(day, today, BALANCE_HALF_LIFE) for day in days if day <= today)


def _halved(on: date, today: date, half_life_days: int) -> float:
    share: float = 0.5 ** ((today - on).days / half_life_days)
    return share


def _feeling(touch: FeltTouch) -> int:
    return USUAL_FEELING if touch.feeling is None else touch.feeling
