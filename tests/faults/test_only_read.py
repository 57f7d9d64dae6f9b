"""A book that may only be read: the app opens and says so, changes are refused in words, and leaving is no error."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.damage import digest
from tests.faults.windows import a_book_of_three, window


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    """A book where nothing can be written: for root on a read-only disk, for others in a read-only folder."""
    folder = tmp_path / "shelf"
    folder.mkdir(mode=0o700)
    if os.geteuid() != 0:
        book = a_book_of_three(folder)
        folder.chmod(0o500)
        yield book
        folder.chmod(0o700)
        return
    if _mounted("-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", str(folder)):
        pytest.skip("a disk cannot be made here")
    book = a_book_of_three(folder)
    _mounted("-o", "remount,ro", str(folder))
    yield book
    subprocess.run(["umount", "--lazy", str(folder)], check=False, capture_output=True)


def _mounted(*words: str) -> int:
    return subprocess.run(["mount", *words], check=False, capture_output=True).returncode


def test_the_app_opens_for_reading_says_so_and_leaves_in_order(shelf: Path, home: Path) -> None:
    before = digest(shelf)
    with window(shelf) as app:
        app.wait_for("Maya Okafor")
        app.wait_for("write-protected")
        assert "only to be read" in app.screen
        app.press("d")
        app.wait_for("may only be read here")
        app.press("q")
        assert app.wait_for_exit() == 0
    assert digest(shelf) == before


def test_what_is_written_in_the_composer_is_kept_elsewhere(shelf: Path, home: Path) -> None:
    with window(shelf) as app:
        app.wait_for("Maya Okafor")
        app.press("c")
        app.wait_for("Esc leaves")
        app.wait_until_quiet()
        app.press(*["tab"] * 13)
        app.paste("words for better days")
        app.wait_for("words for better days")
        app.press("escape")
        app.wait_for("REACH OUT")
        app.press("q")
        assert app.wait_for_exit() == 0
    kept = [path.read_text() for path in (home / ".local/state/rapport/drafts").glob("*.json")]
    assert any("words for better days" in text for text in kept)
