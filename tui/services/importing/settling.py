"""What an import can only settle once everybody is in: who is whose, and the card each came with."""

from __future__ import annotations

from collections.abc import Callable, Set

from msgspec.structs import replace

from tui.domain.records.contact import ContactDraft, ContactId
from tui.domain.records.knowing import RelatedName
from tui.formats.result import ReadProblem
from tui.services.exporting.card_writing import VERSIONS, without_revision, write_card
from tui.store.book import Book
from tui.store.contacts.cards import cards_of, keep_card
from tui.store.contacts.knowing_rows import CARD_LIMIT

_BATCH = 25
MOST_CARDS = 100
"""So many cards about one person are kept as one."""


class Settling:
    """The cards and relations of one import; call inside ``Book.write``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._cards: dict[ContactId, list[str]] = {}
        self._related: dict[ContactId, dict[RelatedName, None]] = {}
        self.problems: list[ReadProblem] = []

    def later(self, draft: ContactDraft) -> ContactDraft:
        """Return a draft without what waits until the end."""
        return replace(draft, card="", related=()) if draft.card or draft.related else draft

    def keep(self, contact_id: ContactId, draft: ContactDraft) -> None:
        """Keep in mind what waits."""
        if len(draft.card) > CARD_LIMIT:
            self.problems.append(
                ReadProblem(draft.source_line, "This card is too large to be kept whole.", draft.name[:80])
            )
        elif draft.card:
            self._keep_one(self._cards.setdefault(contact_id, []), draft)
        if draft.related:
            self._related.setdefault(contact_id, {}).update(dict.fromkeys(draft.related))

    def _keep_one(self, cards: list[str], draft: ContactDraft) -> None:
        if len(cards) < MOST_CARDS:
            cards.append(draft.card)
            return
        what = f"More than {MOST_CARDS} cards are about this person; what this one says came in, the card was not kept."
        self.problems.append(ReadProblem(draft.source_line, what, draft.name[:80]))

    def settle(self, new: Set[ContactId], tell: Callable[[], None] = lambda: None) -> set[ContactId]:
        """Do what waited, for those who are new and those who were here; give whom that changed.

        ``tell`` is called now and then; what it raises ends it.
        """
        changed: set[ContactId] = set()
        for done, (ident, related) in enumerate(self._related.items()):
            if done % _BATCH == 0:
                tell()
            changed |= {ident} if self._relate(ident, related) else set()
        waiting = list(self._cards)
        for start in range(0, len(waiting), _BATCH):
            tell()
            batch = waiting[start : start + _BATCH]
            stored = cards_of(self._book, batch)
            changed |= {
                ident for ident in batch if self._keep_card(ident, stored.get(ident, ""), is_new=ident in new)
            }
        return changed

    def _relate(self, ident: ContactId, related: dict[RelatedName, None]) -> bool:
        before = self._book.conn.total_changes
        self._book.knowing.add_related(ident, related)
        return self._book.conn.total_changes > before

    def _keep_card(self, ident: ContactId, stored: str, *, is_new: bool) -> bool:
        """Keep the cards somebody came with as one: a card that came again stands in for the one from before."""
        first, *others = self._cards[ident]
        if not others and (stored == first or (not is_new and self._is_ours(ident, stored, first))):
            return False
        from tui.formats.vcard.join import holds, is_newer, joined_card

        kept = stored
        for at, raw in enumerate((first, *others)):
            if not kept or (at == 0 and is_newer(kept, raw) and not holds(kept, raw)):
                kept = raw
            elif not holds(kept, raw):
                kept = joined_card(kept, raw)
        return kept != stored and keep_card(self._book, ident, kept)

    def _is_ours(self, ident: ContactId, stored: str, raw: str) -> bool:
        """Whether a card is what the book itself would write of somebody."""
        contact = self._book.contacts.get(ident)
        said = without_revision(raw)
        return contact is not None and any(
            said == without_revision(write_card(self._book, contact, stored, version)) for version in VERSIONS
        )
