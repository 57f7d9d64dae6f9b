"""What the app does in steps between which a person is asked, done in one call."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TypedDict, Unpack

from tui.domain.records.contact import ContactDraft
from tui.domain.search.query import parse_query
from tui.formats.detect import Format
from tui.formats.vcard.card import RawCard
from tui.formats.vcard.patch import patch
from tui.services.importing.importing import Importing
from tui.services.importing.plan import ImportReport, Progress
from tui.services.importing.reading import How
from tui.store.book import Book
from tui.store.search.hits import ContactHit, InteractionHit


class Wishes(TypedDict, total=False):
    """What a person can say of an import."""

    rhythm_days: int | None
    tag: str
    dry_run: bool
    progress: Progress | None


def import_file(
    book: Book,
    path: Path,
    *,
    kind: Format | None = None,
    encoding: str | None = None,
    me: str = "",
    **wishes: Unpack[Wishes],
) -> ImportReport:
    """Bring in a file; whoever looks like somebody here comes in as new."""
    importing = Importing(book)
    plan = importing.plan_of(path, How(kind, encoding, me=me), wishes.get("progress"))
    return importing.bring_in(plan, **wishes)


def contacts_found(book: Book, text: str, limit: int = 200) -> list[ContactHit]:
    """Return the contacts a query finds, the best first, each with what it was found in."""
    query = parse_query(text)
    return book.search.explained(query, book.search.find(query), limit)


def talks_found(book: Book, text: str, limit: int = 50) -> list[InteractionHit]:
    """Return what was said that a query finds, the newest first."""
    query = parse_query(text)
    return book.search.said(query, book.search.find(query), limit)


def patch_card(raw: str, after: ContactDraft, revised_at: datetime, region: str | None = None) -> str:
    """Return a card with what differs from somebody changed."""
    card = RawCard(raw)
    patch(card, after, revised_at, region)
    return card.text()
