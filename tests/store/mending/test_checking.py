"""Looking through a book: every kind of fault is named, and what can be computed again is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_book, a_contact, a_talk, log
from tests.faults.damage import digest
from tui.store.book import Book
from tui.store.mending.checking import check, mend


@pytest.fixture
def told(book: Book) -> Book:
    """A book of three with a talk."""
    for name in ("Ann", "Bo", "Cy"):
        a_contact(book, name, rhythm=30, last="2026-10-01")
    log(book, a_talk(1, summary="the harbour"))
    return book


def test_a_sound_book_has_no_faults_and_is_counted(told: Book) -> None:
    report = check(told.conn)
    assert (report.faults, report.people, report.interactions) == ((), 3, 4)


def test_checking_changes_nothing(told: Book) -> None:
    before = digest(told.path)
    check(told.conn)
    assert digest(told.path) == before


SPOILT = {
    "hangs on a row": "DELETE FROM contact WHERE id = 2",
    "full-text index of interactions": (
        "INSERT INTO interaction_search (interaction_search, rowid, summary, notes, place, message)"
        " VALUES ('delete', 4, 'the harbour', '', '', '')"
    ),
    "due dates": "UPDATE contact SET next_due_on = '2020-01-01'",
    "undo journal was left open": "UPDATE journal_cursor SET action_id = 7",
    "undo journal has lost its place": "DELETE FROM journal_cursor",
    "journal_contact_insert": "DROP TRIGGER journal_contact_insert",
    "The table setting is missing": (
        "ALTER TABLE setting RENAME TO kept; CREATE VIEW setting AS SELECT * FROM kept"
    ),
}


@pytest.mark.parametrize("words", SPOILT)
def test_a_fault_is_named(told: Book, words: str) -> None:
    told.conn.execute("PRAGMA foreign_keys = OFF")
    told.conn.executescript(SPOILT[words])
    told.conn.commit()
    assert any(words in fault.what for fault in check(told.conn).faults)


@pytest.mark.parametrize("words", ["full-text index", "due dates", "undo journal"])
def test_what_follows_from_the_records_is_computed_again(told: Book, words: str) -> None:
    for spoiling in SPOILT.values():
        if "DROP" not in spoiling and "FROM contact" not in spoiling and "VIEW" not in spoiling:
            told.conn.execute(spoiling)
            told.conn.commit()
    report = check(told.conn)
    assert any(words in fault.what for fault in report.faults)
    assert not report.is_damaged
    mend(told.conn)
    assert check(told.conn).faults == ()


def test_an_index_out_of_step_is_no_damage_and_is_made_again(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    for name in ("Ann", "Bo"):
        a_contact(book, name)
    conn = book.conn
    conn.execute("PRAGMA writable_schema = ON")
    conn.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'sort_name, id', 'sort_name DESC, id')"
        " WHERE name = 'contact_by_name'"
    )
    conn.commit()
    book.close()
    spoilt = a_book(tmp_path)
    report = check(spoilt.conn)
    assert any("contact_by_name" in fault.what for fault in report.faults)
    assert not report.is_damaged
    spoilt.close()
