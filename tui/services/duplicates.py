"""Who in the book looks like somebody: found by parts of names and shared details, never by asking everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tui.domain.contact import Contact, ContactDraft, ContactId, PointKind
from tui.domain.contact_points import match_keys
from tui.domain.likeness import NAMESAKE, Likeness, Traits, blocks_of, likeness, name_words, traits_of
from tui.store.book import Book
from tui.store.names import names_in

MOST_COMPARED = 200
"""People of one block that are compared at most; more share a name than anybody could tell apart."""


@dataclass(frozen=True, slots=True)
class LooksLike:
    """Somebody in the book, and how sure it is that they are the one asked about."""

    contact: Contact
    likeness: Likeness


class LikePeople:
    """The people of one book, ready to be compared with newcomers; it is read once, when first asked."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._blocks: dict[str, list[ContactId]] | None = None
        self._known: dict[ContactId, tuple[Contact, Traits]] = {}

    def closest(self, draft: ContactDraft) -> LooksLike | None:
        """Give whom somebody looks like most, or None."""
        if not (self._blocks if self._blocks is not None else self._read()):
            return None
        traits = traits_of(draft, self._book.region or None)
        ids = self._candidates(draft, traits, self._blocks or {})
        best: LooksLike | None = None
        for contact, theirs in self._people(ids):
            found = likeness(traits, theirs)
            if found and found.sureness >= NAMESAKE and (not best or found.sureness > best.likeness.sureness):
                best = LooksLike(contact, found)
        return best

    def _candidates(
        self, draft: ContactDraft, traits: Traits, blocks: Mapping[str, list[ContactId]]
    ) -> list[ContactId]:
        keys = [key for key in match_keys(draft, self._book.region or None) if not key.startswith("uid:")]
        found = [ident for owners in self._book.contacts.with_match_keys(keys).values() for ident in owners]
        for words in (traits.words, *(name_words(alias) for alias in draft.aliases)):
            for block in blocks_of(words):
                found += blocks.get(block, ())[:MOST_COMPARED]
        return list(dict.fromkeys(found))

    def _read(self) -> dict[str, list[ContactId]]:
        blocks: dict[str, list[ContactId]] = {}
        for ident, name, aliases in names_in(self._book):
            for block in {block for each in (name, *aliases) for block in blocks_of(name_words(each))}:
                blocks.setdefault(block, []).append(ident)
        self._blocks = blocks
        return blocks

    def _people(self, ids: Iterable[ContactId]) -> list[tuple[Contact, Traits]]:
        wanted = list(ids)
        unknown = [ident for ident in wanted if ident not in self._known]
        for contact in self._book.contacts.get_all(unknown):
            self._known[contact.id] = contact, traits_of(contact, self._book.region or None)
        return [self._known[ident] for ident in wanted if ident in self._known]


def detail_of(who: Contact | ContactDraft) -> str:
    """Give what tells somebody best from a namesake: e-mail, phone, profile, place of work, or nothing."""
    for kind in (PointKind.EMAIL, PointKind.PHONE, PointKind.PROFILE):
        for point in who.points:
            if point.kind is kind:
                return point.value
    return who.organisation or who.place
