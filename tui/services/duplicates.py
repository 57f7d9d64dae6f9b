"""Who looks like whom: in the book, and in a file; found by parts of names and shared details, never by asking all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tui.domain.contact import Contact, ContactDraft, ContactId, PointKind, fold
from tui.domain.contact_points import match_keys
from tui.domain.likeness import NAMESAKE, Likeness, Traits, blocks_of, likeness, name_words, traits_of
from tui.store.book import Book
from tui.store.merging import distinct_pairs
from tui.store.names import keys_in, names_in

MOST_COMPARED = 200
"""People of one block that are compared at most; more share a name than anybody could tell apart."""

_TURNS = 2_000
"""Comparisons between two questions whether to go on."""

Go = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class LooksLike:
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
        self._groups: dict[str, list[int]] = {}
        self._blocks: dict[str, list[ContactId]] | None = None
        self._known: dict[ContactId, tuple[Contact, Traits]] = {}

    def meet(self, draft: ContactDraft, number: int) -> LooksLike | None:
        """Give whom a newcomer looks like most, or None; those who come after are compared with them as well."""
        traits = traits_of(draft, self._book.region or None)
        here, earlier = self._in_book(draft, traits), self._earlier(traits)
        self._newcomers[number] = draft, traits
        for key in _groups_of(traits):
            self._groups.setdefault(key, []).append(number)
        found = [each for each in (here, earlier) if each]
        return max(found, key=lambda each: each.likeness.sureness, default=None)

    def _earlier(self, traits: Traits) -> LooksLike | None:
        """Give the newcomer who is surely enough the same, where there is one."""
        numbers = dict.fromkeys(
            number for key in _groups_of(traits) for number in self._groups.get(key, ())[:MOST_COMPARED]
        )
        best: LooksLike | None = None
        for number in numbers:
            draft, theirs = self._newcomers[number]
            found = likeness(traits, theirs)
            if found and found.is_suggested and (not best or found.sureness > best.likeness.sureness):
                best = LooksLike(draft, found, number)
        return best

    def _in_book(self, draft: ContactDraft, traits: Traits) -> LooksLike | None:
        if not (self._blocks if self._blocks is not None else self._read()):
            return None
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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two contacts who may be one person, and why; the one of whom more is known comes first."""

    one: Contact
    other: Contact
    likeness: Likeness


Look = Callable[[Go], list[Suggestion]]


class Duplicates:
    """Who of one book may be in it twice; only ever a suggestion."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def apart(self) -> Look:
        """Give the search as a call for another thread: it opens the book for itself and closes it again."""
        path, clock, region = self._book.path, self._book.clock, self._book.region

        def look(go: Go) -> list[Suggestion]:
            book = Book.open_for_reading(path, clock)
            if book is None:
                return []
            book.region = region
            try:
                return Duplicates(book).suggestions(go)
            finally:
                book.close()

        return look

    def suggestions(self, go: Go = lambda: True) -> list[Suggestion]:
        """Give every two who may be one, the surest first; those known to be two people are left out.

        Empty when ``go`` says no: it is asked now and then.
        """
        known = distinct_pairs(self._book)
        people = self._people()
        found: list[tuple[ContactId, ContactId, Likeness]] = []
        for turn, (one, other) in enumerate(_pairs(people)):
            if turn % _TURNS == 0 and not go():
                return []
            alike = None if (one, other) in known else likeness(people[one], people[other])
            if alike and alike.is_suggested:
                found.append((one, other, alike))
        found.sort(key=lambda each: (-each[2].sureness, people[each[0]].name, each[0], each[1]))
        return self._in_full(found)

    def _people(self) -> dict[ContactId, Traits]:
        keys: dict[ContactId, list[str]] = {}
        for ident, key in keys_in(self._book):
            keys.setdefault(ident, []).append(key)
        return {
            ident: Traits(
                name_words(name),
                frozenset(fold(alias) for alias in aliases),
                frozenset(key for key in keys.get(ident, ()) if not key.endswith(":")),
            )
            for ident, name, aliases in names_in(self._book)
        }

    def _in_full(self, found: Sequence[tuple[ContactId, ContactId, Likeness]]) -> list[Suggestion]:
        ids = list(dict.fromkeys(ident for one, other, _ in found for ident in (one, other)))
        contacts = {contact.id: contact for contact in self._book.contacts.get_all(ids)}
        suggested = []
        for one, other, alike in found:
            if one in contacts and other in contacts:
                first, second = sorted((contacts[one], contacts[other]), key=_better_known)
                suggested.append(Suggestion(first, second, alike))
        return suggested


def _better_known(contact: Contact) -> tuple[bool, float, int, int]:
    """Sort the one in touch with last first, then whoever has more addresses, then the older."""
    last = contact.last_touch_on
    return last is None, -(last.toordinal() if last else 0), -len(contact.points), contact.id


def _pairs(people: Mapping[ContactId, Traits]) -> Iterator[tuple[ContactId, ContactId]]:
    """Give every two who share a detail or a part of their names, each pair once, the smaller id first."""
    groups: dict[str, list[ContactId]] = {}
    for ident, traits in people.items():
        for key in _groups_of(traits):
            groups.setdefault(key, []).append(ident)
    seen: set[tuple[ContactId, ContactId]] = set()
    for group in groups.values():
        for pair in combinations(group[:MOST_COMPARED], 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _groups_of(traits: Traits) -> set[str]:
    """Give the details and parts of names that two alike people share at least one of."""
    words = [traits.words, *(name_words(alias) for alias in traits.aliases)]
    return {*traits.keys, *(block for each in words for block in blocks_of(each))}


def detail_of(who: Contact | ContactDraft) -> str:
    """Give what tells somebody best from a namesake: e-mail, phone, profile, place of work, or nothing."""
    for kind in (PointKind.EMAIL, PointKind.PHONE, PointKind.PROFILE):
        for point in who.points:
            if point.kind is kind:
                return point.value
    return who.organisation or who.place
