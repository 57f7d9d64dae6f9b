"""Find as you type: who is found, in which order, and that no query is too strange."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_contact, a_talk, log
from tests.hostile import HOSTILE
from tui.domain.contact import ContactPoint, PointKind
from tui.services.tending import Tending
from tui.store.book import Book

QUERIES = (
    *HOSTILE,
    '"',
    '""',
    "'",
    "\x00",
    "a\x00b",
    "a\ud800",
    "*",
    "a*",
    "-ann",
    "^ann",
    "ann OR bo",
    "NOT",
    "AND",
    "NEAR(ann bo)",
    "name:ann",
    "{name} : ann",
    "(",
    "ann)",
    "%",
    "_",
    "\\",
    "#",
    "#choir",
    "@",
    "👩\u200d👩\u200d👧",
    "x" * 10_000,
    "ann " * 2_500,
    '" ' * 5_000,
    "",
    "   ",
)


@pytest.fixture
def known(book: Book) -> Book:
    """A book of a few people with accents, addresses and tags."""
    a_contact(
        book, "Maya Okafor", points=[ContactPoint(PointKind.EMAIL, "Maya@Harbour.example")], tags=["sea"]
    )
    a_contact(book, "José Martín", circles=["choir"])
    a_contact(book, "Marta Olsen")
    a_contact(book, "Zoë Okano", last="2026-11-01")
    a_contact(book, "O'Brien, Pat")
    with book.write("wrote"):
        book.contacts.change(book.contacts.named_exactly("Marta Olsen")[0], notes="sells a green boat")
    log(book, a_talk(1, summary="her boat leaks"))
    return book


def _found(book: Book, query: str) -> list[str]:
    return [hit.name for hit in book.search.contacts(query)]


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_is_too_strange(known: Book, query: str) -> None:
    known.search.contacts(query)
    known.search.interactions(query)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=20))
def test_no_text_at_all_makes_a_search_fail(known: Book, query: str) -> None:
    known.search.contacts(query)
    known.search.interactions(query)


@pytest.mark.parametrize("query", ["", "  ", '"', "*", "\x00"])
def test_a_query_without_a_letter_finds_nobody(known: Book, query: str) -> None:
    assert _found(known, query) == []


@pytest.mark.parametrize("query", ["jose", "JOSÉ", "josé m", "martin", "Martín"])
def test_accents_and_case_do_not_matter(known: Book, query: str) -> None:
    assert _found(known, query)[0] == "José Martín"


def test_the_beginnings_of_two_words_find_a_name(known: Book) -> None:
    assert _found(known, "ma ok") == ["Maya Okafor"]


def test_the_words_may_come_in_any_order(known: Book) -> None:
    assert _found(known, "ok may") == ["Maya Okafor"]


def test_a_later_word_of_a_name_is_found(known: Book) -> None:
    assert set(_found(known, "oka")) == {"Maya Okafor", "Zoë Okano"}


def test_an_apostrophe_is_part_of_a_name(known: Book) -> None:
    assert _found(known, "o'b") == ["O'Brien, Pat"]


def test_names_come_before_notes(known: Book) -> None:
    a_contact(known, "Boaz")
    assert _found(known, "boa") == ["Boaz", "Marta Olsen"]


def test_names_that_begin_so_come_before_those_with_such_a_word(known: Book) -> None:
    a_contact(known, "Okafor Ben")
    assert _found(known, "okafor")[0] == "Okafor Ben"


def test_among_words_within_a_name_whoever_was_in_touch_last_comes_first(known: Book) -> None:
    with known.write("trashed a talk"):
        known.interactions.trash(known.interactions.timeline_of(1)[0])
    assert _found(known, "oka") == ["Zoë Okano", "Maya Okafor"]


@pytest.mark.parametrize("query", ["maya@harbour.example", "MAYA@h", "maya@harb"])
def test_an_address_is_found_by_its_beginning(known: Book, query: str) -> None:
    assert _found(known, query) == ["Maya Okafor"]


@pytest.mark.parametrize(
    ("query", "name"), [("sea", "Maya Okafor"), ("#sea", "Maya Okafor"), ("Choir", "José Martín")]
)
def test_tags_and_circles_are_found_by_name(known: Book, query: str, name: str) -> None:
    assert _found(known, query) == [name]


def test_a_slip_of_the_finger_still_finds(known: Book) -> None:
    assert "Maya Okafor" in _found(known, "maya okafro")


def test_a_search_asked_twice_answers_the_same(known: Book) -> None:
    for query in ("ma", "o", "oka", "boat", "sea"):
        assert known.search.contacts(query) == known.search.contacts(query)


@pytest.mark.parametrize("query", ["m", "ma", "o", "ok", "sea"])
def test_a_shorter_answer_is_the_beginning_of_a_longer_one(known: Book, query: str) -> None:
    for number in range(3):
        a_contact(known, f"Early {number} Okonkwo", last=f"2026-11-1{number}")
    longer = known.search.contacts(query, 50)
    assert known.search.contacts(query, 2) == longer[:2]


def test_somebody_in_the_trash_is_not_found(known: Book) -> None:
    Tending(known).trash([known.contacts.named_exactly("Maya Okafor")[0]])
    assert _found(known, "maya okafor") == []


def test_an_archived_contact_is_found(known: Book) -> None:
    Tending(known).archive([known.contacts.named_exactly("Maya Okafor")[0]])
    assert _found(known, "maya okafor") == ["Maya Okafor"]


def test_what_was_said_is_found_with_the_words_around_it(known: Book) -> None:
    (hit,) = known.search.interactions("boat")
    assert (hit.name, hit.excerpt) == ("Maya Okafor", "her boat leaks")


def test_a_new_name_is_found_at_once_and_the_old_one_no_more(known: Book) -> None:
    with known.write("renamed"):
        known.contacts.change(known.contacts.named_exactly("Maya Okafor")[0], name="Quirina Vogt")
    assert _found(known, "quirina") == ["Quirina Vogt"]
    assert "Quirina Vogt" not in _found(known, "okafor")
