"""Rhythm: how often to be in touch with a contact, when that falls due, how it is typed and written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import NO_RHYTHM, Ladder
from tui.domain.rhythms.ladder import rhythm_begins_on
from tui.domain.rhythms.lateness import (
    round_half_up,
    shift_days,
)

PRESETS: tuple[int, ...] = (7, 14, 30, 60, 90, 180, 365)
"""The rhythms offered, in days (practice model, 3.1)."""
DEFAULT_RHYTHM = 90
"""The rhythm, in days, of whoever asks for none in particular."""
LONGEST_RHYTHM = 3650
"""The longest rhythm that can be asked for, in days."""
RESUME_DAYS = 3
"""The least days between resuming a paused contact and their falling due."""


class Touch(Struct, frozen=True):
    """A day in touch and how far it carries (the weight of its channel, 0 to 1)."""

    on: date
    weight: float


class DueFacts(Struct, frozen=True):
    """All that decides when a contact falls due; every date is a local calendar day."""

    contact_id: int
    ideal_days: int | None
    """The rhythm that applies; None or NO_RHYTHM is never due."""
    is_exact: bool = False
    """Ticked "exact": no shift."""
    touches: Sequence[Touch] = ()
    skips: Sequence[date] = ()
    first_due_on: date | None = None
    """The first due day dealt out when a rhythm was given to somebody never in touch."""
    resumed_on: date | None = None
    """When a pause last ended."""
    met_on: date | None = None
    ladder: Ladder = Ladder.FULL
    added_on: date | None = None
    """When they came into the book: from then somebody with a rhythm and no history is never lost."""
    today: date | None = None
    """When given, touches dated later are ignored until they arrive."""


def due_date(facts: DueFacts) -> date | None:
    """Return the day a contact's rhythm falls due, or None when it never does (practice model, 3.2-3.4).

    The latest of what each touch asks for (plus the contact's shift) and what each skip asks for;
    somebody never in touch is due on their first due day, else one rhythm after the meeting, else on a
    day of their own within a rhythm of coming into the book. An open
    new-contact ladder holds the rhythm back until it is finished or lapses, a pause until shortly
    after it ends.
    """
    ideal = facts.ideal_days
    if not ideal:
        return None
    touches = [touch for touch in facts.touches if touch.weight > 0 and _has_come(touch.on, facts.today)]
    wishes = [day + timedelta(ideal) for day in facts.skips]
    if touches:
        shift = 0 if facts.is_exact else shift_days(facts.contact_id, ideal)
        asked = max(touch.on + timedelta(round_half_up(touch.weight * ideal)) for touch in touches)
        wishes.append(asked + timedelta(shift))
    elif facts.first_due_on:
        wishes.append(facts.first_due_on)
    elif facts.met_on:
        wishes.append(facts.met_on + timedelta(ideal))
    elif facts.added_on and not wishes:
        # Nobody dealt out a first day: they came to the rhythm with a tag or circle.
        wishes.append(facts.added_on + timedelta(1 + facts.contact_id * 7919 % ideal))
    if facts.resumed_on:
        wait = RESUME_DAYS + facts.contact_id % min(14, ideal)
        wishes.append(facts.resumed_on + timedelta(wait))
    if not wishes:
        return None
    begins = rhythm_begins_on(facts.met_on, [*(touch.on for touch in touches), *facts.skips], facts.ladder)
    return max([*wishes, begins] if begins else wishes)


def _has_come(day: date, today: date | None) -> bool:
    return today is None or day <= today


_NAMED_RHYTHMS = {
    "none": NO_RHYTHM,
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "monthly": 30,
    "two-monthly": 60,
    "quarterly": 90,
    "half-yearly": 180,
    "yearly": 365,
}
_NAME_OF_DAYS = {days: name for name, days in _NAMED_RHYTHMS.items() if days not in (NO_RHYTHM, 60)}
_COUNTED = re.compile(r"(?:every\s+)?([0-9]{0,4})\s*(d|w|m|y|days?|weeks?|months?|years?)")


def parse_rhythm(text: str) -> int:
    """Read a rhythm as typed and give it in days; "none" gives NO_RHYTHM.

    Reads "6w", "3d", "2m", "1y", "every 6 weeks" and the names ("weekly", "quarterly", ...), with or
    without a leading ~. Raises InvalidInput when it is none of these.
    """
    said = " ".join(text.strip().removeprefix("~").casefold().split())
    if said in _NAMED_RHYTHMS:
        return _NAMED_RHYTHMS[said]
    found = _COUNTED.fullmatch(said)
    if found is None or said in ("d", "w", "m", "y"):
        raise InvalidInput(
            f"{text.strip()!r} is not a rhythm.",
            "Nothing was changed.",
            "Write it like 6w, 3d, 2m or 1y, as weekly, monthly, quarterly or yearly, or none.",
        )
    days = _days_of(int(found[1] or 1), found[2][0])
    if not 1 <= days <= LONGEST_RHYTHM:
        raise InvalidInput(
            f"{text.strip()!r} is outside what a rhythm can be.",
            "Nothing was changed.",
            "It can be anything from 1d to 10y; none means never due.",
        )
    return days


def rhythm_words(days: int | None) -> str:
    """Write a rhythm for a sentence or a page: "weekly", "every 6 weeks", "no rhythm" (days)."""
    if not days:
        return "no rhythm"
    if days in _NAME_OF_DAYS:
        return _NAME_OF_DAYS[days]
    count, unit = _exact_units(days)
    return f"every {unit}" if count == 1 else f"every {count} {unit}s"


def rhythm_short(days: int | None) -> str:
    """Write a rhythm for a list column, so that parse_rhythm reads it back: "4w", "3m", "10d" (days)."""
    if not days:
        return "none"
    count, unit = _exact_units(days)
    return f"{count}{unit[0]}"


def _days_of(count: int, unit: str) -> int:
    if unit == "m":
        return count // 12 * 365 + count % 12 * 30
    return count * {"d": 1, "w": 7, "y": 365}[unit]


def _exact_units(days: int) -> tuple[int, str]:
    years, rest = divmod(days, 365)
    if not rest:
        return years, "year"
    if rest % 30 == 0 and rest < 360:
        return years * 12 + rest // 30, "month"
    return (days // 7, "week") if days % 7 == 0 else (days, "day")
