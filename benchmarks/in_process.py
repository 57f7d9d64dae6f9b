"""The store from inside: what the screens ask, against bare sqlite3 asking for the same screenful."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from msgspec import Struct

from benchmarks.figures import median
from benchmarks.surroundings import NOW
from tui.domain.clock import make_clock
from tui.domain.search.query import parse_query
from tui.services.today.today import Today
from tui.store.book import Book
from tui.store.conditions import CAN_FALL_DUE

SCREENFUL = 40
QUERIES = ("m", "ma", "maya", "river")
_FOUND_AT_MOST = 200
BUDGET_SECONDS = 10.0
"""A question that is slow is asked less often."""

_DUE = (
    f"SELECT id, name, next_due_on FROM contact WHERE {CAN_FALL_DUE} AND next_due_on <= ?"
    " ORDER BY next_due_on LIMIT ?"
)
_CONTACTS = (
    "SELECT id, name, ideal_days, last_touch_on, next_due_on FROM contact WHERE deleted_at IS NULL"
    " ORDER BY sort_name, id LIMIT ?"
)
_FIND = "SELECT rowid FROM contact_search WHERE contact_search MATCH ? LIMIT ?"


class Question(Struct, frozen=True):
    """One question, asked of the store and of bare sqlite3; medians in milliseconds."""

    name: str
    store_ms: float | None
    bare_ms: float | None


def measure_questions(book_path: Path, rounds: int) -> list[Question]:
    """Ask each question in turn of both, on connections that stay open, as the app's does."""
    clock = make_clock(frozen=NOW)
    book = Book.open_for_reading(book_path, clock)
    if book is None:
        return []
    bare = sqlite3.connect(f"{book_path.as_uri()}?mode=ro", uri=True)
    today = clock.today().isoformat()
    asked: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("Today view", Today(book).view, lambda: bare.execute(_DUE, (today, SCREENFUL)).fetchall()),
        (
            "Contacts, first screenful",
            lambda: book.contacts.rows(book.contacts.ids_by_name()[:SCREENFUL]),
            lambda: bare.execute(_CONTACTS, (SCREENFUL,)).fetchall(),
        ),
        *(_finding(book, bare, query) for query in QUERIES),
    ]
    found = [Question(name, *_in_turn(ours, theirs, rounds)) for name, ours, theirs in asked]
    bare.close()
    book.close()
    return found


def _found(book: Book, text: str) -> object:
    query = parse_query(text)
    return book.search.explained(query, book.search.find(query), _FOUND_AT_MOST)


def _finding(
    book: Book, bare: sqlite3.Connection, query: str
) -> tuple[str, Callable[[], object], Callable[[], object]]:
    return (
        f"find {query!r}",
        lambda: _found(book, query),
        lambda: bare.execute(_FIND, (f'"{query}"*', _FOUND_AT_MOST)).fetchall(),
    )


def _in_turn(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> tuple[float | None, float | None]:
    mine: list[float] = []
    bare: list[float] = []
    give_up = perf_counter() + BUDGET_SECONDS
    for number in range(rounds + 1):
        if mine and perf_counter() > give_up:
            break
        for ask, took in ((ours, mine), (theirs, bare)):
            start = perf_counter()
            ask()
            if number:
                took.append((perf_counter() - start) * 1000)
    return median(mine), median(bare)
