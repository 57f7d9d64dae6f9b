"""Copies of the book: whole or not there at all, made when due, and let go by tiers."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import a_contact, dump
from tui.domain.errors import CannotOpen, Damaged, MadeByNewer
from tui.domain.keeping.backup_plan import DAILY, MONTHLY, RECENT, WEEKLY
from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.book import Book
from tui.store.copies import backup
from tui.store.copies.backup import (
    automatic_copies,
    back_up,
    back_up_by_itself,
    copies,
    newest_good,
    prune_copies,
    verified,
)
from tui.store.opening import open_book

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = datetime(2026, 12, 2, 9, tzinfo=UTC)


def test_the_first_copy_is_made_by_itself_and_is_whole(book: Book) -> None:
    a_contact(book)
    copy = back_up_by_itself(book.path, book.conn, NOW)
    assert copy is not None
    assert verified(copy).people == 1
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700


def test_a_book_that_did_not_change_is_not_copied_again(book: Book) -> None:
    assert back_up_by_itself(book.path, book.conn, NOW)
    assert back_up_by_itself(book.path, book.conn, NOW + timedelta(days=3)) is None


def test_a_changed_book_is_copied_again_half_a_day_later_and_not_before(book: Book) -> None:
    back_up_by_itself(book.path, book.conn, NOW)
    a_contact(book)
    assert back_up_by_itself(book.path, book.conn, NOW + timedelta(hours=11)) is None
    assert back_up_by_itself(book.path, book.conn, NOW + timedelta(hours=12)) is not None


def test_a_year_of_days_leaves_the_copies_of_the_tiers(book: Book) -> None:
    folder = book.path.parent / "backups"
    folder.mkdir()
    for day in range(400):
        stamp = (NOW + timedelta(days=day)).strftime("%Y%m%dT%H%M%SZ")
        (folder / f"rapport-auto-{stamp}.db").touch()
    assert len(prune_copies(book.path, NOW + timedelta(days=400))) == 400 - len(automatic_copies(book.path))
    kept = automatic_copies(book.path)
    assert len({(at.year, at.month) for at in kept}) == MONTHLY
    assert DAILY + MONTHLY - 1 <= len(kept) <= RECENT + DAILY + WEEKLY + MONTHLY
    assert max(kept) == NOW + timedelta(days=399)


def test_copies_made_by_hand_and_before_a_migration_never_go(book: Book) -> None:
    folder = book.path.parent / "backups"
    by_hand = [folder / "rapport-20200101T000000.db", folder / "rapport-v1-20200101T000000Z.db"]
    for path in by_hand:
        back_up(book.conn, path)
    for day in range(0, 40):
        os.utime(book.path, ns=(day, day))
        back_up_by_itself(book.path, book.conn, NOW + timedelta(days=day))
    assert all(path.exists() for path in by_hand)


def test_only_one_window_makes_the_copy(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path | None] = []

    def meanwhile(conn: sqlite3.Connection, target: Path) -> int:
        monkeypatch.undo()
        seen.append(back_up_by_itself(book.path, book.conn, NOW))
        return back_up(conn, target)

    monkeypatch.setattr(backup, "back_up", meanwhile)
    assert back_up_by_itself(book.path, book.conn, NOW) is not None
    assert seen == [None]


def test_a_copy_that_fails_leaves_nothing_behind(book: Book, tmp_path: Path) -> None:
    page = book.conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'contact'").fetchone()[0]
    path = book.path
    book.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    conn = open_book(path)
    with pytest.raises(Damaged):
        back_up(conn, tmp_path / "to" / "copy.db")
    conn.close()
    assert list((tmp_path / "to").iterdir()) == []


def test_rows_written_meanwhile_by_another_window_are_in_the_copy(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_contact(book, "Ann")
    other = Book.open(book.path, book.clock)
    real = backup.counts
    calls = 0

    def counting(conn: sqlite3.Connection) -> dict[str, int]:
        nonlocal calls
        counted = real(conn)
        calls += 1
        if calls == 1:
            a_contact(other, "Bo")
        return counted

    monkeypatch.setattr(backup, "counts", counting)
    back_up(book.conn, tmp_path / "copy.db")
    other.close()
    assert verified(tmp_path / "copy.db").people == 2


def test_the_newest_good_copy_is_found_past_a_damaged_one(book: Book) -> None:
    a_contact(book)
    good = back_up_by_itself(book.path, book.conn, NOW)
    bad = book.path.parent / "backups" / "rapport-auto-20261201T000000Z.db"
    bad.write_bytes(b"SQLite format 3\0" + bytes(4000))
    assert copies(book.path, LATER)[0] == bad
    found = newest_good(book.path, LATER)
    assert found is not None
    assert (found.path, found.people, found.made_at) == (good, 1, NOW)


def test_there_is_no_good_copy_where_there_is_none(book: Book) -> None:
    assert newest_good(book.path, LATER) is None


def test_a_copy_of_a_newer_version_is_not_taken(book: Book, tmp_path: Path) -> None:
    back_up(book.conn, tmp_path / "copy.db")
    conn = sqlite3.connect(tmp_path / "copy.db")
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    conn.close()
    with pytest.raises(MadeByNewer):
        verified(tmp_path / "copy.db")


@pytest.mark.parametrize("name", ["missing.db", "empty.db"])
def test_what_is_not_there_is_no_copy(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(CannotOpen):
        verified(tmp_path / name)


def test_a_book_that_may_only_be_read_is_copied_and_stays_so(book: Book, tmp_path: Path) -> None:
    a_contact(book, "Ann Lee")
    book.conn.execute("PRAGMA query_only = ON")
    back_up(book.conn, tmp_path / "copy.db")
    assert verified(tmp_path / "copy.db").people == 1
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        book.conn.execute("DELETE FROM contact")


def test_a_copy_has_every_row(book: Book, tmp_path: Path) -> None:
    for number in range(30):
        a_contact(book, f"Person {number}")
    back_up(book.conn, tmp_path / "copy.db")
    conn = sqlite3.connect(tmp_path / "copy.db")
    assert dump(conn) == dump(book.conn)
    conn.close()


def test_no_copy_is_written_where_anybody_may_write(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(CannotOpen) as refused:
        back_up(book.conn, folder / "copy.db")
    assert "Anybody may write in" in str(refused.value)
    assert list(folder.iterdir()) == []


def test_no_copy_goes_through_a_link_that_somebody_else_has_put_there(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = book.path.parent / "backups"
    link.symlink_to(elsewhere)
    if os.geteuid() == 0:
        os.lchown(link, 4711, -1)
    else:
        monkeypatch.setattr("os.geteuid", lambda: 4711)
        monkeypatch.setattr("os.getuid", lambda: 4711)
    for make in (
        lambda: back_up(book.conn, link / "rapport-20261123T090000.db"),
        lambda: back_up_by_itself(book.path, book.conn, NOW),
    ):
        with pytest.raises(CannotOpen, match="a link that belongs to somebody else"):
            make()
    assert list(elsewhere.iterdir()) == []


def test_a_link_of_one_s_own_leads_the_copies_to_another_disk(book: Book, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir(mode=0o700)
    (book.path.parent / "backups").symlink_to(tmp_path / "disk")
    copy = back_up_by_itself(book.path, book.conn, NOW)
    assert copy is not None
    assert verified(copy).path.is_file()
