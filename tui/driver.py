"""The driver between Textual and the terminal: any byte may be typed, and leaving does not wait."""

from __future__ import annotations

import os
import selectors
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from tui.terminal import HANGUP_EXIT, SAVING_SECONDS

READ_BYTES = 4096
SETTLE_SECONDS = 0.25
"""How long after the last key an unfinished escape sequence may still be taken for the Escape key."""
TICK_SECONDS = 0.02
PASTE_SECONDS = 10.0
"""A paste that brings nothing for so long has ended, whatever its end got lost in."""
PASTE_CHARACTERS = 8_000_000
"""The most of one paste that is held; what follows up to its end is dropped."""
_MARK_LENGTH = len(BRACKETED_PASTE_END)


class Pastes:
    """Parts pastes from keys, so that nothing in a pasted text is ever taken for a key.

    Textual reads a paste with the parser it reads keys with: an escape sequence inside moves its
    text about, and what follows may be pressed.
    """

    def __init__(self) -> None:
        self._begun = ""
        """The end of the last keys, when a mark could begin with it."""
        self._pasted: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether a paste has begun and not ended."""
        return self._pasted is not None

    def split(self, text: str) -> Iterator[str | events.Paste]:
        """Give keys as they came, and each paste as a whole."""
        if not text:
            return
        rest, self._begun = self._begun + text, ""
        while rest:
            if self._pasted is None:
                keys, mark, rest = rest.partition(BRACKETED_PASTE_START)
                if mark:
                    self._pasted = ""
                else:
                    keys, self._begun = _before_mark(keys)
                if keys:
                    yield keys
                continue
            searched = max(0, len(self._pasted) - _MARK_LENGTH)
            whole = self._pasted + rest
            end = whole.find(BRACKETED_PASTE_END, searched)
            if end < 0:
                is_long = len(whole) > PASTE_CHARACTERS
                self._pasted = whole[:PASTE_CHARACTERS] + whole[-_MARK_LENGTH:] if is_long else whole
                return
            rest = whole[end + _MARK_LENGTH :]
            self._pasted = None
            yield events.Paste(whole[:end].replace("\x00", ""))

    def settle(self) -> str:
        """Give back what was held for a mark that did not come."""
        keys, self._begun = self._begun, ""
        return keys

    def give_up(self) -> events.Paste | None:
        """Give a paste whose end does not come, and read keys again."""
        pasted, self._pasted = self._pasted, None
        return events.Paste(pasted.replace("\x00", "")) if pasted else None


def _before_mark(keys: str) -> tuple[str, str]:
    """Part from the end of the keys what may begin a paste's mark; Escape alone is a key."""
    for length in range(min(len(keys), len(BRACKETED_PASTE_START) - 1), 0, -1):
        if BRACKETED_PASTE_START.startswith(keys[-length:]) and keys != BRACKETED_PASTE_START[0]:
            return keys[:-length], keys[-length:]
    return keys, ""


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
        signal.signal(signal.SIGWINCH, self._on_window_change)

    def _on_window_change(self, *_: object) -> None:
        """Ask for the size at the next turn of the loop.

        Textual asks in the handler; one that interrupts another then hands its newer size on first.
        """
        if not self._in_band_window_resize:
            self._loop.call_soon_threadsafe(self._tell_size)

    def _tell_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

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
        parser, pastes = XTermParser(self._debug), Pastes()
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        settled_at = 0.0
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            while not self._is_leaving:
                is_settling = time.monotonic() < settled_at
                timeout = PASTE_SECONDS if pastes.is_open else TICK_SECONDS if is_settling else None
                ready = selector.select(timeout)
                for key, _mask in ready:
                    if key.fd == self._wake_read:
                        os.read(self._wake_read, READ_BYTES)
                        continue
                    self._take(parser, pastes, decode(self._read()))
                    settled_at = time.monotonic() + SETTLE_SECONDS
                if not ready:
                    self._settle(parser, pastes)
                for message in parser.tick():
                    self.process_message(message)
        self._finish(parser)

    def _take(self, parser: XTermParser, pastes: Pastes, text: str) -> None:
        for part in pastes.split(text):
            if isinstance(part, str):
                self._feed(parser, part)
            else:
                self.process_message(part)

    def _settle(self, parser: XTermParser, pastes: Pastes) -> None:
        """Nothing more came: what could have been the beginning of a paste was none, or has no end."""
        if pastes.is_open and (left := pastes.give_up()):
            self.process_message(left)
        self._feed(parser, pastes.settle())

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
            time.sleep(SAVING_SECONDS)  # Another thread has seen it first and is saving the last words.
        os._exit(HANGUP_EXIT)

    def _finish(self, parser: XTermParser) -> None:
        try:
            for _message in parser.feed(""):
                continue
        except (EOFError, ParseError):
            return

    # Stopping and going on

    @property
    def can_suspend(self) -> bool:
        """Whether the terminal may be given to another program."""
        return bool(getattr(self._app, "may_stop", True))

    def _sigtstp_application(self, *_: object) -> None:
        """Stop at the next turn of the loop, not in the middle of a question to the book."""
        if self.can_suspend:
            self._loop.call_soon_threadsafe(self._ask_to_stop)

    def _ask_to_stop(self) -> None:
        stop = getattr(self._app, "stop_when_idle", None)
        if stop is None:
            self.stop_now()
        else:
            stop(self.stop_now)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again, if it was given back."""
        if self._must_signal_resume:
            self.resume_application_mode()

    def stop_now(self) -> None:
        """Give the terminal back and stop, until somebody lets the program go on."""
        if self._auto_restart:
            self.suspend_application_mode()
            self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)
