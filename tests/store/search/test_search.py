"""Find as you type: who is found, in which order, and that no query is too strange."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import TODAY, a_contact, a_talk, log
from tests.hostile import HOSTILE
from tests.in_one_call import contacts_found, talks_found
from tui.domain.records.contact import ContactPoint, PointKind
from tui.domain.records.interaction import Channel
from tui.domain.search.query import parse_query
from tui.services.tending.tending import Tending
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
    return [hit.name for hit in contacts_found(book, query)]


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_is_too_strange(known: Book, query: str) -> None:
    contacts_found(known, query)
    talks_found(known, query)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=20))
def test_no_text_at_all_makes_a_search_fail(known: Book, query: str) -> None:
    contacts_found(known, query)
    talks_found(known, query)


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
    assert _found(known, "boa")[0] == "Boaz"
    assert set(_found(known, "boa")) == {"Boaz", "Marta Olsen", "Maya Okafor"}


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
        assert contacts_found(known, query) == contacts_found(known, query)


@pytest.mark.parametrize("query", ["m", "ma", "o", "ok", "sea"])
def test_a_shorter_answer_is_the_beginning_of_a_longer_one(known: Book, query: str) -> None:
    for number in range(3):
        a_contact(known, f"Early {number} Okonkwo", last=f"2026-11-1{number}")
    longer = contacts_found(known, query, 50)
    assert contacts_found(known, query, 2) == longer[:2]


def test_somebody_in_the_trash_is_not_found(known: Book) -> None:
    Tending(known).trash([known.contacts.named_exactly("Maya Okafor")[0]])
    assert _found(known, "maya okafor") == []


def test_an_archived_contact_is_found(known: Book) -> None:
    Tending(known).archive([known.contacts.named_exactly("Maya Okafor")[0]])
    assert _found(known, "maya okafor") == ["Maya Okafor"]


def test_what_was_said_is_found_with_the_words_around_it(known: Book) -> None:
    (hit,) = talks_found(known, "boat")
    assert (hit.name, hit.excerpt) == ("Maya Okafor", "her boat leaks")


def test_a_new_name_is_found_at_once_and_the_old_one_no_more(known: Book) -> None:
    with known.write("renamed"):
        known.contacts.change(known.contacts.named_exactly("Maya Okafor")[0], name="Quirina Vogt")
    assert _found(known, "quirina") == ["Quirina Vogt"]
    assert "Quirina Vogt" not in _found(known, "okafor")


def test_initials_find_a_name_with_or_without_a_space(known: Book) -> None:
    assert "Maya Okafor" in _found(known, "mo")
    assert "Maya Okafor" in _found(known, "m o")
    assert _found(known, "maok") == ["Maya Okafor"]
    assert _found(known, "mok") == ["Maya Okafor"]


def test_words_in_the_order_of_the_name_come_first(known: Book) -> None:
    a_contact(known, "Okke Maas", last="2026-11-22")
    assert _found(known, "ma ok") == ["Maya Okafor", "Okke Maas"]


@pytest.mark.parametrize("edge", [30, 90, 365])
def test_within_a_month_a_season_and_a_year_how_often_decides_and_beyond_them_how_lately(
    book: Book, edge: int
) -> None:
    for name, days_ago, times in (("Ann Now", 0, 1), ("Ann Edge", edge, 2), ("Ann Beyond", edge + 1, 4)):
        ident = a_contact(book, name)
        for _ in range(times):
            log(book, a_talk(ident, on=TODAY - timedelta(days_ago)))
    never = a_contact(book, "Ann Never")
    for _ in range(9):
        log(book, a_talk(never, channel=Channel.NOTE))
    nearest = ["Ann Edge", "Ann Now"] if edge == 30 else ["Ann Now", "Ann Edge"]
    assert _found(book, "ann") == [*nearest, "Ann Beyond", "Ann Never"]


def test_whoever_one_is_in_touch_with_more_often_comes_first(known: Book) -> None:
    often = a_contact(known, "Nora Often", last="2026-11-01")
    for day in range(1, 4):
        log(known, a_talk(often, on=f"2026-11-0{day}"))
    a_contact(known, "Nora Once", last="2026-11-20")
    assert _found(known, "nora") == ["Nora Often", "Nora Once"]


def test_a_whole_name_comes_before_names_that_only_begin_so(known: Book) -> None:
    a_contact(known, "Marta Olsen-Berg", last="2026-11-22")
    assert _found(known, "marta olsen")[0] == "Marta Olsen"


def test_every_word_must_be_known_of_somebody_wherever_it_stands(known: Book) -> None:
    assert _found(known, "maya boat") == ["Maya Okafor"]
    assert _found(known, "maya choir") == []


def test_a_name_and_a_word_find_what_was_said_with_them(known: Book) -> None:
    log(known, a_talk(2, summary="his boat sank"))
    assert [hit.name for hit in talks_found(known, "jose boat")] == ["José Martín"]
    assert [hit.name for hit in talks_found(known, "boat maya")] == ["Maya Okafor"]


def test_facts_are_found_with_the_words_around_them(known: Book) -> None:
    with known.write("noted"):
        known.conn.execute("INSERT INTO fact (contact_id, kind, text) VALUES (2, 'fact', 'keeps seven bees')")
    (hit,) = contacts_found(known, "bees")
    assert (hit.name, hit.found_in, hit.excerpt) == ("José Martín", "facts", "keeps seven bees")


def test_notes_are_found_with_the_words_around_them(known: Book) -> None:
    (hit,) = contacts_found(known, "green")
    assert (hit.found_in, hit.excerpt) == ("notes", "sells a green boat")


def test_a_talk_in_the_trash_is_not_found(known: Book) -> None:
    with known.write("trashed a talk"):
        known.interactions.trash(known.interactions.timeline_of(1)[0])
    assert _found(known, "leaks") == []
    assert talks_found(known, "leaks") == []


def test_a_phone_number_is_found_by_its_digits(known: Book) -> None:
    a_contact(known, "Tel Lin", points=[ContactPoint(PointKind.PHONE, "+351 912 345 678")])
    assert _found(known, "+3519123") == ["Tel Lin"]


@pytest.mark.parametrize("query", ["okafro", "maya okafro", "mya okafor", "kofi", "zoee okano"])
def test_slips_of_the_finger_are_guessed_and_called_so(known: Book, query: str) -> None:
    a_contact(known, "Kofie Mensa")
    hits = contacts_found(known, query)
    assert hits
    if query != "kofi":
        assert {hit.found_in for hit in hits} == {"spelt like it"}


def test_a_guess_is_still_among_those_the_filters_keep(known: Book) -> None:
    assert _found(known, "#sea okafro") == ["Maya Okafor"]
    assert _found(known, "-#sea okafro") == []


def test_a_guess_is_made_on_a_book_that_may_only_be_read(known: Book) -> None:
    reading = Book.open_for_reading(known.path, known.clock)
    assert reading is not None
    assert [hit.name for hit in contacts_found(reading, "okafro")] == ["Maya Okafor"]
    assert reading.conn.execute("PRAGMA query_only").fetchone() == (1,)
    reading.close()


@pytest.mark.parametrize(
    "query", ["m", "ma", "ma ok", "-#sea", "#sea", "never:", "last<1y m", "boat", "o -boat", "maya"]
)
def test_the_best_few_are_the_beginning_of_all(known: Book, query: str) -> None:
    for number in range(12):
        a_contact(known, f"Ma{number} Okk", last=f"2026-11-{number + 10}" if number % 2 else None)
    asked = parse_query(query)
    in_all = list(known.search.find(asked).ids)
    for most in (1, 3):
        assert set(known.search.find(asked, most).ids) <= set(in_all)
    assert list(known.search.find(asked, 50).ids) == in_all


def test_a_name_is_found_by_how_it_is_said(known: Book) -> None:
    with known.write("wrote"):
        known.contacts.change(known.contacts.named_exactly("Zoë Okano")[0], phonetic="ソーイー")
    assert _found(known, "ソーイー") == ["Zoë Okano"]
