"""What another program added to the book and acts on every change: named, never a crash, never "left alone" alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_book, a_contact
from tui.domain.errors import CannotOpen
from tui.domain.records.contact import ContactId
from tui.store.deleting.purge import purge
from tui.store.mending.checking import check

ADDED = {
    "the trigger guard": (
        "CREATE TRIGGER guard BEFORE INSERT ON contact BEGIN SELECT RAISE(ABORT, 'ask Bo first'); END"
    ),
    "the trigger copy": (
        "CREATE TRIGGER copy AFTER INSERT ON contact BEGIN INSERT INTO nowhere VALUES (NEW.id); END"
    ),
    "the index one_place": "CREATE UNIQUE INDEX one_place ON contact (place)",
    "the table shoe": (
        "CREATE TABLE shoe (owner REFERENCES contact (sort_name));"
        "CREATE TRIGGER lace AFTER INSERT ON contact BEGIN INSERT INTO shoe VALUES ('nobody'); END"
    ),
}


def _with(folder: Path, script: str) -> Path:
    """Return a book of one to which another program added something."""
    book = a_book(folder)
    a_contact(book, "Ann")
    book.close()
    path = folder / "rapport.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(script)
    return path


@pytest.mark.parametrize("added", ADDED)
def test_what_keeps_a_change_out_of_the_book_is_named_and_nothing_is_saved(
    tmp_path: Path, added: str
) -> None:
    _with(tmp_path, ADDED[added])
    book = a_book(tmp_path)
    with pytest.raises(CannotOpen, match=f"In it is .*{added}.*Nothing was saved"):
        a_contact(book, "Bo")
    assert book.conn.execute("SELECT count(*) FROM contact").fetchone() == (1,)


def test_a_step_that_an_added_trigger_keeps_from_being_taken_back_is_not_let_go(tmp_path: Path) -> None:
    _with(tmp_path, "CREATE TRIGGER keep BEFORE DELETE ON contact BEGIN SELECT RAISE(ABORT, 'no'); END")
    book = a_book(tmp_path)
    with pytest.raises(CannotOpen, match="the trigger keep"):
        book.undo()
    book.conn.execute("DROP TRIGGER keep")
    assert book.undo().label


def test_an_added_trigger_is_told_with_what_sets_it_off(tmp_path: Path) -> None:
    _with(tmp_path, ADDED["the trigger guard"])
    assert check(a_book(tmp_path).conn).foreign == ("the trigger guard, which acts when contact changes",)


def test_rows_of_an_added_table_are_no_fault_of_the_book(tmp_path: Path) -> None:
    _with(tmp_path, "CREATE TABLE shoe (owner REFERENCES contact (id)); INSERT INTO shoe VALUES (7)")
    assert check(a_book(tmp_path).conn).faults == ()


def test_a_change_can_be_taken_back_though_the_journals_place_was_emptied(tmp_path: Path) -> None:
    _with(tmp_path, "DELETE FROM journal_cursor")
    book = a_book(tmp_path)
    with book.write("added Bo"):
        book.conn.execute("INSERT INTO setting (key, value) VALUES ('a', 'b')")
    assert book.undo().label == "added Bo"


def test_a_deletion_for_ever_that_an_added_table_prevents_names_it(tmp_path: Path) -> None:
    _with(tmp_path, "CREATE TABLE shoe (owner REFERENCES contact (id)); INSERT INTO shoe VALUES (1)")
    with pytest.raises(CannotOpen, match="the table shoe"):
        purge(a_book(tmp_path), contacts=[ContactId(1)])
