"""The rhythm advisor: what the gaps between touches say about the rhythm; it suggests, never changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from tui.domain.rhythms.rhythm import PRESETS, Touch

TELLING_WEIGHT = 0.5
"""Lighter touches say nothing about the rhythm (practice model, 3.6)."""
TOUCHES_LOOKED_AT = 6
LEAST_GAPS = 4
SLOWER_ABOVE = 1.5
FASTER_BELOW = 0.6
ASK_EVERY_DAYS = 90
"""Nobody's rhythm is asked about more often (practice model, 3.6)."""


def gaps_between(touches: Iterable[Touch]) -> tuple[int, ...]:
    """Return the days between the last six days of a touch that counts, oldest first (practice model, 3.6)."""
    days = sorted({touch.on for touch in touches if touch.weight >= TELLING_WEIGHT})[-TOUCHES_LOOKED_AT:]
    return tuple((later - earlier).days for earlier, later in pairwise(days))


def suggested_rhythm(ideal_days: int, gaps: Sequence[int]) -> int | None:
    """Suggest the next slower or faster preset, in days, or None to stay silent (practice model, 3.6)."""
    if len(gaps) < LEAST_GAPS:
        return None
    usual = median(gaps)
    if usual > SLOWER_ABOVE * ideal_days:
        return min((preset for preset in PRESETS if preset > ideal_days), default=None)
    if usual < FASTER_BELOW * ideal_days:
        return max((preset for preset in PRESETS if preset < ideal_days), default=None)
    return None


def may_ask_again(asked_on: date | None, today: date) -> bool:
    """Say whether so long has gone by since the last question that another is welcome."""
    return asked_on is None or (today - asked_on).days >= ASK_EVERY_DAYS
