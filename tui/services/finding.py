"""Finding: who is meant, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tui.domain.contact import Contact, ContactId
from tui.domain.errors import NoSuchContact, SeveralContacts
from tui.domain.interaction import Interaction
from tui.domain.promise import NextStep, Promise
from tui.store.book import Book
from tui.store.people import PeopleInBook
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
        contact = self._book.contacts.get(int(wanted)) if wanted.isascii() and wanted.isdigit() else None
        if contact is not None:
            return contact
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
