"""Reading a backup so that it can be trusted: every row fits, every id is once, every reference is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, ValidationError, convert
from msgspec.inspect import Metadata, StructType, type_info

from tui.domain.errors import InvalidInput
from tui.domain.text import clean
from tui.formats.decode import NOTHING_WRITTEN, decode
from tui.formats.json.book import REFERS_TO, RowTypes, Tables, read_book

MOST_FAULTS = 5
"""Faults named in one refusal, one for a row; there may be more."""
_UNIQUE = "uid"
_SPACE = " \t\r\n"
_SHOWN = 40
_KINDS = {"int": "a whole number", "str": "text", "null": "nothing"}


class Fault(Struct, frozen=True):
    """Something wrong in one row of a backup."""

    table: str
    row: int
    """Counted from 1."""
    what: str


def read_whole_book(data: bytes, types: RowTypes) -> Tables:
    """Read a backup of any version so far into tables whose rows fit together.

    ``types`` says what a row of each table may hold. A table the backup does not have is empty; a column it
    does not have keeps its usual value. Raises InvalidInput naming the lines at fault, MadeByNewer for a
    later version.
    """
    text = decode(data)
    found = read_book(text)
    tables = {name: found.get(name, ()) for name in types}
    unknown = sorted(set(found) - set(tables))
    if unknown:
        raise InvalidInput(
            f"This backup has a part that is not known here: {unknown[0]!r}.",
            NOTHING_WRITTEN,
            "Update Rapport and try again, or take another backup.",
        )
    faults: list[Fault] = []
    for fault in _faults(tables, types):
        faults.append(fault)
        if len(faults) == MOST_FAULTS:
            break
    if faults:
        _refuse(text, faults)
    return tables


def _faults(tables: Tables, types: RowTypes) -> Iterator[Fault]:
    for name, rows in tables.items():
        seen: dict[str, set[object]] = {"id": set(), _UNIQUE: set()}
        for number, row in enumerate(rows, 1):
            try:
                convert(row, types[name])
            except ValidationError as error:
                yield Fault(name, number, _in_words(row, str(error)))
            for column, values in seen.items():
                value = row.get(column)
                if value is not None and value in values:
                    yield Fault(name, number, f"{column!r} is there twice")
                values.add(value)
    yield from _dangling(tables, types)


def _in_words(row: Mapping[str, object], error: str) -> str:
    """Say in our words what msgspec found wrong with a row."""
    what, _, place = error.partition(" - at `$.")
    if what.startswith("Object contains unknown field"):
        return f"there is no column {_shown(what.split('`', 1)[1].removesuffix('`'))}"
    if what.startswith("Object missing required field"):
        return f"{what.split('`')[1]!r} is missing"
    column = place.removesuffix("`")
    return f"{column!r} {_wrong(row[column], what)}"


def _wrong(value: object, what: str) -> str:
    if kinds := re.match(r"Expected `(.+)`, got", what):
        return f"is not {' or '.join(_KINDS[kind] for kind in kinds[1].split(' | '))}"
    if what.startswith("Invalid enum value"):
        return f"is {_shown(value)}, which is none of what it can be"
    if not isinstance(value, str):
        return f"is {value}, which is out of range"
    if "of length" in what:
        return f"has {len(value)} characters, which is too {'few' if not value else 'many'}"
    return f"is {_shown(value)}, which is not written as it should be"


def _dangling(tables: Tables, types: RowTypes) -> Iterator[Fault]:
    """Find every reference to a row that is not there."""
    ids = {name: {row.get("id") for row in rows} for name, rows in tables.items()}
    for name, rows in tables.items():
        references = _references(types[name])
        for number, row in enumerate(rows, 1):
            for column, table in references:
                value = row.get(column)
                if value is not None and value not in ids[table]:
                    yield Fault(name, number, f"{column!r} points at a row that is not there")


def _references(row_type: type[Struct]) -> list[tuple[str, str]]:
    """Return each column that holds the id of a row, with the table of that row."""
    found = type_info(row_type)
    assert isinstance(found, StructType)
    said = [
        (field.name, field.type.extra_json_schema)
        for field in found.fields
        if isinstance(field.type, Metadata)
    ]
    return [(column, schema[REFERS_TO]) for column, schema in said if schema and REFERS_TO in schema]


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
    """Return the line on which each row of each table begins, counted from 1, of a backup that is JSON."""
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
    """Return where the next value stands: past spaces, one mark, and spaces."""
    for skipped in (_SPACE + "\ufeff", mark, _SPACE):
        while at < len(text) and text[at] in skipped:
            at += 1
    return at


def _shown(value: object) -> str:
    return repr(clean(str(value), _SHOWN, one_line=True))
