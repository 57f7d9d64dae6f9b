"""The published JSON Schema of a backup, and checking rows against it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from msgspec import Struct

from tui.domain.text import clean

SCHEMA_FILE = "rapport-backup.schema.json"
_SHOWN = 40

_TYPES: dict[str, type] = {"integer": int, "string": str, "null": type(None)}
_WORDS = {"integer": "a whole number", "string": "text", "null": "nothing"}


class ColumnRule(Struct, frozen=True):
    """What may stand in one column."""

    types: tuple[str, ...]
    values: tuple[object, ...] | None = None
    """The only values allowed, where the schema lists them."""
    least: int | None = None
    most: int | None = None
    shortest: int = 0
    longest: int | None = None
    pattern: re.Pattern[str] | None = None
    refers_to: str = ""
    """The table whose id it holds."""

    def fault(self, value: object) -> str:
        """Say what is wrong with a value, or "" where it fits."""
        if not any(isinstance(value, _TYPES[kind]) for kind in self.types) or isinstance(value, bool):
            return f"is not {' or '.join(_WORDS[kind] for kind in self.types)}"
        if self.values is not None and value not in self.values:
            return f"is {_shown(value)}, which is none of what it can be"
        if isinstance(value, int) and not self._is_within(value):
            return f"is {value}, which is out of range"
        if isinstance(value, str):
            if len(value) < self.shortest or (self.longest is not None and len(value) > self.longest):
                return f"has {len(value)} characters, which is too {'few' if not value else 'many'}"
            if self.pattern and not self.pattern.search(value):
                return f"is {_shown(value)}, which is not written as it should be"
        return ""

    def _is_within(self, value: int) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class TableRule(Struct, frozen=True):
    """What the rows of one table hold."""

    columns: Mapping[str, ColumnRule]
    required: frozenset[str]

    def faults(self, row: Mapping[str, object]) -> Iterator[str]:
        """Say everything that is wrong with a row."""
        for column in sorted(self.required - set(row)):
            yield f"{column!r} is missing"
        for column, value in row.items():
            rule = self.columns.get(column)
            if rule is None:
                yield f"there is no column {_shown(column)}"
            elif fault := rule.fault(value):
                yield f"{column!r} {fault}"


def schema_text() -> str:
    """Give the JSON Schema of a backup as it is published."""
    return resources.files("tui").joinpath("data", SCHEMA_FILE).read_text(encoding="utf-8")


@cache
def table_rules() -> Mapping[str, TableRule]:
    """Give the rule of every table, as the published schema has it."""
    properties = json.loads(schema_text())["properties"]
    return {
        name: TableRule(
            {column: _rule(said) for column, said in of["items"]["properties"].items()},
            frozenset(of["items"]["required"]),
        )
        for name, of in properties.items()
        if of.get("type") == "array"
    }


def _rule(said: Mapping[str, object]) -> ColumnRule:
    kinds, values, pattern = said["type"], said.get("enum"), said.get("pattern")
    return ColumnRule(
        types=tuple(str(kind) for kind in kinds) if isinstance(kinds, list) else (str(kinds),),
        values=tuple(values) if isinstance(values, list) else None,
        least=_number(said, "minimum"),
        most=_number(said, "maximum"),
        shortest=_number(said, "minLength") or 0,
        longest=_number(said, "maxLength"),
        pattern=re.compile(pattern) if isinstance(pattern, str) else None,
        refers_to=str(said.get("x-refers-to", "")),
    )


def _number(said: Mapping[str, object], key: str) -> int | None:
    value = said.get(key)
    return value if isinstance(value, int) else None


def _shown(value: object) -> str:
    return repr(clean(str(value), _SHOWN, one_line=True))
