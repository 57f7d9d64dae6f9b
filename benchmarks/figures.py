"""Figures: medians, 95th percentiles and ratios, with a dash where nothing was measured."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable

NOTHING = "-"


def measured(values: Iterable[float | None]) -> list[float]:
    """Return the values that are there."""
    return [value for value in values if value is not None]


def median(values: Iterable[float | None]) -> float | None:
    """Return the middle value, or None where nothing was measured."""
    found = measured(values)
    return statistics.median(found) if found else None


def p95(values: Iterable[float | None]) -> float | None:
    """Return the value that 95 of 100 do not exceed (nearest rank), or None where nothing was measured."""
    found = sorted(measured(values))
    return found[math.ceil(0.95 * len(found)) - 1] if found else None


def ratio(value: float | None, floor: float | None) -> float | None:
    """Return how many times the floor a value is."""
    return None if value is None or not floor else value / floor


def number(value: float | None, decimals: int = 1) -> str:
    """Write a figure for a column."""
    return NOTHING if value is None else f"{value:,.{decimals}f}"


def times(value: float | None) -> str:
    """Write a ratio for a column."""
    return NOTHING if value is None else f"{value:.2f}x"
