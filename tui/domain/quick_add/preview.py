"""The preview: what was understood, piece by piece, in the words every screen uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tui.domain.dates.dates import say
from tui.domain.dates.parts import MONTHS
from tui.domain.quick_add.parsed import LineKind, Parsed, Part, Piece, Stretch
from tui.domain.records.contact import ContactDraft, KeyDate, PointKind
from tui.domain.records.interaction import PLATFORMS, Direction, NextStepDraft, Way
from tui.domain.rhythms.rhythm import rhythm_words

_POINT_WORDS = {PointKind.EMAIL: "email", PointKind.PHONE: "phone"}
_Shown = tuple[Part, str]


def pieces_of(parsed: Parsed, stretches: Mapping[Part, Sequence[Stretch]]) -> tuple[Piece, ...]:
    """Return the pieces of a line, from the very fields that would be stored."""
    shown = {LineKind.PERSON: _person, LineKind.LOG: _log, LineKind.FOLLOW_UP: _follow_up}[parsed.kind](
        parsed
    )
    return tuple(Piece(part, text, tuple(stretches.get(part, ()))) for part, text in shown)


def length_words(minutes: int) -> str:
    """Say a length: "40 min", "2 h", "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def next_words(step: NextStepDraft, parsed: Parsed) -> str:
    """Say a next step: next: Fri 27 Nov "send the deck"; with several people it is one with each."""
    text = f' "{step.text}"' if step.text else ""
    each = " (with each)" if len(parsed.contacts) + len(parsed.new_names) > 1 else ""
    return f"next: {say(step.due_on, parsed.today)}{text}{each}"


def _who(parsed: Parsed) -> Iterator[_Shown]:
    """The people of a line; those it would add are called new."""
    here = [*(one.name for one in parsed.contacts), *parsed.unsettled]
    names = [*here, *(f"{name} (new)" for name in parsed.new_names)]
    if names:
        yield Part.WHO, ("" if here else "+ ") + " + ".join(names)


def _log(parsed: Parsed) -> Iterator[_Shown]:
    yield from _who(parsed)
    yield Part.CHANNEL, _channel_words(parsed)
    if parsed.platform:
        yield Part.PLATFORM, PLATFORMS.get(parsed.platform, parsed.platform)
    if parsed.direction is not parsed.channel.usual_direction:
        yield Part.DIRECTION, _direction_words(parsed.direction)
    yield Part.DATE, say(parsed.practice_date or parsed.today, parsed.today)
    if parsed.minutes is not None:
        yield Part.LENGTH, length_words(parsed.minutes)
    if parsed.place:
        yield Part.PLACE, f"at {parsed.place}"
    for value in parsed.values:
        yield Part.VALUE, f"{'gave' if value.way is Way.GIVEN else 'got'}: {value.note}"
    if parsed.topics:
        yield Part.TAG, _tag_words(parsed.topics)
    if parsed.next_step:
        yield Part.NEXT, next_words(parsed.next_step, parsed)
    yield from _mentions_and_note(parsed)


def _channel_words(parsed: Parsed) -> str:
    if not parsed.channel_is_assumed:
        return parsed.channel.words
    return f"{parsed.channel.words} ({'last used' if parsed.channel_is_last_used else 'assumed'})"


def _direction_words(direction: Direction) -> str:
    return "they reached out" if direction is Direction.IN else "I reached out"


def _tag_words(tags: Sequence[str]) -> str:
    return " ".join(f'#"{tag}"' if " " in tag else f"#{tag}" for tag in tags)


def _mentions_and_note(parsed: Parsed) -> Iterator[_Shown]:
    if parsed.mentions:
        yield Part.MENTION, "mentions " + ", ".join(one.name for one in parsed.mentions)
    if parsed.note:
        yield Part.NOTE, f"note: {parsed.note}"


def _follow_up(parsed: Parsed) -> Iterator[_Shown]:
    yield from _who(parsed)
    due = say(parsed.due_on or parsed.today, parsed.today)
    yield Part.DATE, f"follow up {due}" + (" (in a week)" if parsed.due_is_assumed else "")
    if parsed.text:
        yield Part.TEXT, f'"{parsed.text}"'


def _person(parsed: Parsed) -> Iterator[_Shown]:
    draft = parsed.person
    if draft is None:
        return
    if draft.name:
        yield Part.NAME, f"name {draft.name}"
    yield from _facts(parsed, draft)
    if draft.tags:
        yield Part.TAG, _tag_words(draft.tags)
    if draft.rhythm_days is not None:
        yield Part.RHYTHM, rhythm_words(draft.rhythm_days)
    if parsed.next_step:
        yield Part.NEXT, next_words(parsed.next_step, parsed)
    yield from _mentions_and_note(parsed)


def _facts(parsed: Parsed, draft: ContactDraft) -> Iterator[_Shown]:
    if draft.met_at:
        yield Part.MET, f"met {draft.met_at}"
    if parsed.via:
        yield Part.VIA, f"via {parsed.via.name}"
    if draft.organisation:
        yield Part.ORGANISATION, f"org {draft.organisation}"
    if draft.role:
        yield Part.ROLE, f"role {draft.role}"
    if draft.place:
        yield Part.PLACE, f"place {draft.place}"
    for point in draft.points:
        yield Part.POINT, f"{_POINT_WORDS.get(point.kind, 'url')} {point.value}"
    for key_date in draft.key_dates:
        yield Part.BIRTHDAY, f"birthday {_day_words(key_date)}"
    if draft.time_zone:
        yield Part.TIME_ZONE, f"time zone {draft.time_zone}"


def _day_words(key_date: KeyDate) -> str:
    said = f"{key_date.day} {MONTHS[key_date.month - 1][:3].title()}"
    return f"{said} {key_date.year}" if key_date.year else said
