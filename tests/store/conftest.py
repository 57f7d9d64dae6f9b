"""What the tests of the store stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_book
from tui.store.book import Book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Yield a new, empty book on a Monday."""
    opened = a_book(tmp_path)
    yield opened
    opened.close()
