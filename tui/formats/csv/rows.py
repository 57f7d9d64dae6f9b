"""The rows of a CSV file with their line numbers; a row that cannot be read never swallows those after it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import fold
from tui.formats.decode import NOTHING_WRITTEN
from tui.formats.result import ReadProblem, problem

HEADER_WITHIN = 15
"""Lines within which a header is looked for; exports put notes before it."""
MOST_BROKEN = 500
"""Broken rows after which a file is refused as a whole."""
DELIMITERS = (",", ";", "\t")

_BROKEN = "This row's quotation marks do not match, or a cell is too long; it was left out."


class Row(Struct, frozen=True):
    """One row and the line of the file it begins on, counted from 1."""

    line: int
    cells: tuple[str, ...]
    next_at: int = 0
    """How many lines of the file end with this row."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in any cell."""
        return not any(cell.strip() for cell in self.cells)


class Header(Struct, frozen=True):
    """The header row of a file: where it is, what divides cells, and which column is which."""

    line: int
    delimiter: str
    names: tuple[str, ...]
    """Folded: no accents, no case, single spaces."""

    def cell(self, row: Row, *names: str) -> str:
        """Return the first filled cell of a row among the columns of these names, stripped."""
        for name in names:
            if name in self.names:
                at = self.names.index(name)
                if at < len(row.cells) and (text := row.cells[at].strip()):
                    return text
        return ""


def find_header(text: str, known: Sequence[frozenset[str]]) -> Header | None:
    """Find the header row among the first rows: one that has all the columns of a known set.

    It is found by its names, never by counting rows; names in ``known`` are folded.
    """
    lines = re.split(r"\r\n|\r|\n", text, maxsplit=HEADER_WITHIN)[:HEADER_WITHIN]
    for number, line in enumerate(lines, 1):
        for delimiter in DELIMITERS:
            if delimiter in line[:20_000]:
                names = _names(line[:20_000], delimiter)
                if any(columns <= set(names) for columns in known):
                    return Header(number, delimiter, names)
    return None


def rows_after(text: str, header: Header) -> Iterator[Row | ReadProblem]:
    """Yield every row below the header, and a problem for each that cannot be read.

    Reading goes on at the line after a broken row. Raises InvalidInput when more than MOST_BROKEN
    rows are broken.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    at = header.line
    broken = 0
    while at < len(lines):
        try:
            for row in _strict(lines, at, header):
                yield row
                at = row.next_at
        except csv.Error:
            mended = _mended(lines[at], header)
            yield Row(at + 1, mended) if mended else problem(at + 1, _BROKEN, lines[at])
            at += 1
            broken += mended is None
            if broken > MOST_BROKEN:
                raise InvalidInput(
                    f"More than {MOST_BROKEN} rows cannot be read; the last is on line {at}.",
                    NOTHING_WRITTEN,
                    "Export the file again, and do not edit it by hand.",
                ) from None


def _strict(lines: list[str], at: int, header: Header) -> Iterator[Row]:
    """Yield rows from a line on until one cannot be read; raises csv.Error there."""
    reader = csv.reader(
        (f"{lines[i]}\n" for i in range(at, len(lines))), delimiter=header.delimiter, strict=True
    )
    begun = 0
    for cells in reader:
        if reader.line_num - begun > 1 and len(cells) != len(header.names):
            raise csv.Error("a quotation mark left open has swallowed the next rows")
        yield Row(at + begun + 1, tuple(cells), at + reader.line_num)
        begun = reader.line_num


def _mended(line: str, header: Header) -> tuple[str, ...] | None:
    """Return the cells of one line read leniently, if as many as the header has."""
    try:
        cells = next(csv.reader([line], delimiter=header.delimiter), [])
    except csv.Error:
        return None
    return tuple(cells) if len(cells) == len(header.names) else None


def _names(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(fold(cell) for cell in cells)
