"""An import that can be stopped at any moment by Ctrl+C or a signal: everything is in or nothing, and it says which."""

from __future__ import annotations

import atexit
import signal
import sys
import time
from types import FrameType, TracebackType

from tui.services.importing.plan import ImportStopped, Progress

SHOWN_AFTER_SECONDS = 1.0
"""What takes less needs no word about how far it is."""
_BETWEEN_SECONDS = 0.1
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """Turns the signals that mean "stop" into the sentence that nothing was added, as long as that is true.

    From ``last_word`` on everything is being written, which SQLite does as a whole: a signal that comes then
    changes nothing more, and ``came_late`` says that it came.
    """

    def __init__(self) -> None:
        self._signal = 0
        self._is_writing = False
        self._before = {number: signal.getsignal(number) for number in _SIGNALS}

    def __enter__(self) -> Stopping:
        for number in _SIGNALS:
            signal.signal(number, self._asked)
        return self

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        if not self._is_writing:
            self._give_back()
        # Whatever came up on the way out of it, it is the signal's doing.
        if error is not None and self._signal and not self._is_writing:
            stopped = ImportStopped()
            stopped.exit_code = 128 + self._signal
            raise stopped from None

    @property
    def came_late(self) -> bool:
        """Whether it was to be stopped when everything was being written already."""
        return bool(self._signal) and self._is_writing

    def last_word(self) -> None:
        """Let nothing stop it any more."""
        self._is_writing = True
        # The interpreter gives signals back before it has ended, and one that comes then would deny what is in.
        atexit.register(_ignore)

    def _asked(self, number: int, _: FrameType | None) -> None:
        is_first = not self._signal
        self._signal = self._signal or number
        if self._is_writing:
            # The line runs to its end, for its exit code says that all is in; a second signal ends it as ever.
            self._give_back()
        elif is_first:
            raise KeyboardInterrupt

    def _give_back(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


def _ignore() -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


class Bar:
    """How far a long import is: one line on a terminal, written over; nothing where no person looks on."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._began = self._last = time.monotonic()
        self._cells = 0

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._cells:
            self._write("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def doing(self, what: str) -> Progress:
        """Return what is told how far this part of it is; it always goes on."""

        def told(done: int, total: int) -> bool:
            now = time.monotonic()
            is_due = now - self._began > SHOWN_AFTER_SECONDS and now - self._last > _BETWEEN_SECONDS
            if self._is_shown and is_due:
                self._last = now
                self._write(f"{what}: {done:,} of {max(done, total):,}")
            return True

        return told

    def writing(self) -> None:
        """Say that it is being written."""
        if self._cells:
            self._write("Writing it down")

    def _write(self, said: str) -> None:
        sys.stderr.write(f"\r{said.ljust(self._cells)}")
        sys.stderr.flush()
        self._cells = len(said)
