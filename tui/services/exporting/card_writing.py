"""One contact's card as it goes out: the one they came with, with what changed since, else a fresh one."""

from __future__ import annotations

import re

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import Contact
from tui.formats.vcard.card import RawCard
from tui.formats.vcard.convert import complete
from tui.formats.vcard.patch import patch
from tui.formats.vcard.write import Version, write_vcards
from tui.store.book import Book

VERSIONS: tuple[Version, ...] = ("3.0", "4.0")
_REVISION = re.compile(r"^REV[;:][^\r\n]*\r?\n", re.MULTILINE)


def write_card(book: Book, contact: Contact, stored: str, version: Version) -> str:
    """Write a contact's card in a version; ``stored`` is the card they came with, or "".

    A stored card that names nobody, as only a book from elsewhere could hold, gives way to a fresh one.
    """
    if not stored:
        return write_vcards([contact], version).decode()
    card = RawCard(stored)
    try:
        patch(card, contact, book.clock.now(), book.region or None)
    except InvalidInput:
        return write_vcards([contact], version).decode()
    complete(card, contact, version)
    return card.text()


def without_revision(card: str) -> str:
    """Return a card without the instant it was last changed, for comparing."""
    return _REVISION.sub("", card)
