"""Bringing a backup back: verified first, nothing overwritten, and nobody writes into what was put aside."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_book, a_clock, a_contact
from tests.faults.damage import digest
from tui.domain.errors import BookBusy, CannotOpen, Damaged, MadeByNewer, RapportError
from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.book import Book
from tui.store.copies.backup import back_up
from tui.store.copies.replacing import restore

NOW = a_clock().now()


@pytest.fixture
def backup(tmp_path: Path) -> Iterator[Path]:
    """A backup with Ann in it, of a book that has Bo as well by now."""
    book = a_book(tmp_path)
    a_contact(book, "Ann")
    back_up(book.conn, tmp_path / "backup.db")
    a_contact(book, "Bo")
    book.close()
    yield tmp_path / "backup.db"


def _names(path: Path) -> list[str]:
    conn = sqlite3.connect(path)
    names = [row[0] for row in conn.execute("SELECT name FROM contact ORDER BY id")]
    conn.close()
    return names


def test_the_backup_is_the_book_and_the_book_is_kept_beside_it(backup: Path, tmp_path: Path) -> None:
    before = digest(backup)
    copy, aside = restore(tmp_path / "rapport.db", backup, NOW)
    assert _names(tmp_path / "rapport.db") == ["Ann"]
    assert aside is not None
    assert _names(aside) == ["Ann", "Bo"]
    assert aside.name.startswith("rapport.db.replaced-")
    assert (copy.people, digest(backup)) == (1, before)


def test_restoring_twice_overwrites_nothing(backup: Path, tmp_path: Path) -> None:
    asides = {restore(tmp_path / "rapport.db", backup, NOW)[1] for _ in range(3)}
    assert len(asides) == 3


def test_a_book_that_is_gone_comes_back(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "rapport.db").unlink()
    assert restore(tmp_path / "rapport.db", backup, NOW)[1] is None
    assert _names(tmp_path / "rapport.db") == ["Ann"]


def test_a_restored_book_is_its_owners_alone(backup: Path, tmp_path: Path) -> None:
    backup.chmod(0o644)
    restore(tmp_path / "rapport.db", backup, NOW)
    assert (tmp_path / "rapport.db").stat().st_mode & 0o777 == 0o600


def _newer(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    conn.close()


def _spoilt(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (_newer, MadeByNewer),
        (_spoilt, Damaged),
        (lambda path: path.write_text("no book"), Damaged),
        (lambda path: path.write_bytes(b""), CannotOpen),
        (lambda path: path.unlink(), CannotOpen),
        (lambda path: (path.unlink(), path.mkdir()), CannotOpen),
    ],
    ids=["newer", "spoilt", "text", "empty", "missing", "folder"],
)
def test_what_is_no_good_backup_changes_nothing(
    backup: Path, tmp_path: Path, spoil: object, kind: type[RapportError]
) -> None:
    assert callable(spoil)
    spoil(backup)
    before, names = digest(tmp_path / "rapport.db"), sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(kind):
        restore(tmp_path / "rapport.db", backup, NOW)
    assert digest(tmp_path / "rapport.db") == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".lock") == [
        name for name in names if not name.endswith(".lock")
    ]


def test_the_book_itself_is_no_backup(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="the book itself"):
        restore(tmp_path / "rapport.db", tmp_path / "rapport.db", NOW)


def test_a_damaged_book_is_replaced_and_kept_and_its_journal_is_not_played_into_the_new_one(
    backup: Path, tmp_path: Path
) -> None:
    book, journal = tmp_path / "rapport.db", tmp_path / "rapport.db-journal"
    book.write_bytes(b"not a book at all")
    journal.write_bytes(b"left over")
    _, aside = restore(book, backup, NOW)
    assert not journal.exists()
    assert _names(book) == ["Ann"]
    assert aside is not None
    assert aside.read_bytes() == b"not a book at all"


def test_a_journal_that_sqlite_would_not_touch_goes_aside_with_its_book(backup: Path, tmp_path: Path) -> None:
    book, journal = tmp_path / "rapport.db", tmp_path / "rapport.db-journal"
    book.chmod(0o666)
    journal.write_bytes(b"left over")
    _, aside = restore(book, backup, NOW)
    assert Path(f"{aside}-journal").read_bytes() == b"left over"
    assert not journal.exists()
    assert _names(book) == ["Ann"]


def test_a_window_left_open_writes_nothing_into_the_book_put_aside(backup: Path, tmp_path: Path) -> None:
    other = Book.open(tmp_path / "rapport.db", a_clock())
    assert other.contacts.count() == 2
    _, aside = restore(tmp_path / "rapport.db", backup, NOW)
    assert aside is not None
    before = digest(aside)
    assert other.was_replaced
    with pytest.raises(CannotOpen, match="replaced by another file"):
        a_contact(other, "Cy")
    other.close()
    assert digest(aside) == before


def test_a_window_in_the_middle_of_a_change_is_waited_for(backup: Path, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "rapport.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BookBusy):
        restore(tmp_path / "rapport.db", backup, NOW)
    other.close()
    assert _names(tmp_path / "rapport.db") == ["Ann", "Bo"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_book_that_root_brings_back_stays_its_owner_s(backup: Path, tmp_path: Path) -> None:
    os.chown(tmp_path / "rapport.db", 65534, 65534)
    restore(tmp_path / "rapport.db", backup, NOW)
    assert (tmp_path / "rapport.db").stat().st_uid == 65534


def test_a_write_protected_book_is_not_replaced(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "rapport.db").chmod(0o400)
    before = digest(tmp_path / "rapport.db")
    with pytest.raises(CannotOpen, match="write-protected"):
        restore(tmp_path / "rapport.db", backup, NOW)
    assert digest(tmp_path / "rapport.db") == before
    assert list(tmp_path.glob("*.replaced-*")) == []


def test_a_lock_that_somebody_else_does_not_let_go_of_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.store.file.locks.LOCK_WAIT_SECONDS", 0.1)
    a_book(tmp_path).close()
    kept = tmp_path / "kept.db"
    shutil.copyfile(tmp_path / "rapport.db", kept)
    with (tmp_path / "rapport.db.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BookBusy, match=re.escape(f"Another program holds {tmp_path}/rapport.db.lock.")):
            restore(tmp_path / "rapport.db", kept, a_clock().now())
