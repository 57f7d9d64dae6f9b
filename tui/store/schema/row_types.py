"""What a row of a copied book may hold, as a type that msgspec reads: made from the one list of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, defstruct

from tui.store.schema.column import GREATEST, SMALLEST, WHOLE_NUMBERS, Column, Kind
from tui.store.schema.columns import columns_of
from tui.store.schema.tables import plural
from tui.store.table_list import COPIED

_PATTERNS = {Kind.DAY: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Kind.WEEKDAYS: "^[0-6]*$"}


def row_types() -> Mapping[str, type[Struct]]:
    """Return the type of a row of every table a copy holds, by the plural of the table's name."""
    return {plural(table): _row_type(table) for table in COPIED}


def _row_type(table: str) -> type[Struct]:
    needed, usual = [], []
    for column in columns_of(table):
        if column.may_be_empty or column.instead is not None:
            usual.append((column.name, _type(column), column.instead))
        else:
            needed.append((column.name, _type(column)))
    return defstruct(table, [*needed, *usual], frozen=True, forbid_unknown_fields=True)


# msgspec wants types made while the program runs; to mypy those are values.
def _type(column: Column) -> Any:
    kind = _plain(column)
    if column.may_be_empty:
        kind |= None
    if column.refers_to:
        return Annotated[kind, Meta(extra_json_schema={"x-refers-to": plural(column.refers_to)})]
    return kind


def _plain(column: Column) -> Any:
    if column.kind is Kind.FLAG:
        return Literal[0, 1]
    if column.kind is Kind.ENUM and not column.takes_anything:
        return Literal[column.words]
    if column.kind in WHOLE_NUMBERS:
        return int if column.takes_anything else Annotated[int, _range(column)]
    return Annotated[
        str,
        Meta(
            min_length=column.shortest or None,
            max_length=column.longest,
            pattern=_PATTERNS.get(column.kind),
        ),
    ]


def _range(column: Column) -> Meta:
    least, most = (1, None) if column.name == "id" else (column.least, column.most)
    bounds = (SMALLEST, GREATEST)
    return Meta(ge=None if least in bounds else least, le=None if most in bounds else most)
