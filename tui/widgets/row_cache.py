"""The rows a list has at hand: a few pages around the view, read when they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic

from tui.widgets.rows import RowKey, RowSource, RowT

PAGE = 64
"""Rows read at once: a tall screen and a little more."""
PAGES_KEPT = 16


class RowCache(Generic[RowT]):
    """Reads a row source by the page and keeps the latest pages."""

    def __init__(self, source: RowSource[RowT]) -> None:
        self.source = source
        self.count = source.count()
        self._pages: dict[int, tuple[RowT, ...]] = {}

    def at(self, position: int) -> RowT | None:
        """Return the row at a position, None outside (or where the source has become shorter)."""
        if not 0 <= position < self.count:
            return None
        number, offset = divmod(position, PAGE)
        page = self._pages.get(number)
        if page is None:
            if len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            page = self._pages[number] = tuple(self.source.rows(number * PAGE, PAGE))
        return page[offset] if offset < len(page) else None

    def key_of(self, row: RowT) -> RowKey:
        """Return what a row is recognised by."""
        return self.source.key_of(row)

    def successor_of(self, old: RowCache[RowT], position: int) -> int:
        """Say where the row of an older reading stands now.

        When it is gone: where the nearest row after it stands, else the nearest before it, else the
        same position as far as there are rows.
        """
        for row in old.nearby(position):
            found = self.source.position_of(old.key_of(row))
            if found is not None:
                return found
        return max(0, min(position, self.count - 1))

    def nearby(self, position: int) -> Iterator[RowT]:
        """Yield the rows at hand from a position on, then those before it, nearest first."""
        pages = sorted(self._pages)
        rows = [
            (number * PAGE + offset, row)
            for number in pages
            for offset, row in enumerate(self._pages[number])
        ]
        yield from (row for at, row in rows if at >= position)
        yield from (row for at, row in reversed(rows) if at < position)
