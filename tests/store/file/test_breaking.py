"""A question that is broken off is broken off, whatever SQLite calls it; no other question ever is."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.builders import a_book, a_clock, a_contact
from tests.in_one_call import contacts_found, talks_found
from tui.domain.records.contact import ContactDraft
from tui.store.book import Book
from tui.store.file.breaking import Breaking, BrokenOff
from tui.store.inspection.quick_check import look_at

POINTS, POINTS_LONG = 150, 10_000
NOBODY = "qzjqz"
"""Nobody is called so: the spelling is looked through as well."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of forty."""
    book = a_book(tmp_path)
    with book.write("added"):
        for number in range(40):
            book.contacts.add(ContactDraft(f"Maya Number{number}"))
    book.close()
    return tmp_path / "rapport.db"


@contextmanager
def _opened(path: Path) -> Iterator[Book]:
    book = Book.open_for_reading(path, a_clock())
    assert book is not None
    with closing(book):
        yield book


def _ask(book: Book, text: str) -> int:
    with book.search.breaking.question():
        return len(contacts_found(book, text)) + len(talks_found(book, text))


def _points_of_a_first_search(path: Path, text: str) -> int:
    """Count the steps SQLite takes for the first search over a connection."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    with _opened(path) as book:
        book.conn.set_progress_handler(count, 1)
        _ask(book, text)
    return steps


@pytest.mark.parametrize("text", ["maya", NOBODY])
def test_a_first_search_broken_off_at_any_point_is_broken_off_and_nothing_else(
    path: Path, text: str, is_long: bool
) -> None:
    all_points = _points_of_a_first_search(path, text)
    chance = random.Random(5)
    wanted = POINTS_LONG if is_long else POINTS
    points = [chance.randrange(all_points) for _ in range(wanted)]
    called: set[str] = set()
    for point in points:
        left = point

        with _opened(path) as book:

            def step(book: Book = book) -> int:
                nonlocal left
                left -= 1
                if left == -1:
                    book.search.breaking.break_off()
                return 0

            book.conn.set_progress_handler(step, 1)
            with pytest.raises(BrokenOff) as caught:
                _ask(book, text)
            called.add(str(caught.value.__cause__).split(":")[0])
            book.conn.set_progress_handler(None, 1)
            assert _ask(book, text) == (40 if text == "maya" else 0)
    assert any("constructor" in words for words in called), called
    assert look_at(path).is_whole


def test_a_search_broken_off_from_another_thread_at_any_moment_is_answered_or_broken_off(
    path: Path, is_long: bool
) -> None:
    ends = {"answered": 0, "broken off": 0}
    for _ in range(POINTS_LONG if is_long else POINTS):
        with _opened(path) as book:
            is_over = threading.Event()
            breaking = book.search.breaking

            def keep_breaking(breaking: Breaking = breaking, is_over: threading.Event = is_over) -> None:
                while not is_over.is_set():
                    breaking.break_off()

            thread = threading.Thread(target=keep_breaking)
            thread.start()
            try:
                assert _ask(book, "maya") == 40
                ends["answered"] += 1
            except BrokenOff:
                ends["broken off"] += 1
            finally:
                is_over.set()
                thread.join()
            assert _ask(book, "maya") == 40
    assert ends["broken off"] > 0
    assert look_at(path).is_whole


def test_where_no_question_is_under_way_nothing_is_broken_off(path: Path) -> None:
    with _opened(path) as book:
        book.search.breaking.break_off()
        assert _ask(book, "maya") == 40
        book.search.breaking.break_off()
        assert book.conn.execute("SELECT count(*) FROM contact").fetchone()[0] == 40


def test_a_question_nobody_wants_any_more_is_not_begun(path: Path) -> None:
    with _opened(path) as book, pytest.raises(BrokenOff), book.search.breaking.question(lambda: False):
        raise AssertionError("It was begun.")


def test_an_answer_found_in_spite_of_a_break_is_not_trusted(path: Path) -> None:
    with _opened(path) as book, pytest.raises(BrokenOff), book.search.breaking.question():
        book.search.breaking.break_off()


def test_an_error_of_a_question_that_nobody_broke_off_stays_what_it_is(path: Path) -> None:
    with _opened(path) as book, pytest.raises(sqlite3.OperationalError), book.search.breaking.question():
        book.conn.execute("SELECT * FROM nowhere")


def test_the_indexes_are_built_before_anything_can_be_broken_off(path: Path) -> None:
    """Once ready, a search never builds a table again: that is where SQLite misnames an interruption."""
    with _opened(path) as book:
        book.search.make_ready()
        asked: list[str] = []
        book.conn.set_trace_callback(asked.append)
        _ask(book, NOBODY)
    assert asked
    assert [statement for statement in asked if "_config" in statement or "CREATE" in statement] == []


def test_a_change_in_another_window_is_found_after_a_break(path: Path) -> None:
    with _opened(path) as book:
        with pytest.raises(BrokenOff), book.search.breaking.question():
            book.search.breaking.break_off()
        with closing(Book.open(path, a_clock())) as other:
            a_contact(other, "Maya Newcomer")
        assert _ask(book, "maya") == 41
