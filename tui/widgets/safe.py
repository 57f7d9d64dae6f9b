"""The one gate for text on screen: what people, files and exceptions said, shown and never obeyed."""

from __future__ import annotations

from rich.cells import cell_len, split_graphemes

from tui.domain.text import clean

SHOWN_LIMIT = 2_000
"""The most characters of one text that a single line on screen ever has to measure."""

ELLIPSIS = "…"


def shown(text: object) -> str:
    """Return the text as one line may show it: no control characters, no line ends."""
    raw = str(text)
    if raw.isascii() and raw.isprintable() and len(raw) <= SHOWN_LIMIT:
        return raw
    return clean(raw[:SHOWN_LIMIT], one_line=True)


def width_of(text: str) -> int:
    """Return the width of a shown text in cells; wide characters count two."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: object, width: int, ellipsis: str = ELLIPSIS) -> str:
    """Return the text in at most ``width`` cells; when it is shortened, the ellipsis is counted.

    A wide character that would stand half outside is left out whole.
    """
    line = shown(text)
    if width <= 0:
        return ""
    if width_of(line) <= width:
        return line
    room = width - width_of(ellipsis)
    if room < 0:
        return _first_cells(line, width)
    return _first_cells(line, room) + ellipsis


def fit(text: object, width: int, *, right: bool = False, ellipsis: str = ELLIPSIS) -> str:
    """Return the text in exactly ``width`` cells: cut, or padded with spaces on the side that needs them."""
    line = cut(text, width, ellipsis)
    padding = " " * (width - width_of(line))
    return padding + line if right else line + padding


def whole_sentences(text: object, width: int, ellipsis: str = ELLIPSIS) -> str:
    """Return as many whole sentences of the text as fit into ``width`` cells; at least the cut first one."""
    line = shown(text)
    while width_of(line) > width:
        end = max(line.rfind(stop, 0, len(line) - 1) for stop in (". ", "? ", "! "))
        if end < 0:
            return cut(line, width, ellipsis)
        line = line[: end + 1]
    return line


def _first_cells(line: str, width: int) -> str:
    """Return the longest beginning of a line that fits into ``width`` cells, cut between characters."""
    if line.isascii():
        return line[:width]
    used = 0
    for start, _end, cells in split_graphemes(line)[0]:
        if used + cells > width:
            return line[:start]
        used += cells
    return line


def wrap(text: object, width: int, most: int, ellipsis: str = ELLIPSIS) -> list[str]:
    """Return the text as at most ``most`` rows of ``width`` cells, broken between words where it can be."""
    rows: list[str] = []
    rest = shown(text).strip()
    while rest and len(rows) < most - 1 and width_of(rest) > width > 0:
        head = _first_cells(rest, width)
        at = len(head) if rest[len(head)] == " " else head.rfind(" ")
        head = rest[:at] if at > 0 else head or rest[:1]
        rows.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return [*rows, cut(rest, width, ellipsis)] if rest else rows
