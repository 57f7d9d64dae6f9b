"""A program in a pseudo-terminal: every byte stamped when it is read, and understood only afterwards."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Mapping, Sequence
from time import perf_counter
from types import TracebackType
from typing import Self

from msgspec import Struct

from benchmarks.screen import Screen

QUIET_SECONDS = 0.06
"""A paint is over when nothing came for so long."""
GRACE_SECONDS = 0.5
"""A key after which nothing came for so long paints nothing."""
PATIENCE_SECONDS = 30.0
ESCAPE_SECONDS = 0.13
MOMENT_SECONDS = 0.02
KEYS = {
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "escape": b"\x1b",
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "left": b"\x1b[D",
    "right": b"\x1b[C",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    **{f"ctrl+{letter}": bytes([ord(letter) & 0x1F]) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
_QUERY = re.compile(
    rb"\x1b\[\?(?P<mode>[0-9]+)\$p|\x1b\[(?P<attributes>>?)0?c|\x1b\[>0?q|\x1b\[(?P<status>\??[56])n"
    rb"|\x1b\[(?P<size>1[468])t|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
)
_LONGEST_QUERY = 24


class Paint(Struct, frozen=True):
    """What a program painted after something was done; times in milliseconds, None for never."""

    first_ms: float | None
    """Until the first chunk that changed the screen was read."""
    last_ms: float | None
    """Until the last such chunk before the quiet."""
    match_ms: float | None
    """Until the awaited text stood on the screen."""
    bytes_sent: int


class _Seen(Struct):
    """When the screen first and last changed, and when the awaited text stood on it."""

    first: float | None = None
    last: float | None = None
    match: float | None = None


class Terminal:
    """A running program; use it in a ``with`` block, which ends it."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (120, 36)
    ) -> None:
        self.screen = Screen(*size)
        self.bytes_sent = 0
        self.has_ended = False
        self._size = size
        self._unread: list[tuple[float, bytes]] = []
        self._tail = b""
        self.started_at = perf_counter()
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            _become(command, env, size)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.exit_code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.exit_code is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def paint(
        self, awaited: str = "", *, since: float | None = None, patience: float = PATIENCE_SECONDS
    ) -> Paint:
        """Read until the awaited text is there and it is quiet; times count from ``since``, else from now."""
        start = perf_counter() if since is None else since
        before, understood_at = self.bytes_sent, start
        seen = _Seen()
        while perf_counter() - start < patience and not self.has_ended:
            waited_long = not self._unread
            came = self._take(GRACE_SECONDS if waited_long else QUIET_SECONDS)
            if came and perf_counter() - understood_at < GRACE_SECONDS:
                continue
            self._understand(seen, awaited)
            understood_at = perf_counter()
            is_over = seen.first is not None and (seen.match is not None or not awaited)
            if not came and (is_over or (waited_long and not awaited)):
                break
        self._understand(seen, awaited)
        first, last, match = (_since(at, start) for at in (seen.first, seen.last, seen.match))
        return Paint(first, last, match, self.bytes_sent - before)

    def _understand(self, seen: _Seen, awaited: str) -> None:
        """Draw what was read, and note which chunks changed the screen."""
        for at, data in self._unread:
            if self.screen.feed(data):
                seen.first, seen.last = seen.first or at, at
                if awaited and seen.match is None and awaited in self.screen.text:
                    seen.match = at
        self._unread.clear()

    def press(self, key: str, awaited: str = "", patience: float = 5.0) -> Paint:
        """Press a key (a name of KEYS or one character) and give what was painted for it."""
        self.settle()
        start = perf_counter()
        os.write(self._terminal, KEYS.get(key, key.encode()))
        return self.paint(awaited, since=start, patience=patience)

    def strike(self, key: str) -> None:
        """Press a key without measuring, and take what comes until it is quiet for a moment."""
        if self.has_ended:
            return
        os.write(self._terminal, KEYS.get(key, key.encode()))
        # Escape alone is told from a sequence by waiting; a key behind it would make one of both.
        self.settle(ESCAPE_SECONDS if key == "escape" else MOMENT_SECONDS)

    def settle(self, seconds: float = QUIET_SECONDS, patience: float = 3.0) -> None:
        """Read until nothing came for a while; give up waiting for quiet when there is none."""
        end = perf_counter() + patience
        while self._take(seconds) and perf_counter() < end:
            pass
        self._understand(_Seen(), "")

    def idle_bytes(self, seconds: float) -> int:
        """Return how many bytes come while nobody does anything."""
        self.settle(0.3)
        before, end = self.bytes_sent, perf_counter() + seconds
        while (left := end - perf_counter()) > 0 and not self.has_ended:
            self._take(left)
        return self.bytes_sent - before

    def wait(self) -> int:
        """Wait for a program that has left the terminal and give its exit code."""
        if self.exit_code is None:
            self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self.exit_code

    @property
    def pid(self) -> int:
        """The process of the program."""
        return self._pid

    def memory_mb(self) -> float | None:
        """Return the resident memory of the program in MiB."""
        try:
            with open(f"/proc/{self._pid}/status", encoding="ascii", errors="replace") as status:
                found = re.search(r"VmRSS:\s+(\d+) kB", status.read())
        except OSError:
            return None
        return int(found[1]) / 1024 if found else None

    def quit(self, *keys: str, patience: float = 5.0) -> float | None:
        """Press keys that end the program and give the milliseconds until it is gone; None if it stays."""
        self.settle()
        start = perf_counter()
        for key in keys:
            os.write(self._terminal, KEYS.get(key, key.encode()))
        while perf_counter() - start < patience:
            self._take(0.002)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                return (perf_counter() - start) * 1000
        return None

    def _take(self, timeout: float) -> bool:
        """Read what is there, stamp it, answer what it asks; False when nothing came in time."""
        if self.has_ended:
            return False
        ready, _, _ = select.select([self._terminal], [], [], timeout)
        if not ready:
            return False
        now = perf_counter()
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # Linux says EIO when the last program has left the terminal
            data = b""
        if not data:
            self.has_ended = True
            return False
        self.bytes_sent += len(data)
        self._unread.append((now, data))
        if b"\x1b" in data or self._tail:
            self._answer(data)
        return True

    def _answer(self, data: bytes) -> None:
        """Answer queries as xterm does, so that no program waits for one."""
        data = self._tail + data
        end = 0
        for query in _QUERY.finditer(data):
            end = query.end()
            if reply := self._reply(query):
                os.write(self._terminal, reply)
        begun = data.rfind(b"\x1b", end)
        self._tail = data[begun:] if begun >= 0 and len(data) - begun < _LONGEST_QUERY else b""

    def _reply(self, query: re.Match[bytes]) -> bytes:
        columns, rows = self._size
        if mode := query["mode"]:
            return b"\x1b[?%s;%d$y" % (mode, 2 if mode == b"2026" else 0)
        if query["attributes"] is not None:
            return b"\x1b[>41;370;0c" if query["attributes"] else b"\x1b[?62;22c"
        if status := query["status"]:
            mark = b"?" if status.startswith(b"?") else b""
            return b"\x1b[0n" if status.endswith(b"5") else b"\x1b[%s%d;%dR" % (mark, *self.screen.cursor)
        if size := query["size"]:
            answers = {b"14": (4, rows * 16, columns * 8), b"16": (6, 16, 8), b"18": (8, rows, columns)}
            return b"\x1b[%d;%d;%dt" % answers[size]
        if colour := query["colour"]:
            return b"\x1b]%s;rgb:1e1e/1e1e/1e1e\x1b\\" % colour
        return b"\x1bP>|XTerm(370)\x1b\\"


def _become(command: Sequence[str], env: Mapping[str, str], size: tuple[int, int]) -> None:
    """Turn this new process into the program; the size is set before it can ask."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.execvpe(command[0], list(command), dict(env))
    except OSError as error:
        sys.stderr.write(f"{command[0]}: {error}\n")
    os._exit(127)


def _since(at: float | None, start: float) -> float | None:
    return None if at is None else (at - start) * 1000
