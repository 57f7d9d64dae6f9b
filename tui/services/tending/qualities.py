"""How it stands with a contact: warmth, depth and balance from their timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tui.domain.measures.warmth import Balance, FeltTouch, balance, depth, warmth
from tui.domain.records.contact import Contact
from tui.domain.records.interaction import TOUCH_CHANNELS, Interaction, Way


class Qualities(Struct, frozen=True):
    """Three readable qualities of one tie (practice model, 4)."""

    warmth: float
    """0 to 100."""
    depth: float | None
    """0 to 1; None when never in touch."""
    balance: Balance


def qualities(contact: Contact, timeline: Sequence[Interaction], today: date) -> Qualities:
    """Measure a contact's timeline, given the newest first, on a local calendar day."""
    oldest_first = [each for each in reversed(timeline) if each.channel in TOUCH_CHANNELS]
    touches = [FeltTouch(each.practice_date, each.channel.weight, each.feeling) for each in oldest_first]
    given = _days_of(Way.GIVEN, contact, timeline)
    received = _days_of(Way.RECEIVED, contact, timeline)
    return Qualities(
        warmth(touches, contact.ideal_days, today), depth(touches), balance(given, received, today)
    )


def _days_of(way: Way, contact: Contact, timeline: Sequence[Interaction]) -> list[date]:
    return [
        each.practice_date
        for each in timeline
        for value in each.values
        if value.way is way and value.contact in (None, contact.id)
    ]
