"""Columns of a list: which are shown at a width, and how wide each is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace


class Column(Struct, frozen=True):
    """One column of a list; all widths are in cells."""

    name: str
    width: int
    grows_to: int = 0
    """How wide it may become when there is room; 0 never grows."""
    shown_from: int = 0
    """The least width of the list at which the column is shown at all."""
    right: bool = False
    """Numbers and short durations stand on the right."""


def lay_columns(columns: Sequence[Column], width: int, gap: int = 1) -> tuple[Column, ...]:
    """Return the columns that a list of ``width`` cells shows, with their final widths.

    Columns too many for the width leave from the right, the first one never; what room is left is
    given to the growing columns in order. Columns stand ``gap`` cells apart.
    """
    chosen = [column for column in columns if width >= column.shown_from]
    while len(chosen) > 1 and _taken(chosen, gap) > width:
        chosen.pop()
    room = width - _taken(chosen, gap)
    laid = []
    for column in chosen:
        grown = max(0, min(room, column.grows_to - column.width))
        room -= grown
        laid.append(replace(column, width=column.width + grown))
    if laid and room < 0:
        laid[0] = replace(laid[0], width=max(0, laid[0].width + room))
    return tuple(laid)


def _taken(columns: Sequence[Column], gap: int) -> int:
    return sum(column.width for column in columns) + gap * (len(columns) - 1 if columns else 0)
