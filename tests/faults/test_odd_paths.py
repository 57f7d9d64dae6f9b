"""A book whose path is no UTF-8: everything works there, and nobody calls it damaged."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_clock
from tests.cli.shell import Shell
from tests.faults.windows import TODAY, a_book_of_three, summaries, window
from tui.store.book import Book
from tui.store.file.connection import place_of

CAFE = os.fsdecode(b"caf\xe9")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that UTF-8 cannot name."""
    folder = tmp_path / CAFE
    try:
        folder.mkdir(mode=0o700)
    except OSError:
        pytest.skip("this file system takes UTF-8 alone")
    return folder


@pytest.fixture
def rapport(monkeypatch: pytest.MonkeyPatch) -> Shell:
    shell = Shell(monkeypatch)
    shell.at("2026-11-23")
    return shell


def test_every_kind_of_line_works_there(rapport: Shell, folder: Path) -> None:
    book = str(folder / f"{CAFE}.db")
    lines = ("add Ann", "log call @ann", "today", "find ann", "check", "doctor", "backup", "restore", "undo")
    for line in lines:
        said = rapport("--db", book, *line.split())
        assert said.code == 0, (line, said.err)
        assert "damaged" not in said.out + said.err
    (copy,) = (folder / "backups").glob("*.db")
    rapport.ok("--db", book, "restore", str(copy))
    assert len(list(folder.glob("*.replaced-*"))) == 1


def test_a_data_folder_of_that_name_works(
    rapport: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    rapport.ok("add", "Ann")
    assert [row["name"] for row in rapport.ok("list", "--json").json] == ["Ann"]


def test_the_app_opens_finds_saves_and_copies_there(folder: Path) -> None:
    book = a_book_of_three(folder)
    with window(book) as app:
        app.wait_for(TODAY)
        app.press("/", *"maya")
        app.wait_for("/ maya")
        app.wait_until_quiet()
        app.press("escape")
        app.wait_until_quiet()
        app.press("l", *"call about tides", "enter")
        app.wait_for("logged a call")
        app.press(":")
        app.wait_until_quiet(0.2)
        app.send(b"backup\r")
        app.wait_for("checked copy")
        app.press("q")
        assert app.wait_for_exit() == 0
        assert "needs a look" not in app.screen
    assert summaries(book)[-1] == "about tides"


def test_a_connection_says_which_file_it_has_open(folder: Path) -> None:
    with closing(Book.open(folder / f"{CAFE}.db", a_clock())) as book:
        assert place_of(book.conn) == folder / f"{CAFE}.db" == book.path


TOO_LONG = "n" * 300
UNREACHED = (
    *("restore {}", "recover {} out.db", "recover {book} {}", "import {}", "export json {}", "backup {}"),
    *("export markdown {}", "--config {} today", "--config {} config init", "demo --out {}"),
    *("--db {} check", "--db {} restore", "--db {} doctor"),
)


@pytest.mark.parametrize("line", UNREACHED)
def test_a_path_that_the_system_refuses_is_answered_with_a_sentence(
    rapport: Shell, tmp_path: Path, line: str
) -> None:
    book = a_book_of_three(tmp_path)
    said = rapport("--db", str(book), *(word.format(TOO_LONG, book=book) for word in line.split()))
    assert said.code in (0, 2, 3)
    assert "File name too long" in said.err
