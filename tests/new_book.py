"""A new book at the price of a copy: the program makes one in each run of the tests, and every other is that one again.

What a first start does is tested on books that really are made; everybody else only needs one.
"""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tui.domain.clock import FixedClock
from tui.store.book import Book

_CLOCK = FixedClock(datetime(2026, 11, 23, 9, tzinfo=UTC))
_NUMBERS = count(1)


def a_new_book_at(path: Path) -> Path:
    """Put a new book at a path where nothing is yet, with an id of its own as every new book has."""
    if path.exists() or path.is_symlink():
        return path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content, identity = _made_once()
    with open(path, "wb", opener=_for_its_owner_only) as out:
        out.write(content.replace(identity, _another(identity)))
    lock = Path(f"{path}.lock")
    if not lock.exists():  # A book made here before may have been given another name.
        lock.touch(0o600)
    return path


@cache
def _made_once() -> tuple[bytes, bytes]:
    """Return the new book that this process made, and its id in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "rapport.db")
        with closing(Book.open(path, _CLOCK)) as book:
            identity = book.same.identity.encode()
        content = path.read_bytes()
    assert content.count(identity) == 1
    return content, identity


def _another(identity: bytes) -> bytes:
    """Return an id of the same length that no other book of these tests has."""
    return b"%0*d" % (len(identity), os.getpid() * 1_000_000 + next(_NUMBERS))


def _for_its_owner_only(file: str, flags: int) -> int:
    return os.open(file, flags | os.O_EXCL, 0o600)
