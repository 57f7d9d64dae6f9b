"""Every file we write is its owner's alone, wherever it lies, and no log holds anybody's words."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.pty_app import RAPPORT, PtyApp
from tests.screens.app_in_test import a_small_book
from tests.writing import NOW, open_composer, write

PRIVATE = "she told me in confidence"
OPEN_TO_ALL = ("sh", "-c", 'umask 000; exec "$@"', "sh")
"""Starts a program where every new file would be readable and writable by everybody."""
CRASHING = (
    "import sys; from tui.screens.people.people import People; from tui.screens.today.quiet import QuietActs\n"
    "def fail(self): note = sys.argv[-1]; raise ValueError(note)\n"
    "QuietActs.action_small_thing = People.action_log = fail\n"
    "from tui.cli.entry import main; sys.exit(main(sys.argv[1:-1]))"
)


@pytest.fixture
def lived_in(home: Path, tmp_path: Path) -> Path:
    """Return a home in which the app was used for everything that writes a file, under an open umask."""
    book = home / ".local/share/rapport/rapport.db"
    book.parent.mkdir(mode=0o700, parents=True)
    for folder in (home / ".local", home / ".local/share"):
        folder.chmod(0o700)
    a_small_book(tmp_path).rename(book)
    book.chmod(0o600)
    (tmp_path / "tmp").mkdir()
    env = {**NOW, "TMPDIR": str(tmp_path / "tmp")}
    with PtyApp((*OPEN_TO_ALL, *RAPPORT), env=env) as app:
        open_composer(app)
        write(app, PRIVATE)
        app.signal(signal.SIGHUP)
        app.wait_for_exit()
    with PtyApp((*OPEN_TO_ALL, *RAPPORT), env=env) as app:
        app.wait_for("REACH OUT")
        app.press("l")
        app.wait_for("Log")
        write(app, f"call {PRIVATE}")
        app.press("enter")
        app.wait_for("logged a call")
        for command, said in (("backup", "checked copy"), (f"export {home}/people.csv", "written to")):
            app.press(":")
            app.wait_until_quiet(0.2)
            app.send(command.encode())
            app.wait_until_quiet(0.2)
            app.press("enter")
            app.wait_for(said)
        app.press("q")
        assert app.wait_for_exit() == 0
    with PtyApp((*OPEN_TO_ALL, sys.executable, "-c", CRASHING, PRIVATE), env=env) as app:
        app.wait_for("REACH OUT")
        app.press("l")
        assert app.wait_for_exit() == 1
    return home


def test_all_is_its_owner_s_alone_and_the_logs_are_silent(lived_in: Path, tmp_path: Path) -> None:
    everything = [Path(folder) / name for folder, _, names in os.walk(lived_in) for name in names]
    folders = [Path(folder) / name for folder, names, _ in os.walk(lived_in) for name in names]
    assert {
        path.name: oct(path.stat().st_mode & 0o777) for path in everything if path.stat().st_mode & 0o077
    } == {}
    assert {
        path.name: oct(path.stat().st_mode & 0o777) for path in folders if path.stat().st_mode & 0o077
    } == {}
    kinds = {path.suffix for path in everything}
    assert kinds >= {".db", ".json", ".txt", ".csv", ".log"}
    logs = [path for path in everything if path.suffix == ".log"]
    assert logs
    assert [path for path in logs if PRIVATE.encode() in path.read_bytes()] == []
    assert list((tmp_path / "tmp").iterdir()) == []
    assert [path.name for path in everything if path.name.endswith(("-journal", "-wal", ".tmp"))] == []


def test_the_log_never_follows_a_link_out_of_its_folder(home: Path, tmp_path: Path) -> None:
    (tmp_path / "other.log").write_text("kept")
    state = home / ".local/state/rapport"
    state.mkdir(parents=True)
    (state / "rapport.log").symlink_to(tmp_path / "other.log")
    with PtyApp(
        (sys.executable, "-c", CRASHING, "--db", str(a_small_book(tmp_path)), PRIVATE), env=NOW
    ) as app:
        app.wait_for("REACH OUT")
        app.press("l")
        assert app.wait_for_exit() == 1
        assert "could not be written" in app.screen.replace("\n", "")
    assert (tmp_path / "other.log").read_text() == "kept"
