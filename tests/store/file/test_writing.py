"""The store writes through sqlite-utils, inside a transaction that was opened before."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_contact
from tests.source_tree import ROOT, files, tree
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactDraft
from tui.store.book import Book
from tui.store.file.writing import BookDatabase
from tui.store.many.many import Many

ASIDE = {
    "CORE_TABLES": "a script that the migrations hand to sqlite-utils",
    "CORE_INDEXES": "a script that the migrations hand to sqlite-utils",
    "SEARCH_TABLES": "a script that the migrations hand to sqlite-utils",
    "JOURNAL_TABLES": "a script that the migrations hand to sqlite-utils",
    "KNOWING_TABLES": "a script that the migrations hand to sqlite-utils",
    "KNOWING_INDEXES": "a script that the migrations hand to sqlite-utils",
    "KNOWING_SEARCH": "a script that the migrations hand to sqlite-utils",
    "CALLING_COLUMNS": "a script that the migrations hand to sqlite-utils",
    "CALLING_SEARCH": "a script that the migrations hand to sqlite-utils",
    "_remedies": "statements that mend_shape hands to sqlite-utils",
    "added_rules": "part of a question: what another program made",
    "_view": "a view of the connection alone, in a book that may only be read; sqlite-utils makes them in the file",
    "veil": "the same for the views of the book",
    "make_ready": "a table of the connection alone, made while reading: full text lists its words there",
}
"""What writes SQL apart from a call of sqlite-utils, and why."""

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\s")
_THROUGH = re.compile(r"(\.|\b_?)db$|^BookDatabase\(.*\)$|^self\._book$")


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "{}" for part in node.values)
    return ""


def _strings(node: ast.AST, within: str = "", call: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield each text with where it stands, and whose method it is handed to."""
    if text := _text(node):
        yield text, within, call
        return
    if isinstance(node, ast.FunctionDef):
        within = node.name
    elif isinstance(node, (ast.Assign, ast.AnnAssign)) and not within:
        within = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
    handed = call
    if isinstance(node, ast.Call):
        handed = (
            ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        )
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # Documentation.
        yield from _strings(child, within, handed)


def _aside() -> Iterator[tuple[Path, str, str]]:
    """Yield every text that changes a book and is not handed to sqlite-utils where it stands."""
    for path in files("tui", suffix=".py"):
        for text, within, call in _strings(tree(path)):
            if _WRITES.match(text) and not _THROUGH.search(call):
                yield path, within, text


def test_everything_that_writes_does_so_through_sqlite_utils() -> None:
    odd = [
        f"{path.relative_to(ROOT)}: {' '.join(text.split())[:60]}"
        for path, within, text in _aside()
        if within not in ASIDE
    ]
    assert not odd, "\n".join(odd)


def test_the_list_of_what_writes_apart_holds_nothing_that_is_gone() -> None:
    assert {within for _, within, _ in _aside()} == set(ASIDE)


def test_a_change_outside_a_transaction_is_refused(book: Book) -> None:
    with pytest.raises(AssertionError, match="outside a transaction"):
        book.db.table("skip").add({"contact_id": 1, "on_day": "2026-11-23"})
    with pytest.raises(AssertionError, match="outside a transaction"):
        book.db.table("setting").upsert({"key": "a", "value": "b"}, pk="key")
    assert not book.conn.in_transaction
    assert book.conn.execute("SELECT count(*) FROM setting WHERE key = 'a'").fetchone() == (0,)


def test_nothing_is_written_early(book: Book) -> None:
    """Whatever sqlite-utils does inside, another window sees all of a change or nothing."""
    other = sqlite3.connect(book.path)
    with pytest.raises(KeyboardInterrupt), book.write("half"):
        contact = book.contacts.add(ContactDraft("Ann", tags=("sea",)))
        book.practice.set("one", "1")
        Many(book, [contact]).snooze(date(2026, 12, 1), date(2026, 11, 23))
        assert other.execute("SELECT count(*) FROM contact").fetchone() == (0,)
        raise KeyboardInterrupt
    for table in ("contact", "tag", "setting", "snooze", "action", "journal_entry"):
        assert book.conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_a_table_that_is_not_there_is_not_made_by_a_row(book: Book) -> None:
    for write in (
        lambda: book.db.table("diary").add({"situation": "x", "text": "y"}),
        lambda: book.db.table("diary").insert({"situation": "x", "text": "y"}, ignore=True),
        lambda: book.db.table("diary").insert_all([{"situation": "x", "text": "y"}]),
    ):
        with pytest.raises(sqlite3.OperationalError, match="no such table"), book.write("x"):
            write()
    assert book.conn.execute("SELECT 1 FROM sqlite_schema WHERE name = 'diary'").fetchone() is None


def test_a_row_that_another_window_took_away_is_said_to_be_gone(book: Book) -> None:
    a_contact(book, "Ann")
    with pytest.raises(InvalidInput, match="no longer in the book"), book.write("keep a promise"):
        book.promises.keep(7, date(2026, 11, 23))


def test_a_package_with_plug_ins_has_no_say_in_the_book() -> None:
    from sqlite_utils.plugins import pm

    class Nosy:
        seen = 0

        def prepare_connection(self, conn: sqlite3.Connection) -> None:
            Nosy.seen += 1

    from sqlite_utils import hookimpl

    Nosy.prepare_connection = hookimpl(Nosy.prepare_connection)  # type: ignore[method-assign]
    nosy = Nosy()
    pm.register(nosy)
    try:
        BookDatabase(sqlite3.connect(":memory:"))
    finally:
        pm.unregister(nosy)
    assert Nosy.seen == 0
