"""Backups, checks and the ways back from the shell: the contract of its words and exit codes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.faults.damage import digest
from tui.locations import book_path


@pytest.fixture
def book(rapport: Shell) -> Path:
    """A book with Ann in it, in the usual place."""
    rapport.ok("add", "Ann Lee", "every:2w")
    return book_path()


def test_a_backup_lies_beside_the_book_or_where_it_is_asked_for(
    rapport: Shell, book: Path, tmp_path: Path
) -> None:
    assert "checked" in rapport.ok("backup").out
    assert len(list((book.parent / "backups").glob("rapport-2*.db"))) == 1
    rapport.ok("backup", str(tmp_path / "mine.db"))
    assert rapport("backup", str(tmp_path / "mine.db")).code == 3


def test_restoring_brings_back_what_was_and_says_where_the_rest_is(
    rapport: Shell, book: Path, tmp_path: Path
) -> None:
    rapport.ok("backup", str(tmp_path / "mine.db"))
    rapport.ok("add", "Bo Chen")
    said = rapport.ok("restore", str(tmp_path / "mine.db"))
    assert "1 person" in said.out
    assert ".replaced-" in said.out
    assert [row["name"] for row in rapport.ok("list", "--json").json] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("what", "code"), [("missing", 3), ("text", 5), ("newer", 4), ("folder", 3), ("damaged", 5)]
)
def test_what_is_no_backup_is_refused_with_its_exit_code(
    rapport: Shell, book: Path, tmp_path: Path, what: str, code: int
) -> None:
    file = tmp_path / "copy.db"
    rapport.ok("backup", str(file))
    before = digest(book)
    if what in ("missing", "folder"):
        file.unlink()
    if what == "folder":
        file.mkdir()
    if what == "text":
        file.write_text("Dear diary")
    if what == "newer":
        with sqlite3.connect(file) as conn:
            conn.execute("PRAGMA user_version = 99")
    if what == "damaged":
        file.write_bytes(file.read_bytes()[:8192] + b"\xff" * 8192 + file.read_bytes()[16384:])
    said = rapport("restore", str(file))
    assert said.code == code
    assert "Nothing was changed" in said.err
    assert digest(book) == before


def test_a_check_counts_what_is_there(rapport: Shell, book: Path) -> None:
    assert "is whole: 1 person, 0 interactions" in rapport.ok("check").out


def test_a_check_of_a_single_row_speaks_of_one(rapport: Shell, book: Path) -> None:
    assert rapport.ok("check").out.rstrip().endswith(" 1 row.")


def test_a_check_without_a_book_makes_none(newcomer: Shell) -> None:
    assert newcomer("check").code == 2
    assert not book_path().exists()


def test_a_check_names_the_fault_and_mends_it_when_asked(rapport: Shell, book: Path) -> None:
    with sqlite3.connect(book) as conn:
        conn.execute("UPDATE contact SET next_due_on = '2020-01-01'")
    said = rapport("check")
    assert said.code == 5
    assert "due dates" in said.err
    assert "--mend" in said.err
    assert "is whole" in rapport.ok("check", "--mend").out
    assert rapport("check").code == 0


def test_a_book_that_was_only_written_from_the_shell_is_missed_when_it_goes(
    rapport: Shell, book: Path
) -> None:
    book.unlink()
    said = rapport("today")
    assert said.code == 5
    assert "gone" in said.err
    assert not book.exists()


def test_what_can_be_read_is_recovered_into_a_new_file(rapport: Shell, book: Path, tmp_path: Path) -> None:
    book.write_bytes(b"\0" * 100 + book.read_bytes()[100:])
    assert rapport("today").code == 5
    out = tmp_path / "out.db"
    assert "1 person" in rapport.ok("recover", str(book), str(out)).out
    assert rapport("recover", str(book), str(out)).code == 3
    assert [row["name"] for row in rapport.ok("--db", str(out), "list", "--json").json] == ["Ann Lee"]


def test_recovering_to_where_nothing_can_be_written_says_so(
    rapport: Shell, book: Path, tmp_path: Path
) -> None:
    (tmp_path / "diary.txt").write_text("Dear diary")
    said = rapport("recover", str(book), str(tmp_path / "diary.txt" / "out.db"))
    assert said.code == 3
    assert "cannot be written" in said.err


def test_recovering_from_nothing_says_so(rapport: Shell, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("Dear diary")
    assert rapport("recover", str(tmp_path / "diary.txt"), str(tmp_path / "out.db")).code == 5
    assert rapport("recover", str(tmp_path / "missing"), str(tmp_path / "out.db")).code == 3
    assert not (tmp_path / "out.db").exists()


def test_the_doctor_says_what_there_is(rapport: Shell, book: Path) -> None:
    said = rapport.ok("doctor")
    assert str(book) in said.out
    assert "sqlite" in said.out
    assert "none yet" in said.out
    assert "Nothing is wrong." in said.out


def test_the_doctor_finds_modes_configuration_and_a_clock_set_back(rapport: Shell, book: Path) -> None:
    book.chmod(0o644)
    rapport.at("2025-01-01")
    config = Path(book.parents[3] / ".config" / "rapport" / "config.toml")
    config.parent.mkdir(parents=True)
    config.write_text("colour = 3")
    said = rapport("doctor")
    assert said.code == 0
    for words in ("Others may read it: chmod 600", "'colour' is not a setting", "the clock was set back"):
        assert words in said.err


@pytest.mark.parametrize("content", [b"", b"Dear diary", b"SQLite format 3\0" + b"\xff" * 4000])
def test_the_doctor_comes_to_every_bed(rapport: Shell, book: Path, content: bytes) -> None:
    rapport.ok("backup")
    book.write_bytes(content)
    said = rapport("doctor")
    assert said.code == 0
    assert "the book opens" in said.err


def test_a_doctor_without_a_book_makes_none(newcomer: Shell) -> None:
    newcomer.ok("doctor")
    assert not book_path().exists()


def test_restore_without_a_file_lists_what_there_is_to_go_back_to(
    rapport: Shell, book: Path, tmp_path: Path
) -> None:
    assert "no copy" in rapport.ok("restore").out
    rapport.ok("backup")
    rapport.ok("add", "Bo Chen")
    (copy,) = (book.parent / "backups").glob("*.db")
    rapport.ok("restore", str(copy))
    listed = rapport.ok("restore").out
    assert "a copy · 1 person, 0 interactions" in listed
    assert "the book before another took its place · 2 people, 0 interactions" in listed
    (aside,) = book.parent.glob("rapport.db.replaced-*")
    assert str(aside) in listed
    rapport.ok("restore", str(aside))
    assert [row["name"] for row in rapport.ok("list", "--json").json] == ["Ann Lee", "Bo Chen"]


def test_a_copy_that_cannot_be_read_is_listed_as_that(rapport: Shell, book: Path) -> None:
    rapport.ok("backup")
    (copy,) = (book.parent / "backups").glob("*.db")
    copy.write_bytes(b"spoilt")
    assert "a copy · it cannot be read" in rapport.ok("restore").out


def test_on_a_terminal_restoring_says_what_takes_the_place_of_what_and_asks_for_the_word(
    rapport: Shell, book: Path, tmp_path: Path
) -> None:
    file = tmp_path / "mine.db"
    rapport.ok("backup", str(file))
    rapport.ok("add", "Bo Chen")
    before = digest(book)
    refused = rapport("restore", str(file), stdin="y\n", on_terminal=True)
    assert (refused.code, digest(book)) == (2, before)
    assert "1 person" in refused.out
    assert "2 people" in refused.out
    assert "Nothing was changed." in refused.err
    assert rapport("restore", str(file), stdin="yes\n", on_terminal=True).code == 0
    assert [row["name"] for row in rapport.ok("list", "--json").json] == ["Ann Lee"]


def test_restoring_with_yes_asks_nothing(rapport: Shell, book: Path, tmp_path: Path) -> None:
    rapport.ok("backup", str(tmp_path / "mine.db"))
    assert rapport("restore", "--yes", str(tmp_path / "mine.db"), on_terminal=True).code == 0


def test_the_doctor_names_the_books_that_were_put_aside(rapport: Shell, book: Path, tmp_path: Path) -> None:
    rapport.ok("backup", str(tmp_path / "mine.db"))
    rapport.ok("restore", str(tmp_path / "mine.db"))
    (aside,) = book.parent.glob("rapport.db.replaced-*")
    said = rapport.ok("doctor").out
    assert f"{aside} (" in said
    assert "1 person, 0 interactions" in said


def test_a_write_protected_book_is_not_replaced(rapport: Shell, book: Path, tmp_path: Path) -> None:
    rapport.ok("backup", str(tmp_path / "mine.db"))
    rapport.ok("add", "Bo Chen")
    book.chmod(0o400)
    before = digest(book)
    said = rapport("restore", str(tmp_path / "mine.db"))
    assert said.code == 3
    assert "write-protected" in said.err
    assert "chmod u+w" in said.err
    assert digest(book) == before


def test_under_a_clock_far_behind_no_copy_is_called_one_to_take_away(rapport: Shell, book: Path) -> None:
    rapport.ok("backup")
    (made,) = (book.parent / "backups").glob("rapport-2*.db")
    made.rename(made.with_name("rapport-auto-20261123T080000Z.db"))
    rapport.at("1970-01-02")
    said = rapport("doctor").err
    assert "It lies ahead of this clock, and never goes by itself." in said
    assert "Where the clock is right now: rm " in said
    assert "It was made while the clock was ahead" not in said
