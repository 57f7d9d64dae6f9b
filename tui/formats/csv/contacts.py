"""Reading contacts from any CSV file: a known program's export, our own, or one with a mapping."""

from __future__ import annotations

import csv
import re
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import fold
from tui.domain.text import clean
from tui.formats.csv.dates import order_in
from tui.formats.csv.draft import RowReading
from tui.formats.csv.layouts import DATE_OF
from tui.formats.csv.mapping import DateOrder, Field, Mapping
from tui.formats.csv.rows import DELIMITERS, HEADER_WITHIN, Header, Row, rows_after
from tui.formats.csv.synonyms import guess_column, guess_mapping
from tui.formats.decode import NOTHING_WRITTEN, decode
from tui.formats.result import TOLD_EVERY, CardRead, ReadProblem, ReadResult, Told, problem

LONGEST_HEADER = 20_000
"""Characters of a line in which a header is looked for."""
MOST_COLUMNS = 2_000
_CELL_LIMIT = 200
_DATED = frozenset(DATE_OF) | {Field.MET_ON}


class Sample(Struct, frozen=True):
    """The head of a CSV file: what a mapping is chosen by."""

    names: tuple[str, ...]
    """The columns as the file names them, safe to show."""
    rows: tuple[tuple[str, ...], ...]
    """The first rows, a cell for each column, safe to show and cut short."""


def sample_rows(data: bytes, n: int = 5, encoding: str | None = None) -> Sample:
    """Return the columns of a CSV file and its first ``n`` rows; raises InvalidInput where there are none."""
    text, header, names = _opened(data, encoding)
    found = (row for row in rows_after(text, header) if isinstance(row, Row) and not row.is_blank)
    rows = tuple(
        tuple(_shown(cell) for cell in (*row.cells, *[""] * len(names))[: len(names)])
        for row in islice(found, n)
    )
    return Sample(tuple(_shown(name) for name in names), rows)


def mapping_for(data: bytes, encoding: str | None = None) -> Mapping:
    """Guess how a CSV file is read: by its header, and the date order by the dates in it.

    The date order stays None where every date could be read both ways: the person is to say.
    """
    text, header, names = _opened(data, encoding)
    mapping = replace(guess_mapping(names), encoding=encoding)
    return replace(mapping, date_order=_date_order(text, header, mapping))


def read_contacts_csv(
    data: bytes, encoding: str | None = None, mapping: Mapping | None = None, told: Told | None = None
) -> ReadResult:
    """Read the contacts of a CSV file: by the mapping given, else by a known layout or the column names.

    Cells the book has no place for are kept as notes; ``told`` hears how far it is. Raises InvalidInput where
    the file is not text, has no header, or no column could name a contact.
    """
    encoding = encoding or (mapping.encoding if mapping else None)
    text, header, names = _opened(data, encoding)
    mapping = mapping or guess_mapping(names)
    _check(mapping, names, header.line)
    order = mapping.date_order or _date_order(text, header, mapping)
    cards: list[CardRead] = []
    problems: list[ReadProblem] = []
    read = 0
    lines = text.count("\n") if told else 0
    for item in rows_after(text, header):
        if told and read % TOLD_EVERY == 0:
            told(read, lines)
        if isinstance(item, ReadProblem):
            problems.append(item)
            read += 1
        elif not item.is_blank:
            read += 1
            if card := _card(item, mapping, names, order, problems):
                cards.append(card)
    return ReadResult(tuple(cards), read, tuple(problems))


def _card(
    row: Row,
    mapping: Mapping,
    names: tuple[str, ...],
    order: DateOrder | None,
    problems: list[ReadProblem],
) -> CardRead | None:
    raw = ",".join(row.cells)
    if any(cell.strip() for cell in row.cells[len(names) :]):
        problems.append(
            problem(
                row.line, f"This row has more cells than the header; those after {len(names)} were left out."
            )
        )
    draft = RowReading(row, mapping.columns, names, order, mapping.is_guarded, problems).draft()
    if draft is None:
        problems.append(problem(row.line, "This row names nobody; it was left out.", raw))
        return None
    return CardRead(draft, raw, row.line)


def _check(mapping: Mapping, names: tuple[str, ...], line: int) -> None:
    if len(mapping.columns) != len(names):
        raise InvalidInput(
            f"The mapping is for {len(mapping.columns)} columns, but line {line} names {len(names)}.",
            NOTHING_WRITTEN,
            "Choose the columns of this file again.",
        )
    if not mapping.names_people:
        raise InvalidInput(
            f"No column on line {line} is a name or an e-mail address.",
            NOTHING_WRITTEN,
            "Put a name over each column, or say which column is which.",
        )


def _date_order(text: str, header: Header, mapping: Mapping) -> DateOrder | None:
    """Return the date order the file shows; there is one for the whole file, since one program wrote it."""
    dated = [at for at, column in enumerate(mapping.columns) if column.field in _DATED]
    if not dated:
        return None
    rows = (row for row in rows_after(text, header) if isinstance(row, Row))
    return order_in(row.cells[at] for row in rows for at in dated if at < len(row.cells))


def _opened(data: bytes, encoding: str | None) -> tuple[str, Header, tuple[str, ...]]:
    """Return a file's text, its header, and the columns as they are written there."""
    text = decode(data, encoding)
    best: tuple[int, int, Header, tuple[str, ...]] | None = None
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text, maxsplit=HEADER_WITHIN)[:HEADER_WITHIN], 1):
        for delimiter in DELIMITERS:
            names = _cells(line[:LONGEST_HEADER], delimiter)
            known = sum(guess_column(name).field not in (Field.NOTED, Field.LEFT_OUT) for name in names)
            if len(names) > 1 or known:
                header = Header(number, delimiter, tuple(fold(name) for name in names))
                if best is None or (known, len(names) if not known else 0) > best[:2]:
                    best = (known, len(names) if not known else 0, header, names)
    if best is None or len(best[3]) > MOST_COLUMNS:
        raise InvalidInput(
            f"None of the first {HEADER_WITHIN} lines names columns, so this is not a CSV file.",
            NOTHING_WRITTEN,
            "The first line of a CSV file says what each column is, divided by commas.",
        )
    return text, best[2], best[3]


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return ()


def _shown(text: str) -> str:
    return clean(text[:_CELL_LIMIT], one_line=True).strip()
