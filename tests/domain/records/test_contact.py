"""A contact's name as it is compared, typed and kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.records.contact import slug_of


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Maya Okafor", "maya.okafor"),
        ("  José   Núñez ", "jose.nunez"),
        ("Pat O'Brien-Ruiz_2", "pat.o'brien-ruiz_2"),
        ("C++ Club (Porto)!", "c.club.porto"),
        ("Ann, Lee; Bo.", "ann.lee.bo"),
        ("王明", "王明"),
    ],
)
def test_a_handle_holds_the_letters_of_the_name(name: str, handle: str) -> None:
    assert slug_of(name) == handle


@given(st.text(max_size=40))
def test_a_handle_is_one_word_without_a_sign_that_means_something(name: str) -> None:
    assert all(sign.isalnum() or sign in "-_'." for sign in slug_of(name))
