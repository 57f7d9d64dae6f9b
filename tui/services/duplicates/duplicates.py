"""Who of one book may be in it twice: found by parts of names and shared details, never by asking all of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from tui.domain.duplicates.alike_groups import MOST_COMPARED, AlikeGroups, group_keys, telling_keys
from tui.domain.duplicates.likeness import Likeness, Traits, likeness, name_words
from tui.domain.records.contact import Contact, ContactId, fold
from tui.store.book import Book
from tui.store.contacts.names import keys_in, names_in
from tui.store.many.merging import distinct_pairs

MOST_PAIRS = 5_000
"""Suggestions that are given at most, the surest first."""
MOST_COMPARISONS = 10_000_000
"""Comparisons after which names only count when they are the same; tens of thousands of usual names need far fewer."""
_TURNS = 2_000
"""Comparisons between two questions whether to go on."""

Go = Callable[[], bool]


class Suggestion(Struct, frozen=True):
    """Two contacts who may be one person, and why; the one of whom more is known comes first."""

    one: Contact
    other: Contact
    likeness: Likeness


class DuplicatesFound(Struct, frozen=True):
    """What was suggested, and what the looking left out."""

    pairs: list[Suggestion]
    remarks: tuple[str, ...] = ()
    """Sentences about what was not looked at or is not shown; none in a usual book."""


Look = Callable[[Go], DuplicatesFound]


class Duplicates:
    """Who of one book may be in it twice; only ever a suggestion."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def apart(self) -> Look:
        """Return the search as a call for another thread: it opens the book for itself and closes it again."""
        path, clock, region = self._book.path, self._book.clock, self._book.region

        def look(go: Go) -> DuplicatesFound:
            book = Book.open_for_reading(path, clock)
            if book is None:
                return DuplicatesFound([])
            book.region = region
            try:
                return Duplicates(book).look(go)
            finally:
                book.close()

        return look

    def look(self, go: Go = lambda: True) -> DuplicatesFound:
        """Return every two who may be one, and what was left out; nothing when ``go``, asked now and then, says no."""
        known = distinct_pairs(self._book)
        people = self._people()
        looking = _Looking(people)
        found: list[tuple[ContactId, ContactId, Likeness]] = []
        for turn, (one, other) in enumerate(looking.pairs()):
            if turn % _TURNS == 0 and not go():
                return DuplicatesFound([])
            alike = likeness(people[one], people[other])
            if alike and alike.is_suggested and (one, other) not in known:
                found.append((one, other, alike))
        found.sort(key=lambda each: (-each[2].sureness, people[each[0]].name, each[0], each[1]))
        remarks = looking.remarks()
        if len(found) > MOST_PAIRS:
            remarks = (f"{len(found):,} were found; these are the {MOST_PAIRS:,} surest.", *remarks)
        return DuplicatesFound(self._in_full(found[:MOST_PAIRS]), remarks)

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


class _Looking:
    """Every two worth comparing, and how many were not compared with all they could be."""

    def __init__(self, people: Mapping[ContactId, Traits]) -> None:
        self._people = people
        self._groups = AlikeGroups[ContactId]()
        self._hurried = 0

    def pairs(self) -> Iterator[tuple[ContactId, ContactId]]:
        """Yield every two who share a detail or a part of their names, each pair once, the smaller id first."""
        compared = 0
        for ident, traits in self._people.items():
            is_late = compared > MOST_COMPARISONS
            self._hurried += is_late
            keys = telling_keys(traits) if is_late else group_keys(traits)
            others = self._groups.among(keys)
            compared += len(others)
            yield from ((other, ident) for other in others)
            self._groups.add(ident, keys)

    def remarks(self) -> tuple[str, ...]:
        """Say what was not looked at."""
        said = []
        if crowded := self._groups.not_compared:
            said.append(
                f"More than {MOST_COMPARED} share a detail or a part of their names:"
                f" {crowded:,} were compared with the first {MOST_COMPARED} of them only."
            )
        if self._hurried:
            said.append(
                f"So many are alike that {self._hurried:,} of the newest were compared only with those"
                " who have the same name or the same details."
            )
        return tuple(said)


def _better_known(contact: Contact) -> tuple[bool, float, int, int]:
    """Sort the one in touch with last first, then whoever has more addresses, then the older."""
    last = contact.last_touch_on
    return last is None, -(last.toordinal() if last else 0), -len(contact.points), contact.id
