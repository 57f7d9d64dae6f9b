"""A whole book as JSON: everything, with stable ids, written and read back the same."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, defstruct
from msgspec.json import schema

from tui.domain.errors import InvalidInput, MadeByNewer
from tui.domain.schema_version import SCHEMA_VERSION
from tui.domain.text import clean
from tui.formats.decode import NOTHING_WRITTEN
from tui.formats.json.node import parsed

FORMAT = "rapport-backup"
ENVELOPE = ("format", "schema_version", "exported_at")
LONGEST_INTEGER = 2**63
VERBATIM = frozenset({"raw"})
"""Columns kept as they stand (the text of a card): only what no database can hold is replaced."""

REFERS_TO = "x-refers-to"
"""Where the schema names the table whose id a column holds."""

_EACH_COLUMN = re.compile(r"\n(?: {5,}| {4}(?=[}\]]))")
"""Where the schema goes on in the line of its column."""

Tables = Mapping[str, Sequence[Mapping[str, object]]]
"""The tables of a book by name, each a sequence of rows, each a mapping from column to value."""
RowTypes = Mapping[str, type[Struct]]
"""What a row of each table may hold."""


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


def schema_text(types: RowTypes) -> str:
    """Return the JSON Schema of a backup whose tables have rows of these types."""
    envelope: list[tuple[str, object]] = [
        ("format", Literal[FORMAT]),
        ("schema_version", Literal[tuple(range(1, SCHEMA_VERSION + 1))]),
        ("exported_at", str),
    ]
    tables: list[tuple[str, object, object]] = [
        (name, list[row], [])  # type: ignore[valid-type]  # a type of its own for each table
        for name, row in types.items()
    ]
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:rapport:backup:{SCHEMA_VERSION}",
        "title": f"Rapport backup, version {SCHEMA_VERSION}",
        "description": "A whole book: every table a list of rows, every row with its id. Days are local calendar days, "
        f"instants are UTC in ISO 8601. {REFERS_TO} names the table whose id a column holds.",
    }
    made = schema(defstruct("backup", [*envelope, *tables], forbid_unknown_fields=True))
    return _EACH_COLUMN.sub(" ", json.dumps(about | made, indent=1)) + "\n"


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
    book = parsed(text, "take an earlier backup")
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
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise InvalidInput(f"Row {number} of {_shown(name)} is not an object.", NOTHING_WRITTEN)
        for column, value in row.items():
            row[column] = _value(name, number, column, value)  # in place: a book may be large
    return rows


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


def _shown(name: str) -> str:
    return repr(clean(name, 60, one_line=True))
