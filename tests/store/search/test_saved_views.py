"""Saved views in the book."""

from __future__ import annotations

import pytest

from tui.domain.errors import InvalidInput
from tui.domain.search.saved_view import SavedView, SavedViewId
from tui.store.book import Book


@pytest.fixture
def saved(book: Book) -> Book:
    """A book with two views."""
    with book.write("saved"):
        book.saved_views.save("Old friends", "#friends last>90d")
        book.saved_views.save("Écho", "echo")
    return book


def names(book: Book) -> list[str]:
    return [view.name for view in book.saved_views.all()]


def test_views_are_listed_by_name(saved: Book) -> None:
    assert names(saved) == ["Écho", "Old friends"]


def test_a_view_is_found_by_its_name_without_accents_and_case(saved: Book) -> None:
    found = saved.saved_views.named("ECHO")
    assert found is not None
    assert (found.name, found.query) == ("Écho", "echo")


def test_saving_under_a_name_again_replaces_the_query(saved: Book) -> None:
    with saved.write("saved"):
        assert saved.saved_views.save("  OLD   friends ", "#friends") == "OLD friends"
    assert [(view.name, view.query) for view in saved.saved_views.all()][1] == ("OLD friends", "#friends")


@pytest.mark.parametrize(("name", "query"), [("", "x"), ("  ", "x"), ("x", ""), ("x", " ")])
def test_a_view_needs_a_name_and_a_query(saved: Book, name: str, query: str) -> None:
    with pytest.raises(InvalidInput), saved.write("saved"):
        saved.saved_views.save(name, query)
    assert len(names(saved)) == 2


def test_a_name_that_is_taken_is_refused(saved: Book) -> None:
    view = _view(saved, "echo")
    with pytest.raises(InvalidInput, match="Old friends already"), saved.write("renamed"):
        saved.saved_views.rename(_id(view), "old FRIENDS")
    assert names(saved) == ["Écho", "Old friends"]


def test_every_change_of_a_view_is_taken_back(saved: Book) -> None:
    view = _view(saved, "echo")
    with saved.write("renamed"):
        saved.saved_views.rename(_id(view), "Nobody")
    with saved.write("deleted"):
        saved.saved_views.delete(_id(view))
    assert names(saved) == ["Old friends"]
    saved.undo()
    assert names(saved) == ["Nobody", "Old friends"]
    saved.undo()
    assert names(saved) == ["Écho", "Old friends"]
    saved.undo()
    assert names(saved) == []


def _view(book: Book, name: str) -> SavedView:
    found = book.saved_views.named(name)
    assert found is not None
    return found


def _id(view: SavedView) -> SavedViewId:
    assert view.id is not None
    return view.id
