"""Finding: who is meant, and what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tui.domain.contact import Contact, ContactId, ContactRow
from tui.domain.errors import NoSuchContact, SeveralContacts
from tui.domain.interaction import Channel, Interaction
from tui.domain.promise import NextStep, Promise
from tui.store.book import Book
from tui.store.search import ContactHit, InteractionHit


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one contact."""

    contact: Contact
    promises: tuple[Promise, ...]
    next_steps: tuple[NextStep, ...]
    met_via: Contact | None
    interactions: int
    """How many there are on the timeline."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave."""

    contacts: tuple[ContactHit, ...]
    interactions: tuple[InteractionHit, ...]


class Finding:
    """Questions about people to one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def who(self, text: str) -> Contact:
        """Give the one contact meant by an id, a handle as typed after @, or a name.

        Raises NoSuchContact, or SeveralContacts naming them.
        """
        wanted = text.strip().removeprefix("@").strip('"')
        is_number = wanted.isascii() and wanted.isdigit() and len(wanted) < 18
        contact = self._book.contacts.get(int(wanted)) if is_number else None
        if contact is not None:
            return contact
        from tui.store.people import PeopleInBook

        people = PeopleInBook(self._book)
        matches = people.named(wanted)
        if len(matches) > 1:
            listed = ", ".join(f"{each.name} ({each.id})" for each in matches[:8])
            raise SeveralContacts(f"{text!r} is {len(matches)} people: {listed}.", hint="Use the number.")
        contact = self._book.contacts.get(matches[0].id) if matches else None
        if contact is None:
            near = people.nearest(wanted)
            hint = f"Did you mean {near.name}?" if near else "`rapport find` searches everything."
            raise NoSuchContact(f"Nobody in the book answers to {text!r}.", hint=hint)
        return contact

    def page(self, contact_id: ContactId) -> Page | None:
        """Give everything about a contact but the timeline itself, or None when they are gone."""
        contact = self._book.contacts.get(contact_id)
        if contact is None:
            return None
        return Page(
            contact=contact,
            promises=tuple(self._book.promises.open_with(contact_id)),
            next_steps=tuple(self._book.promises.open_steps_with(contact_id)),
            met_via=self._book.contacts.get(contact.met_via) if contact.met_via else None,
            interactions=len(self._book.interactions.timeline_of(contact_id)),
        )

    def is_empty(self) -> bool:
        """Whether nobody is in the book yet."""
        return self._book.contacts.is_empty()

    def everyone(self) -> Sequence[int]:
        """Give the ids of everybody in the order of their names, eight bytes each."""
        return self._book.contacts.ids_by_name()

    def matching(self, query: str, limit: int) -> Sequence[int]:
        """Give the ids of the contacts a query finds, the best first."""
        return [hit.contact_id for hit in self._book.search.contacts(query, limit)]

    def rows(self, ids: Sequence[int]) -> list[ContactRow]:
        """Give what a list shows of contacts, in the order asked."""
        return self._book.contacts.rows(ids)

    def contacts(self, ids: Sequence[int]) -> list[Contact]:
        """Give contacts in full, in the order asked."""
        return self._book.contacts.get_all(ids)

    def timeline_ids(self, contact_id: ContactId) -> Sequence[int]:
        """Give the ids of a contact's interactions, the newest first."""
        return self._book.interactions.timeline_of(contact_id)

    def interactions(self, ids: Sequence[int]) -> list[Interaction]:
        """Give interactions in full, in the order asked."""
        return self._book.interactions.get_all(ids)

    def latest(self, contact_id: ContactId) -> list[Interaction]:
        """Give the last few interactions with a contact, the newest first."""
        return self._book.interactions.latest_of(contact_id)

    def last_channel(self, contact_id: ContactId) -> Channel | None:
        """Give the channel last used with a contact."""
        return self._book.interactions.last_channel(contact_id)

    def words_in_use(self, kind: str, prefix: str) -> list[str]:
        """Give tags, circles or places that begin so, the most used first."""
        return self._book.contacts.words_in_use(kind, prefix)

    def timeline(self, contact_id: ContactId) -> list[Interaction]:
        """Give a contact's whole timeline, the newest first."""
        return self._book.interactions.get_all(list(self._book.interactions.timeline_of(contact_id)))

    def search(self, query: str, limit: int = 50) -> Found:
        """Search names first, then everything else; then what was said."""
        return Found(
            tuple(self._book.search.contacts(query, limit)),
            tuple(self._book.search.interactions(query, limit)),
        )

    def today(self) -> date:
        """Give the current practice day."""
        return self._book.clock.today()
