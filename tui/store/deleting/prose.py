"""In which columns somebody's name is looked for: those that hold a person's own words, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tui.store.schema.columns import prose_columns


def _prose() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for column in prose_columns():
        found[column.table] = (*found.get(column.table, ()), column.name)
    return MappingProxyType(found)


PROSE = _prose()
"""Table -> columns, from the one list of columns."""

ONLY_WHERE = MappingProxyType({each.table: each.only_where for each in prose_columns() if each.only_where})
"""Table -> which of its rows hold words."""

LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contact": ("place", "organisation", "role", "time_zone"),
        "interaction": ("place",),
        "position": ("organisation", "role"),
        "tag": ("name",),
        "circle": ("name",),
    }
)
"""Columns whose words stand for places, work and groups: a name that is one of them may mean that instead."""


def holds_words(table: str, key: object) -> bool:
    """Whether a row of a table holds words; ``key`` is what a setting is called."""
    return table not in ONLY_WHERE or ONLY_WHERE[table] == f"key = '{key}'"
