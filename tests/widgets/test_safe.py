"""Text of others, shown as written and cut at the edge of a cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.hostile import HOSTILE, ZERO_WIDTH, controls_in
from tui.widgets.safe import (
    cut,
    fit,
    shown,
    whole_sentences,
    width_of,
    wrap,
)

ANY_TEXT = st.one_of(st.text(), st.sampled_from([*HOSTILE, ZERO_WIDTH]))


@given(ANY_TEXT)
def test_no_control_character_is_ever_shown(text: str) -> None:
    assert controls_in(shown(text)) == set()


@given(ANY_TEXT, st.integers(0, 60))
def test_cut_text_is_never_wider_than_asked(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width


@given(ANY_TEXT, st.integers(0, 60), st.booleans())
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(text, width, right=right)) == width


@given(ANY_TEXT, st.integers(1, 40), st.integers(1, 4))
def test_wrapped_rows_stay_within_their_width_and_number(text: str, width: int, most: int) -> None:
    rows = wrap(text, width, most)
    assert len(rows) <= most
    # One character may be wider than the row; it cannot be made narrower.
    assert all(width_of(row) <= max(width, 2) for row in rows)


def test_a_wide_character_is_left_out_whole() -> None:
    assert cut("山田太郎", 6) == "山田…"


def test_the_ellipsis_counts() -> None:
    assert cut("Maya Okafor", 8) == "Maya Ok…"


def test_text_that_fits_is_left_alone() -> None:
    assert cut("Maya", 4) == "Maya"


def test_numbers_stand_on_the_right() -> None:
    assert fit("6w", 5, right=True) == "   6w"


def test_an_ellipsis_wider_than_the_room_is_left_out() -> None:
    assert cut("Maya", 1, ellipsis="...") == "M"


def test_whole_sentences_are_kept_and_the_rest_left_out() -> None:
    assert (
        whole_sentences("Back again. That is the skill. One person?", 32) == "Back again. That is the skill."
    )


def test_a_first_sentence_too_long_is_cut() -> None:
    assert whole_sentences("Back again today. Good.", 8) == "Back ag…"


def test_rows_break_between_words() -> None:
    assert wrap("nothing was lost", 8, 3) == ["nothing", "was lost"]


def test_what_does_not_fit_the_last_row_is_cut() -> None:
    assert wrap("nothing was lost at all", 8, 2) == ["nothing", "was los…"]
