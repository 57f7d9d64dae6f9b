"""What is looked at before a book is opened: links, owners, modes, and what lies beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.builders import a_book, a_clock, a_contact
from tui.domain.errors import CannotOpen, Damaged, MadeByNewer
from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.book import Book
from tui.store.file.guarding import why_only_read
from tui.store.file.run_marks import Mark, Marks
from tui.store.inspection.inspecting import inspect_book
from tui.store.opening import open_book

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
SOMEBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with one person in it."""
    book = a_book(tmp_path / "data")
    a_contact(book)
    book.close()
    return tmp_path / "data" / "rapport.db"


def _people(path: Path) -> int:
    book = Book.open(path, a_clock())
    try:
        return book.contacts.count()
    finally:
        book.close()


def test_a_link_of_ones_own_is_followed_and_its_journal_lies_where_the_book_is(
    path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    book = Book.open(link, a_clock())
    a_contact(book, "Bo")
    assert book.path == path
    book.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "link.db"]


def test_a_link_that_leads_nowhere_makes_no_book(tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "unmounted" / "rapport.db")
    with pytest.raises(CannotOpen, match="link to nowhere"):
        open_book(link)
    assert not (tmp_path / "unmounted").exists()


def test_links_that_go_round_in_a_circle_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.db").symlink_to(tmp_path / "b.db")
    (tmp_path / "b.db").symlink_to(tmp_path / "a.db")
    with pytest.raises(CannotOpen):
        open_book(tmp_path / "a.db")


def test_a_folder_anybody_may_write_takes_no_book(path: Path) -> None:
    path.parent.chmod(0o777)
    with pytest.raises(CannotOpen, match="Anybody may write") as refusal:
        open_book(path)
    assert "chmod go-w" in refusal.value.hint


def test_a_folder_like_tmp_where_nobody_can_take_anothers_file_will_do(path: Path) -> None:
    path.parent.chmod(0o1777)
    assert _people(path) == 1


def test_a_book_anybody_may_write_is_refused(path: Path) -> None:
    path.chmod(0o666)
    with pytest.raises(CannotOpen, match="Anybody may write"):
        open_book(path)


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_a_link_in_place_of_sqlites_journal_is_refused(path: Path, tmp_path: Path, ending: str) -> None:
    (tmp_path / "secret").write_text("mine")
    Path(f"{path}{ending}").symlink_to(tmp_path / "secret")
    with pytest.raises(CannotOpen, match="not SQLite's own"):
        open_book(path)
    assert (tmp_path / "secret").read_text() == "mine"


@as_root
def test_a_journal_somebody_else_left_is_not_played_back(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1234)
    os.chown(path, 1234, -1)
    journal = Path(f"{path}-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9" + bytes(600))
    os.chown(journal, SOMEBODY, -1)
    with pytest.raises(CannotOpen, match="not SQLite's own"):
        open_book(path)


@as_root
def test_somebody_elses_book_is_only_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chown(path, SOMEBODY, -1)
    monkeypatch.setattr("os.geteuid", lambda: 1234)
    book = Book.open(path, a_clock())
    assert "somebody else" in book.only_read
    with pytest.raises(CannotOpen, match="only be read"):
        a_contact(book)
    book.close()


@as_root
def test_a_link_somebody_else_made_is_not_followed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    os.chown(link, SOMEBODY, -1, follow_symlinks=False)
    monkeypatch.setattr("os.geteuid", lambda: 1234)
    with pytest.raises(CannotOpen, match="somebody else made"):
        open_book(link)


def test_a_book_of_ones_own_may_be_written(path: Path) -> None:
    assert why_only_read(path) == ""


def test_a_book_that_is_gone_is_not_begun_anew_by_itself(path: Path, tmp_path: Path) -> None:
    marks = Marks(tmp_path / "books")
    marks.keep(path, Mark(people=1))
    path.unlink()
    for opening in (open_book, inspect_book):
        with pytest.raises(Damaged, match="is gone"):
            opening(path, marks)
    assert not path.exists()


def test_an_empty_file_where_people_were_is_refused(path: Path, tmp_path: Path) -> None:
    marks = Marks(tmp_path / "books")
    marks.keep(path, Mark(people=1))
    path.write_bytes(b"")
    with pytest.raises(Damaged, match="held a book before"):
        open_book(path, marks)
    assert path.stat().st_size == 0


@pytest.mark.parametrize(
    ("copies", "named"),
    [
        ((), None),
        (
            ("rapport-v1-20260101T080000Z.db", "rapport-v2-20260301T080000Z.db"),
            "rapport-v2-20260301T080000Z.db",
        ),
        (
            ("rapport-v2-20260101T080000Z.db", "rapport-v2-20260101T080000Z-2.db"),
            "rapport-v2-20260101T080000Z.db",
        ),
        (
            ("rapport-v98-20260301T080000Z.db", "rapport-v1-20260101T080000Z.db"),
            "rapport-v1-20260101T080000Z.db",
        ),
        (("other-v1-20260101T080000Z.db", "rapport-auto-20260101T080000Z.db"), None),
    ],
    ids=["none", "the latest schema", "the same second", "newer ones are no way back", "other copies"],
)
def test_a_book_of_a_newer_version_names_the_copy_made_before(
    path: Path, copies: tuple[str, ...], named: str | None
) -> None:
    book = Book.open(path, a_clock())
    book.conn.execute("PRAGMA user_version = 99")
    book.close()
    assert SCHEMA_VERSION < 98
    (path.parent / "backups").mkdir()
    for name in copies:
        (path.parent / "backups" / name).touch()
    with pytest.raises(MadeByNewer) as refused:
        open_book(path)
    if named is None:
        assert refused.value.hint == "Update Rapport."
    else:
        assert f"rapport restore {path.parent}/backups/{named}" in refused.value.hint
