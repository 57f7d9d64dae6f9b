"""Rekindling: which dormant contact to offer, and in what order."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.measures.warmth import USUAL_FEELING

OFFER_EVERY_DAYS = 90
"""Nobody is offered more often (practice model, 3.4)."""
FEELINGS_LOOKED_AT = 3
"""The feelings noted last that order the offers (practice model, 3.4)."""
NOVELTY_DAYS = 30
"""A world not touched for so long is news (practice model, 3.4)."""


def rekindle_rank(feelings: Sequence[int], is_other_world: bool) -> float:
    """Return what orders the offers, 0 to 1: the larger comes first (practice model, 3.4).

    ``feelings`` (1 to 5) are those noted, oldest first; ``is_other_world`` when none of their worlds was
    touched in the last 30 days.
    """
    last = feelings[-FEELINGS_LOOKED_AT:] or [USUAL_FEELING]
    return 0.6 * (sum(last) / len(last)) / 5 + 0.4 * is_other_world
