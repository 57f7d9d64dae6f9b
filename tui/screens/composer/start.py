"""What the composer begins with: a kept draft, a line from the log bar, or the people chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from tui.domain.quick_add.parsed import LineKind, Parsed
from tui.domain.quick_add.people import PersonMatch, known_as
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import PLATFORMS, Channel, Way
from tui.domain.records.known import PREFERRED
from tui.screens.composer.fields import Field, Texts, value_texts
from tui.screens.composer.people import label_of, new_label
from tui.services.desk import Desk
from tui.services.drafts.drafting import Draft, draft_for


class Start(Struct, frozen=True):
    """What stands in the fields when the composer opens."""

    draft: Draft
    texts: Mapping[Field, str] = field(default_factory=dict)
    labels: Mapping[str, ContactId] = field(default_factory=dict)
    """The names in the line, and whom they mean."""
    contact_ids: tuple[ContactId, ...] = ()
    note: str = ""
    """What there is to say about it."""


def start_of(
    desk: Desk,
    contact_ids: Sequence[ContactId],
    line: str = "",
    *,
    draft: Draft | None = None,
    preset: Texts | None = None,
) -> Start:
    """Return the fields for some contacts: their kept draft, unless a line from the log bar goes on here.

    ``draft`` is one to take up; ``preset`` is what stands in fields that nothing else fills.
    """
    if line.strip():
        return _from_line(desk, contact_ids, line)
    found = draft or draft_for(desk.drafts, contact_ids, desk.drafts_in_hand, desk.uids_of(contact_ids))
    if not found.is_empty:
        labels = _labels(desk, [ContactId(each) for each in found.contact_ids])
        kept = {each: found.texts[each] for each in Field if found.texts.get(each)}
        ids = tuple(labels.values())
        if Field.CHANNEL not in kept:
            # An editor had it before anything was typed here: it is still for whom it was begun.
            kept = {Field.CHANNEL: str(_channel(desk, ids)), Field.WHO: _named(labels), **kept}
        return Start(found, kept, labels, ids, "your draft is back as you left it")
    labels = _labels(desk, contact_ids)
    texts = {Field.CHANNEL: str(_channel(desk, contact_ids)), **(preset or {}), Field.WHO: _named(labels)}
    warm_up = desk.reader.writing.warm_up(contact_ids)
    return Start(found, texts, labels, tuple(labels.values()), warm_up)


def texts_of(parsed: Parsed, names: str) -> dict[Field, str]:
    """Return the fields that say what a log line says; ``names`` is the line of names."""
    notes = {way: value_texts(parsed.values, way) for way in Way}
    where = (PLATFORMS.get(parsed.platform, parsed.platform), parsed.place)
    step = parsed.next_step
    has_own_way = parsed.direction is not parsed.channel.usual_direction
    on = parsed.practice_date
    texts = {
        Field.WHO: names,
        Field.CHANNEL: str(parsed.channel),
        Field.WAY: str(parsed.direction) if has_own_way else "",
        Field.WHEN: on.isoformat() if on and on != parsed.today else "",
        Field.LENGTH: f"{parsed.minutes}m" if parsed.minutes else "",
        Field.WHERE: ", ".join(each for each in where if each),
        Field.GAVE: notes[Way.GIVEN],
        Field.GOT: notes[Way.RECEIVED],
        Field.ASKED: notes[Way.ASKED],
        Field.NEXT: f"{step.due_on.isoformat()} {step.text}".strip() if step else "",
        Field.TOPICS: " ".join(f'#"{topic}"' if " " in topic else f"#{topic}" for topic in parsed.topics),
        Field.NOTES: parsed.note,
    }
    return {each: text for each, text in texts.items() if text}


def _channel(desk: Desk, contact_ids: Sequence[ContactId]) -> Channel:
    """Return the channel last used with the first of them, else the one they like best, else a message."""
    if not contact_ids:
        return Channel.MESSAGE
    used = desk.reader.finding.last_channel(contact_ids[0])
    liked = next((each.preferred_channel for each in desk.reader.finding.contacts(contact_ids[:1])), "")
    return used or (Channel(liked) if liked in set(PREFERRED) else Channel.MESSAGE)


def _from_line(desk: Desk, contact_ids: Sequence[ContactId], line: str) -> Start:
    """Read a log line into the fields; a line with something open is kept whole, as notes."""
    selected = _known(desk, contact_ids[:1])
    parsed = desk.reader.recording.parse(LineKind.LOG, line, selected[0] if selected else None, letters=True)
    ids = [known.id for known in parsed.contacts] or ([] if parsed.new_names else list(contact_ids))
    labels = _labels(desk, ids)
    names = ", ".join([*labels, *map(new_label, parsed.new_names)])
    draft = Draft(tuple(int(each) for each in ids), book=desk.drafts.book)
    texts = texts_of(parsed, names)
    if parsed.blocking is None:
        return Start(draft, texts, labels, tuple(labels.values()))
    texts[Field.NOTES] = line
    return Start(
        draft, texts, labels, tuple(labels.values()), "the line stands in the notes, as it was typed"
    )


def _known(desk: Desk, ids: Sequence[ContactId]) -> list[PersonMatch]:
    return [known_as(contact.id, contact.name) for contact in desk.reader.finding.contacts(list(ids))]


def _labels(desk: Desk, ids: Sequence[ContactId]) -> dict[str, ContactId]:
    labels: dict[str, ContactId] = {}
    for known in _known(desk, ids):
        labels[label_of(known, labels)] = known.id
    return labels


def _named(labels: Mapping[str, ContactId]) -> str:
    return ", ".join(labels)
