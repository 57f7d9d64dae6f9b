"""The real program in a real terminal (tmux): for tests marked ``terminal``."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.pty_app import PATIENCE_SECONDS, RAPPORT

_CONFIGURATION = """\
set -g default-shell /bin/sh
set -g default-terminal tmux-256color
set -g status off
set -g remain-on-exit on
set -g escape-time 0
"""
_POLL_SECONDS = 0.03
_NUMBERS = count(1)


class TmuxApp:
    """A program in its own tmux server; use it in a ``with`` block, which ends both.

    ``env`` is laid over the environment of the test; a value of None removes a variable.
    ``folder`` is an empty folder for the server's socket (``tmp_path`` will do).
    """

    def __init__(
        self,
        folder: Path,
        command: Sequence[str] = RAPPORT,
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
    ) -> None:
        configuration = folder / "tmux.conf"
        configuration.write_text(_CONFIGURATION)
        # A socket's path has room for about 100 bytes, so the name is short and relative.
        self._folder = folder
        number = next(_NUMBERS)
        self._server = ["tmux", "-u", "-S", f"s{number}", "-f", str(configuration)]
        self._exit_code = folder / f"exit-{number}"
        whole_env = {**os.environ, **(env or {})}
        self._env = {name: value for name, value in whole_env.items() if value is not None}
        # tmux sets TERM and SHELL itself; everything else comes from the server's environment.
        columns, rows = map(str, size)
        session = ["new-session", "-d", "-x", columns, "-y", rows, "-c", os.getcwd()]
        # The shell keeps the exit code: tmux now and then loses that of a program that ends quickly.
        told = f"trap : INT; {shlex.join(command)}; echo $? >{shlex.quote(str(self._exit_code))}"
        self._tmux(*session, told)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._tmux("kill-server")

    @property
    def screen(self) -> str:
        """What a person sees now: rows without trailing spaces."""
        return "\n".join(row.rstrip() for row in self._tmux("capture-pane", "-p").split("\n"))

    def press(self, *keys: str) -> None:
        """Press keys in tmux's words: ``l``, ``Enter``, ``Escape``, ``C-c``, ``Down``, ``PPage``."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type text as it stands, key by key."""
        self._tmux("send-keys", "-l", text)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size in columns and rows."""
        self._tmux("resize-window", "-x", str(size[0]), "-y", str(size[1]))

    def wait_for(self, text: str, timeout_seconds: float = PATIENCE_SECONDS) -> str:
        """Wait until ``text`` is on the screen and give the screen; AssertionError if it never is."""
        return self.wait_until(lambda screen: text in screen, f"{text!r} did not appear.", timeout_seconds)

    def wait_until(
        self,
        is_there: Callable[[str], bool],
        complaint: str = "What was waited for did not come.",
        timeout_seconds: float = PATIENCE_SECONDS,
    ) -> str:
        """Wait until the screen is as ``is_there`` says and give it; AssertionError if it never is."""
        deadline = time.monotonic() + timeout_seconds
        while not is_there(screen := self.screen):
            if time.monotonic() >= deadline:
                raise AssertionError(f"{complaint} The screen:\n{screen}")
            time.sleep(_POLL_SECONDS)
        return screen

    def wait_for_exit(self, timeout_seconds: float = PATIENCE_SECONDS) -> int:
        """Wait for the program to end and give its exit code (128 + n for signal n)."""
        self.wait_until(lambda _: self._code() != "", "The program did not end.", timeout_seconds)
        return int(self._code())

    def _code(self) -> str:
        return self._exit_code.read_text().strip() if self._exit_code.exists() else ""

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            [*self._server, *words],
            cwd=self._folder,
            env=self._env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
