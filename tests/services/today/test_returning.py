"""The way back from a pause: asked once, nothing moved, and the answer is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_contact, a_talk, dump, log
from tui.services.practice.practising import Practising
from tui.services.today.returning import Returning
from tui.services.today.today import Today
from tui.store.book import Book

BACK = TODAY


def _rested(book: Book, *, is_pause: bool = True) -> None:
    """Practise until twelve days ago, then rest; eight people have come due meanwhile."""
    first = BACK - timedelta(11)
    for n in range(8):
        a_contact(book, f"P{n}", rhythm=30, last=BACK - timedelta(40 + 3 * n))
    log(book, a_talk(a_contact(book, "Zz"), on=first - timedelta(1)))
    if is_pause:
        Practising(book).pause(first, BACK - timedelta(1))


def test_after_a_pause_it_is_asked_how_to_begin_until_it_is_answered(book: Book) -> None:
    _rested(book)
    before = Returning(book).is_return()
    Returning(book).ease_in()
    assert (before, Returning(book).is_return()) == (True, False)


def test_a_gap_without_a_pause_asks_nothing(book: Book) -> None:
    _rested(book, is_pause=False)
    assert not Returning(book).is_return()


def test_whoever_has_begun_again_is_not_asked(book: Book) -> None:
    _rested(book)
    log(book, a_talk(1))
    assert not Returning(book).is_return()


def test_a_pause_that_still_runs_asks_nothing(book: Book) -> None:
    _rested(book)
    Practising(book).pause(BACK, BACK + timedelta(3))
    assert not Returning(book).is_return()


@pytest.mark.parametrize(
    ("answer", "shown"),
    [(Returning.ease_in, 1), (Returning.leave_as_is, 3), (Returning.let_older_go, 1)],
)
def test_the_answer_decides_how_many_are_shown(
    book: Book, answer: Callable[[Returning], str], shown: int
) -> None:
    _rested(book)
    answer(Returning(book))
    assert len(Today(book).queue().rows) == shown


def test_easing_in_and_leaving_as_is_move_nobody(book: Book) -> None:
    _rested(book)
    before = dump(book.conn)["contact"]
    Returning(book).ease_in()
    Returning(book).leave_as_is()
    assert dump(book.conn)["contact"] == before


def test_letting_older_ones_go_lets_this_round_go_with_the_overdue_only(book: Book) -> None:
    _rested(book)
    assert Returning(book).let_older_go() == "let this round go with 6 people"
    assert book.outreach.due_count(BACK) == 2


def test_the_usual_pace_holds_only_until_the_next_absence(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    _rested(book)
    Returning(book).leave_as_is()
    log(book, a_talk(1))
    book.close()
    later = a_book(tmp_path, now=BACK + timedelta(9))
    assert Today(later).queue().effective_pace == 1
