"""One contact on the command line, as plain text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec import to_builtins

from tui.cli.contact_known import known_json, known_rows, to_ask_lines
from tui.cli.output import JsonValue, day_text, table
from tui.domain.clock import practice_date
from tui.domain.dates.partial import say_partial
from tui.domain.dates.spans import SHORT_MONTHS, day_words
from tui.domain.dates.zones import wall_clock_in
from tui.domain.editing.lines import say_channel
from tui.domain.measures.warmth import DEPTH_SHOWN_FROM, depth_word, warmth_word
from tui.domain.records.contact import Contact, KeyDate
from tui.domain.records.contact_fields import on_own_lines
from tui.domain.records.interaction import PLATFORMS, Direction, Interaction
from tui.domain.records.known import Known
from tui.domain.records.promise import MadeBy, NextStep, Promise
from tui.services.contacts.finding import Page
from tui.services.tending.qualities import Qualities, qualities
from tui.services.tending.standing import Standing

_CALLED = {
    "ideal_days": "rhythm_days",
    "last_touch_on": "last_touch",
    "next_due_on": "due",
    "is_starred": "starred",
    "is_exact": "exact",
    "is_archived": "archived",
    "is_deceased": "deceased",
}
"""Fields that JSON calls otherwise than the record does."""
_NOT_TOLD = {"rhythm_days", "ladder", "rev"}
_NULL_WHEN_EMPTY = {"preferred_channel", "met_when"}


def summary_json(contact: Contact) -> dict[str, JsonValue]:
    """Return the fields of a contact, in the order of the record."""
    told: dict[str, JsonValue] = to_builtins(contact)
    return {
        _CALLED.get(name, name): None if name in _NULL_WHEN_EMPTY and not value else value
        for name, value in told.items()
        if name not in _NOT_TOLD
    }


def page_json(
    page: Page, timeline: Sequence[Interaction], now: datetime, how: Standing, known: Known
) -> dict[str, JsonValue]:
    """Return everything about a contact at an instant, the newest interaction first."""
    found = qualities(page.contact, timeline, practice_date(now))
    local_time = {"local_time": wall_clock_in(page.contact.time_zone, now) or None}
    return (
        summary_json(page.contact)
        | known_json(page.contact, known)
        | local_time
        | {
            "interactions": [_interaction_json(each) for each in timeline],
            "promises": [_promise_json(each) for each in page.promises],
            "next_steps": [
                {"id": each.id, "text": each.text, "due": day_text(each.due_on)} for each in page.next_steps
            ],
            "warmth": round(found.warmth, 2),
            "warmth_word": warmth_word(found.warmth),
            "depth": None if found.depth is None else round(found.depth, 4),
            "balance": round(found.balance.value, 4),
            "style": how.rule.style.value,
            "rhythm_from": how.rule.source.value,
            "rhythm_why": how.why[0],
            "paused": how.is_paused,
        }
    )


def _interaction_json(each: Interaction) -> JsonValue:
    return {
        "id": each.id,
        "uid": each.uid,
        "date": day_text(each.practice_date),
        "channel": each.channel.value,
        "direction": each.direction.value,
        "platform": each.platform,
        "contacts": [
            {"id": ident, "name": name} for ident, name in zip(each.contacts, each.names, strict=True)
        ],
        "summary": each.summary,
        "note": each.notes,
        "message": each.message,
        "situation": each.situation,
        "minutes": each.minutes,
        "place": each.place,
        "feeling": each.feeling,
        "values": [
            {"way": value.way.value, "kind": value.kind.value, "note": value.note} for value in each.values
        ],
        "topics": each.topics,
    }


def _promise_json(each: Promise) -> JsonValue:
    return {
        "id": each.id,
        "made_by": each.made_by.value,
        "text": each.text,
        "made_on": day_text(each.made_on),
        "due": day_text(each.due_on),
    }


def page_words(
    page: Page, timeline: Sequence[Interaction], now: datetime, how: Standing, known: Known
) -> str:
    """Write everything about a contact at an instant as plain text."""
    today = practice_date(now)
    parts = [page.contact.name, table(_facts(page, timeline, now, how, known))]
    if not page.contact.is_deceased:
        parts += _section("Ask next time", to_ask_lines(known))
    parts += _section("Promises", (_promise_line(each, today) for each in page.promises))
    parts += _section("Next steps", (_step_line(each, today) for each in page.next_steps))
    parts += _section("Timeline", (_interaction_line(each, today) for each in timeline))
    if page.contact.notes:
        parts += _section("Notes", page.contact.notes.splitlines())
    return "\n".join(parts)


def _facts(
    page: Page, timeline: Sequence[Interaction], now: datetime, how: Standing, known: Known
) -> list[tuple[str, str]]:
    contact, today = page.contact, practice_date(now)
    there = wall_clock_in(contact.time_zone, now)
    work = ", ".join(part for part in (contact.role, contact.organisation) if part)
    rows = [
        ("id", str(contact.id)),
        ("also called", ", ".join(contact.aliases)),
        ("work", work),
        *on_own_lines(contact),
        ("place", f"{contact.place or contact.time_zone} {there}".strip()),
        ("likes best", say_channel(contact.preferred_channel)),
        ("met", _met(page, today)),
        ("tags", " ".join(f"#{name}" for name in (*contact.circles, *contact.tags))),
        ("rhythm", _rhythm(contact, how, today)),
        ("last in touch", day_words(contact.last_touch_on, today) if contact.last_touch_on else "never"),
        ("due", _due(contact, today)),
        *((each.label or each.platform or each.kind.value, each.value) for each in contact.points),
        *((each.label or each.kind.value, _yearly(each)) for each in contact.key_dates),
        *known_rows(known),
        *_quality_rows(contact, qualities(contact, timeline, today), len(timeline)),
    ]
    return [(f"  {name}", text) for name, text in rows if text]


def _due(contact: Contact, today: date) -> str:
    is_running = contact.next_due_on is not None and not (contact.is_deceased or contact.is_archived)
    return day_words(contact.next_due_on, today) if is_running and contact.next_due_on else ""


def _rhythm(contact: Contact, how: Standing, today: date) -> str:
    if contact.is_deceased:
        return "remembered; nothing is asked of you"
    if contact.is_archived:
        return "resting"
    until = f" until {day_words(how.paused_until, today)}" if how.paused_until else ""
    return f"{how.rule.words}, paused{until}" if how.is_paused else how.rule.words


def _quality_rows(contact: Contact, found: Qualities, interactions: int) -> list[tuple[str, str]]:
    if contact.is_deceased:
        return []
    rows = [("warmth", warmth_word(found.warmth))]
    if found.depth is not None and interactions >= DEPTH_SHOWN_FROM:
        rows.append(("depth", depth_word(found.depth)))
    return rows


def _met(page: Page, today: date) -> str:
    contact = page.contact
    when = day_words(contact.met_on, today) if contact.met_on else say_partial(contact.met_when)
    parts = [contact.met_at, when]
    parts.append(f"via {page.met_via.name}" if page.met_via else "")
    return ", ".join(part for part in parts if part)


def _yearly(key_date: KeyDate) -> str:
    day = f"{key_date.day} {SHORT_MONTHS[key_date.month - 1]}"
    return f"{day} {key_date.year}" if key_date.year else day


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return ["", title, *found] if found else []


def _promise_line(promise: Promise, today: date) -> str:
    who = "you" if promise.made_by is MadeBy.ME else "they"
    due = f", for {day_words(promise.due_on, today)}" if promise.due_on else ""
    return f"{who} promised: {promise.text}{due}"


def _step_line(step: NextStep, today: date) -> str:
    return f"{day_words(step.due_on, today)}  {step.text}".rstrip()


def _interaction_line(each: Interaction, today: date) -> str:
    where = f" · {PLATFORMS.get(each.platform, each.platform)}" if each.platform else ""
    from_them = " from them" if each.direction is Direction.IN else ""
    message = each.message.partition("\n")[0]
    words = (each.summary, each.notes.partition("\n")[0], f"wrote: {message}" if message else "")
    parts = (
        day_words(each.practice_date, today),
        f"{each.channel.words}{where}{from_them}",
        *words,
        f"({each.id})",
    )
    return "  ".join(part for part in parts if part)
