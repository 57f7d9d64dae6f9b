"""A program in a pseudo-terminal, with every byte it sent kept: for what only raw bytes can show."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

from tests.waiting import until

RAPPORT = (sys.executable, "-m", "tui")
"""The real program, run by the interpreter of the tests."""

KEYS = {
    "enter": b"\r",
    "escape": b"\x1b[27u",  # The byte alone is Alt with the next key where both are read at once.
    "tab": b"\t",
    "backspace": b"\x7f",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
}
PATIENCE_SECONDS = 20.0
"""How long to wait for a program that says nothing before the test has failed."""

_CHUNK = 1024
"""A terminal takes no more than about 4 kB before the program reads."""


class PtyApp:
    """A running program; use it in a ``with`` block, which ends it.

    ``env`` is laid over the environment of the test; a value of None removes a variable.
    """

    def __init__(
        self,
        command: Sequence[str] = RAPPORT,
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
    ) -> None:
        self.raw = b""
        """Every byte the program has sent so far."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._status: int | None = None
        self._is_hung_up = False
        whole_env = {**os.environ, **(env or {})}
        kept = {name: value for name, value in whole_env.items() if value is not None}
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            for number in (signal.SIGINT, signal.SIGQUIT):
                # A run of the tests in the background hands on that these are ignored; a terminal does not.
                signal.signal(number, signal.SIG_DFL)
            _size(0, size)
            os.execvpe(command[0], list(command), kept)
        # Another program started meanwhile must not hold this line open.
        os.set_inheritable(self._terminal, False)
        _size(self._terminal, size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        if not self._is_hung_up:
            os.close(self._terminal)

    @property
    def screen(self) -> str:
        """What a person sees now: rows without trailing spaces."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    def press(self, *keys: str) -> None:
        """Press keys one after the other: names of KEYS, ``ctrl+x``, or single characters."""
        for key in keys:
            if key.startswith("ctrl+"):
                self.send(bytes([ord(key[5].upper()) & 0x1F]))
            else:
                self.send(KEYS.get(key, key.encode()))

    @property
    def pid(self) -> int:
        """The process, which leads the session of its terminal."""
        return self._pid

    def send(self, data: bytes) -> None:
        """Send bytes as if they had been typed or pasted, reading meanwhile what the program sends."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while data and time.monotonic() < deadline:
            ready = select.select([self._terminal], [self._terminal], [], PATIENCE_SECONDS)
            if ready[0]:
                self._read_until(0.0)
            if ready[1]:
                data = data[os.write(self._terminal, data[:_CHUNK]) :]

    def paste(self, text: str) -> None:
        """Paste a text as a terminal does, between its two marks."""
        self.send(b"\x1b[200~" + text.encode("utf-8", "surrogatepass") + b"\x1b[201~")

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self._pid, number)

    def hang_up(self) -> int:
        """Let the terminal go, as a cut line does, and give the exit code of the program."""
        os.close(self._terminal)
        self._is_hung_up = True
        return self.exit_code_within(PATIENCE_SECONDS)

    def exit_code_within(self, seconds: float) -> int:
        """Return the exit code (128 + n for signal n) without reading what the program sends."""
        if not until(self._has_ended, seconds) or self._status is None:
            raise AssertionError("The program did not end.")
        code = os.waitstatus_to_exitcode(self._status)
        return code if code >= 0 else 128 - code

    def _has_ended(self) -> bool:
        if self._status is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            self._status = status if pid else None
        return self._status is not None

    @property
    def terminal_modes(self) -> list[object]:
        """How the terminal is set: echo, lines, signals."""
        return list(termios.tcgetattr(self._terminal))[:4]

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size in columns and rows."""
        self._screen.resize(size[1], size[0])
        _size(self._terminal, size)

    def tell_size(self, size: tuple[int, int]) -> None:
        """Say a size that no screen has; what the program draws there is not kept as a screen."""
        _size(self._terminal, size)

    def pass_over(self, seconds: float) -> None:
        """Read for a while what the program sends, and keep none of it."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                os.read(self._terminal, 65536)

    def wait_for(self, *texts: str, timeout_seconds: float = PATIENCE_SECONDS) -> str:
        """Read until one of ``texts`` is on the screen and give the screen; AssertionError if none ever is."""
        deadline = time.monotonic() + timeout_seconds
        while not any(text in self.screen for text in texts):
            if not self._read_until(deadline):
                raise AssertionError(f"None of {texts!r} appeared. The screen:\n{self.screen}")
        return self.screen

    def wait_until_quiet(self, quiet_seconds: float = 0.3) -> bytes:
        """Read until nothing came for a while, and give the bytes that came meanwhile."""
        before = len(self.raw)
        while self._read_until(time.monotonic() + quiet_seconds):
            pass
        return self.raw[before:]

    def wait_for_exit(self, timeout_seconds: float = PATIENCE_SECONDS) -> int:
        """Read to the end and give the exit code (128 + n for signal n)."""
        deadline = time.monotonic() + timeout_seconds
        while self._read_until(deadline):
            pass
        if time.monotonic() >= deadline:
            raise AssertionError(f"The program did not end. The screen:\n{self.screen}")
        return self.exit_code_within(timeout_seconds)

    def _read_until(self, deadline: float) -> bool:
        """Take what comes next; False when the deadline passed or the program closed the terminal."""
        ready, _, _ = select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # Linux says EIO when the last program has left the terminal
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)


def _size(terminal: int, size: tuple[int, int]) -> None:
    """Set columns and rows; the kernel tells the program."""
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
