"""The undo journal does not grow for ever: whole steps go, the oldest first, and what is left can be undone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_book, a_contact, dump
from tui.domain.clock import FixedClock
from tui.domain.errors import NothingToUndo
from tui.store.book import Book
from tui.store.schema import journal

NOW = datetime.fromisoformat("2026-11-23T09:00:00+01:00")


def _at(book: Book, days_ago: float) -> None:
    book.clock = FixedClock(NOW - timedelta(days=days_ago))


def _write(book: Book, days_ago: float, text: str = "x") -> None:
    _at(book, days_ago)
    with book.write(f"{days_ago} days ago"):
        book.conn.execute("UPDATE contact SET notes = ?, rev = rev + 1 WHERE id = 1", (text,))


def _prune(book: Book, most_bytes: int = journal.KEPT_BYTES) -> int:
    book.conn.execute("BEGIN")
    gone = journal.prune(book.db, NOW, most_bytes)
    book.conn.commit()
    return gone


def _steps(book: Book) -> list[str]:
    return [row[0] for row in book.conn.execute("SELECT label FROM action ORDER BY id")]


@pytest.fixture
def ann(book: Book) -> Book:
    """A book with Ann in it, added a year ago."""
    _at(book, 365)
    a_contact(book, "Ann")
    return book


def test_steps_older_than_ninety_days_go(ann: Book) -> None:
    for days_ago in (200, 91, 89, 1):
        _write(ann, days_ago)
    assert _prune(ann) == len(("added", 200, 91))
    assert _steps(ann) == ["89 days ago", "1 days ago"]


def test_nothing_goes_with_a_step_but_what_belongs_to_it(ann: Book) -> None:
    _write(ann, 200)
    before = dump(ann.conn)
    _prune(ann)
    assert dump(ann.conn) == before
    assert ann.conn.execute("SELECT count(*) FROM journal_entry").fetchone()[0] == 0


def test_what_is_left_is_undone_to_where_it_begins_and_then_there_is_no_more(ann: Book) -> None:
    _write(ann, 100, "old")
    before = dump(ann.conn)
    _write(ann, 10, "new")
    _prune(ann)
    ann.undo()
    assert dump(ann.conn) == before
    with pytest.raises(NothingToUndo):
        ann.undo()


def test_beyond_the_size_the_oldest_go(ann: Book) -> None:
    for days_ago in (50, 40, 30):
        _write(ann, days_ago, "y" * 1_000)
    _prune(ann, most_bytes=6_000)
    assert _steps(ann) == ["40 days ago", "30 days ago"]


def test_what_was_done_today_is_kept_however_large(ann: Book) -> None:
    _write(ann, 50)
    _write(ann, 0.5, "z" * 100_000)
    _write(ann, 0.1)
    _prune(ann, most_bytes=10)
    assert _steps(ann) == ["0.5 days ago", "0.1 days ago"]


@pytest.mark.parametrize(("hours_ago", "stays"), [(23.9, True), (24.1, False)])
def test_beyond_the_size_a_step_is_kept_for_one_day(ann: Book, hours_ago: float, stays: bool) -> None:
    _write(ann, hours_ago / 24, "z" * 100_000)
    _write(ann, 0)
    _prune(ann, most_bytes=10)
    assert (len(_steps(ann)) == 2) is stays


def test_a_step_with_a_date_ahead_keeps_what_came_after_it(ann: Book) -> None:
    for days_ago in (-400, 200, 150):
        _write(ann, days_ago)
    _prune(ann)
    assert _steps(ann) == ["-400 days ago", "200 days ago", "150 days ago"]


def test_what_was_taken_back_can_still_be_brought_back(ann: Book) -> None:
    _write(ann, 100, "first")
    _write(ann, 99, "second")
    whole = dump(ann.conn)
    ann.undo()
    ann.undo()
    _prune(ann)
    ann.redo()
    ann.redo()
    assert dump(ann.conn) == whole


def test_a_book_is_not_written_where_nothing_goes(ann: Book) -> None:
    _write(ann, 1)
    _prune(ann)
    before = ann.path.stat().st_mtime_ns, ann.path.read_bytes()
    assert ann.prune_journal() == 0
    assert (ann.path.stat().st_mtime_ns, ann.path.read_bytes()) == before


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 3_000)), max_size=12),
    st.integers(0, 4),
    st.integers(0, 20_000),
)
def test_what_is_left_has_no_gap(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[int, int]], undone: int, most: int
) -> None:
    book = a_book(tmp_path_factory.mktemp("pruned"))
    a_contact(book, "Ann")
    states = [dump(book.conn)]
    for days_ago, length in written:
        _write(book, days_ago, "w" * length)
        states.append(dump(book.conn))
    back = min(undone, len(written))
    for _ in range(back):
        book.undo()
    _prune(book, most)
    left = len(_steps(book)) - back
    for state in reversed(states[len(states) - 1 - back - max(left, 0) : len(states) - 1 - back]):
        book.undo()
        assert dump(book.conn) == state
    book.close()


def test_pruning_keeps_its_hands_off_a_new_book(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    assert book.prune_journal() == 0
    book.close()
