"""How large a window may say it is."""

from __future__ import annotations

import re

from textual.geometry import Size

MOST_COLUMNS, MOST_ROWS = 1_000, 500
"""A window that says it is larger is drawn as that: 65,535 x 65,535 cells would take gigabytes."""


def bounded(columns: int, rows: int) -> Size:
    """Return the size that is drawn: at least one cell, and no more than anybody's window has."""
    return Size(min(max(1, columns), MOST_COLUMNS), min(max(1, rows), MOST_ROWS))


_REPORT = re.compile(r"\x1b\[48;(\d+)(?::[\d:]*)?;(\d+)(?::[\d:]*)?;(\d+)(?::[\d:]*)?;(\d+)(?::[\d:]*)?t")


def reported_size(sequence: str) -> tuple[Size | None, Size | None]:
    """Return the cells and the pixels of a window that tells its size; None for what says nothing."""
    found = _REPORT.fullmatch(sequence)
    if found is None:
        return None, None
    rows, columns, height, width = map(int, found.groups())
    if not rows or not columns:
        return None, None
    return Size(columns, rows), Size(width, height) if width and height else None
