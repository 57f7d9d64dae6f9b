"""Opening a book: what is made, what is refused, and that a refusal leaves the file as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from tests.builders import a_book, a_clock, a_contact
from tui.domain.errors import BookBusy, CannotOpen, Damaged, MadeByNewer, RapportError
from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.book import Book
from tui.store.file.guarding import APPLICATION_ID
from tui.store.mending.salvage import salvage
from tui.store.opening import open_book, open_for_reading


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _filled(folder: Path) -> Path:
    book = a_book(folder)
    for number in range(40):
        a_contact(book, f"Person {number}", rhythm=30)
    book.close()
    return folder / "rapport.db"


def _refused(path: Path, kind: type[RapportError]) -> RapportError:
    """Expect both ways of opening to refuse, with words for it, and the file to stay as it was."""
    before = _digest(path)
    with pytest.raises(kind):
        open_for_reading(path)
    with pytest.raises(kind) as refusal:
        open_book(path)
    assert _digest(path) == before
    assert refusal.value.message
    return refusal.value


def test_a_missing_book_is_made(tmp_path: Path) -> None:
    book = a_book(tmp_path / "new" / "folder")
    assert book.contacts.is_empty()
    book.close()


def test_a_new_book_says_what_it_is(tmp_path: Path) -> None:
    conn = open_book(tmp_path / "rapport.db")
    assert conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert conn.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    conn.close()


def test_a_missing_book_is_not_made_by_looking(tmp_path: Path) -> None:
    assert open_for_reading(tmp_path / "rapport.db") is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_a_new_book_and_its_folders_are_its_owners_alone(tmp_path: Path, mask: int) -> None:
    previous = os.umask(mask)
    try:
        book = Book.open(tmp_path / "share" / "rapport" / "rapport.db", a_clock())
        a_contact(book)
        book.close()
    finally:
        os.umask(previous)
    assert {_mode(path) for path in (tmp_path / "share" / "rapport").iterdir()} == {0o600}
    assert _mode(tmp_path / "share" / "rapport") == _mode(tmp_path / "share") == 0o700


def test_the_umask_is_given_back(tmp_path: Path) -> None:
    previous = os.umask(0o022)
    try:
        open_book(tmp_path / "rapport.db").close()
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(previous)


def test_an_empty_file_without_backups_becomes_a_book(tmp_path: Path) -> None:
    (tmp_path / "rapport.db").touch()
    book = a_book(tmp_path)
    a_contact(book)
    assert book.contacts.count() == 1
    book.close()


@pytest.mark.parametrize("name", ["rapport.db", "people [mine].db"])
def test_an_empty_file_that_held_a_book_before_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / f"{path.stem}-20261122T090000.db").touch()
    assert "restore" in _refused(path, Damaged).hint


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    path.write_text("Dear diary,\n" * 400, encoding="utf-8")
    _refused(path, Damaged)


def test_a_sqlite_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE bookmark (url TEXT)")
    conn.close()
    assert "not a Rapport book" in _refused(path, Damaged).title


def test_a_book_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    conn.close()
    refusal = _refused(path, MadeByNewer)
    assert str(SCHEMA_VERSION + 1) in refusal.title
    assert refusal.exit_code == 4


def test_a_folder_in_place_of_the_book_is_refused(tmp_path: Path) -> None:
    for opening in (open_book, open_for_reading):
        with pytest.raises(CannotOpen):
            opening(tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "share").write_text("no folder", encoding="utf-8")
    with pytest.raises(CannotOpen):
        open_book(tmp_path / "share" / "rapport.db")


def test_half_a_book_is_refused(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    os.truncate(path, path.stat().st_size // 2)
    _refused(path, Damaged)


def test_a_book_with_a_spoilt_first_page_is_refused(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    with path.open("r+b") as file:
        file.seek(16)
        file.write(b"\xff" * 84)
    _refused(path, Damaged)


@contextmanager
def _as_somebody_else() -> Iterator[None]:
    """Act as a user who owns nothing here, where that can be tried: root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def in_the_open() -> Iterator[Path]:
    """A folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_book_that_may_not_be_read_is_refused(in_the_open: Path) -> None:
    path = _filled(in_the_open)
    path.chmod(0o000)
    for opening in (open_book, open_for_reading):
        with _as_somebody_else(), pytest.raises(CannotOpen) as refusal:
            opening(path)
        assert refusal.value.exit_code == 3


def test_a_folder_that_may_not_be_written_takes_no_book(in_the_open: Path) -> None:
    in_the_open.chmod(0o555)
    with _as_somebody_else(), pytest.raises(CannotOpen):
        open_book(in_the_open / "rapport.db")
    with _as_somebody_else(), pytest.raises(CannotOpen):
        open_book(in_the_open / "more" / "rapport.db")


def test_a_book_that_may_only_be_read_says_so_at_the_first_change(in_the_open: Path) -> None:
    path = _filled(in_the_open)
    path.chmod(0o444)
    with _as_somebody_else():
        book = Book.open(path, a_clock())
        assert book.contacts.count() == 40
        with pytest.raises(CannotOpen, match="only be read"):
            a_contact(book)
        assert "write-protected" in book.only_read
        book.close()


def test_what_is_open_for_reading_cannot_be_changed(tmp_path: Path) -> None:
    book = Book.open_for_reading(_filled(tmp_path), a_clock())
    assert book is not None
    with pytest.raises(CannotOpen, match="only be read"):
        a_contact(book)
    book.close()


def test_a_book_held_by_another_program_is_not_called_damaged(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    holder = sqlite3.connect(path)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BookBusy):
        open_for_reading(path)
    holder.close()


def test_a_change_a_killed_program_left_half_done_is_rolled_back(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    other = tmp_path / "killed"
    other.mkdir()
    killed = sqlite3.connect(path)
    killed.execute("PRAGMA cache_size = 1")
    killed.execute("BEGIN EXCLUSIVE")
    killed.execute("UPDATE contact SET notes = hex(randomblob(20000))")
    for each in tmp_path.glob("rapport.db*"):
        shutil.copy(each, other / each.name)
    killed.close()
    assert (other / "rapport.db-journal").stat().st_size > 512
    book = Book.open_for_reading(other / "rapport.db", a_clock())
    assert book is not None
    assert {contact.notes for contact in book.contacts.get_all(range(1, 41))} == {""}
    book.close()


def _make_and_add(path: Path, start: Barrier, number: int) -> None:
    start.wait()
    book = Book.open(path, a_clock())
    a_contact(book, f"Person {number}")
    book.close()


@pytest.mark.parametrize("attempt", range(3))
def test_two_programs_that_make_the_same_book_at_once_share_it(tmp_path: Path, attempt: int) -> None:
    processes = get_context("spawn")
    start = processes.Barrier(2)
    path = tmp_path / f"{attempt}" / "rapport.db"
    both = [processes.Process(target=_make_and_add, args=(path, start, number)) for number in (1, 2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert [each.exitcode for each in both] == [0, 0]
    book = Book.open(path, a_clock())
    assert book.contacts.count() == 2
    book.close()


def test_what_stands_in_the_place_of_the_lock_is_named_and_no_empty_book_stays(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    Path(f"{path}.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotOpen) as refused:
        open_book(path)
    assert f"{path}.lock is in the way" in str(refused.value)
    assert not path.exists()


def test_nothing_is_recovered_of_a_newer_schema_and_that_is_said(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    a_contact(book, "Ann")
    book.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    book.close()
    with pytest.raises(MadeByNewer):
        salvage(tmp_path / "rapport.db", tmp_path / "out.db", "2026-11-23T08:00:00Z")
    assert not (tmp_path / "out.db").exists()
