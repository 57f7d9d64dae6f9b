"""A long change that lets others read the book until its very end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.store.session import Session


@contextmanager
def kept_in_memory(book: Session) -> Iterator[None]:
    """Keep what a change writes in memory until it is whole; put it around ``Book.write``.

    A change that outgrows the page cache would otherwise spill into the file, and from then on nobody could
    read the book: the screen would stand still (sqlite.org/pragma.html#pragma_cache_spill).
    """
    before = book.conn.execute("PRAGMA cache_spill").fetchone()[0]
    book.conn.execute("PRAGMA cache_spill = OFF")
    try:
        yield
    finally:
        book.conn.execute(f"PRAGMA cache_spill = {before}")
