"""The heatmap: how deep a practice day went, never how much was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.domain.interaction import PRACTICE_WEIGHT
from tui.domain.warmth import USUAL_FEELING

DEEPEST = 4
"""The largest depth of a day."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of practice: the weight of its channel (0 to 1) and how it felt (1 to 5)."""

    weight: float
    feeling: int | None = None


def day_depth(acts: Iterable[Act]) -> int:
    """Give the depth of a day, 0 to 4, by its richest act (practice model, 2.4)."""
    counted = [act for act in acts if act.weight >= PRACTICE_WEIGHT]
    if not counted:
        return 0
    richest = max(act.weight for act in counted)
    base = 1 if richest < 0.6 else 2 if richest < 1.0 else 3
    felt_well = any((act.feeling or USUAL_FEELING) >= 4 for act in counted)
    return min(base + felt_well, DEEPEST)
