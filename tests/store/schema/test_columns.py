"""The one list of columns: it holds every column there is, and says what each must read as."""

from __future__ import annotations

import re
import sqlite3
from ast import literal_eval
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import TODAY, a_book, a_contact, a_talk, log
from tui.services.demo.demo import fill_demo
from tui.store.book import Book
from tui.store.inspection.unreadable import reads, unreadable
from tui.store.schema import rows
from tui.store.schema.column import WHOLE_NUMBERS, Kind
from tui.store.schema.columns import COLUMNS, columns_of, prose_columns, tables


def _own_tables(conn: sqlite3.Connection) -> list[str]:
    return [
        name
        for (name,) in conn.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 1"
        )
    ]


def test_every_column_of_every_table_is_in_the_list_and_no_other(book: Book) -> None:
    found = {
        (table, row[1])
        for table in _own_tables(book.conn)
        for row in book.conn.execute(f"PRAGMA table_info({table})")
    }
    assert {(column.table, column.name) for column in COLUMNS} == found


def test_the_list_says_of_each_column_what_its_table_says(book: Book) -> None:
    for table in tables():
        said = {column.name: column for column in columns_of(table)}
        for _, name, declared, needed, default, is_key in book.conn.execute(f"PRAGMA table_info({table})"):
            column = said[name]
            assert (declared == "INTEGER") == (column.kind in WHOLE_NUMBERS), (table, name)
            assert column.may_be_empty == (not needed and not is_key), (table, name)
            assert column.instead == (None if default is None else literal_eval(default)), (table, name)


def test_the_list_says_which_rows_a_column_names(book: Book) -> None:
    said = {(column.table, column.name, column.refers_to) for column in COLUMNS if column.refers_to}
    assert said == {
        (table, row[3], row[2])
        for table in tables()
        for row in book.conn.execute(f"PRAGMA foreign_key_list({table})")
    }
    assert {column.kind for column in COLUMNS if column.refers_to} == {Kind.KEY}


LENGTH = re.compile(r"length\((\w+)\) (?:BETWEEN (\d+) AND|<=) (\d+)")


def test_the_list_says_how_long_a_text_may_be(book: Book) -> None:
    in_the_book = {
        (table, name, int(shortest or 0), int(longest))
        for table, sql in book.conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        for name, shortest, longest in LENGTH.findall(sql)
    }
    said = {
        (column.table, column.name, column.shortest, column.longest) for column in COLUMNS if column.longest
    }
    assert said == in_the_book


def test_no_prose_is_a_day_a_zone_or_an_identity() -> None:
    prose = {(column.table, column.name) for column in prose_columns()}
    assert ("contact", "notes") in prose
    for told in (("next_step", "due_on"), ("contact", "time_zone"), ("interaction", "logged_at_utc")):
        assert told not in prose
    assert not prose & {("contact", "name"), ("contact", "uid"), ("interaction", "channel")}


def test_a_book_full_of_everything_reads_back(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    fill_demo(book, TODAY, seed=3, contacts=40, interactions=200)
    assert unreadable(book.conn) == []


SPOILT = {
    "next_step.due_on": ("UPDATE next_step SET due_on = '2026-12-someone'", "a day"),
    "contact.met_on": ("UPDATE contact SET met_on = '2026-02-30' WHERE id = 1", "a day"),
    "contact.time_zone": ("UPDATE contact SET time_zone = 'Europe/someone' WHERE id = 1", "a time zone"),
    "interaction.logged_at_utc": (
        "UPDATE interaction SET logged_at_utc = '2026-11-23Tsomeone:32:00Z'",
        "an instant",
    ),
    "interaction.practice_date": ("UPDATE interaction SET practice_date = '9999-12-31'", "a day"),
    "interaction.channel": ("UPDATE interaction SET channel = 'telegraph'", "one of reaction, comment"),
    "contact.created_at": ("UPDATE contact SET created_at = ''", "an instant"),
    "contact.rev": ("UPDATE contact SET rev = -4 WHERE id = 1", "a whole number"),
    "contact.is_starred": ("UPDATE contact SET is_starred = 7 WHERE id = 1", "0 or 1"),
    "contact.name": ("UPDATE contact SET name = CAST(x'c328' AS TEXT) WHERE id = 1", "text"),
    "contact.notes": ("UPDATE contact SET notes = 'a' || char(0) || 'b' WHERE id = 1", "text"),
    "contact.place": ("UPDATE contact SET place = CAST(x'eda080' AS TEXT) WHERE id = 1", "text"),
    "setting.value": ("INSERT INTO setting (key, value) VALUES ('pace', 'three')", "a whole number"),
}


@pytest.mark.parametrize("column", SPOILT)
def test_a_value_that_does_not_read_back_is_named_with_its_row_and_column(book: Book, column: str) -> None:
    a_contact(book, "Ann", rhythm=30)
    log(book, a_talk(1))
    with book.write("a step"):
        book.conn.execute(
            "INSERT INTO next_step (uid, contact_id, due_on, set_on) VALUES ('s', 1, '2026-12-01', '2026-11-23')"
        )
    spoiling, expected = SPOILT[column]
    book.conn.execute("PRAGMA ignore_check_constraints = ON")
    book.conn.execute(spoiling)
    found = unreadable(book.conn)
    assert {f"{each.table}.{each.column}" for each in found} == {column}
    assert all(each.expected.startswith(expected) for each in found)


def test_bytes_and_words_in_a_table_that_is_not_strict_are_named(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    a_contact(book, "Ann")
    book.conn.execute("PRAGMA writable_schema = ON")
    book.conn.execute("UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE type = 'table'")
    book.conn.commit()
    book.close()
    book = a_book(tmp_path)
    book.conn.execute("PRAGMA ignore_check_constraints = ON")
    book.conn.execute("UPDATE contact SET place = x'00ff', rhythm_days = 'weekly'")
    assert [(each.column, each.value) for each in unreadable(book.conn)] == [
        ("place", b"\x00\xff"),
        ("rhythm_days", "weekly"),
    ]


@given(st.text() | st.from_regex(r"\d{4}-\d{2}-\d{2}") | st.dates().map(str))
def test_a_day_that_counts_as_plain_is_read(text: str) -> None:
    column = next(each for each in COLUMNS if each.kind is Kind.DAY)
    if reads(column, text):
        assert rows.day(text) is not None
