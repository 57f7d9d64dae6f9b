"""What the command line prints: plain aligned lines and JSON, safe to show, friendly to pipes."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tui.domain.text import REPLACEMENT, clean

CELL_LIMIT = 60
"""The most columns one cell of a plain list takes; JSON has it whole."""

JsonValue = str | int | float | bool | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]


def say(text: str) -> None:
    """Print text of any number of lines, control characters replaced."""
    sys.stdout.write(clean(text) + "\n")


def warn(text: str) -> None:
    """Print one line on stderr, control characters replaced."""
    sys.stderr.write(clean(text, one_line=True) + "\n")


def print_json(value: JsonValue) -> None:
    """Print JSON; control characters of any kind leave as escapes, everything else as written."""
    import json

    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(escaped_json(json.dumps(value, ensure_ascii=not is_utf8, indent=2)) + "\n")


def escaped_json(text: str) -> str:
    """Return JSON that says the same with its control characters and marks of direction as escapes."""
    import re

    unsafe = "[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u2028\u2029\ufeff\ud800-\udfff]"
    return re.sub(unsafe, lambda found: f"\\u{ord(found[0]):04x}", text)


def print_file(data: bytes, *, is_json: bool) -> None:
    """Print a whole file as it is; a terminal is shown marks where it would obey control characters."""
    sys.stdout.flush()
    if not sys.stdout.isatty():
        sys.stdout.buffer.write(data)
        return
    text = data.decode("utf-8", "replace")
    say(escaped_json(text).rstrip("\n") if is_json else text.replace("\r\n", "\n").rstrip("\n"))


def day_text(day: date | None) -> str | None:
    """Write a local calendar day as JSON has it."""
    return None if day is None else day.isoformat()


def table(rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out in columns two spaces apart; the last column keeps its length."""
    shown = [[clean(cell, one_line=True) for cell in row] for row in rows]
    columns = [[_cut(cell, CELL_LIMIT) for cell in column] for column in zip(*shown, strict=True)][:-1]
    widths = [max(map(_columns, column)) for column in columns]
    lines = []
    for row in shown:
        padded = [_padded(_cut(cell, CELL_LIMIT), width) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*padded, row[-1]]).rstrip())
    return "\n".join(lines)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _columns(cell))


def _cut(text: str, columns: int) -> str:
    if _columns(text) <= columns:
        return text
    kept = text[: columns - 1]
    while _columns(kept) > columns - 1:
        kept = kept[:-1]
    return f"{kept}…"


def _columns(text: str) -> int:
    """Return the terminal columns of a text: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if character != REPLACEMENT and unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
