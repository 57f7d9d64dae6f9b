"""Awkwardness: what writing to somebody was expected to feel like, and what it felt like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

LEAST, MOST = 1, 5
"""1 was easy, 5 very awkward."""
PAIRS_SHOWN_FROM = 5
"""From so many pairs on the person's own numbers are shown (practice model, 5.4)."""
ASKED_WITHIN = timedelta(days=7)
"""So long after a message it is asked how it felt; then the question goes by itself."""


class Pair(Struct, frozen=True):
    """One guess before, and how it felt after."""

    guess: int
    felt: int


def own_numbers(pairs: Sequence[Pair]) -> str:
    """Say what was expected and what it felt like, on average; nothing below five pairs."""
    if len(pairs) < PAIRS_SHOWN_FROM:
        return ""
    guess = sum(pair.guess for pair in pairs) / len(pairs)
    felt = sum(pair.felt for pair in pairs) / len(pairs)
    return f"You expected {guess:.1f}, it felt {felt:.1f}."


def question(first_name: str) -> str:
    """Ask how it felt."""
    return f"How awkward did writing to {first_name} feel, 1-5?"
