"""Filling a book in bulk gives the same book as filling it one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.in_one_call import contacts_found, talks_found
from tests.new_book import a_new_book_at
from tui.domain.clock import FixedClock, make_clock
from tui.domain.errors import InvalidInput, NothingToUndo
from tui.domain.records.contact import ContactDraft, ContactId, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.interaction import (
    Channel,
    Direction,
    InteractionDraft,
    NextStepDraft,
    PromiseDraft,
    Value,
    ValueKind,
    Way,
)
from tui.domain.records.knowing import CustomField, Fact, FactKind, Position, RelatedName
from tui.store.book import Book
from tui.store.many.bulk import Newcomer, bulk_load, first_load

TODAY = date(2026, 11, 23)
PEOPLE = (
    Newcomer(
        ContactDraft(
            name="  Zoë   Martín ",
            aliases=("Zo",),
            organisation="Casa\nAbierta",
            notes="Runs a repair café.",
            met_on=date(2026, 11, 20),
            met_at="PyCon",
            rhythm_days=90,
            is_starred=True,
            points=(
                ContactPoint(PointKind.EMAIL, "Zoe@Example.org"),
                ContactPoint(PointKind.EMAIL, "zoe@example.org"),
                ContactPoint(PointKind.PHONE, "+351 912 345 678", "mobile"),
            ),
            tags=("design", "PyCon"),
            circles=("friends",),
            key_dates=(KeyDate(KeyDateKind.BIRTHDAY, 5, 2),),
            uid="urn:zoe",
            phonetic="ZO-eh",
            preferred_channel="smoke signals",
            met_when="2026",
            facts=(Fact(" two  cats "), Fact("two cats"), Fact("climbing", FactKind.INTEREST)),
            positions=(Position("Casa", "CTO", "2019", "2023"),),
            custom_fields=(CustomField("", "M"),),
            related=(RelatedName("Nobody Known", "sister"),),
            card="BEGIN:VCARD\nEND:VCARD\n",
        )
    ),
    Newcomer(ContactDraft(name="林美玲", rhythm_days=30, tags=("Friends",)), date(2026, 12, 1)),
    Newcomer(ContactDraft(name="Bo Chen", related=(RelatedName("Zoë Martín", "mentor"),))),
)
TALKS = (
    InteractionDraft(
        (ContactId(1),), Channel.CALL, Direction.MUTUAL, TODAY - timedelta(30), summary="launch"
    ),
    InteractionDraft(
        (ContactId(2), ContactId(3)),
        Channel.EMAIL,
        Direction.OUT,
        TODAY - timedelta(20),
        notes="three pages",
        message="Dear both",
        situation="reconnect",
        awkward_guess=2,
        values=(Value(Way.GIVEN, "a title", ValueKind.RESOURCE, ContactId(2)),),
        topics=("maps", "maps"),
        mentions=(ContactId(1), ContactId(2)),
        promises=(PromiseDraft("send the deck", is_mine=True, due_on=TODAY),),
        next_step=NextStepDraft("lunch", TODAY),
    ),
)


@pytest.fixture
def clock() -> FixedClock:
    clock = make_clock(frozen="2026-11-23T09:00:00+01:00")
    assert isinstance(clock, FixedClock)
    return clock


@pytest.fixture
def loaded(tmp_path: Path, clock: FixedClock) -> Iterator[Book]:
    """A book filled in bulk."""
    book = Book.open(a_new_book_at(tmp_path / "bulk.db"), clock)
    _load(book)
    yield book
    book.close()


@pytest.fixture
def recorded(tmp_path: Path, clock: FixedClock) -> Iterator[Book]:
    """The same book, filled one by one."""
    book = Book.open(a_new_book_at(tmp_path / "ordinary.db"), clock)
    with book.write("one by one"):
        for draft, first_due_on in PEOPLE:
            book.contacts.add(draft, first_due_on=first_due_on)
        for talk in TALKS:
            book.interactions.add(talk)
    yield book
    book.close()


def _load(book: Book) -> None:
    with first_load(book), bulk_load(book) as load:
        load.add_contacts(PEOPLE)
        load.add_interactions(TALKS)


def _schema(book: Book) -> list[tuple[str, str]]:
    found = book.conn.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    return [(name, sql) for name, sql in found]


def _without_identity(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [(row[0], *row[2:]) for row in rows]


@pytest.mark.parametrize(
    "table",
    ["contact_point", "key_date", "tag", "circle", "contact_tag", "contact_circle", "interaction_contact"],
)
def test_a_bulk_load_writes_the_same_attachments(table: str, loaded: Book, recorded: Book) -> None:
    asked = f"SELECT * FROM {table} ORDER BY id"
    assert loaded.conn.execute(asked).fetchall() == recorded.conn.execute(asked).fetchall()


@pytest.mark.parametrize("table", ["contact", "interaction", "promise", "next_step"])
def test_a_bulk_load_writes_the_same_records(table: str, loaded: Book, recorded: Book) -> None:
    asked = f"SELECT * FROM {table} ORDER BY id"
    mine, theirs = loaded.conn.execute(asked).fetchall(), recorded.conn.execute(asked).fetchall()
    assert _without_identity(mine) == _without_identity(theirs)


@pytest.mark.parametrize("table", ["interaction_value", "interaction_topic"])
def test_a_bulk_load_keeps_what_belongs_to_an_interaction(table: str, loaded: Book, recorded: Book) -> None:
    asked = f"SELECT * FROM {table} ORDER BY id"
    found = loaded.conn.execute(asked).fetchall()
    assert found
    assert found == recorded.conn.execute(asked).fetchall()


def test_a_given_identity_is_kept_and_every_other_is_its_own(loaded: Book) -> None:
    uids = [row[0] for row in loaded.conn.execute("SELECT uid FROM contact ORDER BY id")]
    assert uids[0] == "urn:zoe"
    assert len({len(uid) for uid in uids[1:]} | {36}) == 1
    assert len(set(uids)) == len(PEOPLE)


def test_the_schema_is_whole_again_after_a_load(tmp_path: Path, clock: FixedClock) -> None:
    book = Book.open(a_new_book_at(tmp_path / "book.db"), clock)
    before = _schema(book)
    _load(book)
    assert _schema(book) == before
    book.close()


def test_full_text_finds_what_was_loaded(loaded: Book) -> None:
    assert [hit.name for hit in contacts_found(loaded, "repair")] == ["Zoë Martín"]
    assert [hit.name for hit in talks_found(loaded, "launch")] == ["Zoë Martín"]


def test_full_text_agrees_with_the_records(loaded: Book) -> None:
    for table in ("contact_search", "interaction_search"):
        loaded.conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def test_what_is_loaded_cannot_be_taken_back(loaded: Book) -> None:
    with pytest.raises(NothingToUndo):
        loaded.undo()


def test_a_change_after_a_load_can_be_taken_back(loaded: Book) -> None:
    with loaded.write("renamed"):
        loaded.contacts.change(ContactId(3), name="Bo C.")
    loaded.undo()
    contact = loaded.contacts.get(3)
    assert contact is not None
    assert contact.name == "Bo Chen"


def test_a_name_that_cannot_be_kept_leaves_the_book_as_it_was(tmp_path: Path, clock: FixedClock) -> None:
    book = Book.open(a_new_book_at(tmp_path / "book.db"), clock)
    before = _schema(book)
    with pytest.raises(InvalidInput), first_load(book), bulk_load(book) as load:
        load.add_contacts([*PEOPLE, Newcomer(ContactDraft(name="  "))])
    assert book.contacts.is_empty()
    assert _schema(book) == before
    book.close()


def test_loads_follow_on_from_what_is_there(loaded: Book) -> None:
    with first_load(loaded), bulk_load(loaded) as load:
        assert load.add_contacts([Newcomer(ContactDraft(name="Ines Duarte"))]) == range(4, 5)


_TALKS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(list(Channel)),
        st.sampled_from(list(Direction)),
        st.integers(0, 60),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(_TALKS)
def test_derived_columns_and_replies_owed_are_as_if_recorded_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, talks: list[tuple[int, Channel, Direction, int]]
) -> None:
    folder = tmp_path_factory.mktemp("books")
    clock = make_clock(frozen="2026-11-23T09:00:00+01:00")
    one, other = (
        Book.open(a_new_book_at(folder / "one.db"), clock),
        Book.open(a_new_book_at(folder / "other.db"), clock),
    )
    drafts = [
        InteractionDraft((ContactId(who),), channel, direction, TODAY - timedelta(ago))
        for who, channel, direction, ago in talks
    ]
    with first_load(one), bulk_load(one) as load:
        load.add_contacts(PEOPLE)
        load.add_interactions(drafts)
    with other.write("one by one"):
        for draft, first_due_on in PEOPLE:
            other.contacts.add(draft, first_due_on=first_due_on)
        for each in drafts:
            other.interactions.add(each)
    for asked in (
        "SELECT id, ideal_days, last_touch_on, next_due_on FROM contact ORDER BY id",
        "SELECT id, needs_reply FROM interaction ORDER BY id",
    ):
        assert one.conn.execute(asked).fetchall() == other.conn.execute(asked).fetchall()
    one.close()
    other.close()
