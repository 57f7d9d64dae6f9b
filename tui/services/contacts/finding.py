"""Finding: who is meant, and what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.errors import NoSuchContact, SeveralContacts
from tui.domain.records.contact import Contact, ContactId, ContactRow
from tui.domain.records.interaction import Channel, Interaction
from tui.domain.records.promise import NextStep, Promise
from tui.domain.search.complete import Offer, begun_at, offers_for, own_words
from tui.domain.search.filters import Fault, FilterKind
from tui.domain.search.query import Query, parse_query
from tui.store.book import Book
from tui.store.search.hits import ContactHit as ContactHit
from tui.store.search.hits import InteractionHit as InteractionHit
from tui.store.search.search import USED_FIRST, Matches

OFFERS_AT_MOST = 5
"""So many ways to go on are offered at once."""
_GROUPS = {FilterKind.TAG: ("tag", "No tag and no circle"), FilterKind.CIRCLE: ("circle", "No circle")}
"""Filters that must name something there is: what it is, and how its absence is said."""


class Page(Struct, frozen=True):
    """Everything about one contact."""

    contact: Contact
    promises: tuple[Promise, ...]
    next_steps: tuple[NextStep, ...]
    met_via: Contact | None


class Found(Struct, frozen=True):
    """What a search gave: the first of it, and how many people there are in all."""

    contacts: tuple[ContactHit, ...]
    interactions: tuple[InteractionHit, ...]
    people: int = 0


class Answer(Struct, frozen=True):
    """What a query gives while it is being typed."""

    query: Query
    ids: Sequence[int]
    """Whom it finds, the best first."""
    everybody: int
    """How many people there are to find among."""
    problem: str = ""
    """What of it cannot be read or is in no book, as a sentence."""
    offers: tuple[Offer, ...] = ()
    """How the piece at the caret may go on."""
    contacts: tuple[ContactHit, ...] = ()
    interactions: tuple[InteractionHit, ...] = ()
    is_guess: bool = False
    is_partial: bool = False
    is_beginning: bool = False
    """Only the best are here yet; the same answer in full follows."""

    @property
    def narrows(self) -> bool:
        """Whether the query says whom to show; else it is empty or unfinished, and everybody stays."""
        return self.query.is_refused or not self.query.asks_nothing

    @property
    def count(self) -> str:
        """How many are found of how many, in words."""
        if not self.narrows:
            return f"{self.everybody:,} here"
        found = "…" if self.is_beginning else f"{len(self.ids):,}{'+' if self.is_partial else ''}"
        return f"{found} of {self.everybody:,}"


class Finding:
    """Questions about people to one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def who(self, text: str) -> Contact:
        """Return the one contact meant by an id, a handle as typed after @, or a name.

        Raises NoSuchContact, or SeveralContacts naming them.
        """
        wanted = text.strip().removeprefix("@").strip('"')
        is_number = wanted.isascii() and wanted.isdigit() and len(wanted) < 18
        contact = self._book.contacts.get(int(wanted)) if is_number else None
        if contact is not None:
            return contact
        from tui.store.search.people import PeopleInBook

        people = PeopleInBook(self._book)
        matches = people.named(wanted)
        if len(matches) > 1:
            listed = ", ".join(f"{each.name} ({each.id})" for each in matches[:8])
            raise SeveralContacts(f"{text!r} is {len(matches)} people: {listed}.", hint="Use the number.")
        contact = self._book.contacts.get(matches[0].id) if matches else None
        if contact is None:
            near = people.nearest(wanted)
            hint = f"Did you mean {near.name}?" if near else "Search for a part of the name."
            raise NoSuchContact(f"Nobody in the book answers to {text!r}.", hint=hint)
        return contact

    def page(self, contact_id: ContactId) -> Page | None:
        """Return everything about a contact but the timeline itself, or None when they are gone."""
        contact = self._book.contacts.get(contact_id)
        if contact is None:
            return None
        return Page(
            contact=contact,
            promises=tuple(self._book.promises.open_with(contact_id)),
            next_steps=tuple(self._book.promises.open_steps_with(contact_id)),
            met_via=self._book.contacts.get(contact.met_via) if contact.met_via else None,
        )

    def is_empty(self) -> bool:
        """Whether nobody is in the book yet."""
        return self._book.contacts.is_empty()

    def everyone(self) -> Sequence[int]:
        """Return the ids of everybody in the order of their names, eight bytes each."""
        return self._book.contacts.ids_by_name()

    def matching(self, query: str) -> Sequence[int]:
        """Return the ids of everybody a query finds, the best first. Raises InvalidInput where it cannot be read."""
        return self._book.search.find(parse_query(query).checked()).ids

    def by_name(self, ids: Sequence[int]) -> Sequence[int]:
        """Return the ids of contacts in the order of their names."""
        wanted = set(ids)
        return [ident for ident in self.everyone() if ident in wanted]

    def ask(
        self,
        text: str,
        caret: int | None = None,
        show: int = 0,
        first: Callable[[Answer], None] | None = None,
    ) -> Answer:
        """Answer a query as far as it is typed; no text fails.

        ``caret`` is where it is being typed, for what may go on there; ``show`` how many people and
        talks are wanted with the words around the find. Where a query finds many, ``first`` is handed the
        best of them before the rest is looked for.
        """
        query, search = parse_query(text), self._book.search
        offers = self._offers(text, caret) if caret is not None else ()
        matches = search.find(query, USED_FIRST if first else None)
        answer = self._answer(query, matches, offers, show)
        if first is not None and len(matches.ids) >= USED_FIRST:
            first(replace(answer, is_beginning=True))
            answer = replace(answer, ids=search.find(query).ids)
        if not show:
            return answer
        return replace(answer, interactions=tuple(search.said(query, replace(matches, ids=answer.ids), show)))

    def _answer(self, query: Query, matches: Matches, offers: tuple[Offer, ...], show: int) -> Answer:
        return Answer(
            query=query,
            ids=matches.ids,
            everybody=self._book.contacts.count(),
            problem=self._problem(query, matches),
            offers=offers,
            contacts=tuple(self._book.search.explained(query, matches, show)) if show else (),
            is_guess=matches.is_guess,
            is_partial=matches.is_partial,
        )

    def _problem(self, query: Query, matches: Matches) -> str:
        """Say what is wrong with a query: what cannot be read first, then a tag that nobody has."""
        worst = min(query.problems, key=lambda each: list(Fault).index(each.fault), default=None)
        if worst is not None:
            return worst.sentence
        for one in query.filters if not matches.ids or matches.is_guess else ():
            if one.kind in _GROUPS and not self._book.words.beginning(
                _GROUPS[one.kind][0], one.value.text, 1
            ):
                return f"{_GROUPS[one.kind][1]} is called “{one.value.text}”."
        return ""

    def _offers(self, text: str, caret: int) -> tuple[Offer, ...]:
        begun = begun_at(text, caret)
        if begun is None:
            return ()
        words: Sequence[str] = own_words(begun)
        if begun.in_use:
            words = self._book.words.beginning(begun.in_use, begun.prefix, OFFERS_AT_MOST)
        return offers_for(text, begun, words)[:OFFERS_AT_MOST]

    def rows(self, ids: Sequence[int]) -> list[ContactRow]:
        """Return what a list shows of contacts, in the order asked."""
        return self._book.contacts.rows(ids)

    def contacts(self, ids: Sequence[int]) -> list[Contact]:
        """Give contacts in full, in the order asked."""
        return self._book.contacts.get_all(ids)

    def latest(self, contact_id: ContactId) -> list[Interaction]:
        """Return the last few interactions with a contact, the newest first."""
        return self._book.interactions.latest_of(contact_id)

    def last_channel(self, contact_id: ContactId) -> Channel | None:
        """Return the channel last used with a contact."""
        return self._book.interactions.last_channel(contact_id)

    def timeline(self, contact_id: ContactId) -> list[Interaction]:
        """Give a contact's whole timeline, the newest first."""
        return self._book.interactions.get_all(list(self._book.interactions.timeline_of(contact_id)))

    def search(self, text: str, limit: int = 50) -> Found:
        """Return the first of what a query finds, people and talks. Raises InvalidInput where it cannot be read."""
        query, search = parse_query(text).checked(), self._book.search
        matches = search.find(query)
        return Found(
            tuple(search.explained(query, matches, limit)),
            tuple(search.said(query, matches, limit)),
            len(matches.ids),
        )

    def today(self) -> date:
        """Return the current practice day."""
        return self._book.clock.today()
