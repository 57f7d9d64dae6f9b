"""Every test has a home of its own, and a screen can be read as plain text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from syrupy.assertion import SnapshotAssertion
from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Label

from tests.builders import TODAY
from tests.screen_text import text_of


class Greeting(App[None]):
    def compose(self) -> ComposeResult:
        yield Label("Ana, about every month", markup=False)


class Question(ModalScreen[None]):
    CSS = "Question { align: left bottom; }"

    def compose(self) -> ComposeResult:
        yield Label("Rest until Friday?", markup=False)


def test_a_test_begins_in_an_empty_home_of_its_own(home: Path) -> None:
    assert Path.home() == home
    assert list(home.iterdir()) == []


def test_everything_xdg_lies_in_that_home(home: Path) -> None:
    xdg = {name: value for name, value in os.environ.items() if name.startswith("XDG_")}
    folders = [value for name, value in xdg.items() if name.endswith("_HOME")]
    assert len(folders) == 4
    assert all(Path(folder).is_relative_to(home) for folder in folders)


def test_nothing_of_the_outside_steers_the_program() -> None:
    assert [name for name in os.environ if name.startswith(("RAPPORT_", "LC_"))] == ["RAPPORT_NOW"]


def test_a_program_that_a_test_starts_lives_on_the_day_of_the_tests(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "tui", "--db", str(tmp_path / "rapport.db")]
    subprocess.run([*line, "add", "Maya Okafor"], check=True, capture_output=True)
    subprocess.run([*line, "log", "call", "@maya"], check=True, capture_output=True)
    shown = subprocess.run([*line, "show", "maya", "--json"], check=True, capture_output=True, text=True)
    assert json.loads(shown.stdout)["last_touch"] == TODAY.isoformat()


def test_the_zone_is_fixed_and_is_not_utc() -> None:
    assert time.tzname == ("CET", "CEST")


async def test_a_screen_can_be_read_as_plain_text(screen_snapshot: SnapshotAssertion) -> None:
    app = Greeting()
    async with app.run_test(size=(40, 3)):
        assert text_of(app) == screen_snapshot


async def test_the_text_of_a_modal_shows_what_lies_behind_it() -> None:
    app = Greeting()
    async with app.run_test(size=(40, 3)) as pilot:
        await app.push_screen(Question())
        await pilot.pause()
        assert text_of(app).splitlines()[0] == "Ana, about every month"
        assert "Rest until Friday?" in text_of(app)
