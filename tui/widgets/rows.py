"""What a long list shows: where its rows come from, its headings, and one drawn line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import force_setattr

from tui.widgets.roles import Role

RowT = TypeVar("RowT")
RowKey = Hashable
"""What makes a row the same row after a reload: a contact's id, or a kind and an id."""


class RowSource(Protocol[RowT]):
    """An ordered set of rows, read by the screenful."""

    def count(self) -> int:
        """Say how many rows there are."""
        ...

    def rows(self, start: int, limit: int) -> Sequence[RowT]:
        """Give up to ``limit`` rows from position ``start``, counted from 0."""
        ...

    def key_of(self, row: RowT) -> RowKey:
        """Return what the row is recognised by."""
        ...

    def position_of(self, key: RowKey) -> int | None:
        """Say where the row with this key stands now, or None when it is gone."""
        ...

    def keys(self) -> Iterable[RowKey]:
        """Return the keys of all rows in order, without reading the rows."""
        ...


class ListedRows(Struct, Generic[RowT]):
    """Rows that are all at hand: a queue, a menu, the hits of a search."""

    listed: Sequence[RowT]
    key: Callable[[RowT], RowKey]
    _positions: dict[RowKey, int] | None = None

    def count(self) -> int:
        """Say how many rows there are."""
        return len(self.listed)

    def rows(self, start: int, limit: int) -> Sequence[RowT]:
        """Give up to ``limit`` rows from ``start``."""
        return self.listed[start : start + limit]

    def key_of(self, row: RowT) -> RowKey:
        """Return what the row is recognised by."""
        return self.key(row)

    def position_of(self, key: RowKey) -> int | None:
        """Say where the row with this key stands."""
        if self._positions is None:
            self._positions = {self.key(row): position for position, row in enumerate(self.listed)}
        return self._positions.get(key)

    def keys(self) -> Iterable[RowKey]:
        """Return the keys of all rows in order."""
        return map(self.key, self.listed)


class RowsById(Struct, Generic[RowT]):
    """Rows known by their ids in order (an ``array("q")`` takes 8 bytes each), fetched when shown.

    ``fetch`` gives the rows of the ids asked for, in that order.
    """

    ids: Sequence[int]
    fetch: Callable[[Sequence[int]], Sequence[RowT]]
    key: Callable[[RowT], int]

    def count(self) -> int:
        """Say how many rows there are."""
        return len(self.ids)

    def rows(self, start: int, limit: int) -> Sequence[RowT]:
        """Fetch up to ``limit`` rows from ``start``."""
        return self.fetch(self.ids[start : start + limit])

    def key_of(self, row: RowT) -> RowKey:
        """Return the id of the row."""
        return self.key(row)

    def position_of(self, key: RowKey) -> int | None:
        """Say where the id stands."""
        try:
            return self.ids.index(key)
        except ValueError:
            return None

    def keys(self) -> Iterable[RowKey]:
        """Return all ids in order."""
        return iter(self.ids)


class Section(Struct, frozen=True):
    """A heading over the rows from position ``at`` on."""

    at: int
    title: str
    note: str = ""
    """Stands on the right of the heading: names of columns, a count."""
    has_gap: bool = False
    """A blank line stands above the heading."""


class Cell(Struct, frozen=True):
    """One column's worth of one row; ``width`` in cells, longer text is cut."""

    text: str
    width: int
    role: Role = ""
    right: bool = False


class Line(Struct, frozen=True):
    """One row, drawn: a coloured sign for its state, then its cells, one cell apart.

    The first cell is the name and turns bold under the cursor.
    """

    cells: tuple[Cell, ...]
    glyph: str = " "
    role: Role = ""


HEADING = -1
GAP = -2


class LineMap(Struct, frozen=True):
    """Which line of a list holds which row, when headings stand between the rows."""

    row_count: int
    sections: tuple[Section, ...] = ()
    _starts: tuple[int, ...] = ()
    """The first line of each section, its gap included."""
    _rows_from: tuple[int, ...] = ()
    """The line of the first row of each section."""

    def __post_init__(self) -> None:
        added = 0
        starts, rows_from = [], []
        for section in self.sections:
            starts.append(section.at + added)
            added += 2 if section.has_gap else 1
            rows_from.append(section.at + added)
        force_setattr(self, "_starts", tuple(starts))
        force_setattr(self, "_rows_from", tuple(rows_from))

    @property
    def line_count(self) -> int:
        """How many lines there are, headings and gaps included."""
        return self.row_count + sum(2 if section.has_gap else 1 for section in self.sections)

    def line_of(self, position: int) -> int:
        """Return the line of a row."""
        index = bisect_right(self.sections, position, key=lambda section: section.at) - 1
        return position if index < 0 else self._rows_from[index] + position - self.sections[index].at

    def row_at(self, line: int) -> int:
        """Return the position of the row on a line, or HEADING or GAP."""
        index = self.section_at(line)
        if index < 0:
            return line
        if line >= self._rows_from[index]:
            return self.sections[index].at + line - self._rows_from[index]
        return HEADING if line == self._rows_from[index] - 1 else GAP

    def section_at(self, line: int) -> int:
        """Return the index of the section a line belongs to, -1 above the first."""
        return bisect_right(self._starts, line) - 1

    def top_of(self, position: int) -> int:
        """Return the first line to show with a row: its heading's, when the row is the first under it."""
        line = self.line_of(position)
        index = self.section_at(line)
        return self._starts[index] if index >= 0 and line == self._rows_from[index] else line
