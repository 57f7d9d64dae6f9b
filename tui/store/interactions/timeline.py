"""A contact's timeline of all kinds: one walk for the order, then what is in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Interaction
from tui.domain.records.timeline import Moment, MomentKey, MomentKind, in_order
from tui.store.conditions import IN_THE_BOOK
from tui.store.interactions.interactions import Interactions
from tui.store.schema.rows import marks

if TYPE_CHECKING:
    from tui.store.session import Session

_TALKS = (
    "SELECT practice_date, 'talk', interaction.id FROM interaction_contact"
    " JOIN interaction ON interaction.id = interaction_id"
    f" WHERE contact_id = :id AND {IN_THE_BOOK} AND is_draft = 0"
)
_OTHERS = (
    "SELECT made_on, 'promise_made', id FROM promise WHERE contact_id = :id AND interaction_id IS NULL",
    "SELECT kept_on, 'promise_kept', id FROM promise WHERE contact_id = :id AND kept_on IS NOT NULL",
    "SELECT released_on, 'promise_released', id FROM promise WHERE contact_id = :id AND released_on IS NOT NULL",
    "SELECT done_on, 'step_done', id FROM next_step WHERE contact_id = :id AND done_on IS NOT NULL",
    "SELECT asked_on, 'asked', id FROM question WHERE contact_id = :id AND asked_on IS NOT NULL",
    "SELECT from_when, 'began', id FROM position WHERE contact_id = :id AND from_when <> ''",
    "SELECT to_when, 'ended', id FROM position WHERE contact_id = :id AND to_when <> ''",
    "SELECT coalesce(met_on, met_when), 'met', id FROM contact WHERE id = :id"
    " AND coalesce(met_on, met_when) <> ''",
)
_PROMISE = "SELECT id, CASE made_by WHEN 'me' THEN 'you' ELSE 'they' END || '{}' || text FROM promise"
_WORK = "SELECT id, role || CASE WHEN role <> '' AND organisation <> '' THEN ', ' ELSE '' END || organisation"
_WORDS = {
    MomentKind.PROMISE_MADE: _PROMISE.format(" promised: "),
    MomentKind.PROMISE_KEPT: _PROMISE.format(" kept the promise: "),
    MomentKind.PROMISE_RELEASED: "SELECT id, 'promise let go: ' || text FROM promise",
    MomentKind.STEP_DONE: "SELECT id, 'done: ' || coalesce(nullif(text, ''), 'follow up') FROM next_step",
    MomentKind.ASKED: "SELECT id, 'asked: ' || text FROM question",
    MomentKind.BEGAN: _WORK.replace("role ||", "'began as ' || role ||") + " FROM position",
    MomentKind.ENDED: _WORK.replace("role ||", "'until then ' || role ||") + " FROM position",
    MomentKind.MET: "SELECT id, 'met' || CASE met_at WHEN '' THEN '' ELSE ' at ' || met_at END FROM contact",
}


def moments_of(book: Session, contact_id: ContactId, *, only_talks: bool = False) -> list[MomentKey]:
    """Give the moments of a contact's timeline, the newest first."""
    asked = (_TALKS,) if only_talks else (_TALKS, *_OTHERS)
    rows = book.conn.execute(" UNION ALL ".join(asked), {"id": contact_id})
    return in_order([MomentKey(when, MomentKind(kind), ident) for when, kind, ident in rows])


def moments(book: Session, keys: Sequence[MomentKey]) -> list[Moment]:
    """Give these moments with what is to be said of them, in the order asked."""
    talks = [key.id for key in keys if key.kind is MomentKind.TALK]
    told: dict[int, Interaction] = (
        {each.id: each for each in Interactions(book).get_all(talks)} if talks else {}
    )
    words: dict[tuple[MomentKind, int], str] = {}
    for kind, select in _WORDS.items():
        ids = [key.id for key in keys if key.kind is kind]
        if ids:
            rows = book.conn.execute(f"{select} WHERE id IN ({marks(ids)})", ids)
            words |= {(kind, row[0]): row[1] for row in rows}
    found = (
        Moment(key, told.get(key.id))
        if key.kind is MomentKind.TALK
        else Moment(key, text=words.get((key.kind, key.id), ""))
        for key in keys
    )
    return [each for each in found if each.talk or each.text]
