"""The rows an interaction is kept as, whether it is recorded by itself or loaded with thousands."""

from __future__ import annotations

from collections.abc import Iterator

from tui.domain.clock import utc_text
from tui.domain.records.contact import FIELD_LIMIT, NOTE_LIMIT
from tui.domain.records.interaction import OPENS_A_REPLY, Direction, InteractionDraft
from tui.domain.text import clean
from tui.store.schema.rows import Row

PEOPLE_COLUMNS = "interaction_id, contact_id, role"
VALUE_COLUMNS = "interaction_id, contact_id, way, kind, note"
TOPIC_COLUMNS = "interaction_id, topic"


def interaction_row(draft: InteractionDraft, uid: str, now_utc: str) -> dict[str, str | int | None]:
    """Return the row of an interaction, cleaned, under a given identity."""
    occurred = draft.occurred_at
    offset = occurred.utcoffset() if occurred else None
    owes_reply = draft.direction is Direction.IN and draft.channel in OPENS_A_REPLY
    return {
        "uid": uid,
        "practice_date": draft.practice_date.isoformat(),
        "occurred_at_utc": utc_text(occurred) if occurred else None,
        "utc_offset_min": int(offset.total_seconds() // 60) if offset is not None else None,
        "logged_at_utc": now_utc,
        "channel": draft.channel.value,
        "direction": draft.direction.value,
        "situation": clean(draft.situation, 200, one_line=True),
        "summary": clean(draft.summary, FIELD_LIMIT, one_line=True),
        "notes": clean(draft.notes, NOTE_LIMIT),
        "message": clean(draft.message, NOTE_LIMIT),
        "platform": clean(draft.platform, 200, one_line=True),
        "minutes": draft.minutes,
        "place": clean(draft.place, FIELD_LIMIT, one_line=True),
        "feeling": draft.feeling,
        "awkward_guess": draft.awkward_guess,
        "needs_reply": int(owes_reply and not draft.before_book),
        "before_book": int(draft.before_book),
        "source_key": draft.source_key or None,
        "draft_id": draft.draft_id or None,
    }


def people_rows(interaction_id: int, draft: InteractionDraft) -> Iterator[Row]:
    """Yield who took part and who was only spoken of, each once."""
    took_part = dict.fromkeys(draft.contacts)
    for contact_id in took_part:
        yield interaction_id, contact_id, "main"
    for contact_id in dict.fromkeys(draft.mentions):
        if contact_id not in took_part:
            yield interaction_id, contact_id, "mentioned"


def value_rows(interaction_id: int, draft: InteractionDraft) -> Iterator[Row]:
    """Yield what was given, received and asked."""
    for value in draft.values:
        note = clean(value.note, FIELD_LIMIT, one_line=True)
        yield interaction_id, value.contact, value.way.value, value.kind.value, note


def topic_rows(interaction_id: int, draft: InteractionDraft) -> Iterator[Row]:
    """Yield what it was about, each once."""
    for topic in dict.fromkeys(draft.topics):
        yield interaction_id, clean(topic, 200, one_line=True)
