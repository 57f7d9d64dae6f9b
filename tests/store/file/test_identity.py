"""Whose book it is: what stands in the place of the book that was opened is written to only if it is that one."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_clock, a_contact
from tests.faults.damage import digest
from tui.domain.errors import BookLost, CannotOpen, MadeByNewer, RapportError
from tui.store.book import Book
from tui.store.copies.backup import back_up
from tui.store.copies.replacing import restore
from tui.store.opening import open_book


def a_book_with(path: Path, name: str) -> Book:
    """Make a book with one person in it."""
    book = Book.open(path, a_clock(), wait_seconds=0.2)
    a_contact(book, name)
    return book


def copied_over(path: Path) -> None:
    """Copy another book over one, as ``cp other.db book.db`` does; it was written to just as often."""
    other = path.with_name("other.db")
    a_book_with(other, "Bo Chen").close()
    shutil.copyfile(other, path)


def taken_over_by_a_newer_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA user_version = 99")


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def removed(path: Path) -> None:
    path.unlink()


def restored(path: Path) -> None:
    with closing(Book.open(path, a_clock())) as book:
        back_up(book.conn, path.with_name("copy.db"))
    restore(path, path.with_name("copy.db"), a_clock().now())


KINDS: list[tuple[Callable[[Path], None], type[RapportError], str]] = [
    (copied_over, BookLost, "Another book was put in the place of this one."),
    (taken_over_by_a_newer_program, MadeByNewer, "A newer version of Rapport has taken"),
    (emptied, BookLost, "was emptied while it was open"),
    (removed, BookLost, "is gone from"),
    (restored, BookLost, "The book was replaced by another file."),
]
of_each_kind = pytest.mark.parametrize(("befalls", "kind", "said"), KINDS, ids=[k[0].__name__ for k in KINDS])


@of_each_kind
def test_nothing_is_written_to_what_stands_there_now(
    befalls: Callable[[Path], None], kind: type[RapportError], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "rapport.db"
    with closing(a_book_with(path, "Maya Okafor")) as book:
        befalls(path)
        before = digest(path) if path.exists() else None
        with pytest.raises(kind) as caught, book.write("noted"):
            book.contacts.change(1, notes="sails")  # type: ignore[arg-type]
        assert said in caught.value.title
        assert "Nothing was saved." in str(caught.value)
    assert (digest(path) if path.exists() else None) == before


@of_each_kind
def test_a_window_that_only_looks_is_told_as_well(
    befalls: Callable[[Path], None], kind: type[RapportError], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "rapport.db"
    with closing(a_book_with(path, "Maya Okafor")) as book:
        assert book.same.what_became() is None
        befalls(path)
        told = book.same.what_became()
    assert isinstance(told, kind)
    assert said in told.title


def test_what_another_window_writes_leaves_it_the_same_book(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    with closing(a_book_with(path, "Maya Okafor")) as one, closing(Book.open(path, a_clock())) as two:
        a_contact(two, "Bo Chen")
        assert one.same.what_became() is None
        a_contact(one, "Ines Duarte")
        assert two.same.what_became() is None


def test_a_copy_carries_the_book_s_own_id_and_another_book_has_another(tmp_path: Path) -> None:
    with closing(a_book_with(tmp_path / "rapport.db", "Maya Okafor")) as book:
        back_up(book.conn, tmp_path / "copy.db")
        mine = book.same.identity
    with closing(Book.open(tmp_path / "copy.db", a_clock())) as copy:
        assert copy.same.identity == mine != ""
    with closing(Book.open(tmp_path / "other.db", a_clock())) as other:
        assert other.same.identity != mine


def test_a_book_that_tells_no_id_can_be_used_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    a_book_with(path, "Maya Okafor").close()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TABLE _sqlite_migrations")
    with closing(Book.open(path, a_clock())) as book:
        assert book.same.identity == ""
        a_contact(book, "Bo Chen")


def test_the_book_is_asked_nothing_that_waits_while_another_program_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    with closing(a_book_with(path, "Maya Okafor")) as book, closing(sqlite3.connect(path)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert book.same.what_became() is None
        assert book.conn.execute("PRAGMA busy_timeout").fetchone()[0] == 200


@pytest.mark.parametrize("is_empty", [False, True], ids=["nothing there", "empty file"])
def test_opening_a_book_that_has_to_be_there_makes_none(is_empty: bool, tmp_path: Path) -> None:
    path = tmp_path / "folder" / "rapport.db"
    if is_empty:
        path.parent.mkdir()
        path.touch()
    with pytest.raises(CannotOpen, match="There is no book at"):
        open_book(path, make=False)
    assert not path.exists() or path.stat().st_size == 0
    assert path.parent.exists() is is_empty
