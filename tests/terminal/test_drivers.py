"""The two drivers of real terminals do what the tests that use them rely on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.pty_app import PtyApp
from tests.tmux import TmuxApp

ECHO = """
import os, sys
print("size", *os.get_terminal_size(), os.environ.get("WORD"), flush=True)
for line in sys.stdin:
    print("heard", line.strip().upper(), flush=True)
    if line.strip() == "stop":
        sys.exit(7)
"""
COMMAND = (sys.executable, "-c", ECHO)


def test_a_pty_has_the_size_and_environment_that_were_asked_for() -> None:
    with PtyApp(COMMAND, size=(50, 9), env={"WORD": "moss"}) as app:
        app.wait_for("size 50 9 moss")


def test_a_pty_keeps_the_raw_bytes() -> None:
    with PtyApp((sys.executable, "-c", "print('\\x1b[1mbold', flush=True); input()")) as app:
        app.wait_for("bold")
        assert b"\x1b[1mbold" in app.raw


def test_a_pty_program_hears_keys_and_its_exit_code_is_told() -> None:
    with PtyApp(COMMAND) as app:
        app.press("s", "t", "o", "p", "enter")
        assert app.wait_for_exit() == 7
        assert "heard STOP" in app.screen


def test_a_pty_program_that_a_signal_ended_tells_which() -> None:
    with PtyApp((sys.executable, "-c", "import os; os.kill(os.getpid(), 15)")) as app:
        assert app.wait_for_exit() == 128 + 15


def test_a_pty_that_waits_in_vain_shows_the_screen() -> None:
    with PtyApp(COMMAND) as app, pytest.raises(AssertionError, match="size 80 24"):
        app.wait_for("size 80 24")
        app.wait_for("nowhere", timeout_seconds=0.05)


@pytest.mark.terminal
def test_tmux_has_the_size_and_environment_that_were_asked_for(tmp_path: Path) -> None:
    with TmuxApp(tmp_path, COMMAND, size=(50, 9), env={"WORD": "moss", "LANG": None}) as app:
        app.wait_for("size 50 9 moss")


@pytest.mark.terminal
def test_a_program_in_tmux_hears_keys_and_its_exit_code_is_told(tmp_path: Path) -> None:
    with TmuxApp(tmp_path, COMMAND) as app:
        app.type("señor")
        app.press("Enter")
        app.wait_for("heard SEÑOR")
        app.type("stop")
        app.press("Enter")
        assert app.wait_for_exit() == 7


@pytest.mark.terminal
def test_a_program_in_tmux_that_a_signal_ended_tells_which(tmp_path: Path) -> None:
    with TmuxApp(tmp_path, (sys.executable, "-c", "import os; os.kill(os.getpid(), 15)")) as app:
        assert app.wait_for_exit() == 128 + 15


@pytest.mark.terminal
def test_tmux_that_waits_in_vain_shows_the_screen(tmp_path: Path) -> None:
    with TmuxApp(tmp_path, COMMAND) as app, pytest.raises(AssertionError, match="size 80 24"):
        app.wait_for("size 80 24")
        app.wait_for("nowhere", timeout_seconds=0.05)
