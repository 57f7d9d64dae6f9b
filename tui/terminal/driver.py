"""The driver between Textual and the terminal: any byte may be typed, and leaving does not wait."""

from __future__ import annotations

import os
import selectors
import signal
import time
from collections.abc import Iterable

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from tui.terminal.reader import TerminalReader
from tui.terminal.terminal import HANGUP_EXIT, SAVING_SECONDS
from tui.terminal.window_size import bounded

READ_BYTES = 4096


class RapportDriver(LinuxDriver):
    """Reads keys without ever dying of one, sleeps while nothing happens, and quits at once.

    Textual's own reader ends the app at the first byte that is not UTF-8, wakes ten times a second,
    and spins for ever when the terminal is gone.
    """

    _wake_read = -1
    _wake_write = -1
    _is_leaving = False
    _drawn = Size(80, 24)
    """How large the window is, as far as it is drawn."""

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

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the size that is drawn, whatever the terminal says of itself."""
        self._drawn = bounded(*super()._get_terminal_size())
        return self._drawn

    def _drawn_size(self) -> Size:
        return self._drawn

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
        reader = TerminalReader(self._drawn_size, getattr(self._app, "note_for_log", lambda _kind: None))
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            while not self._is_leaving:
                ready = selector.select(reader.patience_seconds)
                for key, _mask in ready:
                    if key.fd == self._wake_read:
                        os.read(self._wake_read, READ_BYTES)
                    else:
                        self._hand_on(reader.read(self._read()))
                if not ready:
                    self._hand_on(reader.settle())

    def _hand_on(self, found: Iterable[Message]) -> None:
        for message in found:
            if isinstance(message, events.Resize):
                self._drawn = message.size
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
