"""Views: those offered at first, and the person's own."""

from __future__ import annotations

import pytest

from tests.builders import a_contact
from tui.domain.errors import InvalidInput
from tui.domain.search.query import parse_query
from tui.domain.search.saved_view import OFFERED, SavedViewId
from tui.services.contacts.finding import Finding
from tui.services.contacts.views import Views
from tui.store.book import Book


def test_a_few_are_offered_until_one_is_saved(book: Book) -> None:
    views = Views(book)
    assert views.all() == list(OFFERED)
    assert views.save("Sailors", "#sea") == "saved the view Sailors"
    assert [(view.name, view.query) for view in views.all()] == [("Sailors", "#sea")]


def test_what_is_offered_can_be_read() -> None:
    assert not [view for view in OFFERED if parse_query(view.query).checked().asks_nothing]


def test_what_is_offered_is_still_found_by_name_when_there_are_own_ones(book: Book) -> None:
    views = Views(book)
    views.save("Never mind", "mind")
    assert views.named("never in touch").query == "never:"
    with pytest.raises(InvalidInput, match="Never mind, Never in touch"):
        views.named("never")


@pytest.mark.parametrize("query", ["", "  ", "org:", "foo:bar", "-"])
def test_a_query_that_asks_nothing_is_not_saved(book: Book, query: str) -> None:
    with pytest.raises(InvalidInput):
        Views(book).save("x", query)
    assert Views(book).all() == list(OFFERED)


def test_an_offered_view_cannot_be_deleted(book: Book) -> None:
    with pytest.raises(InvalidInput):
        Views(book).delete(OFFERED[0])


def test_a_view_is_renamed_and_deleted_and_both_are_taken_back(book: Book) -> None:
    views = Views(book)
    views.save("Sailors", "#sea")
    views.rename(SavedViewId(1), "Seafarers")
    views.delete(views.all()[0])
    assert book.undo().label == "deleted the view Seafarers"
    assert book.undo().label == "renamed a view to Seafarers"
    assert views.all()[0].name == "Sailors"


def test_a_view_finds_whom_its_query_finds(book: Book) -> None:
    a_contact(book, "Ann", tags=["sea"])
    a_contact(book, "Bo")
    views = Views(book)
    views.save("Sailors", "#sea")
    assert len(Finding(book).matching(views.named("sailors").query)) == 1
