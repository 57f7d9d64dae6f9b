"""What a terminal would show: pyte, taught the few sequences it does not know."""

from __future__ import annotations

import codecs
import re

import pyte

_UNKNOWN = re.compile(
    r"\x1bP[^\x1b]*\x1b\\"  # device control
    r"|\x1b[_^X][^\x1b]*\x1b\\"  # application, privacy, start of string
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, colours, links
    r"|\x1b\[[<=>][0-9;:]*[ -/]*[@-~]|\x1b\[[0-9;:?]*[ -/]+[@-~]"  # keyboard protocols, mode requests
    r"|\x1b\[\?[0-9;]*[urs]|\x1b\[[0-9;:]*[tu]|\x1b[=>]"
)
_UNFINISHED = re.compile(r"\x1b(?:[P_^X\]][^\x1b\x07]*\x1b?|\[[0-?]*[ -/]*|[()*+ #%]?)?\Z")
_COLONS = re.compile(r"\x1b\[[0-9;]*:[0-9;:]*m")

Row = tuple[tuple[int, pyte.screens.Char], ...]


class _Pyte(pyte.Screen):
    """Also repeats a character and clears the alternate screen; never answers queries itself."""

    _last = " "

    def draw(self, data: str) -> None:
        """Draw text, remembering what a repeat would repeat."""
        self._last = data[-1:] or self._last
        super().draw(data)

    def repeat_character(self, count: int = 1) -> None:
        """Draw the last character again."""
        super().draw(self._last * (count or 1))

    def set_mode(self, *modes: int, **kwargs: bool) -> None:
        """Switch modes; the alternate screen begins empty."""
        if kwargs.get("private") and 1049 in modes:
            self.erase_in_display(2)
        super().set_mode(*modes, **kwargs)

    def report_device_status(self, mode: int, **_kwargs: bool) -> None:
        """Say nothing: whoever reads the terminal answers."""

    def report_device_attributes(self, mode: int = 0, **_kwargs: bool) -> None:
        """Say nothing: whoever reads the terminal answers."""


class _Stream(pyte.Stream):
    csi = pyte.Stream.csi | {"b": "repeat_character"}
    events = frozenset({*pyte.Stream.events, "repeat_character"})


class Screen:
    """The cells of a terminal, fed with the bytes a program sent."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = _Pyte(columns, rows)
        self._stream = _Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._carried = ""
        self._seen: dict[int, Row] = {}

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(self._screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the cursor, counted from 1."""
        return self._screen.cursor.y + 1, self._screen.cursor.x + 1

    def feed(self, data: bytes) -> int:
        """Take bytes as they came and give how many rows look different now."""
        text = self._carried + self._decoder.decode(data)
        unfinished = _UNFINISHED.search(text)
        self._carried = unfinished.group() if unfinished else ""
        text = text[: len(text) - len(self._carried)]
        text = _COLONS.sub(lambda found: found.group().replace(":", ";"), text)
        self._screen.dirty.clear()
        self._stream.feed(_UNKNOWN.sub("", text))
        return sum(self._has_changed(y) for y in sorted(self._screen.dirty) if y < self._screen.lines)

    def _has_changed(self, y: int) -> bool:
        blank = self._screen.default_char
        row = tuple((x, cell) for x, cell in sorted(self._screen.buffer[y].items()) if cell != blank)
        changed = row != self._seen.get(y, ())
        self._seen[y] = row
        return changed
