"""A find typed as soon as Today stands, on a busy machine: the book is never called damaged, no key is lost."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import TODAY as DAY
from tests.builders import a_clock
from tests.faults.windows import TODAY, window
from tui.services.demo.demo import fill_demo
from tui.store.book import Book

PEOPLE, TALKS = 300, 600
STARTS, STARTS_LONG = 2, 500
CORES = 2


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of three hundred."""
    path = tmp_path_factory.mktemp("book") / "rapport.db"
    with closing(Book.open(path, a_clock())) as book:
        book.conn.execute("PRAGMA synchronous = OFF")
        fill_demo(book, DAY, 1, PEOPLE, TALKS)
    return path


@pytest.fixture
def busy_machine(is_long: bool) -> Iterator[None]:
    """Keep both cores busy where the test runs at full length."""
    burning = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(CORES if is_long else 0)
    ]
    yield
    for each in burning:
        each.kill()
        each.wait()


@pytest.mark.usefixtures("busy_machine")
def test_what_is_typed_at_once_is_all_there_and_the_book_is_whole(path: Path, is_long: bool) -> None:
    chance = random.Random(7)
    with closing(Book.open(path, a_clock())) as book:
        names = [name for (name,) in book.conn.execute("SELECT lower(name) FROM contact") if name.isascii()]
    damaged: list[str] = []
    lost: list[str] = []
    for number in range(STARTS_LONG if is_long else STARTS):
        typed = ":backup" if number % 3 == 2 else f"/{chance.choice(names)[:5].replace(' ', 'x')}"
        with window(path) as app:
            app.wait_for(TODAY)
            for key in typed:
                app.press(key)
                if chance.random() < 0.5:
                    app.wait_until_quiet(chance.random() * 0.02)
            app.wait_until_quiet(0.5)
            if "needs a look" in app.screen or "damaged" in app.screen:
                damaged.append(app.screen)
            elif not app.screen.lstrip().startswith((f"{typed[0]} {typed[1:]}", f"{typed[0]}{typed[1:]}")):
                lost.append(app.screen)
            app.press("escape")
            app.wait_for(TODAY)
            app.press("q")
            assert app.wait_for_exit() == 0
        if is_long and number % 50 == 49:
            print(
                f"{number + 1} starts, {len(damaged)} times called damaged, {len(lost)} times keys lost",
                flush=True,
            )
    assert (damaged, lost) == ([], [])
