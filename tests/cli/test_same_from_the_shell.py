"""The same words make the same record from the bar and from the shell: every row of the table, both ways."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_clock, dump
from tests.cli.shell import Shell
from tests.domain.quick_add.test_table import ROWS, Row
from tests.new_book import a_new_book_at
from tui.domain.quick_add.parsed import LineKind
from tui.locations import book_path
from tui.services.recording.recording import Recording
from tui.store.book import Book

PEOPLE = ("Maya Okafor", "Anna Lindqvist", "Anna Petrova", "Bo Chen", "Zoë Martín", "May Tan")
COMMANDS = {LineKind.PERSON: "add", LineKind.LOG: "log", LineKind.FOLLOW_UP: "follow-up"}
SAVED = [row for row in ROWS if not row.is_blocking and row.expected.existing is None]
REFUSED = [row for row in ROWS if row.is_blocking or row.expected.existing is not None]

Rows = dict[str, list[tuple[object, ...]]]


def rows(path: Path) -> Rows:
    """Return every row of a book; what is made by lot or tells the second is left out."""
    with closing(Book.open(a_new_book_at(path), a_clock())) as book:
        found = dump(book.conn)
    return {
        table: [
            tuple(each for each in row if not re.fullmatch(r"[0-9a-f-]{36}", str(each))) for row in listed
        ]
        for table, listed in found.items()
    }


def from_the_bar(folder: Path, row: Row) -> Rows:
    """Write a row down as the bar does, in a book of its own."""
    with closing(Book.open(a_new_book_at(folder / "bar.db"), a_clock())) as book:
        recording = Recording(book)
        for name in PEOPLE:
            recording.save(recording.parse(LineKind.PERSON, name, letters=True))
        recording.save(recording.parse(row.kind, row.line, letters=True))
    return rows(folder / "bar.db")


def word_forms(line: str) -> list[str]:
    """Return a line as shell words that need no quoting: tag:x, every:6w, next:, two\\ words."""
    words = re.findall(r'(?:[^\s"]|"[^"]*")+', line)
    told: list[str] = []
    for word in words:
        if told and told[-1] == ">":
            told[-1] = f"next:{word}"
            continue
        plain = re.sub(r'"([^"]*)"', lambda found: re.sub(r"\s", r"\\ ", found[1]), word)
        told.append(re.sub(r"^~", "every:", re.sub(r"^#", "tag:", plain)))
    return told


@pytest.fixture
def book(rapport: Shell) -> Shell:
    """Return the book of the table's people."""
    for name in PEOPLE:
        rapport.ok("add", name)
    return rapport


@pytest.mark.parametrize("row", SAVED, ids=lambda row: f"{row.number}: {row.line}")
def test_a_row_of_the_table_is_the_same_from_bar_line_and_words(
    book: Shell, tmp_path: Path, row: Row
) -> None:
    bar = from_the_bar(tmp_path, row)
    book.ok(COMMANDS[row.kind], row.line)
    assert rows(book_path()) == bar
    book.ok("undo")
    book.ok(COMMANDS[row.kind], *word_forms(row.line))
    assert rows(book_path()) == bar


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: f"{row.number}: {row.line}")
def test_a_row_that_is_not_saved_in_the_bar_is_not_saved_from_the_shell(book: Shell, row: Row) -> None:
    before = rows(book_path())
    assert book(COMMANDS[row.kind], row.line).code == 2
    assert rows(book_path()) == before


def test_a_lone_letter_picks_the_channel_there_too(book: Shell) -> None:
    assert book.ok("log", "--json", "v", "@maya", "the", "deck").json["channel"] == "video"
