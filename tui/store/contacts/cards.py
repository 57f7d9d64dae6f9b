"""The card somebody came with, kept as it was, so that nothing in it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.domain.records.contact import ContactId
from tui.store.contacts.knowing_rows import CARD_LIMIT
from tui.store.schema.rows import marks

if TYPE_CHECKING:
    from tui.store.session import Session


def keep_card(book: Session, contact_id: ContactId, raw: str) -> bool:
    """Keep the card of a contact, in the place of an older one; call inside ``Book.write``.

    A card too long to keep is left in its file. Give whether the book has changed.
    """
    kept = raw.replace("\0", "")
    if not kept or len(kept) > CARD_LIMIT or kept == card_of(book, contact_id):
        return False
    book.db.table("card").upsert({"contact_id": contact_id, "raw": kept}, pk="contact_id")
    return True


def card_of(book: Session, contact_id: ContactId) -> str:
    """Return the card a contact came with, empty where there is none."""
    return cards_of(book, [contact_id]).get(contact_id, "")


def cards_of(book: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return the cards of those who came with one, for a few hundred people at a time."""
    found = book.conn.execute(f"SELECT contact_id, raw FROM card WHERE contact_id IN ({marks(ids)})", ids)
    return dict(found.fetchall())
