"""Who and what is offered while a line is typed: the latest first, then any part of a name."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.builders import a_contact, a_talk, log
from tui.domain.records.interaction import Channel, InteractionDraft
from tui.store.book import Book
from tui.store.search.people import PeopleInBook


def names(book: Book, prefix: str, limit: int = 9) -> list[str]:
    return [known.name for known in PeopleInBook(book).beginning(prefix, limit)]


@pytest.fixture
def people(book: Book) -> Book:
    """Return a book in which Bo was in touch last, then Zoë; the others never."""
    ids = {
        name: a_contact(book, name)
        for name in ("Maya Okafor", "Ada Moss", "Bo Martens", "Zoë Martín", "May Tan")
    }
    log(book, a_talk(ids["Zoë Martín"], on="2026-11-20"))
    log(book, a_talk(ids["Bo Martens"], on="2026-11-22"))
    return book


def test_with_nothing_typed_those_in_touch_last_come_first(people: Book) -> None:
    assert names(people, "") == ["Bo Martens", "Zoë Martín"]


def test_recent_people_come_first_then_any_part_of_a_name(people: Book) -> None:
    assert names(people, "m") == ["Bo Martens", "Zoë Martín", "Ada Moss", "May Tan", "Maya Okafor"]


@pytest.mark.parametrize(
    ("prefix", "name"), [("mart", "Bo Martens"), ("zoe", "Zoë Martín"), ("oka", "Maya Okafor")]
)
def test_accents_and_the_part_of_the_name_do_not_matter(people: Book, prefix: str, name: str) -> None:
    assert names(people, prefix)[0] == name


@pytest.mark.parametrize("prefix", ["박", "박지", "이", "도윤", "œuv"])
def test_every_script_is_completed(book: Book, prefix: str) -> None:
    for name in ("박지우", "이 도윤", "Œuvre Œ"):
        a_contact(book, name)
    assert len(names(book, prefix)) == 1


def test_parts_are_looked_for_in_order(people: Book) -> None:
    assert names(people, "ma ok") == ["Maya Okafor"]
    assert names(people, "zo.m") == ["Zoë Martín"]
    assert names(people, "ok.ma") == []


def test_whom_the_handle_already_means_comes_first(people: Book) -> None:
    log(people, a_talk(1, on="2026-11-23"))
    assert names(people, "may") == ["May Tan", "Maya Okafor"]


def test_who_is_in_the_trash_is_not_offered(people: Book) -> None:
    with people.write("trashed"):
        people.contacts.change(
            people.contacts.named_exactly("Bo Martens")[0], deleted_at="2026-11-22T00:00:00Z"
        )
    assert "Bo Martens" not in names(people, "") + names(people, "m")


@pytest.mark.parametrize("prefix", ['"', "*", "(", "a AND", "'; DROP TABLE contact", "%", "_", "\\"])
def test_no_sign_breaks_the_completions(people: Book, prefix: str) -> None:
    found = PeopleInBook(people)
    found.beginning(prefix, 5)
    found.tags_beginning(prefix, 5, with_topics=True)
    found.places_beginning(prefix, 5)
    assert people.contacts.count() == 5


def test_tags_given_last_come_first_and_topics_only_for_talks(book: Book) -> None:
    ann = a_contact(book, tags=["wood", "work"])
    a_contact(book, "Bo Chen", tags=["wood"])
    with book.write("logged"):
        book.interactions.add(
            InteractionDraft(
                (ann,),
                Channel.CALL,
                Channel.CALL.usual_direction,
                a_talk(ann).practice_date,
                topics=("wolves",),
            )
        )
    found = PeopleInBook(book)
    assert found.tags_beginning("wo", 5) == ["wood", "work"]
    assert found.tags_beginning("wo", 5, with_topics=True) == ["wolves", "wood", "work"]


def test_places_come_from_talks_and_meetings_the_latest_first(book: Book) -> None:
    ann = a_contact(book)
    for place, on in (("Café Zürich", "2026-11-20"), ("Porto", "2026-11-22"), ("Café Zürich", "2026-11-21")):
        log(book, replace(a_talk(ann, on=on), place=place))
    with book.write("met"):
        book.contacts.change(ann, met_at="PyCon DE", met_on="2026-11-23")
    found = PeopleInBook(book)
    assert found.places_beginning("", 5) == ["PyCon DE", "Porto", "Café Zürich"]
    assert found.places_beginning("p", 5) == ["PyCon DE", "Porto"]
    assert found.places_beginning("zur", 5) == ["Café Zürich"]
    assert found.places_beginning("cafe z", 5) == ["Café Zürich"]
