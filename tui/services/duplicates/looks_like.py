"""Whom of the book, or earlier in the file, a newcomer looks like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tui.domain.duplicates.alike_groups import AlikeGroups, group_keys, name_keys
from tui.domain.duplicates.likeness import NAMESAKE, Likeness, Traits, likeness, traits_of
from tui.domain.records.contact import Contact, ContactDraft, ContactId, PointKind
from tui.store.book import Book
from tui.store.contacts.names import keys_in, names_in


class LooksLike(Struct, frozen=True):
    """Somebody in the book or earlier in the file, and how sure it is that they are the one asked about."""

    who: Contact | ContactDraft
    likeness: Likeness
    number: int | None = None
    """For somebody earlier in the file: where in it they stand."""


class LikePeople:
    """The people of one book and the newcomers met so far, ready to be compared; the book is read once, when asked."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._newcomers: dict[int, tuple[ContactDraft, Traits]] = {}
        self._earlier = AlikeGroups[int]()
        self._here: AlikeGroups[ContactId] | None = None
        self._known: dict[ContactId, tuple[Contact, Traits]] = {}

    @property
    def not_compared(self) -> int:
        """How many share so much with so many others that they were not compared with all of them."""
        return self._earlier.not_compared + (self._here.not_compared if self._here else 0)

    def meet(self, draft: ContactDraft, number: int) -> LooksLike | None:
        """Return whom a newcomer looks like most, or None; those who come after are compared with them as well.

        Of several who are as like, the one in the book counts, then the one who came first.
        """
        traits = traits_of(draft, self._book.region or None)
        keys = group_keys(traits)
        found = [
            *(LooksLike(who, alike) for who, alike in self._in_book(traits, keys)),
            *(each for each in self._in_file(traits, keys) if each.likeness.is_suggested),
        ]
        self._newcomers[number] = draft, traits
        self._earlier.add(number, keys)
        return max(found, key=lambda each: each.likeness.sureness, default=None)

    def _in_file(self, traits: Traits, keys: set[str]) -> Iterator[LooksLike]:
        for number in self._earlier.among(keys):
            draft, theirs = self._newcomers[number]
            if alike := likeness(traits, theirs):
                yield LooksLike(draft, alike, number)

    def _in_book(self, traits: Traits, keys: set[str]) -> Iterator[tuple[Contact, Likeness]]:
        if self._here is None:
            self._here = _groups_in(self._book)
        for contact, theirs in self._people(self._here.among(keys)):
            alike = likeness(traits, theirs)
            if alike and alike.sureness >= NAMESAKE:
                yield contact, alike

    def _people(self, ids: Sequence[ContactId]) -> list[tuple[Contact, Traits]]:
        unknown = [ident for ident in ids if ident not in self._known]
        for contact in self._book.contacts.get_all(unknown):
            self._known[contact.id] = contact, traits_of(contact, self._book.region or None)
        return [self._known[ident] for ident in ids if ident in self._known]


def _groups_in(book: Book) -> AlikeGroups[ContactId]:
    """Group everybody in the book by their names and details."""
    keys: dict[ContactId, set[str]] = {}
    for ident, name, aliases in names_in(book):
        keys[ident] = {key for each in (name, *aliases) for key in name_keys(each)}
    for ident, key in keys_in(book):
        keys[ident].add(key)
    groups = AlikeGroups[ContactId]()
    for ident, theirs in keys.items():
        groups.add(ident, theirs)
    return groups


def detail_of(who: Contact | ContactDraft) -> str:
    """Return what tells somebody best from a namesake: e-mail, phone, profile, place of work, or nothing."""
    for kind in (PointKind.EMAIL, PointKind.PHONE, PointKind.PROFILE):
        for point in who.points:
            if point.kind is kind:
                return point.value
    return who.organisation or who.place
