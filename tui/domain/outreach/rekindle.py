"""Rekindling: which dormant contact to offer, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tui.domain.measures.warmth import USUAL_FEELING
from tui.domain.rhythms.lateness import State

OFFER_EVERY_DAYS = 90
"""Nobody is offered more often (practice model, 3.4)."""
LEAST_WEIGHT = 0.6
"""Once in touch at least this richly (practice model, 3.4)."""
FEELINGS_LOOKED_AT = 3
"""The feelings noted last that order the offers (practice model, 3.4)."""
NOVELTY_DAYS = 30
"""A world not touched for so long is news (practice model, 3.4)."""


class Dormant(Struct, frozen=True):
    """What decides whether and when a dormant contact is offered."""

    state: State
    richest_weight: float
    """The weight of the richest touch there ever was."""
    offered_on: date | None
    """The local calendar day they were last offered."""


def is_eligible(facts: Dormant, today: date) -> bool:
    """Say whether a contact may be offered on a local calendar day (practice model, 3.4)."""
    was_offered = facts.offered_on is not None and (today - facts.offered_on).days < OFFER_EVERY_DAYS
    return facts.state is State.DORMANT and facts.richest_weight >= LEAST_WEIGHT and not was_offered


def rekindle_rank(feelings: Sequence[int], is_other_world: bool) -> float:
    """Give what orders the offers, 0 to 1: the larger comes first (practice model, 3.4).

    ``feelings`` (1 to 5) are those noted, oldest first; ``is_other_world`` when none of their worlds was
    touched in the last 30 days.
    """
    last = feelings[-FEELINGS_LOOKED_AT:] or [USUAL_FEELING]
    return 0.6 * (sum(last) / len(last)) / 5 + 0.4 * is_other_world
