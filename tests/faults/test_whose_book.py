"""The book under an open window becomes another, or none: it is said, nothing is written, no word is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_clock, a_contact
from tests.faults.damage import digest
from tests.faults.windows import COMMAND, TODAY, a_book_of_three, window
from tests.pty_app import PtyApp
from tui.store.book import Book

WORDS = "call, zebra 4711"


def begin_a_line(app: PtyApp) -> None:
    """Open the log bar on Maya and write into it."""
    app.wait_for("Maya Okafor")
    app.press("l")
    app.wait_for("Save")
    app.send(WORDS.encode())
    app.wait_for("4711")


def copied_over(book: Path) -> None:
    other = book.with_name("other.db")
    with closing(Book.open(other, a_clock())) as opened:
        a_contact(opened, "Otto Other", rhythm=30, last="2026-07-01")
    shutil.copyfile(other, book)


def emptied(book: Path) -> None:
    os.truncate(book, 0)


def removed(book: Path) -> None:
    book.unlink()


def newer(book: Path) -> None:
    with closing(sqlite3.connect(book)) as conn:
        conn.execute("PRAGMA user_version = 99")


BEFALLS = [
    (copied_over, "Another book was put in the place of this one."),
    (emptied, "was emptied while it was open"),
    (removed, "is gone from"),
    (newer, "A newer version of Rapport"),
]


@pytest.mark.parametrize(
    ("befalls", "said"),
    [each for each in BEFALLS if each[0] is not emptied],
    ids=[each[0].__name__ for each in BEFALLS if each[0] is not emptied],
)
def test_enter_on_a_line_saves_nothing_says_so_and_keeps_the_line(
    befalls: Callable[[Path], None], said: str, tmp_path: Path, home: Path
) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        begin_a_line(app)
        befalls(book)
        before = digest(book) if book.exists() else None
        app.press("enter")
        app.wait_for(said[:30])
        assert "4711" in app.screen
        assert "went wrong" not in app.screen
        app.press("escape")
        app.wait_until_quiet(0.3)
        app.press("q")
        assert app.wait_for_exit() == 0
    assert (digest(book) if book.exists() else None) == before
    assert any("zebra" in path.read_text() for path in (home / ".local/state/rapport").rglob("*.json"))


def test_an_emptied_book_leads_to_the_way_back_and_the_line_is_kept(tmp_path: Path, home: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        begin_a_line(app)
        emptied(book)
        app.press("enter")
        app.wait_until_quiet(1.5)
        app.press("ctrl+r")
        app.wait_for("held a book before")
        assert "went wrong" not in app.raw.decode(errors="replace")
    assert book.stat().st_size == 0
    assert any("zebra" in path.read_text() for path in (home / ".local/state/rapport").rglob("*.json"))


@pytest.mark.parametrize(("befalls", "said"), BEFALLS, ids=[each[0].__name__ for each in BEFALLS])
def test_walking_through_the_views_meets_no_fault(
    befalls: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        app.wait_for("Maya Okafor")
        app.wait_until_quiet(0.5)
        befalls(book)
        app.send(b"j23/b\x1b1u")
        app.wait_until_quiet(1.5)
        assert "went wrong" not in app.raw.decode(errors="replace")


def test_after_a_restore_the_book_is_opened_anew_with_a_key_and_the_line_is_there(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    subprocess.run([*COMMAND, "--db", str(book), "backup", str(tmp_path / "copy.db")], check=True, timeout=60)
    with window(book) as app:
        begin_a_line(app)
        subprocess.run(
            [*COMMAND, "--db", str(book), "restore", str(tmp_path / "copy.db")], check=True, timeout=60
        )
        app.wait_for("The book was replaced by another file. Nothing more is saved here. Ctrl+R")
        app.press("ctrl+r")
        app.wait_for("This is the book as it is now.")
        app.wait_for(TODAY)
        app.press("l")
        app.wait_for("4711")
        app.press("enter")
        app.wait_for("logged a call with Maya Okafor")


def test_a_line_of_another_book_is_not_offered_on_a_person_of_the_same_number(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        begin_a_line(app)
        copied_over(book)
        # What is read while one book lies half over the other fails, and then it is opened anew without a key.
        if "Otto Other" not in app.wait_for("Ctrl+R", "Otto Other"):
            app.press("ctrl+r")
        app.wait_for("Otto Other")
        app.press("l")
        app.wait_for("Log · Otto")
        app.wait_until_quiet(0.3)
        assert "4711" not in app.screen


def test_a_book_moved_away_right_after_the_start_is_missed_and_not_replaced(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        app.wait_for("Maya Okafor")
        book.rename(tmp_path / "elsewhere.db")
        app.wait_for("is gone from")
        app.wait_until_quiet(3.0)
        app.press("q")
        assert app.wait_for_exit() == 0
    assert not book.exists()
    with window(book) as app:
        app.wait_for("held a book before")
