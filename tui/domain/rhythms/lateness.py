"""How late is late: the measures of a rhythm, and the state a contact is in on a day.

Kept apart from the rest of the rhythm because the quick one-line commands import this and little else.
"""

from __future__ import annotations

import math
from datetime import date
from enum import StrEnum

STARRED_FACTOR = 1.25
"""How much more a starred contact's lateness counts (practice model, 3.2)."""
RATIO_CAP = 3.0
"""The ratio beyond which lateness no longer counts (practice model, 3.2)."""
OVERDUE_FROM = 1.5
"""The rhythms after which it has been a while (practice model, 3.1)."""
DORMANT_FROM_DAYS = 365
"""Nobody is dormant earlier (practice model, 3.1)."""

_TOLERANCE = 1e-9


def round_half_up(x: float) -> int:
    """Round to the nearest whole number, halves upwards."""
    return math.floor(x + 0.5 + _TOLERANCE)


def maximum_days(ideal_days: int) -> int:
    """Return the days after which it has been a while: 1.5 times the rhythm (practice model, 3.1)."""
    return round_half_up(OVERDUE_FROM * ideal_days)


def soon_days(ideal_days: int) -> int:
    """Return how many days ahead a due date counts as soon: 15 % of the rhythm, 1 to 14 (model, 3.1)."""
    return min(max(round_half_up(0.15 * ideal_days), 1), 14)


def shift_range(ideal_days: int) -> int:
    """Return the most days a due date is shifted either way to spread the load (practice model, 3.1)."""
    return min(7, ideal_days // 10)


def dormant_days(ideal_days: int) -> int:
    """Return the days without a touch after which a contact is dormant (practice model, 3.1)."""
    return max(2 * maximum_days(ideal_days), DORMANT_FROM_DAYS)


def shift_days(contact_id: int, ideal_days: int) -> int:
    """Return the contact's own constant shift in days, so that no day gathers everybody (model, 3.2)."""
    most = shift_range(ideal_days)
    return contact_id * 7919 % (2 * most + 1) - most


class State(StrEnum):
    """Where a contact stands with their rhythm."""

    NONE = "none"
    """No rhythm, so never due."""
    ARCHIVED = "archived"
    PAUSED = "paused"
    SNOOZED = "snoozed"
    NEW = "new"
    """Never in touch, and the first due day has not come."""
    LADDER = "ladder"
    DORMANT = "dormant"
    OVERDUE = "overdue"
    DUE = "due"
    SOON = "soon"
    FRESH = "fresh"


def state_of(
    today: date,
    *,
    ideal_days: int | None,
    due_on: date | None,
    last_touch_on: date | None,
    is_archived: bool = False,
    is_paused: bool = False,
    snoozed_until: date | None = None,
    is_on_ladder: bool = False,
) -> State:
    """Say where a contact stands on a local calendar day (practice model, 3.2).

    ``snoozed_until`` is the first day on which they show again; ``last_touch_on`` the last day in touch.
    """
    if is_archived:
        return State.ARCHIVED
    if not ideal_days and not is_on_ladder:
        return State.NONE
    if is_paused:
        return State.PAUSED
    if snoozed_until is not None and today < snoozed_until:
        return State.SNOOZED
    if is_on_ladder or not ideal_days:
        return State.LADDER
    if due_on is None or (last_touch_on is None and today < due_on):
        return State.NEW
    if last_touch_on is not None and (today - last_touch_on).days >= dormant_days(ideal_days):
        return State.DORMANT
    return _state_by_lateness((today - due_on).days, ideal_days)


def _state_by_lateness(days_late: int, ideal_days: int) -> State:
    if days_late > maximum_days(ideal_days) - ideal_days:
        return State.OVERDUE
    if days_late >= 0:
        return State.DUE
    return State.SOON if -days_late <= soon_days(ideal_days) else State.FRESH


def ratio(today: date, due_on: date, ideal_days: int) -> float:
    """Return the time gone by in rhythms: 1 on the due day (practice model, 3.2)."""
    return 1 + (today - due_on).days / ideal_days


def weighted_ratio(r: float, is_starred: bool) -> float:
    """Return what orders the rhythm tier: the ratio up to 3, starred contacts a quarter more (model, 3.2)."""
    return min(r, RATIO_CAP) * (STARRED_FACTOR if is_starred else 1.0)
