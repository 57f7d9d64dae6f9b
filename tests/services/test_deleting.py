"""Deleting: to the trash, and for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tui.domain.clock import FixedClock
from tui.domain.contact import ContactDraft, ContactId
from tui.domain.interaction import Channel, Direction, InteractionDraft, NextStepDraft, PromiseDraft
from tui.services.deleting import Deleting
from tui.store.book import Book

TODAY = date(2026, 11, 23)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give where the book is."""
    return tmp_path / "rapport.db"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    """Give an open book with Maya, Bo and what happened between them and me."""
    opened = Book.open(path, FixedClock(datetime(2026, 11, 23, 9, tzinfo=UTC)))
    with opened.write("begun"):
        maya = opened.contacts.add(ContactDraft("Maya Okafor", tags=("berlin",), rhythm_days=30))
        bo = opened.contacts.add(ContactDraft("Bo Chen"))
    with opened.write("logged"):
        meet(opened, "zither lesson", maya, step="bring the zither", promise="a zither string")
    with opened.write("logged with both"):
        meet(opened, "supper for three", maya, bo)
    with opened.write("logged Bo"):
        meet(opened, "chess", bo)
    yield opened
    opened.close()


def meet(book: Book, note: str, *contacts: ContactId, step: str = "", promise: str = "") -> None:
    book.interactions.add(
        InteractionDraft(
            contacts,
            Channel.CALL,
            Direction.MUTUAL,
            TODAY,
            notes=note,
            next_step=NextStepDraft(step, TODAY) if step else None,
            promises=(PromiseDraft(promise, is_mine=True, due_on=TODAY),) if promise else (),
        )
    )


def notes_with(book: Book, contact_id: int) -> list[str]:
    return [each.notes for each in book.interactions.latest_of(contact_id, 9)]


def test_a_trashed_interaction_comes_back_by_undo(book: Book) -> None:
    label = Deleting(book).interaction(3)
    trashed = notes_with(book, 2)
    book.undo()
    assert label == "moved call with Bo Chen, Mon 23 Nov, to the trash"
    assert (trashed, notes_with(book, 2)) == (["supper for three"], ["chess", "supper for three"])


def test_for_ever_takes_everything_that_was_theirs_alone(book: Book) -> None:
    Deleting(book).contact_for_ever(ContactId(1))
    left = [
        book.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("contact", "interaction", "next_step", "promise", "contact_tag")
    ]
    assert left == [1, 2, 0, 0, 0]


def test_for_ever_leaves_to_others_what_they_took_part_in(book: Book) -> None:
    Deleting(book).contact_for_ever(ContactId(1))
    assert notes_with(book, 2) == ["chess", "supper for three"]


def test_for_ever_leaves_no_word_of_theirs_in_the_file(book: Book, path: Path) -> None:
    Deleting(book).contact_for_ever(ContactId(1))
    book.close()
    data = path.read_bytes().lower()
    assert [word for word in (b"okafor", b"zither") if word in data] == []


def test_what_was_done_with_others_can_still_be_undone(book: Book) -> None:
    Deleting(book).contact_for_ever(ContactId(1))
    assert book.undo().label == "logged Bo"
    assert notes_with(book, 2) == ["supper for three"]
