"""The end from outside: a signal, a cut line, a line that stalls; what was being written is there afterwards."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pty_app import RAPPORT, PtyApp
from tests.waiting import until
from tests.writing import NOW, a_book_opened, drafted, open_composer, write

WORDS = "she will move to Porto"
WITHOUT_HANGUP = (
    "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP]);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
"""Starts a program that no hangup reaches."""
SCREEN_LEFT = b"\x1b[?1049l"

OTHERS = (
    *("SIGQUIT", "SIGABRT", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU", "SIGVTALRM", "SIGPROF", "SIGIO"),
    *("SIGPWR", "SIGRTMIN", "SIGRTMAX"),
)
"""Signals that end a program which does not answer them; nobody sends them by plan."""

SIGNALS = pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143), (signal.SIGINT, 130)]
)


@SIGNALS
def test_a_signal_ends_it_with_its_code_and_the_words_are_kept(
    number: int, code: int, tmp_path: Path, home: Path
) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        open_composer(app)
        write(app, WORDS)
        app.send(b" soon")
        app.wait_for("soon")
        app.signal(number)
        assert app.wait_for_exit() == code
    assert f"{WORDS} soon" in drafted(home)


@SIGNALS
def test_a_signal_leaves_the_terminal_as_it_was(number: int, code: int, tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        before = app.terminal_modes
        app.wait_for("REACH OUT")
        assert app.terminal_modes != before
        app.signal(number)
        app.wait_for_exit()
        assert app.terminal_modes == before
        assert app.raw.rstrip().endswith((b"\x1b[0m", b"\x1b[?25h"))
        assert SCREEN_LEFT in app.raw


@pytest.mark.parametrize("name", OTHERS)
def test_any_other_signal_gives_the_terminal_back_and_keeps_the_words(
    name: str, tmp_path: Path, home: Path, is_long: bool
) -> None:
    if name in OTHERS[2:] and not is_long:
        pytest.skip("only with --long")
    number = getattr(signal, name)
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        before = app.terminal_modes
        open_composer(app)
        write(app, WORDS)
        app.signal(number)
        assert app.wait_for_exit() == 128 + number
        assert app.terminal_modes == before
        assert SCREEN_LEFT in app.raw
    assert WORDS in drafted(home)


def test_a_pipe_that_nobody_reads_ends_nothing(tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        app.wait_for("REACH OUT")
        app.signal(signal.SIGPIPE)
        app.press("q")
        assert app.wait_for_exit() == 0


def test_a_line_begun_in_a_bar_is_there_the_next_time(tmp_path: Path, home: Path) -> None:
    command = a_book_opened(tmp_path)
    with PtyApp(command, env=NOW) as app:
        app.wait_for("REACH OUT")
        app.press("l")
        app.wait_for("Log")
        write(app, "call about the boat")
        app.signal(signal.SIGHUP)
        assert app.wait_for_exit() == 129
    with PtyApp(command, env=NOW) as app:
        app.wait_for("REACH OUT")
        app.press("l")
        app.wait_for("note: about the boat")


def test_a_signal_is_obeyed_while_the_reader_stalls(tmp_path: Path, home: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW, size=(200, 60)) as app:
        open_composer(app)
        write(app, WORDS)
        _stall(app)
        app.signal(signal.SIGTERM)
        assert app.exit_code_within(3) == 143
    assert WORDS in drafted(home)


def _stall(app: PtyApp) -> None:
    """Make it draw, and read nothing of it, until it cannot send any more."""
    for number in range(300):
        app.resize((200 - number % 2, 60))
        if until(lambda: _is_stuck(app.pid), 0.05) and all(_is_stuck(app.pid) for _ in range(20)):
            return
    raise AssertionError("the line never filled")


def _is_stuck(pid: int) -> bool:
    """Whether a thread of a process waits for its terminal to take what it writes."""
    calls = [(task / "syscall").read_text().split()[:2] for task in Path(f"/proc/{pid}/task").iterdir()]
    return ["1", "0x2"] in calls


@pytest.mark.parametrize("is_deaf", [False, True], ids=["hangup sent", "hangup blocked"])
def test_a_terminal_that_is_gone_ends_it_within_two_seconds(
    is_deaf: bool, tmp_path: Path, home: Path
) -> None:
    command = a_book_opened(tmp_path)
    if is_deaf:
        command = (sys.executable, "-c", WITHOUT_HANGUP, *command)
    with PtyApp(command, env=NOW) as app:
        open_composer(app)
        write(app, WORDS)
        began = time.monotonic()
        assert app.hang_up() == 129
        assert time.monotonic() - began < 2
    assert WORDS in drafted(home)


def test_killed_in_the_middle_of_typing_it_is_at_most_half_a_second_behind(
    tmp_path: Path, home: Path
) -> None:
    typed: list[tuple[float, str]] = []
    with PtyApp(a_book_opened(tmp_path), env=NOW, size=(200, 40)) as app:
        open_composer(app)
        begun = time.monotonic()
        number = 0
        while time.monotonic() - begun < 2.5:
            app.send(f"{number} ".encode())
            typed.append((time.monotonic(), str(number)))
            app.wait_until_quiet(0.06)
            number += 1
        app.signal(signal.SIGKILL)
        killed = time.monotonic()
        assert app.exit_code_within(5) == 137
    kept = {int(word) for word in drafted(home).split() if word.isdigit()}
    older = {int(word) for at, word in typed if at < killed - 0.5}
    assert older <= kept


def test_stopped_it_lets_others_write_and_goes_on_where_it_was(tmp_path: Path, home: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        open_composer(app)
        write(app, WORDS)
        app.signal(signal.SIGTSTP)
        assert until(lambda: _is_stopped(app.pid), 5)
        app.wait_until_quiet(0.2)
        assert app.raw.rstrip().endswith((b"\x1b[?25h", b"\x1b[?1004l"))
        with sqlite3.connect(tmp_path / "rapport.db", timeout=0.5) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE contact SET notes = 'written meanwhile'")
        app.signal(signal.SIGCONT)
        app.send(b" in May")
        app.wait_for("to Porto in May")
        app.press("escape")
        app.wait_for("REACH OUT")
        app.press("q")
        assert app.wait_for_exit() == 0
    assert f"{WORDS} in May" in drafted(home)


def _is_stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def test_without_a_terminal_it_says_one_sentence_and_ends(tmp_path: Path) -> None:
    ran = subprocess.run(
        a_book_opened(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "needs a terminal; use ssh -t" in ran.stderr
    assert ran.stdout == ""


def test_a_terminal_that_cannot_draw_is_refused_with_another_way(tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env={**NOW, "TERM": "dumb"}) as app:
        assert app.wait_for_exit() == 2
        assert "rapport today" in app.screen
        assert b"\x1b" not in app.raw


@pytest.mark.parametrize("name", ["vt100", "linux", "screen-256color", "tmux-256color", "nonsense", None])
def test_every_other_terminal_gets_the_app_and_a_clean_end(name: str | None, tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env={**NOW, "TERM": name}) as app:
        app.wait_for("REACH OUT")
        app.press("q")
        assert app.wait_for_exit() == 0


def test_under_an_ascii_locale_nothing_is_garbled(tmp_path: Path) -> None:
    ascii_only = {
        "LC_ALL": "POSIX",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
    }
    with PtyApp(a_book_opened(tmp_path), env={**NOW, **ascii_only}) as app:
        app.wait_for("REACH OUT")
        assert "\\u" not in app.screen
        assert app.screen.replace("ë", "").replace("í", "").isascii()
        app.press("q")
        assert app.wait_for_exit() == 0


def test_an_idle_app_uses_no_processor_and_sends_nothing(tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        app.wait_for("REACH OUT")
        app.wait_until_quiet(1.0)
        before = _ticks(app.pid)
        assert app.wait_until_quiet(1.5) == b""
        assert _ticks(app.pid) - before <= 15


def _ticks(pid: int) -> int:
    """Return the hundredths of a second a process has worked."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def test_a_crash_shows_nobody_s_words_and_leaves_the_terminal_in_order(tmp_path: Path, home: Path) -> None:
    crash = (
        "import sys; from tui.screens.people.people import People\n"
        "def fail(self): note = 'she told me in confidence'; raise ValueError(note)\n"
        "People.action_log = fail\n"
        "from tui.cli.entry import main; sys.exit(main())"
    )
    with PtyApp((sys.executable, "-c", crash, *a_book_opened(tmp_path)[len(RAPPORT) :]), env=NOW) as app:
        before = app.terminal_modes
        app.wait_for("REACH OUT")
        app.press("l")
        assert app.wait_for_exit() == 1
        assert app.terminal_modes == before
    said = app.raw.decode(errors="replace")
    log = home / ".local/state/rapport/rapport.log"
    assert "confidence" not in said + log.read_text()
    assert str(log) in said.replace("\r\n", "")
    assert log.stat().st_mode & 0o777 == 0o600
