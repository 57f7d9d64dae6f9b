"""Whom a card of a file could be: contacts of the book, and earlier cards of the same file."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from tui.domain.records.contact import Contact, ContactDraft, PointKind, fold

MOST_LOOKED_AT = 200
"""So many who share an address, or a name, are looked at for one card; more of them say nothing about anybody."""
_REACHED_BY = (PointKind.EMAIL, PointKind.PROFILE)


class Person(Struct, eq=False):
    """Somebody a card could be: a contact of the book, or an earlier card of the same file."""

    folded: str
    aliases: set[str]
    contact: Contact | None = None
    number: int | None = None
    keys: frozenset[str] = frozenset()
    """What a contact of the book can be known again by."""

    @property
    def order(self) -> int:
        """Contacts of the book come before cards of the file, the older first."""
        return self.contact.id if self.contact else 1 << 62

    def fits(self, folded: str) -> bool:
        """Whether names go together, so that a shared phone or mailbox does not melt a household into one."""
        here, there = set(self.folded.split()), set(folded.split())
        return here <= there or there <= here or folded in self.aliases

    def may_be(self, draft: ContactDraft, keys: Sequence[str]) -> bool:
        """Whether nothing speaks against this contact being one of the same name."""
        is_other = bool(keys and self.keys and self.keys.isdisjoint(keys))
        return self.contact is not None and not is_other and not _conflict(self.contact, draft)


class Owners(Struct):
    """All who have one e-mail, phone or profile."""

    _all: dict[Person, None] = field(default_factory=dict)
    _by_name: dict[str, Person] = field(default_factory=dict)
    _first: list[Person] = field(default_factory=list)

    @property
    def is_crowd(self) -> bool:
        """Whether they are more than are looked at."""
        return len(self._all) > MOST_LOOKED_AT

    def add(self, person: Person) -> None:
        """Note one more, once."""
        if person in self._all:
            return
        self._all[person] = None
        known = self._by_name.get(person.folded)
        if known is None or person.order < known.order:
            self._by_name[person.folded] = person
        insort(self._first, person, key=lambda each: each.order)
        del self._first[MOST_LOOKED_AT:]

    def likeliest(self, folded: str) -> Iterator[Person]:
        """Yield those it is worth looking at: who has this very name, then the first of all."""
        if folded in self._by_name:
            yield self._by_name[folded]
        yield from self._first


def _conflict(contact: Contact, draft: ContactDraft) -> bool:
    """Whether both have e-mails or profiles, and not one in common, or work at different places."""
    for kind in _REACHED_BY:
        here = {point.value.casefold() for point in contact.points if point.kind is kind}
        there = {point.value.casefold() for point in draft.points if point.kind is kind}
        if here and there and not here & there:
            return True
    here_at, there_at = fold(contact.organisation), fold(draft.organisation)
    return bool(here_at and there_at) and here_at != there_at
