"""Somebody writing in the real app: the composer open, words going into it, and the draft beside the book."""

from __future__ import annotations

import json
from pathlib import Path

from tests.pty_app import RAPPORT, PtyApp
from tests.screens.app_in_test import a_small_book

NOW = {"RAPPORT_NOW": "2026-11-23T13:32:00+01:00", "PYTHONDONTWRITEBYTECODE": "1"}


def a_book_opened(folder: Path) -> tuple[str, ...]:
    """Return the command line that opens a small book in a folder."""
    return (*RAPPORT, "--db", str(a_small_book(folder)))


def open_composer(app: PtyApp) -> None:
    """Open the composer on the first person, ready to be written into."""
    app.wait_for("REACH OUT")
    app.press("c")
    app.wait_for("Esc leaves")
    app.press("tab", "tab")
    app.wait_until_quiet(0.1)


def write(app: PtyApp, words: str) -> None:
    """Write words, and wait until the end of them is on the screen."""
    app.send(words.encode())
    app.wait_for(words[-8:])


def drafted(home: Path) -> str:
    """Return all that stands in the drafts of a home."""
    return drafted_in(home / ".local/state/rapport/drafts")


def drafted_in(folder: Path) -> str:
    """Return all that stands in the drafts of a folder, joined."""
    return "\n".join(
        text for path in folder.glob("*.json") for text in json.loads(path.read_text())["texts"].values()
    )
