"""How a line ends that cannot do what was asked: sentences, exit codes, and no private word."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from tests.cli.shell import Said, Shell
from tui.cli.faults import guarded
from tui.domain.errors import BookBusy
from tui.locations import book_path, log_path


def is_one_sentence_or_two(said: Said) -> bool:
    return said.out == "" and said.err.count("\n") == 1 and "Traceback" not in said.err


def test_an_unknown_contact_ends_with_2_and_a_hint(rapport: Shell) -> None:
    rapport.ok("add", "Maya Okafor")
    said = rapport("show", "mya")
    assert said.code == 2
    assert said.err == "Nobody in the book answers to 'mya'. Did you mean Maya Okafor?\n"


def test_several_matches_are_listed_and_end_with_2(rapport: Shell) -> None:
    rapport.ok("add", "Anna Lindqvist")
    rapport.ok("add", "Anna Petrova")
    said = rapport("snooze", "anna", "fri")
    assert said.code == 2
    assert "Anna Lindqvist (1)" in said.err
    assert "Anna Petrova (2)" in said.err


def test_a_mistyped_command_ends_with_2_and_the_nearest_one(rapport: Shell) -> None:
    said = rapport("sreak")
    assert (said.code, is_one_sentence_or_two(said)) == (2, True)
    assert "streak" in said.err


def test_the_app_without_a_terminal_ends_with_2(rapport: Shell) -> None:
    said = rapport()
    assert said.code == 2
    assert "needs a terminal" in said.err


def test_a_folder_in_the_place_of_the_book_ends_with_3(rapport: Shell, tmp_path: Path) -> None:
    said = rapport("--db", str(tmp_path), "today")
    assert (said.code, is_one_sentence_or_two(said)) == (3, True)


def test_a_book_made_by_a_newer_version_ends_with_4(rapport: Shell) -> None:
    rapport.ok("add", "Maya Okafor")
    with sqlite3.connect(book_path()) as conn:
        conn.execute("PRAGMA user_version = 99")
    conn.close()
    said = rapport("streak", "--json")
    assert (said.code, is_one_sentence_or_two(said)) == (4, True)


def test_a_file_that_is_no_book_ends_with_5_and_is_left_alone(rapport: Shell, tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a book at all")
    said = rapport("--db", str(path), "log", "call", "@maya")
    assert (said.code, is_one_sentence_or_two(said)) == (5, True)
    assert path.read_text() == "not a book at all"


def test_a_book_held_for_too_long_ends_with_6(capsys: pytest.CaptureFixture[str]) -> None:
    def busy() -> int:
        raise BookBusy("Another program is holding the book.", "Nothing was saved.")

    assert guarded(busy) == 6
    assert capsys.readouterr().err == "Another program is holding the book. Nothing was saved.\n"


def test_an_error_in_the_configuration_names_file_and_line(rapport: Shell, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('\nthem = "dark"\n')
    said = rapport("--config", str(path), "today")
    assert said.code == 2
    assert f"{path}, line 2: 'them' is not a setting. Did you mean theme?" in said.err


def test_a_bug_ends_with_1_and_keeps_private_words_out_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> int:
        note = "a secret about Maya"
        raise ValueError(note)

    assert guarded(broken) == 1
    shown = capsys.readouterr().err
    assert str(log_path()) in shown
    log = log_path().read_text()
    assert "in broken" in log
    assert "secret about" not in shown + log.replace('note = "a secret about Maya"', "")
    assert stat.S_IMODE(log_path().stat().st_mode) == 0o600


def test_ctrl_c_goes_on_to_where_the_program_began_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(interrupted)
    assert capsys.readouterr() == ("", "")
