"""A whole book as JSON: everything, with stable ids, written and read back the same."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import NoReturn

from tui.domain.errors import InvalidInput, MadeByNewer
from tui.domain.text import clean
from tui.formats.decode import NOTHING_WRITTEN

FORMAT = "rapport-backup"
SCHEMA_VERSION = 2
"""Counts up when a table or a column changes its meaning; older versions stay readable."""

ENVELOPE = ("format", "schema_version", "exported_at")
LONGEST_INTEGER = 2**63
VERBATIM = frozenset({"raw"})
"""Columns kept as they stand (the text of a card): only what no database can hold is replaced."""

Tables = Mapping[str, Sequence[Mapping[str, object]]]
"""The tables of a book by name, each a sequence of rows, each a mapping from column to value."""


def write_book(tables: Tables, exported_at: str) -> str:
    """Write a book as JSON with sorted keys; rows stay in the order given.

    ``exported_at`` is an ISO instant. Raises InvalidInput for a value that could not be read back.
    """
    book: dict[str, object] = {"format": FORMAT, "schema_version": SCHEMA_VERSION, "exported_at": exported_at}
    for name, rows in tables.items():
        if name in ENVELOPE:
            raise InvalidInput(f"A table cannot be called {name!r}.", "Nothing was exported.")
        for number, row in enumerate(rows, 1):
            for column, value in row.items():
                _check(name, number, column, value, "Nothing was exported.")
        book[name] = [dict(row) for row in rows]
    return json.dumps(book, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True) + "\n"


def read_book(text: str) -> Tables:
    """Read a book back, checked: every table a list of rows, every value one a book can hold.

    Raises InvalidInput naming the line, or the table and row; MadeByNewer for a later schema.
    """
    book = _object(text)
    if book.get("format") != FORMAT:
        raise InvalidInput(
            "This JSON is not a Rapport backup.", NOTHING_WRITTEN, f'A backup says "format": "{FORMAT}".'
        )
    _check_version(book.get("schema_version"))
    return {name: _table(name, rows) for name, rows in book.items() if name not in ENVELOPE}


def _object(text: str) -> dict[str, object]:
    try:
        book = json.loads(text.removeprefix("\ufeff"), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise InvalidInput(
            f"Line {error.lineno} of this file is not JSON: {error.msg} at column {error.colno}.",
            NOTHING_WRITTEN,
            "The file may be cut short; take an earlier backup.",
        ) from error
    except (RecursionError, ValueError) as error:
        raise InvalidInput(
            "This JSON cannot be read: a number or a nesting is beyond measure.", NOTHING_WRITTEN
        ) from error
    if not isinstance(book, dict):
        raise InvalidInput(
            "This JSON is not a Rapport backup.", NOTHING_WRITTEN, "A backup is one JSON object."
        )
    return book


def _check_version(version: object) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InvalidInput("The backup does not say which schema version it is.", NOTHING_WRITTEN)
    if version > SCHEMA_VERSION:
        raise MadeByNewer(
            "This backup was made by a newer version of Rapport.",
            f"It is version {version}, this program reads up to {SCHEMA_VERSION}. {NOTHING_WRITTEN}",
            "Update Rapport and try again.",
        )


def _table(name: str, rows: object) -> list[dict[str, object]]:
    if not isinstance(rows, list):
        raise InvalidInput(f"{_shown(name)} is not a list of rows.", NOTHING_WRITTEN)
    return [_row(name, number, row) for number, row in enumerate(rows, 1)]


def _row(table: str, number: int, row: object) -> dict[str, object]:
    if not isinstance(row, dict):
        raise InvalidInput(f"Row {number} of {_shown(table)} is not an object.", NOTHING_WRITTEN)
    return {str(column): _value(table, number, str(column), value) for column, value in row.items()}


def _value(table: str, number: int, column: str, value: object) -> object:
    _check(table, number, column, value, NOTHING_WRITTEN)
    if isinstance(value, str):
        return _storable(value) if column in VERBATIM else clean(value)
    return value


def _check(table: str, number: int, column: str, value: object, consequence: str) -> None:
    if isinstance(value, str | bool) or value is None:
        return
    if isinstance(value, int) and -LONGEST_INTEGER <= value < LONGEST_INTEGER:
        return
    if isinstance(value, float) and math.isfinite(value):
        return
    raise InvalidInput(
        f"{_shown(column)} in row {number} of {_shown(table)} is not text, a number, true, false or null.",
        consequence,
    )


def _storable(text: str) -> str:
    return text.replace("\x00", "\ufffd").encode("utf-8", errors="replace").decode("utf-8")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _shown(name: str) -> str:
    return repr(clean(name, 60, one_line=True))
