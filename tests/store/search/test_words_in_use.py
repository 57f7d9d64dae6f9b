"""The words a book offers for its filters."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.builders import a_contact, a_talk, log
from tui.domain.records.contact import ContactDraft
from tui.store.book import Book


@pytest.fixture
def used(book: Book) -> Book:
    """A book in which every kind of word is used."""
    ann = a_contact(book, "Ann Abel", tags=["work", "Öl"], circles=["Old mates"])
    a_contact(book, "Bo", tags=["workshop", "work"])
    with book.write("added"):
        for name in ("Cleo", "Dev"):
            book.contacts.add(ContactDraft(name, organisation="Fernweh Rail", place="Lisbon", met_via=ann))
        book.contacts.add(ContactDraft("Eva", organisation="Fern Books", role="Editor", met_at="PyCon"))
    log(book, replace(a_talk(ann), place="Harbour café", topics=("Rust", "rustic homes")))
    return book


@pytest.mark.parametrize(
    ("kind", "prefix", "words"),
    [
        ("tag", "wo", ["work", "workshop"]),
        ("tag", "o", ["Old mates", "Öl"]),
        ("circle", "o", ["Old mates"]),
        ("organisation", "fern", ["Fernweh Rail", "Fern Books"]),
        ("organisation", "rail", []),
        ("role", "ED", ["Editor"]),
        ("met", "py", ["PyCon"]),
        ("home", "li", ["Lisbon"]),
        ("place", "", ["Lisbon", "Harbour café"]),
        ("at", "harbour c", ["Harbour café"]),
        ("at", "", ["Harbour café"]),
        ("via", "", ["Ann Abel"]),
        ("via", "an", ["Ann Abel"]),
        ("via", "bo", []),
        ("topic", "rust", ["Rust", "rustic homes"]),
        ("organisation", "", ["Fernweh Rail", "Fern Books"]),
    ],
)
def test_words_that_begin_so_are_given_the_most_used_first(
    used: Book, kind: str, prefix: str, words: list[str]
) -> None:
    assert used.words.beginning(kind, prefix, 5) == words


def test_no_more_are_given_than_asked_for(used: Book) -> None:
    assert used.words.beginning("tag", "", 2) == ["work", "Old mates"]


@pytest.mark.parametrize("prefix", ['"', "%", "*", "-", "a'b", "\x00"])
def test_no_prefix_is_too_strange(used: Book, prefix: str) -> None:
    for kind in ("tag", "circle", "organisation", "role", "met", "home", "place", "at", "via", "topic"):
        used.words.beginning(kind, prefix, 5)
