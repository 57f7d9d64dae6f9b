"""A new book at the price of a copy: the program makes one in each run of the tests, and every other is that one again.

What a first start does is tested on books that really are made; everybody else only needs one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
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


def a_new_book_at(path: Path, fill: Callable[[Path], object] | None = None) -> Path:
    """Put a new book at a path where nothing is yet, with an id of its own as every new book has.

    ``fill`` puts the same into each: it is called once.
    """
    if path.exists() or path.is_symlink():
        return path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content, identity = _made_once(fill)
    with open(path, "xb", opener=_for_its_owner_only) as out:
        out.write(content.replace(identity, _another(identity)))
    Path(f"{path}.lock").touch(mode=0o600)
    return path


@cache
def _made_once(fill: Callable[[Path], object] | None) -> tuple[bytes, bytes]:
    """Return the book that this process made, and its id in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "rapport.db")
        with closing(Book.open(path, _CLOCK)) as book:
            identity = book.same.identity.encode()
        if fill is not None:
            fill(path)
        content = path.read_bytes()
    assert content.count(identity) == 1
    return content, identity


def _another(identity: bytes) -> bytes:
    """Return an id of the same length that no other book of these tests has."""
    return b"%0*d" % (len(identity), os.getpid() * 1_000_000 + next(_NUMBERS))


def _for_its_owner_only(file: str, flags: int) -> int:
    return os.open(file, flags, 0o600)
