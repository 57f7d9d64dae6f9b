"""Two terminals on one book: what one writes appears in the other, and what is being typed there is left alone."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from tests.faults.windows import COMMAND, TODAY, a_book_of_three, summaries, window

_TABS_TO_NOTES = 13


def _elsewhere(book: Path, *words: str) -> None:
    subprocess.run([*COMMAND, "--db", str(book), *words], check=True, capture_output=True, timeout=60)


def test_what_one_window_writes_appears_in_the_other(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as one, window(book) as two:
        for app in (one, two):
            app.wait_for(TODAY)
            app.wait_for("Maya Okafor")
        one.press("l")
        one.wait_for("Save")
        one.send(b"call, the harbour\r")
        one.wait_for("logged a call with Maya Okafor")
        began = time.monotonic()
        two.wait_for(f"{TODAY} · 2", timeout_seconds=10)
        print(f"seen after {time.monotonic() - began:.2f} s")


def test_a_line_being_typed_is_left_alone(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        app.wait_for("Maya Okafor")
        app.press("l")
        app.wait_for("Save")
        app.send(b"call, half a sen")
        app.wait_for("half a sen")
        _elsewhere(book, "add", "Zed Newcomer", "due:2026-11-20")
        _elsewhere(book, "log", "call", "@bo", "meanwhile")
        app.wait_for("1 of ", timeout_seconds=10)
        assert "half a sen" in app.screen
        app.send(b"tence\r")
        app.wait_for("logged a call with Maya Okafor")
    assert "half a sentence" in summaries(book)


def test_a_message_in_the_composer_is_left_alone(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        app.wait_for("Maya Okafor")
        app.press("c")
        app.wait_for("Maya Okafor")
        app.wait_until_quiet()
        app.press(*["tab"] * _TABS_TO_NOTES)
        app.wait_until_quiet()
        app.paste("words nobody may take")
        app.wait_for("words nobody may take")
        _elsewhere(book, "log", "call", "@bo", "meanwhile")
        _elsewhere(book, "log", "call", "@ines", "meanwhile")
        app.wait_until_quiet(1.5)
        app.paste(" from me")
        app.wait_for("words nobody may take from me")


def test_a_book_replaced_under_an_open_window_is_said_and_not_written(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    _elsewhere(book, "backup", str(tmp_path / "copy.db"))
    with window(book) as app:
        app.wait_for("Maya Okafor")
        _elsewhere(book, "restore", str(tmp_path / "copy.db"))
        app.wait_for("replaced by another file", timeout_seconds=10)
        app.press("d")
        app.wait_until_quiet()
        app.press("q")
        assert app.wait_for_exit() == 0
    (aside,) = tmp_path.glob("rapport.db.replaced-*")
    assert summaries(book) == summaries(aside)
