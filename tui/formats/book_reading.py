"""Reading a backup so that it can be trusted: every row fits, every id is once, every reference is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.formats.book_schema import TableRule, table_rules
from tui.formats.decode import NOTHING_WRITTEN, decode
from tui.formats.json_book import Tables, read_book

MOST_FAULTS = 5
"""Faults named in one refusal; there may be more."""
_UNIQUE = "uid"
_SPACE = " \t\r\n"


class Fault(Struct, frozen=True):
    """Something wrong in one row of a backup."""

    table: str
    row: int
    """Counted from 1."""
    what: str


def read_whole_book(data: bytes) -> Tables:
    """Read a backup of any version so far into tables whose rows fit together.

    A table the backup does not have is empty; a column it does not have keeps its usual value. Raises
    InvalidInput naming the lines at fault, MadeByNewer for a later version.
    """
    text = decode(data)
    found = read_book(text)
    tables = {name: found.get(name, ()) for name in table_rules()}
    unknown = sorted(set(found) - set(tables))
    if unknown:
        raise InvalidInput(
            f"This backup has a part that is not known here: {unknown[0]!r}.",
            NOTHING_WRITTEN,
            "Update Rapport and try again, or take another backup.",
        )
    faults: list[Fault] = []
    for fault in _faults(tables):
        faults.append(fault)
        if len(faults) == MOST_FAULTS:
            break
    if faults:
        _refuse(text, faults)
    return tables


def _faults(tables: Tables) -> Iterator[Fault]:
    rules = table_rules()
    for name, rows in tables.items():
        seen: dict[str, set[object]] = {"id": set(), _UNIQUE: set()}
        for number, row in enumerate(rows, 1):
            for what in rules[name].faults(row):
                yield Fault(name, number, what)
            for column, values in seen.items():
                value = row.get(column)
                if value is not None and value in values:
                    yield Fault(name, number, f"{column!r} is there twice")
                values.add(value)
    yield from _dangling(tables, rules)


def _dangling(tables: Tables, rules: Mapping[str, TableRule]) -> Iterator[Fault]:
    """Give every reference to a row that is not there."""
    ids = {name: {row.get("id") for row in rows} for name, rows in tables.items()}
    for name, rows in tables.items():
        references = [
            (column, rule.refers_to) for column, rule in rules[name].columns.items() if rule.refers_to
        ]
        for number, row in enumerate(rows, 1):
            for column, table in references:
                value = row.get(column)
                if value is not None and value not in ids[table]:
                    yield Fault(name, number, f"{column!r} points at a row that is not there")


def _refuse(text: str, faults: list[Fault]) -> None:
    lines = lines_of_rows(text)
    said = [
        f"Line {lines[fault.table][fault.row - 1]}, row {fault.row} of {fault.table!r}: {fault.what}."
        for fault in faults
    ]
    raise InvalidInput(
        " ".join(["The backup does not fit together.", *said]),
        NOTHING_WRITTEN,
        "It may have been edited; take another backup.",
    )


def lines_of_rows(text: str) -> dict[str, list[int]]:
    """Give the line on which each row of each table begins, counted from 1, of a backup that is JSON."""
    decoder = json.JSONDecoder()
    found: dict[str, list[int]] = {}
    line, counted = 1, 0
    at = _after(text, 0, "{")
    while at < len(text) and text[at] != "}":
        name, at = decoder.raw_decode(text, at)
        at = _after(text, at, ":")
        if text[at] != "[":
            at = _after(text, decoder.raw_decode(text, at)[1], ",")
            continue
        rows = found.setdefault(str(name), [])
        at = _after(text, at, "[")
        while text[at] != "]":
            line, counted = line + text.count("\n", counted, at), at
            rows.append(line)
            at = _after(text, decoder.raw_decode(text, at)[1], ",")
        at = _after(text, at + 1, ",")
    return found


def _after(text: str, at: int, mark: str) -> int:
    """Give where the next value stands: past spaces, one mark, and spaces."""
    for skipped in (_SPACE + "\ufeff", mark, _SPACE):
        while at < len(text) and text[at] in skipped:
            at += 1
    return at
