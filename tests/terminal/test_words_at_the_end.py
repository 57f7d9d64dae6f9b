"""However the program ends, and whatever another window does: a line begun in any bar is offered again."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.builders import a_clock
from tests.faults.windows import TODAY, a_book_of_three, window
from tests.pty_app import PtyApp

BARS = {
    "log": ("1", "l", "Log · Maya"),
    "follow-up": ("1", "f", "Follow up"),
    "add": ("1", "a", "Add a person"),
    "tag": ("1", "t", "Tag Maya"),
    "rhythm": ("1", "R", "Rhythm with Maya"),
    "snooze": ("1", "sd", "until"),
    "pause": ("1", "pd", "until"),
    "plan": ("3", "h", "If-then plan"),
    "pace": ("3", "P", "Pace: people"),
    "practice days": ("3", "e", "Practice days"),
}
"""Bar -> its view, the keys that open it, and what its title says."""
WORDS = "zebra 4711"


def opened_bar(app: PtyApp, name: str) -> None:
    """Open a bar on the first person of a view."""
    view, keys, title = BARS[name]
    app.wait_for("Maya Okafor")
    if view != "1":
        app.press(view)
        app.wait_for("If-then")
    app.wait_until_quiet(0.2)
    for key in keys:
        app.press(key)
        app.wait_until_quiet(0.2)
    app.wait_for(title)


def begin(app: PtyApp, name: str) -> None:
    """Begin a line in a bar and let it rest."""
    opened_bar(app, name)
    app.send(WORDS.encode())
    app.wait_for(WORDS)


@pytest.mark.parametrize("name", ["log", "tag", "snooze", "plan"])
def test_a_line_begun_when_the_line_dropped_is_offered_in_its_bar(name: str, tmp_path: Path) -> None:
    _dropped_and_offered(name, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("name", BARS)
def test_a_line_begun_in_any_bar_is_offered_there_after_a_drop(name: str, tmp_path: Path) -> None:
    _dropped_and_offered(name, tmp_path)


def _dropped_and_offered(name: str, tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        begin(app, name)
        assert app.hang_up() == 129
    with window(book) as app:
        opened_bar(app, name)
        app.wait_for(WORDS)


def test_killed_while_the_typing_rests_the_line_is_offered(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        begin(app, "rhythm")
        app.wait_until_quiet(0.6)
        app.signal(signal.SIGKILL)
        assert app.exit_code_within(5) == 137
    with window(book) as app:
        opened_bar(app, "rhythm")
        app.wait_for(WORDS)


def test_another_window_that_is_left_with_q_takes_nothing(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as other:
        other.wait_for(TODAY)
        with window(book) as app:
            begin(app, "log")
            app.signal(signal.SIGHUP)
            assert app.wait_for_exit() == 129
        other.press("q")
        assert other.wait_for_exit() == 0
    with window(book) as app:
        opened_bar(app, "log")
        app.wait_for(WORDS)


def test_two_windows_that_drop_leave_two_lines(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as one, window(book) as two:
        for app, words in ((one, "first words"), (two, "other words")):
            opened_bar(app, "log")
            app.send(words.encode())
            app.wait_for(words)
        assert (one.hang_up(), two.hang_up()) == (129, 129)
    with window(book) as app:
        opened_bar(app, "log")
        first = app.wait_for("note: ")
        app.press(*["backspace"] * 12)
        app.wait_until_quiet(0.5)
        app.press("escape")
        app.wait_until_quiet(0.5)
        app.press("l")
        second = app.wait_for("note: ")
    assert {_note(first), _note(second)} == {"first words", "other words"}


def _note(screen: str) -> str:
    """Return what the preview of a log line says its note is."""
    return next(row for row in screen.splitlines() if "note: " in row).partition("note: ")[2].strip()


def test_a_crash_keeps_the_line_first(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    crash = (
        "import sys; from tui.widgets.line_bar import LineBar\n"
        "def fail(self): note = 'she told me in confidence'; raise ValueError(note)\n"
        "LineBar.action_older = fail\n"
        "from tui.cli.entry import main; sys.exit(main())"
    )
    now = {"RAPPORT_NOW": a_clock().now().isoformat()}
    with PtyApp((sys.executable, "-c", crash, "--db", str(book)), env=now) as app:
        begin(app, "tag")
        app.press("up")
        assert app.wait_for_exit() == 1
    with window(book) as app:
        opened_bar(app, "tag")
        app.wait_for(WORDS)


SAVES_AND_WAITS = """#!/bin/sh
echo "zebra 4711" >>"$1"
printf 'EDITOR OPEN '
read line
"""


@pytest.mark.parametrize("is_composer", [False, True], ids=["notes", "composer"])
def test_what_an_editor_had_saved_when_the_line_dropped_is_offered(
    is_composer: bool, tmp_path: Path, home: Path
) -> None:
    book = a_book_of_three(tmp_path)
    editor = tmp_path / "editor.sh"
    editor.write_text(SAVES_AND_WAITS)
    editor.chmod(0o700)
    with window(book, env={"EDITOR": str(editor), "VISUAL": None}) as app:
        app.wait_for("Maya Okafor")
        app.press("c" if is_composer else "2")
        app.wait_for("Esc leaves" if is_composer else "3 here")
        app.wait_until_quiet(0.5)
        app.press("ctrl+g" if is_composer else "E")
        app.wait_for("EDITOR OPEN")
        assert app.hang_up() == 129
    with window(book) as app:
        app.wait_for("Unfinished")
        assert WORDS in app.screen
        app.press("b")
        app.wait_for("take it up")
        app.press("t")
        app.wait_for("Edit ·" if not is_composer else "Esc leaves")
        app.wait_until_quiet(0.3)
    assert list((home / ".local/state/rapport/exchange").glob("edit-*")) == []
