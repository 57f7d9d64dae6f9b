"""The terminal the app runs in: what it must be, what is kept from it, and how to leave it in order.

Nothing here imports Textual: the environment has to be cleared before Textual reads it.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType

from msgspec import Struct, field

from tui.domain.errors import RapportError

HANGUP_EXIT = 128 + signal.SIGHUP
"""What the app answers when its terminal is gone."""

_ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""What ends a program by somebody's wish; answered even where it was switched off before."""

_NOT_ENDING = frozenset(
    {
        *_ENDING,
        *(signal.SIGKILL, signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGCONT),
        *(signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH),
        *(signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSYS, signal.SIGTRAP),
    }
)

_KEPT_VARIABLES = frozenset({"TEXTUAL_DISABLE_KITTY_KEY"})
"""A switch for terminals that mangle keys; it can do no harm."""

SAVING_SECONDS = 2.0
"""The longest that saving the last words may take before the end comes all the same."""

LEAVING_SECONDS = 0.3
"""How long a terminal that is busy is given to take what undoes its modes."""
_LOOK_SECONDS = 0.005

_LEAVE = (
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Undoes every mode the app switches on: mouse, focus, paste, resize, keys, wrap, screen, cursor."""

_PLAIN_MESSAGES = (ArithmeticError, AttributeError, ImportError, IndexError, NameError, OSError, TypeError)
"""Errors whose own message speaks of the program or the machine, not of people."""


def require_terminal(environment: Mapping[str, str], is_terminal: Callable[[int], bool] = os.isatty) -> None:
    """Raise RapportError (exit code 2) unless keyboard and screen are a terminal that can be drawn on."""
    if not all(is_terminal(descriptor) for descriptor in (0, 1, 2)):
        raise RapportError(
            "Rapport needs a terminal; use ssh -t.",
            "Nothing was opened or changed.",
            "For a plain list, try: rapport today",
        )
    if environment.get("TERM") == "dumb":
        raise RapportError(
            "This terminal (TERM=dumb) cannot draw the app.",
            "Nothing was opened or changed.",
            "For a plain list, try: rapport today",
        )


def scrub_environment(environment: MutableMapping[str, str]) -> None:
    """Drop the variables that would load code into Textual or write the screen to a file.

    Has to run before Textual is imported.
    """
    for name in [name for name in environment if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        if name not in _KEPT_VARIABLES:
            del environment[name]


def quiet_streams() -> None:
    """Keep logs and warnings of libraries off the screen, and let any text be written to it."""
    logging.lastResort = None
    warnings.simplefilter("ignore")
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


STOPPED = "Rapport had to stop: something in the program went wrong. What was saved is safe."


class TerminalGuard(Struct):
    """Leaves the terminal as it was found, also when the end comes from outside.

    ``before_end`` is called once, first, to bring unsaved words to safety; it must be quick.
    """

    before_end: Callable[[], None] = lambda: None
    _attributes: list[int | list[bytes | int]] | None = None
    _ending: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """Remember the terminal, and watch for its end: a signal that ends programs, or a line that was cut."""
        import termios

        self._attributes = termios.tcgetattr(0) if os.isatty(0) else None
        for number in (*_ENDING, *_also_ending()):
            signal.signal(number, self._on_signal)
        threading.Thread(target=self._watch_line, name="rapport-line", daemon=True).start()

    def end_now(self, exit_code: int = HANGUP_EXIT) -> None:
        """End the program here: words first, then the terminal as far as it still listens."""
        if not self._ending.acquire(blocking=False):
            return
        _end_in_time(exit_code)
        try:
            self.before_end()
        finally:
            self._restore()
            os._exit(exit_code)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self.end_now(128 + number)

    def _watch_line(self) -> None:
        """Wait, without waking up, for the terminal to hang up; a signal may have been switched off."""
        line = select.poll()
        line.register(0, 0)
        while not line.poll():
            continue
        self.end_now()

    def _restore(self) -> None:
        import termios

        try:
            if self._attributes is not None:
                termios.tcsetattr(0, termios.TCSANOW, self._attributes)
            if os.isatty(2):
                _leave_screen()
        except (OSError, ValueError, termios.error):
            return


def _also_ending() -> Iterator[int]:
    """Yield the other signals that end a program and that nobody has taken: the terminal is given back then too.

    Not those of a fault in the machine code (SIGSEGV and its like): nothing can be done in the midst of one.
    """
    for number in signal.valid_signals() - _NOT_ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            yield number


def _end_in_time(exit_code: int) -> None:
    """See to it that a disk that hangs does not keep the program."""
    if threading.current_thread() is threading.main_thread():
        # The system ends the program, whatever the interpreter is waiting for.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, SAVING_SECONDS)
        return
    watch = threading.Timer(SAVING_SECONDS, os._exit, [exit_code])
    watch.daemon = True
    watch.start()


def _leave_screen() -> None:
    """Undo every mode, behind what is still being drawn; a line that stalls is not waited for.

    Whatever the app would draw from here on fails, for writing waits no more.
    """
    threading.excepthook = lambda _failure: None
    os.set_blocking(2, False)
    try:
        rest, end = _LEAVE.encode(), time.monotonic() + LEAVING_SECONDS
        while rest and time.monotonic() < end:
            try:
                rest = rest[os.write(2, rest) :]
            except BlockingIOError:
                time.sleep(_LOOK_SECONDS)
    finally:
        os.set_blocking(2, True)


class CrashLog(Struct, frozen=True):
    """Where an unexpected error is written down: lines of the program, and nobody's words."""

    path: Path

    def record(self, error: BaseException, where: Sequence[str] = ()) -> str:
        """Write the error to the log, readable by its owner only, and give the sentence to show.

        ``where`` is what is known besides of the lines of the program that it came from.
        """
        if not self._write("".join((*_account_of(error), *where)) + "\n"):
            return f"{STOPPED} The log could not be written."
        return f"{STOPPED} The details are in {self.path}"

    def note(self, sentence: str) -> None:
        """Write a sentence about the program to the log; where that does not work nothing is lost."""
        self._write(f"{sentence}\n")

    def _write(self, text: str) -> bool:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(self.path, flags, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8", errors="replace") as log:
                os.fchmod(log.fileno(), 0o600)
                log.write(text)
        except OSError:
            return False
        return True

    def catch_the_rest(self) -> None:
        """Send errors that reach the very top of the program or of a thread to the log."""

        def at_top(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
            sentence = self.record(error)
            sys.stderr.write("".join(c if c.isprintable() else "?" for c in sentence) + "\n")

        def in_thread(failure: threading.ExceptHookArgs) -> None:
            if failure.exc_value is not None:
                self.record(failure.exc_value)

        sys.excepthook = at_top
        threading.excepthook = in_thread


def _account_of(error: BaseException) -> Iterator[str]:
    """Tell an error and what led to it, innermost last, without values of variables."""
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain:
        chain.append(following)
        inner = getattr(following, "error", None)
        cause = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
        following = inner if isinstance(inner, BaseException) else cause
    for link in chain:
        kind = f"{type(link).__module__}.{type(link).__qualname__}"
        is_plain = isinstance(link, _PLAIN_MESSAGES) or kind.startswith("sqlite3.")
        message = str(link) if is_plain else "(message left out: it may quote private text)"
        yield f"{kind}: {message}\n"
        yield from traceback.format_tb(link.__traceback__)
