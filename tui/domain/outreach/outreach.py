"""The Today list: who to reach out to today, in tiers, at the person's own pace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from tui.domain.outreach.reasons import (
    rhythm_reason,
)
from tui.domain.outreach.tier import Person, Reason, ReasonKind, Tier
from tui.domain.practice import copy
from tui.domain.practice.absence import AWAY_DAYS
from tui.domain.practice.plan import DEFAULT_PACE
from tui.domain.rhythms.lateness import State, ratio, weighted_ratio
from tui.domain.rhythms.rhythm import DEFAULT_RHYTHM

_ALWAYS_SHOWN = (Tier.PROMISE, Tier.REPLY, Tier.KEY_DATE)
_OPTIONAL = (Tier.REKINDLE, Tier.WORLD)
_IN_A_PAUSE = (ReasonKind.PROMISE, ReasonKind.REPLY)
_WITHOUT_RHYTHM = (ReasonKind.PROMISE, ReasonKind.REPLY, ReasonKind.NEXT_STEP)


class QueueRow(Struct, frozen=True):
    """One person on the Today list, at their best tier."""

    person: Person
    tier: Tier
    kind: ReasonKind
    reason: str
    """Why today, in at most 26 columns."""
    sentence: str
    """Why today, in full."""
    state: State
    ratio: float | None
    """Time gone by in rhythms; None where no rhythm runs."""
    also: tuple[str, ...] = ()
    """The other reasons, best first."""
    subject_id: int | None = None
    """The promise, interaction or next step behind the reason, as ``kind`` says."""


class Queue(Struct, frozen=True):
    """The Today list."""

    rows: tuple[QueueRow, ...]
    waiting: int
    """How many more people could be reached out to, and can wait."""
    effective_pace: int
    """The pace of this very day: lower in the days after an absence."""
    message: str | None
    """The one line under the list."""


def effective_pace(pace: int, days_away: int = 0, practice_days_since_return: int = 0) -> int:
    """Return the people to show today: the pace, eased in after an absence (practice model, 3.4).

    ``days_away`` are whole days without any act, ``practice_days_since_return`` counts up to yesterday.
    """
    return pace if days_away < AWAY_DAYS else min(pace, 1 + practice_days_since_return)


def build_queue(
    reasons: Iterable[Reason],
    people: Iterable[Person],
    today: date,
    pace: int = DEFAULT_PACE,
    *,
    days_away: int = 0,
    practice_days_since_return: int = 0,
    done_today: int = 0,
    extra: int = 0,
    rhythm_total: int | None = None,
    is_paused: bool = False,
    old_ties: int = 1,
) -> Queue:
    """Build the Today list for a local calendar day exactly as the practice model, 3.4, says.

    ``people`` holds everybody a reason names and the rhythm-due candidates, whose rhythm reasons are made
    here. ``rhythm_total`` counts all whose rhythm is due where only the first candidates were fetched.
    ``done_today`` people were already reached today: their places are not refilled, but ``extra`` adds
    places when asked for. ``is_paused`` is the pause for everyone. ``old_ties`` is how many rekindles may
    stand together, to choose one of.
    """
    by_id = {person.contact_id: person for person in people}
    found = [*reasons, *filter(None, (rhythm_reason(person, today) for person in by_id.values()))]
    grouped: dict[int, list[Reason]] = {}
    for reason in found:
        if _is_welcome(reason, by_id[reason.contact_id], today, is_paused):
            grouped.setdefault(reason.contact_id, []).append(reason)
    ordered = sorted(
        (_best_first(mine, by_id[mine[0].contact_id], today) for mine in grouped.values()),
        key=lambda mine: _order(mine, by_id[mine[0].contact_id], today),
    )
    today_pace = effective_pace(pace, days_away, practice_days_since_return)
    rows = tuple(_row(mine, by_id[mine[0].contact_id], today) for mine in ordered)
    shown = _shown(rows, today_pace + extra - done_today, old_ties)
    due = (
        sum(person.is_rhythm_due(today) for person in by_id.values())
        if rhythm_total is None
        else rhythm_total
    )
    waiting = _waiting(rows, shown, 0 if is_paused else due, today)
    message = _message(shown, waiting, done_today, today_pace, is_paused)
    return Queue(shown, waiting, today_pace, message)


def _is_welcome(reason: Reason, person: Person, today: date, is_paused: bool) -> bool:
    if person.is_snoozed(today):
        return False
    if is_paused:
        return reason.kind in _IN_A_PAUSE
    if person.is_archived:
        return reason.kind in _WITHOUT_RHYTHM
    return not person.is_paused or reason.kind in (*_WITHOUT_RHYTHM, ReasonKind.KEY_DATE)


def _best_first(reasons: Sequence[Reason], person: Person, today: date) -> list[Reason]:
    return sorted(reasons, key=lambda reason: (reason.tier.rank, _urgency(reason, person, today)))


def _order(mine: Sequence[Reason], person: Person, today: date) -> tuple[object, ...]:
    best = mine[0]
    urgency = min(_urgency(reason, person, today) for reason in mine if reason.tier is best.tier)
    return best.tier.rank, urgency, person.name.casefold(), person.contact_id


def _urgency(reason: Reason, person: Person, today: date) -> tuple[float, float]:
    """Return what orders reasons within one tier: the smaller comes first."""
    days_late = (today - reason.due_on).days
    if reason.tier is Tier.RHYTHM:
        is_reply = reason.kind is ReasonKind.REPLY
        r = (
            ratio(today, reason.due_on, person.ideal_days or DEFAULT_RHYTHM)
            if is_reply
            else person.ratio(today)
        )
        return -round(weighted_ratio(r or 0.0, person.is_starred), 9), -days_late
    if reason.tier is Tier.KEY_DATE:
        return days_late, 0.0
    return -reason.rank, -days_late


def _row(mine: Sequence[Reason], person: Person, today: date) -> QueueRow:
    best, *others = mine
    return QueueRow(
        person,
        best.tier,
        best.kind,
        best.text,
        best.sentence,
        person.state(today),
        person.ratio(today),
        tuple(reason.text for reason in others),
        best.subject_id,
    )


def _shown(rows: Sequence[QueueRow], places: int, old_ties: int) -> tuple[QueueRow, ...]:
    most = {Tier.REKINDLE: old_ties, Tier.WORLD: 1}
    shown: list[QueueRow] = []
    for row in rows:
        alike = sum(row.tier is other.tier for other in shown)
        if row.tier in _ALWAYS_SHOWN or (len(shown) < places and alike < most.get(row.tier, alike + 1)):
            shown.append(row)
    return tuple(shown)


def _waiting(rows: Sequence[QueueRow], shown: Sequence[QueueRow], rhythm_due: int, today: date) -> int:
    """Count the people of tiers 4 and 5 left out, those never fetched included."""
    on_list = {row.person.contact_id for row in shown}
    left_out = [row for row in rows if row.person.contact_id not in on_list and row.tier not in _OPTIONAL]
    others = sum(not row.person.is_rhythm_due(today) for row in left_out)
    return others + max(0, rhythm_due - sum(row.person.is_rhythm_due(today) for row in shown))


def _message(
    shown: Sequence[QueueRow], waiting: int, done_today: int, today_pace: int, is_paused: bool
) -> str | None:
    if shown:
        return copy.more_can_wait(waiting) if waiting else None
    if is_paused:
        return copy.list_rests()
    if done_today >= today_pace:
        return copy.done_for_today(today_pace, done_today)
    return copy.all_tended()
