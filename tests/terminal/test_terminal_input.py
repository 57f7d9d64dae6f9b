"""Whatever a terminal may send: bytes that are no text, huge pastes, keys inside a paste, windows of any size."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.pty_app import PtyApp
from tests.writing import NOW, a_book_opened, drafted, open_composer, write

MEGABYTE = 1_000_000


def quits(app: PtyApp) -> bool:
    """Leave by ``q`` and say whether that ended it in order."""
    app.wait_until_quiet(0.3)
    app.press("q")
    return app.wait_for_exit() == 0


def notes_of(app: PtyApp) -> None:
    """Go from the third field on to the notes."""
    app.press(*["tab"] * 11)
    app.wait_until_quiet(0.1)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"\xc3(", b"\xf0\x28\x8c\x28", b"\xed\xa0\x80", bytes(range(128, 256))]
)
def test_bytes_that_are_no_text_leave_it_running(data: bytes, tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        app.wait_for("REACH OUT")
        app.press("l")
        app.send(data)
        write(app, "call still here")
        app.press("escape")
        assert quits(app)


@pytest.mark.parametrize(
    "inside", ["\x1bq", "\x1b[31m", "\x1b\x1bq", "\x1b[200~q", "\x1b]52;c;x\x07", "\x1bOP", "\x03"]
)
def test_a_paste_fires_nothing_and_keeps_its_order(inside: str, tmp_path: Path, home: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        open_composer(app)
        notes_of(app)
        app.paste(f"AAA {inside} BBB")
        screen = app.wait_for("BBB")
        assert "NOTES" in screen
        assert next(row for row in screen.split("\n") if "AAA" in row).index("AAA") == 1
        app.press("escape")
        app.wait_for("REACH OUT")
        assert quits(app)


def test_a_paste_over_a_list_presses_no_key(tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        app.wait_for("REACH OUT")
        app.paste("d\rq\x1bq")
        app.wait_until_quiet(0.5)
        assert "REACH OUT · 3" in app.screen
        assert quits(app)


def test_a_paste_of_a_megabyte_in_one_line_is_kept_whole_and_keys_go_on(tmp_path: Path, home: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        open_composer(app)
        notes_of(app)
        app.paste("word " * (MEGABYTE // 5 - 10))
        write(app, "after it")
        app.wait_until_quiet(1.0)
        app.press("escape")
        app.wait_for("REACH OUT", timeout_seconds=60)
        assert quits(app)
    assert drafted(home).count("word") == MEGABYTE // 5 - 10
    assert "after it" in drafted(home)


def test_a_paste_into_a_bar_says_what_it_leaves_out(tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        app.wait_for("REACH OUT")
        app.press("l")
        app.wait_for("Log")
        app.paste("call " + "x" * 70_000)
        app.wait_for("left out")
        app.press("escape")
        assert quits(app)


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 40), (3, 2), (10, 3), (20, 5), (39, 9)])
def test_a_tiny_window_is_lived_through(size: tuple[int, int], tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW, size=size) as app:
        app.wait_until_quiet(1.0)
        for keys in ("2", "3", "1", "/", "escape", "l", "escape", "c", "escape", "?", "escape"):
            app.press(keys)
            app.wait_until_quiet(0.1)
        app.resize((80, 24))
        app.wait_for("REACH OUT")
        assert quits(app)


def test_five_hundred_sizes_in_a_row_are_lived_through_with_the_words_in_place(
    tmp_path: Path, home: Path
) -> None:
    sizes = random.Random(4)
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        open_composer(app)
        write(app, "she will move")
        for number in range(500):
            app.resize((sizes.randint(1, 200), sizes.randint(1, 60)))
            if number % 50 == 0:
                app.wait_until_quiet(0.01)
        app.resize((80, 24))
        write(app, " to Porto")
        app.press("escape")
        app.wait_for("REACH OUT")
        assert quits(app)
    assert "she will move to Porto" in drafted(home)
