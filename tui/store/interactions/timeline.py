"""A contact's timeline of all kinds: one walk for the order, then what is in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Interaction
from tui.domain.records.timeline import Moment, MomentKey, MomentKind, newest_first
from tui.store.interactions.interactions import Interactions
from tui.store.schema.rows import marks

if TYPE_CHECKING:
    from tui.store.session import Session


def moments_of(book: Session, contact_id: ContactId, *, only_talks: bool = False) -> list[MomentKey]:
    """Return the moments of a contact's timeline, the newest first."""
    talks = "AND kind = 'talk'" if only_talks else ""
    rows = book.conn.execute(f"SELECT day, kind, id FROM _moment WHERE contact_id = ? {talks}", (contact_id,))
    return newest_first([MomentKey(when, MomentKind(kind), ident) for when, kind, ident in rows])


def moments(book: Session, keys: Sequence[MomentKey]) -> list[Moment]:
    """Return these moments with what is to be said of them, in the order asked."""
    talks = [key.id for key in keys if key.kind is MomentKind.TALK]
    told: dict[int, Interaction] = (
        {each.id: each for each in Interactions(book).get_all(talks)} if talks else {}
    )
    words: dict[tuple[MomentKind, int], str] = {}
    for kind in {key.kind for key in keys} - {MomentKind.TALK}:
        ids = [key.id for key in keys if key.kind is kind]
        asked = f"SELECT id, text FROM _moment WHERE kind = ? AND id IN ({marks(ids)})"
        words |= {(kind, row[0]): row[1] for row in book.conn.execute(asked, (kind.value, *ids))}
    found = (
        Moment(key, told.get(key.id))
        if key.kind is MomentKind.TALK
        else Moment(key, text=words.get((key.kind, key.id), ""))
        for key in keys
    )
    return [each for each in found if each.talk or each.text]
