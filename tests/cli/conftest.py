"""What the tests of the command line stand on."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell


@pytest.fixture
def rapport(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Give the command line, on a Monday morning with an empty book."""
    shell = Shell(monkeypatch)
    shell.at("2026-11-23")
    return shell
