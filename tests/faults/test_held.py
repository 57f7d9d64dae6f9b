"""Another program holds the book: keys wait or go on as the person likes, and what was saved is there afterwards."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.windows import a_book_of_three, summaries, window
from tests.pty_app import PtyApp


@contextmanager
def _held(book: Path, how: str, seconds: float) -> Iterator[None]:
    holder = sqlite3.connect(book, check_same_thread=False, timeout=20)
    holder.execute(f"BEGIN {how}")
    release = threading.Timer(seconds, holder.rollback)
    release.start()
    try:
        yield
    finally:
        release.join()
        holder.close()


def _echo(app: PtyApp, before: str, text: str) -> list[float]:
    """Type letter by letter behind what is there; give how long each took to be seen."""
    seen = []
    for number in range(1, len(text) + 1):
        began = time.monotonic()
        app.send(text[number - 1].encode())
        app.wait_for(f"{before}{text[:number].rstrip()}")
        seen.append(time.monotonic() - began)
    return seen


def test_keys_wait_for_the_save_or_go_on_by_escape_and_it_lands_once(tmp_path: Path, is_long: bool) -> None:
    book = a_book_of_three(tmp_path)
    seconds = 10.0 if is_long else 6.0
    with window(book) as app:
        app.wait_for("Maya Okafor")
        with _held(book, "IMMEDIATE", seconds):
            began = time.monotonic()
            app.press("l")
            app.wait_for("Save")
            app.send(b"call, first words\r")
            app.wait_for("Still saving; another program may be holding the book.")
            app.send(b"jd")
            app.wait_for("Typed meanwhile: 2 keys")
            app.press("escape")
            app.wait_for("Dropped what was typed meanwhile: 2 keys.")
            app.press("l")
            app.wait_for("Save")
            app.send(b"call, ")
            echoes = sorted(_echo(app, "call, ", "and of the harbour"))
            assert time.monotonic() - began < seconds, "typing was held up"
        print(f"echo: median {echoes[len(echoes) // 2] * 1e3:.0f} ms, p95 {echoes[-2] * 1e3:.0f} ms")
        app.wait_for("logged a call with Maya Okafor", timeout_seconds=20)
        app.wait_for("and of the harbour")
    assert [text for text in summaries(book) if text] == ["first words"]


def test_a_book_nobody_may_even_read_ends_nothing(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        app.wait_for("Maya Okafor")
        app.wait_until_quiet()
        with _held(book, "EXCLUSIVE", 3.0):
            app.press("l")
            app.send(b"call, words in the dark\r")
        app.wait_for("logged a call with Maya Okafor", timeout_seconds=20)
        app.press("q")
        assert app.wait_for_exit() == 0
    assert "words in the dark" in summaries(book)


def test_a_book_held_at_the_start_ends_in_a_sentence_and_exit_code_6(tmp_path: Path) -> None:
    book = a_book_of_three(tmp_path)
    with _held(book, "EXCLUSIVE", 5.0), window(book) as app:
        assert app.wait_for_exit() == 6
        assert "held by another program" in app.screen.replace("\n", "")
