"""The person's own editor in a real terminal: the app steps aside, and comes back with the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pty_app import RAPPORT
from tests.screens.contacts.test_page import a_book_of_friends
from tests.tmux import TmuxApp

pytestmark = pytest.mark.terminal

NOW = {"RAPPORT_NOW": "2026-11-23T13:32:00+01:00", "PYTHONDONTWRITEBYTECODE": "1", "VISUAL": None}
ADDS_A_LINE = """#!/bin/sh
umask >"$0.umask"
stat -c %a "$1" >"$0.mode"
echo "from the editor" >>"$1"
printf 'EDITOR OPEN '
read line
exit $(cat "$0.code" 2>/dev/null || echo 0)
"""


def an_editor(folder: Path, code: int = 0) -> Path:
    script = folder / "editor.sh"
    script.write_text(ADDS_A_LINE)
    script.chmod(0o700)
    script.with_name("editor.sh.code").write_text(str(code))
    return script


def opened_on(tmp_path: Path, editor: Path) -> TmuxApp:
    command = (*RAPPORT, "--db", str(a_book_of_friends(tmp_path)))
    return TmuxApp(tmp_path, command, env={**NOW, "EDITOR": str(editor)})


def test_what_is_written_in_the_editor_is_in_the_book_and_u_takes_it_back(tmp_path: Path) -> None:
    editor = an_editor(tmp_path)
    with opened_on(tmp_path, editor) as app:
        app.wait_for("REACH OUT")
        app.press("2", "j", "E")
        app.wait_for("EDITOR OPEN")
        app.press("C-z")
        app.press("Enter")
        app.wait_for("notes on Maya Okafor")
        app.press("v", "v", "Tab", "G")
        app.wait_for("from the editor")
        app.press("u")
        app.wait_for("taken back: notes on Maya Okafor")
        app.press("q")
        assert app.wait_for_exit() == 0
    assert (tmp_path / "editor.sh.umask").read_text().strip() == "0077"
    assert (tmp_path / "editor.sh.mode").read_text().strip() == "600"


def test_an_editor_that_fails_changes_nothing_and_what_it_wrote_is_offered(tmp_path: Path) -> None:
    with opened_on(tmp_path, an_editor(tmp_path, code=1)) as app:
        app.wait_for("REACH OUT")
        app.press("2", "j", "E")
        app.wait_for("EDITOR OPEN")
        app.press("Enter")
        app.wait_for("The editor ended with an error")
        app.press("1")
        app.wait_for("Unfinished: edit of Maya Okafor")
        app.press("q")
        assert app.wait_for_exit() == 0
