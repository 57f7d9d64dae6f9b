"""What the tests of the command line stand on."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell
from tests.new_book import a_new_book_at
from tui.locations import book_path


@pytest.fixture
def newcomer(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Return the command line, on a Monday morning, to somebody who has no book yet."""
    shell = Shell(monkeypatch)
    shell.at("2026-11-23")
    return shell


@pytest.fixture
def rapport(newcomer: Shell) -> Shell:
    """Return the command line, on a Monday morning with an empty book."""
    a_new_book_at(book_path())
    return newcomer
