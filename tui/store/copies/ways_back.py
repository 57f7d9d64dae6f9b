"""Everything one can go back to: the copies of a book, and the books that a copy took the place of."""

from __future__ import annotations

import os
import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from tui.domain.errors import RapportError
from tui.store.copies.backup import copies
from tui.store.copies.making_order import made_at
from tui.store.file.guarding import SQLITE_SAYS, real_place
from tui.store.inspection.inspecting import inspect_book

_REPLACED = re.compile(r"\.replaced-(\d{8}T\d{6})Z(-\d+)?$")


class WayBack(Struct, frozen=True):
    """A file that can be put in the place of the book."""

    path: Path
    made_at: datetime
    """When it was copied, or put aside."""
    is_replaced: bool
    """Whether it is the book itself as it was before another took its place; else it is a copy."""
    people: int | None = None
    """How many are in it; None where it cannot be read."""
    interactions: int | None = None


def ways_back(book: Path, now: datetime) -> list[WayBack]:
    """Return the copies of a book and the books that were replaced, the newest first, each with what is in it."""
    found = [_counted(WayBack(path, made_at(path), is_replaced=False)) for path in copies(book, now)]
    found += replaced_books(book)
    return sorted(found, key=lambda way: (way.made_at, way.path.name), reverse=True)


def replaced_books(book: Path) -> list[WayBack]:
    """Return the books that were put aside when a copy took their place, each with what is in it."""
    place = real_place(book)
    beside = place.parent.iterdir() if os.access(place.parent, os.R_OK) else ()
    found = []
    for path in beside:
        match = _REPLACED.search(path.name)
        if match and path.name == f"{place.name}{match[0]}":
            at = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(_counted(WayBack(path, at, is_replaced=True)))
    return sorted(found, key=lambda way: (way.made_at, way.path.name), reverse=True)


def contents_of(path: Path) -> tuple[int, int] | None:
    """Count people and interactions outside the trash; None where there is no book that can be read."""
    try:
        conn = inspect_book(path)
        if conn is None:
            return None
        with closing(conn):
            people, talks = (
                conn.execute(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL").fetchone()[0]
                for table in ("contact", "interaction")
            )
    except (RapportError, *SQLITE_SAYS):
        return None
    return people, talks


def _counted(way: WayBack) -> WayBack:
    people, talks = contents_of(way.path) or (None, None)
    return WayBack(way.path, way.made_at, way.is_replaced, people, talks)
