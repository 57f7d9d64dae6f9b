"""The running app in a real terminal, sent what no terminal should send: it lives on, and the line begun is kept."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.pty_app import PtyApp
from tests.terminal.noise import noise
from tests.writing import NOW, a_book_opened, write

ODD = (
    *(b"\x1b[97:65;2u", b"\x1b[97;1:3u", b"\x1b[1;1:3A", b"\x1b[1114112u", b"\x1b[99~", b"\x1b[113A"),
    *(b"\x1b[?2048;2$y\x1b[48;0;0;0;0t\x1b[<35;5;5M", b"\x1b[<0;65535;65535M"),
    *(b"\x1b]11;rgb:1e1e/2e2e/3e3e\x1b\\", b"\x1b[?62;22c"),
)
MOST_MEGABYTES = 40


def megabytes(app: PtyApp) -> float:
    """Return how much memory of its own the program has taken."""
    rows = Path(f"/proc/{app.pid}/status").read_text().splitlines()
    return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("VmRSS"))


def line_begun(app: PtyApp) -> None:
    app.wait_for("REACH OUT")
    app.press("l")
    app.wait_for("Log")
    write(app, "call about the boat")


def test_odd_reports_leave_the_line_in_the_bar_as_it_is(tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        line_begun(app)
        for data in ODD:
            app.send(data)
            app.wait_until_quiet(0.05)
        app.wait_until_quiet(1.2)
        typed = next(row for row in app.screen.split("\n") if "call about the boat" in row)
        assert "call about the boatA" in typed  # The first of them is an A, and no other is a key.
        app.press("escape")
        app.wait_until_quiet(0.5)
        app.press("q")
        assert app.wait_for_exit() == 0


def test_a_paste_without_an_end_is_text_and_no_key(tmp_path: Path) -> None:
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        line_begun(app)
        began = time.monotonic()
        app.send(b"\x1b[200~ q")
        app.wait_for("the boat q")
        assert 4 < time.monotonic() - began < 9
        write(app, " and more")
        app.press("escape")
        app.wait_until_quiet(0.5)
        app.press("q")
        assert app.wait_for_exit() == 0


@pytest.mark.parametrize("size", [(65_535, 65_535), (65_535, 1), (1, 65_535), (0, 0), (1, 1)])
def test_a_window_of_any_size_is_drawn_in_bounded_memory(
    size: tuple[int, int], tmp_path: Path, is_long: bool
) -> None:
    if size not in ((65_535, 65_535), (0, 0)) and not is_long:
        pytest.skip("only with --long")
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        line_begun(app)
        before = megabytes(app)
        app.tell_size(size)
        app.pass_over(2.0)
        assert megabytes(app) - before < MOST_MEGABYTES + 60 * (size[0] > 1000)
        app.resize((80, 24))
        app.pass_over(1.0)
        write(app, " of hers")
        app.press("escape")
        app.pass_over(0.5)
        app.press("q")
        assert app.wait_for_exit() == 0


def test_noise_into_the_running_app_ends_nothing(tmp_path: Path, is_long: bool) -> None:
    chance = random.Random(5)
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        line_begun(app)
        rounds, before = (1000, 0.0) if is_long else (3, 0.0)
        for number in range(rounds):
            pieces = [each for each in (noise(chance) for _ in range(120)) if b"\x1b[200~" not in each]
            app.send(b"".join(each for each in pieces if each[0] < 0x80) + b"\x07\x1b\\")
            app.pass_over(0.1)
            if number == min(20, rounds // 2):
                before = megabytes(app)
        assert megabytes(app) - before < MOST_MEGABYTES + 120
        app.resize((80, 24))
        app.pass_over(2.0)
        app.signal(1)
        assert app.wait_for_exit() == 129
    with PtyApp(a_book_opened(tmp_path), env=NOW) as app:
        app.wait_for("REACH OUT")
        app.press("l")
        app.wait_for("about the boat")
