"""What the queue asks of the book, held against the domain ranking everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.builders import TODAY, a_book, a_contact, a_draft, a_talk
from tui.domain.outreach.tier import Person, Tier
from tui.domain.records.contact import ContactId, Ladder
from tui.domain.records.interaction import Channel
from tui.domain.rhythms.ladder import ladder_step
from tui.domain.rhythms.lateness import weighted_ratio
from tui.services.today.today import Today
from tui.store.book import Book
from tui.store.many.many import Many
from tui.store.views import DUE

_NAMES = ("Ann", "ann", "Émile", "Emil", "Zoe", "Łukasz", "山田", "Åse", "Bo")


class _One(Struct, frozen=True):
    """One contact of a random book; days are counted back from today."""

    name: str
    rhythm: int | None
    touched: int | None
    channel: Channel
    first_due: int
    met: int | None
    ladder: Ladder
    starred: bool
    rest: str
    """How the contact is out of the way: snoozed, paused, archived, trash, deceased or not at all."""
    rest_days: int

    def join(self, book: Book) -> None:
        """Come into the book, inside a change."""
        draft = replace(
            a_draft(self.name),
            rhythm_days=self.rhythm,
            is_starred=self.starred,
            met_on=None if self.met is None else TODAY - timedelta(self.met),
            ladder=self.ladder,
        )
        ident = book.contacts.add(draft, first_due_on=TODAY - timedelta(self.first_due))
        book.contacts.change(ident, is_exact=1)
        if self.touched is not None:
            book.interactions.add(a_talk(ident, on=TODAY - timedelta(self.touched), channel=self.channel))
        self._rest(book, ident)

    def _rest(self, book: Book, ident: ContactId) -> None:
        if self.rest == "snoozed":
            Many(book, [ident]).snooze(TODAY + timedelta(self.rest_days), TODAY)
        elif self.rest == "paused":
            first = TODAY - timedelta(5)
            Many(book, [ident]).pause(first, TODAY + timedelta(self.rest_days) if self.rest_days else None)
        elif self.rest == "archived":
            book.contacts.change(ident, archived_at=book.now_utc())
        elif self.rest == "trash":
            book.contacts.change(ident, deleted_at=book.now_utc())
        elif self.rest == "deceased":
            book.contacts.change(ident, is_deceased=1)


_PEOPLE = st.lists(
    st.builds(
        _One,
        name=st.sampled_from(_NAMES),
        rhythm=st.sampled_from((None, 0, 7, 10, 30, 90, 365)),
        touched=st.one_of(st.none(), st.integers(0, 60), st.integers(300, 1200)),
        channel=st.sampled_from((Channel.CALL, Channel.MESSAGE, Channel.COMMENT)),
        first_due=st.integers(-3, 40),
        met=st.one_of(st.none(), st.integers(0, 70)),
        ladder=st.sampled_from(Ladder),
        starred=st.booleans(),
        rest=st.sampled_from(("", "", "", "", "", "snoozed", "paused", "archived", "trash", "deceased")),
        rest_days=st.integers(-1, 1),
    ),
    max_size=30,
)


@contextmanager
def _book_of(people: Sequence[_One]) -> Iterator[Book]:
    with TemporaryDirectory() as folder:
        book = a_book(Path(folder))
        with book.write("began"):
            for each in people:
                each.join(book)
        yield book
        book.close()


def _everybody(book: Book) -> list[Person]:
    """Return all who are in the book, as the domain sees them."""
    steps = {
        ident: ladder_step(facts.met_on, days, TODAY, facts.ladder)
        for ident, days in book.outreach.newly_met(TODAY)
        for facts in [book.outreach.people([ident], TODAY)[ident]]
    }
    alive = [c.id for c in book.contacts.get_all(book.contacts.ids_by_name()) if not c.is_deceased]
    return [
        replace(facts, is_on_ladder=steps.get(facts.contact_id) is not None)
        for facts in book.outreach.people(alive, TODAY).values()
    ]


def _ranked(people: Sequence[Person]) -> list[ContactId]:
    """Order those whose rhythm is due as the practice model, 3.4, orders them."""

    def order(person: Person) -> tuple[float, int, str, int]:
        assert person.due_on is not None
        weighted = round(weighted_ratio(person.ratio(TODAY) or 0, person.is_starred), 9)
        return -weighted, -(TODAY - person.due_on).days, person.name.casefold(), person.contact_id

    return [person.contact_id for person in sorted(filter(_is_due, people), key=order)]


def _is_due(person: Person) -> bool:
    return replace(person, is_on_ladder=False).is_rhythm_due(TODAY)


@settings(max_examples=60)
@given(_PEOPLE, st.integers(0, 6))
def test_the_first_due_of_each_rhythm_hold_the_first_due_of_all(people: list[_One], places: int) -> None:
    with _book_of(people) as book:
        everybody = _everybody(book)
        candidates = set(book.outreach.due_first(TODAY, places))
        asked = [person for person in everybody if person.contact_id in candidates]
        assert _ranked(asked)[:places] == _ranked(everybody)[:places]


@settings(max_examples=60)
@given(_PEOPLE)
def test_as_many_are_counted_due_as_the_domain_finds(people: list[_One]) -> None:
    with _book_of(people) as book:
        everybody = _everybody(book)
        assert book.outreach.due_count(TODAY) == sum(map(_is_due, everybody))
        assert sorted(book.outreach.due_first(TODAY, -1)) == sorted(_ranked(everybody))


@settings(max_examples=60)
@given(_PEOPLE)
def test_the_view_of_the_due_names_whom_the_book_names(people: list[_One]) -> None:
    asked = DUE.example.replace("SELECT name", "SELECT contact_id")
    with _book_of(people) as book:
        named = [row[0] for row in book.conn.execute(asked, {"today": TODAY.isoformat()})]
        assert sorted(named) == sorted(book.outreach.due_first(TODAY, -1))


@settings(max_examples=40)
@given(_PEOPLE)
def test_today_begins_as_the_whole_list_would_and_counts_the_rest(people: list[_One]) -> None:
    with _book_of(people) as book:
        today = Today(book)
        some, everything = today.queue(), today.queue(extra=1_000)
        lasting = [row for row in everything.rows if row.tier not in (Tier.REKINDLE, Tier.WORLD)]
        shown = [row for row in some.rows if row.tier not in (Tier.REKINDLE, Tier.WORLD)]
        assert shown == lasting[: len(shown)]
        assert some.waiting == len(lasting) - len(shown)


def test_of_those_due_since_one_day_the_first_by_name_is_asked_for(book: Book) -> None:
    for name in ("Émile", "Zoe", "Frank"):
        a_contact(book, name, due=TODAY - timedelta(3))
    assert book.outreach.due_first(TODAY, 2) == [3, 2]


def test_nobody_is_asked_for_when_there_is_no_place(book: Book) -> None:
    a_contact(book, due=TODAY)
    assert book.outreach.due_first(TODAY, 0) == []
