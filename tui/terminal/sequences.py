"""Parts the stream a terminal sends into keys, reports and pastes, wherever it was cut on its way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"
PASTE_CHARACTERS = 8_000_000
"""The most of one paste that is held; what follows up to its end is dropped."""
REPORT_CHARACTERS = 64
"""No report is longer than that; what is, means nothing, and is read past up to its end."""

PASTE_SECONDS = 5.0
"""A paste that brings nothing for so long has ended, whatever its end got lost in."""
REPORT_SECONDS = 1.0
"""A report that was begun and brings nothing for so long does not come any more."""
KEY_SECONDS = 0.1
"""So long an Escape may be the beginning of something; then it is the key."""

_CSI = re.compile(r"\x1b\[(?:\[[A-Z]|M[^\x1b]{3}|(?!M|\[)[^\x00-\x1f\x7f@-~]*[@-~])")
"""A report: parameters, and a letter that ends it. The console's F keys and the oldest mouse reports go on."""
_CSI_BEGUN = re.compile(r"\x1b\[(?:\[|M[^\x1b]{0,2}|[^\x00-\x1f\x7f@-~]*)")
_SS3 = re.compile(r"\x1bO[0-9;]*[@-~]")
_SS3_BEGUN = re.compile(r"\x1bO[0-9;]*")
_RXVT = re.compile(r"\x1b\[\d+\$(?!y)")
"""rxvt's shifted keys end in what begins the end of other reports."""
_STRINGS = {"]": re.compile(r"\d"), "P": re.compile(r"[0-9;$+!>=|]"), "_": re.compile("G")}
"""What introduces a text of the terminal's own, and how that goes on; else it is a key with Alt."""
_STRING_END = re.compile("\x07|\x1b\\\\|\x9c|\x1b(?=[^\\\\])|\x18|\x1a")
_OVERLONG_END = re.compile("[\x00-\x1f\x7f@-~]")


class Typed(Struct, frozen=True):
    """Characters as they were typed."""

    text: str


class Escaped(Struct, frozen=True):
    """The Escape key, or with a character a key that was pressed together with Alt."""

    character: str = ""


class Report(Struct, frozen=True):
    """A whole control sequence: a key with a name, the mouse, a size, an answer."""

    sequence: str


class Pasted(Struct, frozen=True):
    """A text that was pasted: nothing in it is a key."""

    text: str


Part = Typed | Escaped | Report | Pasted


class Sequences:
    """Takes what was read, piece by piece, and gives each part as soon as it is whole.

    Textual's parser takes a paste apart with what it reads keys with, and types what it does not
    know (``textual._xterm_parser.XTermParser.parse``: ``reissue_sequence_as_keys``).
    """

    def __init__(self) -> None:
        self._held = ""
        """What was begun and may go on."""
        self._is_string = False
        """Whether a text of the terminal's own is being read past."""
        self._is_overlong = False
        """Whether a report that means nothing is being read past."""
        self._pasted: list[str] | None = None
        self._pasted_characters = 0

    @property
    def patience_seconds(self) -> float | None:
        """How long to wait for more before ``settle``; None when nothing was begun."""
        if self._pasted is not None:
            return PASTE_SECONDS
        if self._is_string or self._is_overlong or len(self._held) > 2:
            return REPORT_SECONDS
        return KEY_SECONDS if self._held else None

    def feed(self, text: str) -> Iterator[Part]:
        """Yield what is whole now, in the order in which it came."""
        rest, self._held = self._held + text, ""
        while rest:
            if self._pasted is not None:
                part, rest = self._paste_on(rest)
            elif self._is_string or self._is_overlong:
                part, rest = None, self._read_past(rest)
            elif rest[0] != "\x1b":
                end = rest.find("\x1b")
                end = len(rest) if end < 0 else end
                part, rest = Typed(rest[:end]), rest[end:]
            else:
                part, rest = self._escape_on(rest)
            if part is not None:
                yield part

    def settle(self) -> Iterator[Part]:
        """Nothing more came: what was begun is a key, a text whose end was lost, or nothing."""
        held, self._held = self._held, ""
        self._is_string = self._is_overlong = False
        if self._pasted is not None:
            yield self._paste_ends(held)
        elif _RXVT.fullmatch(held):
            yield Report(held)
        elif 0 < len(held) <= 2:
            yield Escaped(held[1:])

    def _escape_on(self, rest: str) -> tuple[Part | None, str]:
        """Read what begins with Escape; what may go on is held."""
        if len(rest) == 1:
            self._held = rest
            return None, ""
        kind = rest[1]
        if kind == "\x1b":
            return Escaped(), rest[1:]
        if kind == "[":
            return self._report_on(rest, _CSI, _CSI_BEGUN)
        if kind == "O":
            return self._report_on(rest, _SS3, _SS3_BEGUN)
        if kind in _STRINGS:
            if len(rest) == 2:
                self._held = rest
                return None, ""
            if _STRINGS[kind].match(rest[2]):
                self._is_string = True
                return None, rest[2:]
        return Escaped(kind), rest[2:]

    def _report_on(
        self, rest: str, whole: re.Pattern[str], begun: re.Pattern[str]
    ) -> tuple[Part | None, str]:
        found = _RXVT.match(rest) or whole.match(rest)
        if found and found.end() == len(rest) and rest.endswith("$"):
            found = None  # It may go on.
        if found:
            if found[0] == PASTE_START:
                self._pasted, self._pasted_characters = [], 0
                return None, rest[found.end() :]
            is_long = found.end() > REPORT_CHARACTERS
            return None if is_long else Report(found[0]), rest[found.end() :]
        so_far = begun.match(rest)
        end = so_far.end() if so_far else 2
        if end == len(rest):
            if end > REPORT_CHARACTERS:
                self._is_overlong = True
            else:
                self._held = rest
            return None, ""
        # What follows belongs to no report: it is read for itself.
        return (Escaped(rest[1]) if end == 2 else None), rest[end:]

    def _read_past(self, rest: str) -> str:
        """Drop what belongs to a text of the terminal's own, or to a report that is too long."""
        end = (_STRING_END if self._is_string else _OVERLONG_END).search(rest)
        if end is None:
            self._held = "\x1b" if rest.endswith("\x1b") else ""
            return ""
        is_string, self._is_string, self._is_overlong = self._is_string, False, False
        belongs = end[0] != "\x1b" if is_string else "@" <= end[0] <= "~"
        return rest[end.end() :] if belongs else rest[end.start() :]

    def _paste_on(self, rest: str) -> tuple[Part | None, str]:
        end = rest.find(PASTE_END)
        if end >= 0:
            return self._paste_ends(rest[:end]), rest[end + len(PASTE_END) :]
        # The end may be cut anywhere: what it could begin with is looked at again.
        begun = next((n for n in range(len(PASTE_END) - 1, 0, -1) if rest.endswith(PASTE_END[:n])), 0)
        cut = len(rest) - begun
        self._keep(rest[:cut])
        self._held = rest[cut:]
        return None, ""

    def _paste_ends(self, last: str) -> Pasted:
        self._keep(last)
        pasted, self._pasted = self._pasted or [], None
        return Pasted("".join(pasted).replace("\x00", ""))

    def _keep(self, text: str) -> None:
        if self._pasted is not None and text:
            room = PASTE_CHARACTERS - self._pasted_characters
            self._pasted.append(text[: max(0, room)])
            self._pasted_characters += len(text)
