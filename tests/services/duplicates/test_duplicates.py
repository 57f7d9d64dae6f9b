"""Who may be in the book twice: suggested with reasons, never the same pair again once it was said not to be."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from tests.builders import a_book, a_contact, dump
from tests.domain.duplicates.likeness_people import address_book
from tui.domain.records.contact import ContactPoint, PointKind
from tui.services.services import Services
from tui.store.book import Book
from tui.store.many.bulk import Newcomer, bulk_load, first_load


def with_email(address: str) -> tuple[ContactPoint, ...]:
    return (ContactPoint(PointKind.EMAIL, address),)


def with_phone(number: str) -> tuple[ContactPoint, ...]:
    return (ContactPoint(PointKind.PHONE, number),)


def suggested(book: Book) -> list[tuple[str, str, str]]:
    """Return each suggestion in names, with its reason."""
    found = Services(book).duplicates.look().pairs
    return [(each.one.name, each.other.name, each.likeness.words) for each in found]


def test_each_two_are_named_with_the_reason_the_surest_first(book: Book) -> None:
    a_contact(book, "Maya Okafor")
    a_contact(book, "Maya Okaforr")
    a_contact(book, "Ann Lee", points=with_phone("912 345 678"))
    a_contact(book, "A. Lee", points=with_phone("+351912345678"))
    a_contact(book, "Zoë Martín", points=with_email("zoe@x.org"))
    a_contact(book, "Z. M.", points=with_email("ZOE@x.org"))
    assert suggested(book) == [
        ("Zoë Martín", "Z. M.", "same e-mail and another name"),
        ("Ann Lee", "A. Lee", "same phone and a name that fits"),
        ("Maya Okafor", "Maya Okaforr", "a close spelling"),
    ]


def test_a_household_with_one_phone_is_not_one_person(book: Book) -> None:
    a_contact(book, "Ann Lee", points=with_phone("912345678"))
    a_contact(book, "Bo Lee", points=with_phone("912345678"))
    assert suggested(book) == []


def test_a_nickname_is_a_name_as_well(book: Book) -> None:
    bo = a_contact(book, "Bartosz Chen")
    a_contact(book, "Bo Tse")
    with book.write("called"):
        book.contacts.change(bo, aliases="Bo Tse")
    assert suggested(book) == [("Bartosz Chen", "Bo Tse", "same name")]


def test_the_one_in_touch_with_last_comes_first(book: Book) -> None:
    a_contact(book, "Bo Chen")
    known = a_contact(book, "Chen, Bo", last="2026-11-01")
    (found,) = Services(book).duplicates.look().pairs
    assert found.one.id == known


def test_two_said_to_be_two_people_are_not_suggested_again_until_that_is_taken_back(book: Book) -> None:
    one, other = a_contact(book, "Bo Chen"), a_contact(book, "Bo Chen")
    services = Services(book)
    before = dump(book.conn)
    services.merging.not_the_same(other, one)
    assert suggested(book) == []
    services.undo()
    assert (suggested(book), dump(book.conn)) == ([("Bo Chen", "Bo Chen", "same name")], before)


def test_whoever_is_in_the_trash_is_nobodys_twin(book: Book) -> None:
    a_contact(book, "Bo Chen")
    Services(book).tending.trash([a_contact(book, "Bo Chen")])
    assert suggested(book) == []


def test_looking_merges_nothing(book: Book) -> None:
    a_contact(book, "Bo Chen", points=with_email("bo@x.org"))
    a_contact(book, "Bo Chen", points=with_email("bo@x.org"))
    before = dump(book.conn)
    assert len(suggested(book)) == 1
    assert dump(book.conn) == before


def test_the_search_opens_the_book_for_itself_and_stops_when_told(book: Book) -> None:
    a_contact(book, "Bo Chen")
    a_contact(book, "Bo Chen")
    look = Services(book).duplicates.apart()
    assert len(look(lambda: True).pairs) == 1
    assert look(lambda: False).pairs == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_suggestions_in_a_whole_book_are_mostly_right_and_mostly_complete(tmp_path: Path, seed: int) -> None:
    book = a_book(tmp_path)
    entries = address_book(1_500, seed)
    with first_load(book), bulk_load(book) as load:
        ids = list(load.add_contacts(Newcomer(entry.draft) for entry in entries))
    who = dict(zip(ids, (entry.who for entry in entries), strict=True))
    true = {pair for pair in combinations(ids, 2) if who[pair[0]] == who[pair[1]]}
    suggestions = Services(book).duplicates.look().pairs
    found = {tuple(sorted((each.one.id, each.other.id))) for each in suggestions}
    precision, recall = len(found & true) / len(found), len(found & true) / len(true)
    assert (precision >= 0.96, recall >= 0.88) == (True, True), (precision, recall, len(true))
    book.close()
