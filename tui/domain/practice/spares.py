"""Spares: how a streak is held together, by the best start its spares can carry."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from msgspec import Struct


class Beat(Enum):
    """One day (in weekly mode one week) as the streak counts it."""

    HELD = "H"
    """Practised."""
    MISSED = "M"
    """Expected, and not practised."""
    NEUTRAL = "N"
    """Neither: rest, pause, or not over yet."""
    FRESH = "S"
    """Missed for a running streak, yet enough to start a new one (weekly mode only)."""
    FRESH_OPEN = "O"
    """Not over yet, and already enough to start a new one (weekly mode only)."""


class SpareRules(Struct, frozen=True):
    """How spares are given, earned and held."""

    earn: int
    """Practice days (weeks) that bring one spare back."""
    most: int
    """The most spares that can be held."""
    at_start: int
    """Spares a new streak starts with."""


DAILY_SPARES = SpareRules(earn=4, most=2, at_start=2)
"""The rules of the daily streak (practice model, 2.2)."""
WEEKLY_SPARES = SpareRules(earn=4, most=1, at_start=1)
"""The rules of the weekly streak (practice model, 2.2)."""


class Held(Struct, frozen=True):
    """The longest streak the spares hold together up to one beat."""

    length: int
    level: int
    """Spares left, in parts: a spare is ``SpareRules.earn`` parts."""


def hold_together(beats: Iterable[Beat], rules: SpareRules) -> list[Held]:
    """Give, for every beat, the longest streak that reaches it, every possible start tried at once.

    Logging more can therefore never shorten a streak. Formula: practice model, 2.2.
    """
    runs: dict[int, int] = {}
    held: list[Held] = []
    for beat in beats:
        if beat is Beat.NEUTRAL:
            held.append(held[-1] if held else Held(0, 0))
            continue
        runs = _after(beat, runs, rules)
        length = max(runs.values(), default=0)
        held.append(Held(length, max((level for level, n in runs.items() if n == length), default=0)))
    return held


def _after(beat: Beat, runs: dict[int, int], rules: SpareRules) -> dict[int, int]:
    start = {rules.at_start * rules.earn: 1}
    if beat is Beat.HELD:
        for level, length in runs.items():
            up = min(rules.most * rules.earn, level + 1)
            start[up] = max(start.get(up, 0), length + 1)
        return _best_alone(start, rules)
    if beat is not Beat.FRESH_OPEN:
        runs = {level - rules.earn: length for level, length in runs.items() if level >= rules.earn}
    if beat is Beat.MISSED:
        return runs
    return start | {level: max(length, start.get(level, 0)) for level, length in runs.items()}


def _best_alone(runs: dict[int, int], rules: SpareRules) -> dict[int, int]:
    """Drop every run that can never again be the best: one with all spares is at least as long."""
    full = rules.most * rules.earn
    return {full: runs[full]} if runs.get(full) == max(runs.values()) else runs
