"""Tending in a word."""

from __future__ import annotations

import pytest

from tui.domain.rhythms.tending import Tending


@pytest.mark.parametrize(
    ("overdue", "people", "word"),
    [
        (0, 1, "well tended"),
        (1, 10, "well tended"),
        (2, 10, "steady"),
        (3, 10, "steady"),
        (4, 10, "some beds are dry, start with one"),
        (10, 10, "some beds are dry, start with one"),
        (0, 0, ""),
    ],
)
def test_the_share_that_is_not_overdue_has_a_word(overdue: int, people: int, word: str) -> None:
    assert Tending(overdue, people).word == word
