"""What another program takes away of the book's triggers is seen before a change goes through without a trace."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.builders import a_contact
from tui.domain.errors import CannotRead
from tui.domain.records.contact import ContactDraft
from tui.store.book import Book
from tui.store.mending.checking import check, mend

TRIGGERS = ("journal_contact_insert", "contact_search_update", "fact_search_delete", "journal_promise_update")


def _drop(book: Book, trigger: str) -> None:
    """Take a trigger away as another program does."""
    with closing(sqlite3.connect(book.path)) as other:
        other.execute(f"DROP TRIGGER {trigger}")


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_change_that_would_leave_no_trace_is_not_made_nor_is_one_before_it_undone(
    book: Book, trigger: str
) -> None:
    a_contact(book, "Ann")
    _drop(book, trigger)
    before = list(book.conn.iterdump())
    with pytest.raises(CannotRead, match=f"{trigger} is missing"), book.write("add Bo"):
        book.contacts.add(ContactDraft("Bo"))
    with pytest.raises(CannotRead):
        book.undo()
    assert list(book.conn.iterdump()) == before


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_check_names_a_missing_trigger_and_mending_makes_it_again(book: Book, trigger: str) -> None:
    _drop(book, trigger)
    assert f"{trigger} is missing or changed." in [fault.what for fault in check(book.conn).faults]
    mend(book.conn)
    assert check(book.conn).faults == ()
    a_contact(book, "Ann")


def test_a_trigger_of_another_program_keeps_nobody_from_writing(book: Book) -> None:
    with closing(sqlite3.connect(book.path)) as other:
        other.execute("CREATE TRIGGER theirs AFTER INSERT ON tag BEGIN SELECT 1; END")
    a_contact(book, "Ann")


def test_check_names_a_column_that_was_made_to_hold_another_type(book: Book) -> None:
    book.conn.execute("PRAGMA writable_schema = ON")
    book.conn.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'closeness INTEGER', 'closeness TEXT') WHERE name = 'circle'"
    )
    book.conn.execute("PRAGMA writable_schema = RESET")
    book.conn.commit()
    faults = [fault.what for fault in check(book.conn).faults]
    assert faults == ["The column closeness of circle was made to hold another type."]
