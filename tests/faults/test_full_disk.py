"""The disk is full: what was typed stays, a sentence says why, and once there is room the same save goes through."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_clock, a_contact
from tests.faults.windows import a_book_of_three, summaries, window
from tui.domain.errors import BookBusy
from tui.services.care.care import Care
from tui.store.book import Book
from tui.store.file.run_marks import Marks
from tui.store.mending.checking import check

ROOM = "1200k"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte, where one may be made."""
    place = tmp_path / "disk"
    place.mkdir(mode=0o700)
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=700", "tmpfs", str(place)],
            capture_output=True,
            check=False,
        ).returncode
    ):
        pytest.skip("a small disk cannot be made here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=False, capture_output=True)


def _fill(place: Path) -> Path:
    """Take all the room there is."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return ballast


def test_a_line_stays_in_its_bar_and_is_saved_once_there_is_room(small_disk: Path) -> None:
    book = a_book_of_three(small_disk)
    with window(book) as app:
        app.wait_for("Maya Okafor")
        app.wait_until_quiet()
        ballast = _fill(small_disk)
        app.press("l")
        app.wait_for("Save")
        app.send(b"call, words worth keeping\r")
        app.wait_for("disk")
        app.wait_for("Nothing was saved")
        assert "words worth keeping" in app.screen
        ballast.unlink()
        app.send(b"\r")
        app.wait_for("logged a call with Maya Okafor")
    assert "words worth keeping" in summaries(book)
    with closing(Book.open(book, a_clock())) as opened:
        assert not check(opened.conn).faults


def test_a_backup_that_finds_no_room_leaves_nothing_behind_and_the_book_as_it_is(small_disk: Path) -> None:
    book = a_book_of_three(small_disk)
    before = book.read_bytes()
    _fill(small_disk)
    care = Care(book, a_clock(), Marks(small_disk / "books"))
    with pytest.raises(BookBusy):
        care.back_up()
    assert care.keep_house() is None
    assert [path.name for path in (small_disk / "backups").glob("*.db")] == []
    assert book.read_bytes() == before


def test_a_restore_that_finds_no_room_leaves_the_book_as_it_is(small_disk: Path, tmp_path: Path) -> None:
    book = a_book_of_three(small_disk)
    care = Care(book, a_clock(), Marks(tmp_path / "books"))
    copy = care.back_up(tmp_path / "copy.db")
    before = book.read_bytes()
    _fill(small_disk)
    with pytest.raises(BookBusy):
        care.restore(copy)
    assert book.read_bytes() == before
    assert not list(small_disk.glob("*.replaced*"))


def test_a_new_book_that_finds_no_room_is_refused_with_exit_code_6(small_disk: Path) -> None:
    _fill(small_disk)
    with pytest.raises(BookBusy) as refusal:
        Book.open(small_disk / "rapport.db", a_clock())
    assert refusal.value.exit_code == 6


def test_a_book_begun_without_room_is_begun_again_with_it(small_disk: Path) -> None:
    ballast = _fill(small_disk)
    with pytest.raises(BookBusy):
        Book.open(small_disk / "rapport.db", a_clock())
    ballast.unlink()
    with closing(Book.open(small_disk / "rapport.db", a_clock())) as book:
        a_contact(book)
        assert not check(book.conn).faults
