"""Worlds: how many different ones the last 90 days reached, and which has been quiet."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

DIVERSITY_DAYS = 90
"""Days looked back on (practice model, 4)."""
SHOWN_FROM_PEOPLE = 5
"""Worlds are spoken of from so many people on (practice model, 4)."""
QUIET_GAP = 0.15
"""The least gap between the share in the book and the share in touch that is spoken of (model, 4)."""

_TOLERANCE = 1e-9


class Diversity(Struct, frozen=True):
    """How many worlds the people one was in touch with come from."""

    entropy: float
    """Shannon entropy, in nats."""
    worlds: float
    """The effective number of worlds."""
    evenness: float
    """0 to 1; 0 for a single world."""
    simpson: float
    """For information only."""


def diversity(people: Mapping[str, float]) -> Diversity:
    """Measure the diversity of people counted by world (practice model, 4)."""
    total = sum(people.values())
    parts = [count / total for count in people.values() if count > 0]
    if not parts:
        return Diversity(0.0, 0.0, 0.0, 0.0)
    entropy = abs(sum(p * math.log(p) for p in parts))
    evenness = entropy / math.log(len(parts)) if len(parts) > 1 else 0.0
    return Diversity(entropy, math.exp(entropy), evenness, 1 - sum(p * p for p in parts))


def worlds_sentence(people_in_touch: int, found: Diversity) -> str | None:
    """Say it in words, "12 people from about 3 worlds"; None below five people (practice model, 4)."""
    if people_in_touch < SHOWN_FROM_PEOPLE or not found.worlds:
        return None
    worlds = max(1, math.floor(found.worlds + 0.5))
    return f"{people_in_touch} people from about {worlds} {'world' if worlds == 1 else 'worlds'}"


def quiet_corner(in_book: Mapping[str, float], in_touch: Mapping[str, float]) -> str | None:
    """Name the world most in the book and least in touch; None while the gap is small (model, 4).

    Both count people by world. Equal gaps are settled by the alphabet.
    """
    book, touched = sum(in_book.values()), sum(in_touch.values())
    if not book or touched < SHOWN_FROM_PEOPLE - _TOLERANCE:
        return None
    gaps = {world: count / book - in_touch.get(world, 0.0) / touched for world, count in in_book.items()}
    widest = max(gaps.values())
    if widest < QUIET_GAP - _TOLERANCE:
        return None
    return min(world for world, gap in gaps.items() if gap >= widest - _TOLERANCE)
