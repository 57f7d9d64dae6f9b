"""The real program in windows of its own, on one book."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from tests.builders import a_clock, a_contact
from tests.new_book import a_new_book_at
from tests.pty_app import RAPPORT, PtyApp
from tui.store.book import Book

TODAY = "REACH OUT"


def a_book_of_three(folder: Path) -> Path:
    """Make a book of three who are due."""
    with closing(Book.open(a_new_book_at(folder / "rapport.db"), a_clock())) as book:
        a_contact(book, "Maya Okafor", rhythm=30, last="2026-07-01")
        a_contact(book, "Bo Chen", rhythm=30, last="2026-09-01")
        a_contact(book, "Ines Duarte", rhythm=30, last="2026-09-20")
    return folder / "rapport.db"


def window(
    book: Path,
    *more: str,
    size: tuple[int, int] = (80, 24),
    env: Mapping[str, str | None] | None = None,
) -> PtyApp:
    """Open the app on a book in a terminal of its own, on the Monday of the tests."""
    now = f"{a_clock().now().isoformat()}"
    return PtyApp((*RAPPORT, "--db", str(book), *more), size=size, env={"RAPPORT_NOW": now, **(env or {})})


def summaries(book: Path) -> list[str]:
    """Return what was noted in the interactions of a book, the first first."""
    with closing(Book.open(book, a_clock())) as opened:
        return [row[0] for row in opened.conn.execute("SELECT summary || notes FROM interaction ORDER BY id")]


COMMAND = (sys.executable, "-m", "tui")
"""The command line, for another window's changes."""
