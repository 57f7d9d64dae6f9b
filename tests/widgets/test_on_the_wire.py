"""What really reaches the terminal: every byte, in a pseudo-terminal."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty_app import PATIENCE_SECONDS, PtyApp
from tests.widgets.stage_program import PRIVATE
from tui.terminal.terminal import STOPPED

OURS = re.compile(
    r"\x1b\]22;\w+\x07|\x1b\[(?:"
    r"\d+;\d+H"
    r"|\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"
    r"|\?(?:2026|2048)\$p"
    r"|>\d+u|<u"
    r"|0?m|(?:[1-9];)*(?:38;2;\d+;\d+;\d+;)?48;2;\d+;\d+;\d+m"
    r")"
)
"""What the app itself has reason to send in true colour; OSC 22 is the shape of the mouse pointer."""


def stage(*arguments: str, size: tuple[int, int] = (80, 24)) -> PtyApp:
    command = (sys.executable, "-m", "tests.widgets.stage_program", *arguments)
    return PtyApp(command, size=size, env={"COLORTERM": "truecolor"})


def left_over(raw: bytes) -> set[str]:
    """Return the control characters that are none of ours."""
    text = OURS.sub("", raw.decode()).replace("\r\n", "")
    return {
        repr(text[max(0, at.start() - 5) : at.end() + 10]) for at in re.finditer("[\x00-\x1f\x7f-\x9f]", text)
    }


def test_no_control_character_of_data_is_sent_by_any_widget() -> None:
    with stage("hostile", size=(100, 140)) as app:
        app.wait_for("Quit")
        app.press("f", "j", " ", "j", "G", "k")
        app.wait_until_quiet()
        app.press("tab", "tab", "tab")
        app.wait_until_quiet()
        assert left_over(app.raw) == set()


def test_no_bidi_override_of_data_is_sent() -> None:
    with stage("hostile", size=(100, 140)) as app:
        app.wait_for("Quit")
        app.press("f", "G")
        app.wait_until_quiet()
        sent = app.raw.decode()
    assert re.findall("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", sent) == []


def test_an_idle_app_sends_nothing() -> None:
    with stage("plain") as app:
        app.wait_for("Maya")
        app.press("tab")
        app.wait_until_quiet()
        assert app.wait_until_quiet(1.5) == b""


def test_moving_one_row_is_cheap() -> None:
    with stage("plain", "100000", size=(120, 36)) as app:
        app.wait_for("Maya")
        app.wait_until_quiet()
        app.press("j")
        assert 0 < len(app.wait_until_quiet()) <= 400


def test_a_byte_that_is_no_text_ends_nothing() -> None:
    with stage("plain") as app:
        app.wait_for("Maya")
        app.press("tab")
        app.wait_until_quiet()
        app.send(b"ab\xff\xfecd\xc3")
        app.wait_for("ab\ufffd")
        app.press("ctrl+q")
        assert app.wait_for_exit() == 0


def test_escape_alone_is_still_a_key() -> None:
    with stage("plain") as app:
        app.wait_for("Maya")
        app.press("escape")
        app.wait_until_quiet()
        app.press("q")
        assert app.wait_for_exit() == 0


def test_a_hangup_ends_the_app_with_129() -> None:
    with stage("plain") as app:
        app.wait_for("Maya")
        os.kill(app._pid, signal.SIGHUP)
        assert app.wait_for_exit() == 129


def test_a_request_to_end_leaves_the_terminal_in_order() -> None:
    with stage("plain") as app:
        app.wait_for("Maya")
        os.kill(app._pid, signal.SIGTERM)
        assert app.wait_for_exit() == 143
        assert b"\x1b[?1049l\x1b[?25h" in app.raw


def test_quitting_leaves_the_terminal_in_order() -> None:
    with stage("plain") as app:
        app.wait_for("Maya")
        app.press("q")
        assert app.wait_for_exit() == 0
        assert b"\x1b[?1049l\x1b[?25h" in app.raw


def test_a_crash_says_one_sentence_and_nothing_private(home: Path) -> None:
    with stage("plain") as app:
        app.wait_for("Maya")
        app.press("b")
        assert app.wait_for_exit() == 1
        said = app.raw.decode().split("\x1b[?1049l")[-1]
    assert STOPPED in said
    assert "Traceback" not in said
    assert PRIVATE not in said + (home / "crash.log").read_text()


def test_without_a_terminal_it_ends_at_once() -> None:
    command = (sys.executable, "-m", "tests.widgets.stage_program", "plain")
    ran = subprocess.run(command, input="", capture_output=True, text=True, check=False, timeout=20)
    assert (ran.returncode, "use ssh -t" in ran.stderr) == (2, True)


@pytest.mark.parametrize("ignored", [False, True])
def test_a_line_that_was_cut_ends_the_app(ignored: bool) -> None:
    arguments = ("plain", "40", "deaf") if ignored else ("plain",)
    app = stage(*arguments)
    app.wait_for("Maya")
    os.close(app._terminal)
    ended = os.pidfd_open(app._pid)
    if not select.select([ended], [], [], PATIENCE_SECONDS)[0]:
        os.kill(app._pid, signal.SIGKILL)
    os.close(ended)
    _, status = os.waitpid(app._pid, 0)
    assert os.waitstatus_to_exitcode(status) in (129, -signal.SIGHUP)
