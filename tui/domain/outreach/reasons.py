"""Reasons: why somebody is on the Today list, in a few words and in a full sentence."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

from tui.domain.dates.spans import ago, day_words, span_words
from tui.domain.measures.worlds import DIVERSITY_DAYS
from tui.domain.number_words import number_word
from tui.domain.outreach.tier import Person, Reason, ReasonKind, Tier
from tui.domain.records.contact import KeyDate, KeyDateKind
from tui.domain.records.interaction import Channel
from tui.domain.records.key_dates import BELATED_DAYS, occurrence_to_greet
from tui.domain.records.promise import MadeBy, NextStep, Promise
from tui.domain.rhythms.ladder import LadderStep
from tui.domain.rhythms.lateness import State
from tui.domain.rhythms.rhythm import rhythm_words

REASON_COLUMNS = 26
"""The most terminal columns a short reason takes."""
REPLY_DAYS = 14
"""After so many days a reply owed moves to the rhythm tier (practice model, 3.4)."""


def promise_reason(person: Person, promise: Promise, today: date) -> Reason | None:
    """Return the reason of an open promise of mine that is due today or earlier, else None."""
    if not promise.is_open or promise.made_by is not MadeBy.ME:
        return None
    if promise.due_on is None or promise.due_on > today:
        return None
    late = (today - promise.due_on).days
    return Reason(
        person.contact_id,
        Tier.PROMISE,
        ReasonKind.PROMISE,
        f"promise {span_words(late)} late" if late else "promise due today",
        f"You promised {person.name} “{promise.text}” for {_dated(promise.due_on, today)}. "
        "Promises of yours come first.",
        promise.due_on,
        promise.id,
    )


def reply_reason(
    person: Person, wrote_on: date, today: date, *, interaction_id: int, channel: Channel = Channel.MESSAGE
) -> Reason:
    """Return the reason of a reply owed; after ``REPLY_DAYS`` it stands among the rhythms (practice model, 3.4)."""
    days = (today - wrote_on).days
    is_voice = channel is Channel.VOICE_NOTE
    wrote = "sent you a voice note" if is_voice else "wrote to you"
    when = f"on {_dated(wrote_on, today)}" if days else "today"
    facts = f"{person.name} {wrote} {when}, and nothing has gone back since."
    is_late = days > REPLY_DAYS
    rule = (
        "A late reply is still a good reply."
        if is_late
        else f"For {REPLY_DAYS} days a reply comes before any rhythm."
    )
    return Reason(
        person.contact_id,
        Tier.RHYTHM if is_late else Tier.REPLY,
        ReasonKind.REPLY,
        f"{'voice note' if is_voice else 'wrote to you'} {ago(days)}",
        f"{facts} {rule}",
        wrote_on + timedelta(REPLY_DAYS) if is_late else wrote_on,
        interaction_id,
    )


_ORDINALS = ("first", "second", "third")


def ladder_reason(person: Person, step: LadderStep, today: date) -> Reason | None:
    """Return the reason of a ladder step that has come due, else None.

    The first step stands with the replies, the others with the next steps (practice model, 3.4).
    """
    if step.due_on > today or person.met_on is None:
        return None
    where = f" at {person.met_at}" if person.met_at else ""
    late = " It is past its day, and still welcome." if step.is_late else ""
    if step.number == 1:
        text = f"follow up after {person.met_at}"
        if not person.met_at or _columns(text) > REASON_COLUMNS:
            text = "follow up after you met"
    else:
        text = f"{span_words((today - person.met_on).days)} since you met"
    hello = f"the {_ORDINALS[step.number - 1]} hello after a meeting"
    return Reason(
        person.contact_id,
        Tier.REPLY if step.number == 1 else Tier.NEXT_STEP,
        ReasonKind.LADDER,
        text,
        f"You met {person.name}{where} on {day_words(person.met_on, today)}; "
        f"{hello} {'was' if step.is_late else 'is'} for {_dated(step.due_on, today)}.{late}",
        step.due_on,
    )


def key_date_reason(person: Person, key_date: KeyDate, today: date) -> Reason | None:
    """Return the reason of a key date today or up to three days ago, until they were in touch since."""
    occurrence = occurrence_to_greet(key_date, today, person.last_touch_on)
    if occurrence is None:
        return None
    other = key_date.label.strip() or "day to remember"
    name = other if key_date.kind is KeyDateKind.OTHER else key_date.kind.value
    is_today = occurrence.on == today
    when = "is today" if is_today else f"was on {_dated(occurrence.on, today)}; belated is welcome"
    years = (
        f" ({occurrence.years} years)"
        if occurrence.years and key_date.kind is KeyDateKind.ANNIVERSARY
        else ""
    )
    return Reason(
        person.contact_id,
        Tier.KEY_DATE,
        ReasonKind.KEY_DATE,
        f"{_fit(name, REASON_COLUMNS - 6)} today" if is_today else _fit(f"belated {name}", REASON_COLUMNS),
        f"{person.name}: {name}{years} {when}. A key date shows on its day and for"
        f" {number_word(BELATED_DAYS)} days after.",
        occurrence.on,
    )


def next_step_reason(person: Person, step: NextStep, today: date) -> Reason | None:
    """Return the reason of an open next step that is due today or earlier, else None."""
    if step.done_on is not None or step.due_on > today:
        return None
    text = " ".join(step.text.split())
    quoted = f" is “{text}”" if text else ""
    return Reason(
        person.contact_id,
        Tier.NEXT_STEP,
        ReasonKind.NEXT_STEP,
        _fit(f"next: {text}" if text else "next step", REASON_COLUMNS),
        f"Your next step with {person.name}{quoted}, dated {_dated(step.due_on, today)}.",
        step.due_on,
        step.id,
    )


def rhythm_reason(person: Person, today: date) -> Reason | None:
    """Return the reason of a rhythm that is due or overdue, else None."""
    if person.due_on is None or not person.is_rhythm_due(today):
        return None
    rhythm = f"The rhythm with {person.name} is {rhythm_words(person.ideal_days)}."
    due = "falls due today" if person.due_on == today else f"fell due on {_dated(person.due_on, today)}"
    if person.last_touch_on is None:
        text, facts = "time for a first hello", f"There was no hello yet; the first {due}."
    else:
        days = (today - person.last_touch_on).days
        text = _passed(days)
        detail = f" (“{person.remembered}”)" if person.remembered else ""
        facts = f"Last in touch {day_words(person.last_touch_on, today)}{detail}, so a hello {due}."
    while_ = " It has been a while." if person.state(today) is State.OVERDUE else ""
    return Reason(
        person.contact_id, Tier.RHYTHM, ReasonKind.RHYTHM, text, f"{rhythm} {facts}{while_}", person.due_on
    )


def rekindle_reason(person: Person, today: date, rank: float = 0.0) -> Reason | None:
    """Return the optional reason to write to a dormant contact again; None for somebody never in touch."""
    if person.last_touch_on is None:
        return None
    span = span_words((today - person.last_touch_on).days)
    return Reason(
        person.contact_id,
        Tier.REKINDLE,
        ReasonKind.REKINDLE,
        f"{span} since you spoke",
        f"You and {person.name} were last in touch {day_words(person.last_touch_on, today)}. "
        "Old ties often bring something new; one a week is offered. "
        f"First one easy hello to someone current, then {person.first_name}.",
        person.last_touch_on,
        rank=rank,
    )


def world_reason(person: Person, world: str, today: date, rank: float = 0.0) -> Reason:
    """Return the optional reason to say hello in a world that has been quiet."""
    return Reason(
        person.contact_id,
        Tier.WORLD,
        ReasonKind.WORLD,
        _fit(f"another world: {world}", REASON_COLUMNS),
        f"{person.name} is from {world}, which has heard little from you in the last {DIVERSITY_DAYS} days. "
        "One hello to a different world a week is offered.",
        person.due_on or today,
        rank=rank,
    )


def _dated(day: date, today: date) -> str:
    words = day_words(day, today)
    return f"today, {words}" if day == today else f"{words}, {ago((today - day).days)}"


def _passed(days: int) -> str:
    if days <= 0:
        return "in touch today"
    words = span_words(days)
    return f"{words} {'has' if words.startswith('1 ') else 'have'} passed"


def _columns(text: str) -> int:
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _fit(text: str, columns: int) -> str:
    if _columns(text) <= columns:
        return text
    kept, left = "", columns - 1
    for character in text:
        left -= _width(character)
        if left < 0:
            break
        kept += character
    return f"{kept.rstrip()}…"
