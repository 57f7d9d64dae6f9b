"""The real program on a damaged book: no traceback, two seconds to the way back, and its exit code."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.builders import a_clock
from tests.faults.damage import KINDS, a_sound_book, digest, spoil
from tests.faults.windows import TODAY, window
from tui.build import Setting
from tui.config import Config

SHORT = ("bytes flipped", "first bytes spoilt", "nothing in it")
"""The kinds of damage that the short run opens in a terminal."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "rapport.db"
    a_sound_book(path)
    return path


def _care(path: Path) -> Setting:
    return Setting(Config(), a_clock(), path)


@pytest.mark.parametrize(
    "kind", [kind if kind in SHORT else pytest.param(kind, marks=pytest.mark.long) for kind in KINDS]
)
def test_a_damaged_book_is_left_with_exit_code_5_and_untouched(
    sound: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "rapport.db"
    path.write_bytes(sound.read_bytes())
    _care(path).care().back_up()
    spoil(sound, path, kind)
    before = digest(path)
    began = time.monotonic()
    with window(path) as app:
        app.wait_for("NEWEST GOOD BACKUP")
        print(f"on the screen after {time.monotonic() - began:.2f} s")
        app.wait_for("60 people")
        app.wait_for("FOUND")
        assert "No damage" not in app.screen
        assert "all the same" not in app.screen
        app.press("q")
        assert app.wait_for_exit() == 5
        assert b"Traceback" not in app.raw
    assert digest(path) == before


def test_r_brings_the_book_back_and_opens_it(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    path.write_bytes(sound.read_bytes())
    _care(path).care().back_up()
    spoil(sound, path, "bytes flipped")
    with window(path) as app:
        app.wait_for("60 people")
        app.press("r")
        app.wait_for("Type yes")
        app.press("y", "e", "s", "enter")
        app.wait_for(TODAY)
        app.press("q")
        assert app.wait_for_exit() == 0


def test_damage_that_shows_only_while_the_app_is_open_ends_on_the_way_back(
    sound: Path, tmp_path: Path
) -> None:
    path = tmp_path / "rapport.db"
    path.write_bytes(sound.read_bytes())
    with window(path) as app:
        app.wait_for(TODAY)
        app.wait_until_quiet()
        data = spoil(sound, tmp_path / "spoilt.db", "root of the talks full of ones").read_bytes()
        path.write_bytes(data)
        for _ in range(3):
            app.press("2", "j", "1", "3")
        app.wait_for("FOUND")
        app.press("q")
        assert app.wait_for_exit() == 5
        assert b"Traceback" not in app.raw


def test_a_crash_leaves_a_mark_that_the_next_start_reads(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    path.write_bytes(sound.read_bytes())
    with window(path) as app:
        app.wait_for(TODAY)
        app.signal(signal.SIGKILL)
        assert app.wait_for_exit() == 128 + signal.SIGKILL
    marks = _care(path).marks
    assert marks is not None
    assert marks.of(path).was_cut_off
    with window(path) as app:
        app.wait_for(TODAY)
        app.press("q")
        assert app.wait_for_exit() == 0
    assert not marks.of(path).was_cut_off
