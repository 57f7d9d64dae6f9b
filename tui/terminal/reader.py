"""Reads what a terminal sends: every byte of it is a key, a paste, the mouse, a size, or nothing."""

from __future__ import annotations

import re
import traceback
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from textual import constants, events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import FOCUSIN, FOCUSOUT, IS_ITERM, XTermParser
from textual.geometry import Size
from textual.keys import Keys
from textual.message import Message

from tui.terminal.key_reports import NO_KEY, ODD, meant
from tui.terminal.sequences import REPORT_SECONDS, Escaped, Part, Pasted, Report, Sequences, Typed
from tui.terminal.window_size import bounded, reported_size

_SIDE_BUTTONS = 128
"""From here on the mouse's button is none of the three; Textual takes it for one of them."""
_MOUSE_BUTTON = re.compile(r"\x1b\[<(\d+);")
_MODE_ANSWER = re.compile(r"\x1b\[\?(\d+);(\d)\$y")
_C1 = range(0x80, 0xA0)
_MODE_REPORT = "$y"
_SYNCHRONISED, _IN_BAND_SIZES = "2026", "2048"


class TerminalReader:
    """Turns bytes into messages for the app, and outlives whatever they are.

    ``size`` gives the window as it is drawn. ``note`` is told, once for each kind, what could not be read:
    a sentence about the program, never what was typed.
    """

    def __init__(self, size: Callable[[], Size], note: Callable[[str], None] = lambda _kind: None) -> None:
        self._size = size
        self._note = note
        self._noted: set[str] = set()
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self._sequences = Sequences()
        self._textual = XTermParser()
        self._tells_sizes = False
        """Whether the terminal said that it tells its size by itself; only then a size it tells is one."""

    @property
    def patience_seconds(self) -> float | None:
        """How long to wait for more before ``settle``; None when nothing was begun."""
        return self._sequences.patience_seconds or (REPORT_SECONDS if self._decoder.getstate()[0] else None)

    def read(self, data: bytes) -> Iterator[Message]:
        """Return what the bytes mean, as far as they are whole."""
        return self._messages(self._sequences.feed(self._decoder.decode(data)))

    def settle(self) -> Iterator[Message]:
        """Return what was begun and does not go on."""
        left = self._sequences.feed(self._decoder.decode(b"", final=True))
        return self._messages(chain(left, self._sequences.settle()))

    def _messages(self, parts: Iterable[Part]) -> Iterator[Message]:
        for part in parts:
            try:
                yield from [*self._meaning(part)]
            except Exception as error:  # Whatever it was, it was no key, and the next one is to be read.
                self._note_fault(error)

    def _note_fault(self, error: Exception) -> None:
        place = traceback.extract_tb(error.__traceback__)[-1]
        self._note_once(f"{type(error).__name__} in {place.name}, line {place.lineno}")

    def _note_once(self, kind: str) -> None:
        if kind not in self._noted:
            self._noted.add(kind)
            self._note(f"What the terminal sent could not be read and was left out: {kind}.")

    def _meaning(self, part: Part) -> Iterator[Message]:
        if isinstance(part, Pasted):
            yield events.Paste(part.text)
        elif isinstance(part, Typed):
            for character in part.text:
                if ord(character) not in _C1:
                    yield from self._keys(character)
        elif isinstance(part, Escaped):
            if part.character:
                yield from self._keys(f"\x1b{part.character}") or self._keys(part.character, alt=True)
            else:
                yield events.Key("escape", "\x1b")
        else:
            yield from self._reported(part)

    def _keys(self, sequence: str, *, alt: bool = False) -> list[events.Key]:
        found = self._textual._sequence_to_key_events(sequence, alt=alt)
        return [key for key in found if key.key != Keys.Ignore]

    def _reported(self, report: Report) -> Iterator[Message]:
        sequence = report.sequence
        key = meant(sequence)
        if key == ODD:
            self._note_once("a report of a key that is none")
        elif key:
            yield from self._keys(sequence if constants.DISABLE_KITTY_KEY else key)
        elif key == NO_KEY:
            return
        elif sequence in (FOCUSIN, FOCUSOUT):
            yield events.AppFocus() if sequence == FOCUSIN else events.AppBlur()
        elif sequence.startswith("\x1b[<"):
            yield from self._mouse(sequence)
        elif sequence.startswith("\x1b[48;") and sequence.endswith("t"):
            yield from self._resized(sequence)
        elif sequence.endswith(_MODE_REPORT):
            yield from self._answered(sequence)
        elif sequence in ANSI_SEQUENCES_KEYS:
            yield from self._keys(sequence)

    def _mouse(self, sequence: str) -> Iterator[Message]:
        """Yield what the mouse did inside the window; a place outside is none.

        Textual divides by the size that was reported (``XTermParser.parse_mouse_code``), and that may be 0.
        """
        button = _MOUSE_BUTTON.match(sequence)
        if button is None or int(button[1]) >= _SIDE_BUTTONS:
            return
        if self._tells_sizes and self._textual.terminal_pixel_size is None:
            return  # It tells places in pixels, and not how large one is.
        size = self._size()
        event = self._textual.parse_mouse_code(sequence)
        if isinstance(event, events.MouseEvent) and event.x < size.width and event.y < size.height:
            yield event

    def _resized(self, sequence: str) -> Iterator[Message]:
        """Yield the window's new size where the terminal said that it would tell it."""
        cells, pixels = reported_size(sequence)
        if not self._tells_sizes or cells is None:
            self._note_once("a window size that was not asked for, or is none")
            return
        self._textual.terminal_size, self._textual.terminal_pixel_size = cells, pixels
        self._textual.mouse_pixels = pixels is not None
        size = bounded(*cells)
        yield events.Resize(size, size, size, pixels)

    def _answered(self, sequence: str) -> Iterator[Message]:
        """Yield what the terminal can do, where the app asked for it."""
        found = _MODE_ANSWER.fullmatch(sequence)
        if found is None:
            return
        mode, setting = found[1], int(found[2])
        if mode == _SYNCHRONISED and setting > 0:
            yield messages.TerminalSupportsSynchronizedOutput()
        elif mode == _IN_BAND_SIZES and constants.SMOOTH_SCROLL and not IS_ITERM:
            answer = messages.InBandWindowResize.from_setting_parameter(setting)
            self._tells_sizes = self._tells_sizes or answer.supported
            yield answer
