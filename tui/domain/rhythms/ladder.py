"""The new-contact ladder: three small hellos after a first meeting, before a rhythm takes over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.records.contact import Ladder

LADDER_OFFSETS = (1, 7, 30)
"""Days after the meeting on which each step falls due (practice model, 3.4)."""
LADDER_GAPS = (1, 5, 21)
"""The least days between the last touch and the next step (practice model, 3.4)."""
LADDER_DAYS = 60
"""So many days after the meeting the ladder lapses, whatever was done (practice model, 3.4)."""
HELD_BACK_DAYS = LADDER_DAYS + 1
"""So many days after the meeting an unfinished ladder holds a rhythm back."""

_STEPS = {Ladder.FULL: 3, Ladder.LIGHT: 1, Ladder.NONE: 0}


class LadderStep(Struct, frozen=True):
    """The next step after a first meeting."""

    number: int
    """1, 2 or 3."""
    due_on: date
    is_late: bool
    """Past its day: still welcome."""


def ladder_step(
    met_on: date | None, touch_days: Iterable[date], today: date, ladder: Ladder = Ladder.FULL
) -> LadderStep | None:
    """Return the next step with a newly met contact, or None once the ladder is finished or has lapsed.

    ``touch_days`` are the local days of touches, whoever reached out; a step let go counts as done on
    its day, so its day belongs among them. Formula: practice model, 3.4.
    """
    if met_on is None or not 0 <= (today - met_on).days <= LADDER_DAYS:
        return None
    days = _days_after(met_on, (day for day in touch_days if day <= today))
    done = len(days)
    if done >= _STEPS[ladder]:
        return None
    due_on = met_on + timedelta(LADDER_OFFSETS[done])
    if days:
        due_on = max(due_on, days[-1] + timedelta(LADDER_GAPS[done]))
    return LadderStep(done + 1, due_on, today > due_on)


def rhythm_begins_on(met_on: date | None, touch_days: Iterable[date], ladder: Ladder) -> date | None:
    """Return the day before which an unfinished ladder holds the rhythm back; None when nothing does."""
    if met_on is None or len(_days_after(met_on, touch_days)) >= _STEPS[ladder]:
        return None
    return met_on + timedelta(HELD_BACK_DAYS)


def _days_after(met_on: date, touch_days: Iterable[date]) -> list[date]:
    return sorted({day for day in touch_days if day > met_on})
