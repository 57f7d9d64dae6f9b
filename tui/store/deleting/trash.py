"""The trash of the book: what was moved there, and taking it out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from tui.domain.deleting.trash import Trashed, TrashKind
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel
from tui.store.contacts.contacts import Contacts
from tui.store.interactions.interactions import Interactions

if TYPE_CHECKING:
    from tui.store.session import Session

_TEXT_AT_MOST = 200


def trashed(book: Session, day_of: Callable[[str], date]) -> list[Trashed]:
    """Return what lies in the trash, the newest first; ``day_of`` turns a UTC instant into a local day."""
    found = [
        (at, Trashed(TrashKind.CONTACT, ident, name, text, day_of(at)))
        for ident, name, text, at in book.conn.execute(
            "SELECT id, name, coalesce(nullif(organisation, ''), substr(notes, 1, ?)), deleted_at FROM contact"
            " WHERE deleted_at IS NOT NULL",
            (_TEXT_AT_MOST,),
        )
    ]
    found += [
        (at, Trashed(TrashKind.INTERACTION, ident, _title(channel, names), text, day_of(at)))
        for ident, channel, text, at, names in book.conn.execute(
            "SELECT interaction.id, channel, coalesce(nullif(summary, ''), nullif(substr(notes, 1, ?), ''),"
            " substr(message, 1, ?)), interaction.deleted_at,"
            " (SELECT group_concat(name, ', ') FROM _took_part JOIN contact ON contact.id = contact_id"
            "  WHERE interaction_id = interaction.id)"
            " FROM interaction WHERE interaction.deleted_at IS NOT NULL",
            (_TEXT_AT_MOST, _TEXT_AT_MOST),
        )
    ]
    found.sort(key=lambda each: (each[0], each[1].kind, each[1].id), reverse=True)
    return [each for _, each in found]


def take_from_trash(book: Session, items: Iterable[Trashed]) -> None:
    """Take things out of the trash; call inside ``Book.write``."""
    for each in items:
        if each.kind is TrashKind.INTERACTION:
            Interactions(book).bring_back(each.id)
        else:
            Contacts(book).change(ContactId(each.id), deleted_at=None)


def _title(channel: str, names: str | None) -> str:
    return f"{Channel(channel).words} with {names}" if names else Channel(channel).words
