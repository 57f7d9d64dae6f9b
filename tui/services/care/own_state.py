"""The state of a book that has a login of its own: it lies beside the book, and no other book uses it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_OLD = "state"
"""Where it lay before: one folder for all books of a folder."""
_OF_ITSELF = re.compile(r"[-.](replaced|readable)-")
"""What a restore or a rescue has left beside a book."""
_BOOK_HEADER = b"SQLite format 3\x00"


def other_books(book: Path) -> list[Path]:
    """Return the other books in the folder of a book, but not what is left of itself."""
    place = Path(os.path.realpath(book))
    return [
        each
        for each in (sorted(place.parent.iterdir()) if os.access(place.parent, os.R_OK) else ())
        if each != place and not _OF_ITSELF.search(each.name) and not _is_same(each, place) and _is_book(each)
    ]


def take_over(book: Path, state: Path) -> None:
    """Bring what an earlier version kept in the folder all books shared to the book's own, once.

    Where other books lie beside it only what names this book is taken: nobody is shown anybody else's.
    What cannot be moved stays where it is.
    """
    old = book.parent / _OLD
    if os.path.lexists(state) or old.is_symlink() or not os.path.isdir(old):
        return
    with suppress(OSError):
        if not other_books(book):
            os.rename(old, state)
            return
        for path in _naming(book, old):
            target = state / path.relative_to(old)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.rename(path, target)


def shared_with(book: Path) -> list[str]:
    """Say what a book and others beside it would share; empty where each has its own."""
    place = Path(os.path.realpath(book))
    others = other_books(place)
    said = [
        f"{each.name} has the same name but for its ending: both keep their copies as {place.stem}-*.db."
        for each in others
        if each.stem == place.stem
    ]
    if others and (place.parent / _OLD).is_dir():
        said.append(
            f"{place.parent / _OLD} was shared by all books here until now; nobody uses it any more."
            " Hand on what lies in its exchange folder, then take it away."
        )
    return said


def _naming(book: Path, old: Path) -> Iterator[Path]:
    """Yield the files that say which book they belong to, and name this one."""
    for path in sorted(old.rglob("*.json")):
        with suppress(OSError, ValueError, AttributeError):
            if json.loads(path.read_text(encoding="utf-8")).get("book") == str(book):
                yield path


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are those of one file."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _is_book(path: Path) -> bool:
    """Whether a file begins as a book does; it is none that is open here, whose locks would end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return os.read(descriptor, len(_BOOK_HEADER)) == _BOOK_HEADER
    except OSError:
        return False
    finally:
        os.close(descriptor)
