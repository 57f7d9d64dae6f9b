"""The driver between Textual and the terminal: any byte may be typed, and leaving does not wait."""

from __future__ import annotations

import os
import selectors
import time
from codecs import getincrementaldecoder

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal import HANGUP_EXIT

READ_BYTES = 4096
SETTLE_SECONDS = 0.25
"""How long after the last key an unfinished escape sequence may still be taken for the Escape key."""
TICK_SECONDS = 0.02


class RapportDriver(LinuxDriver):
    """Reads keys without ever dying of one, sleeps while nothing happens, and quits at once.

    Textual's own reader ends the app at the first byte that is not UTF-8, wakes ten times a second,
    and spins for ever when the terminal is gone.
    """

    _wake_read = -1
    _wake_write = -1
    _is_leaving = False

    def start_application_mode(self) -> None:
        """Begin drawing; the pipe that later wakes the reader is made first."""
        if self._wake_read < 0:
            self._wake_read, self._wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._is_leaving = False
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def disable_input(self) -> None:
        """Stop reading keys, waking the reader if it sleeps."""
        self._is_leaving = True
        if self._wake_write >= 0:
            os.write(self._wake_write, b"q")
        super().disable_input()

    def close(self) -> None:
        """Let go of the terminal and of the pipe."""
        super().close()
        for descriptor in (self._wake_read, self._wake_write):
            if descriptor >= 0:
                os.close(descriptor)
        self._wake_read = self._wake_write = -1

    def run_input_thread(self) -> None:
        """Read keys until told to stop or until the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        settled_at = 0.0
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            while not self._is_leaving:
                timeout = TICK_SECONDS if time.monotonic() < settled_at else None
                for key, _mask in selector.select(timeout):
                    if key.fd == self._wake_read:
                        os.read(self._wake_read, READ_BYTES)
                        continue
                    self._feed(parser, decode(self._read()))
                    settled_at = time.monotonic() + SETTLE_SECONDS
                for message in parser.tick():
                    self.process_message(message)
        self._finish(parser)

    def _feed(self, parser: XTermParser, text: str) -> None:
        if text:
            for message in parser.feed(text):
                self.process_message(message)

    def _read(self) -> bytes:
        """Read what was typed; end the program when there is nobody left to type."""
        try:
            typed = os.read(self.fileno, READ_BYTES)
        except OSError:
            typed = b""
        if not typed:
            self._end()
        return typed

    def _end(self) -> None:
        guard = getattr(self._app, "terminal_guard", None)
        if guard is not None:
            guard.end_now(HANGUP_EXIT)
        os._exit(HANGUP_EXIT)

    def _finish(self, parser: XTermParser) -> None:
        try:
            for _message in parser.feed(""):
                continue
        except (EOFError, ParseError):
            return
