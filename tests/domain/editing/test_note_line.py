"""One line noted of somebody says by its sign what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.editing.note_line import read_note
from tui.domain.errors import InvalidInput


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("partner Tomás", "fact: partner Tomás"),
        ("+ climbing", "interest: climbing"),
        ("?how the move went", "ask next time: how the move went"),
        ("  two   cats ", "fact: two cats"),
    ],
)
def test_the_sign_says_what_is_noted(line: str, words: str) -> None:
    assert read_note(line).words == words


@given(st.sampled_from(["", " ", "?", "+ ", "\n"]))
def test_a_line_that_says_nothing_is_refused(line: str) -> None:
    with pytest.raises(InvalidInput):
        read_note(line)
