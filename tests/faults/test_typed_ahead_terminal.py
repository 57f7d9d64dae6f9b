"""Typed in one write into a terminal: every key has its effect, and on whom it was meant for."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.builders import a_clock, a_contact
from tests.faults.windows import window
from tests.new_book import a_new_book_at
from tui.store.book import Book

LINE = b"lcall about XXXX\r"
_NAMES = ("Maya Okafor", "Bo Chen", "Ines Duarte", "Anna Petrova")
_TIMES, _TIMES_LONG = 1, 50


def _a_book(folder: Path) -> Path:
    with closing(Book.open(a_new_book_at(folder / "rapport.db"), a_clock())) as book:
        for name, last in zip(_NAMES, ("2026-07-01", "2026-08-01", "2026-09-01", "2026-09-20"), strict=True):
            a_contact(book, name, rhythm=30, last=last)
    return folder / "rapport.db"


def _talks(book: Path) -> list[tuple[str, str]]:
    """Return with whom each talk of the day was, and what was noted, in the order they were written."""
    with closing(sqlite3.connect(book)) as conn:
        return conn.execute(
            "SELECT c.name, i.summary || i.notes FROM interaction i"
            " JOIN interaction_contact ic ON ic.interaction_id = i.id JOIN contact c ON c.id = ic.contact_id"
            " WHERE i.practice_date = '2026-11-23' ORDER BY i.id"
        ).fetchall()


@contextmanager
def _burning(cores: int) -> Iterator[None]:
    burners = [multiprocessing.Process(target=_burn, daemon=True) for _ in range(cores)]
    for each in burners:
        each.start()
    try:
        yield
    finally:
        for each in burners:
            each.kill()
            each.join()


def _burn() -> None:
    while True:
        pass


@contextmanager
def _held(book: Path, seconds: float) -> Iterator[None]:
    if not seconds:
        yield
        return
    with closing(sqlite3.connect(book, check_same_thread=False, timeout=20)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        release = threading.Timer(seconds, holder.rollback)
        release.start()
        try:
            yield
        finally:
            release.join()


CASES = {
    "a line and q": (LINE + b"q", [("Maya Okafor", "about XXXX")]),
    "a line, j and d": (LINE + b"jdq", [("Maya Okafor", "about XXXX"), ("Ines Duarte", "")]),
    "two lines": (
        LINE + b"lcall about YYYY\rq",
        [("Maya Okafor", "about XXXX"), ("Bo Chen", "about YYYY")],
    ),
    "somebody new and a line": (b"aZoe Quick\r" + LINE + b"q", [("Maya Okafor", "about XXXX")]),
    "d and d": (b"ddq", [("Maya Okafor", ""), ("Bo Chen", "")]),
    "a line and u": (LINE + b"uq", []),
}


@pytest.fixture
def times(is_long: bool) -> int:
    """How often each row of the table is typed."""
    return int(os.environ.get("TIMES", _TIMES_LONG)) if is_long else _TIMES


@pytest.mark.parametrize("case", CASES)
def test_keys_in_one_write_have_each_their_effect(
    tmp_path: Path, times: int, is_long: bool, case: str
) -> None:
    keys, talks = CASES[case]
    with _burning(2 if is_long else 0):
        for number in range(times):
            for is_warm in (False, True) if is_long else (True,):
                folder = tmp_path / f"{number}-{is_warm}"
                folder.mkdir()
                book = _a_book(folder)
                with window(book) as app:
                    app.wait_for("Maya Okafor")
                    if is_warm:
                        app.wait_until_quiet(0.6)
                    app.send(keys)
                    assert app.wait_for_exit(40) == 0, app.screen
                assert _talks(book) == talks


@pytest.mark.parametrize("seconds", [2.5, 4.5])
def test_keys_behind_a_save_that_a_held_book_delays_wait_for_it(
    tmp_path: Path, times: int, is_long: bool, seconds: float
) -> None:
    if not is_long and seconds > 3:
        pytest.skip("only with --long")
    for number in range(times):
        folder = tmp_path / str(number)
        folder.mkdir()
        book = _a_book(folder)
        with window(book) as app:
            app.wait_for("Maya Okafor")
            app.wait_until_quiet(0.6)
            with _held(book, seconds):
                app.send(LINE + b"d" + LINE.replace(b"XXXX", b"YYYY") + b"q")
                app.wait_for("Still saving; another program may be holding the book.")
            assert app.wait_for_exit(40) == 0
        assert _talks(book) == [
            ("Maya Okafor", "about XXXX"),
            ("Bo Chen", ""),
            ("Ines Duarte", "about YYYY"),
        ]
