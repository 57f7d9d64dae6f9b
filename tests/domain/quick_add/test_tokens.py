"""How a line is cut into words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.quick_add.tokens import Sigil, split


@pytest.mark.parametrize(
    ("written", "sigil", "value"),
    [
        ("@maya", Sigil.AT, "maya"),
        ("@maya,", Sigil.AT, "maya"),
        ("@anna.p.", Sigil.AT, "anna.p"),
        ('@"Maya Okafor"', Sigil.AT, "Maya Okafor"),
        ('"@Maya Okafor"', Sigil.AT, "Maya Okafor"),
        (r"@Maya\ Okafor", Sigil.AT, "Maya Okafor"),
        ("#work!", Sigil.TAG, "work"),
        ("TAG:work", Sigil.TAG, "work"),
        ("+work", Sigil.TAG, "work"),
        ("~6w", Sigil.RHYTHM, "6w"),
        ("every:6w", Sigil.RHYTHM, "6w"),
        ("at:noma,", Sigil.PAIR, "noma"),
        ('met:"Yahoo!"', Sigil.PAIR, "Yahoo!"),
        ("role:Sr.", Sigil.PAIR, "Sr."),
        ("gave:", Sigil.RUN, ""),
        ('got:"a book"', Sigil.RUN, "a book"),
        (">", Sigil.NEXT, ""),
    ],
)
def test_a_word_is_told_by_its_beginning(written: str, sigil: Sigil, value: str) -> None:
    (word,) = split(written)
    assert (word.sigil, word.value) == (sigil, value)


@pytest.mark.parametrize(
    "written",
    ["@", "#", "#1", "+1", "+49", "~", "at:", "at:,", ">:(", ">>>", "a@b", '""', '"', "x:y", "https://x"],
)
def test_a_sign_that_carries_nothing_is_text(written: str) -> None:
    (word,) = split(written)
    assert (word.sigil, word.text) == (Sigil.PLAIN, written)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\@bo", "@bo"),
        (r"two\ words", "two words"),
        ('"two words"', '"two words"'),
        (r"\\server", r"\server"),
        ("\\", "\\"),
        (r"C:\temp", r"C:\temp"),
    ],
)
def test_an_escape_is_resolved_and_quotes_are_kept(written: str, text: str) -> None:
    assert [word.text for word in split(written)] == [text]


@pytest.mark.parametrize("written", [r"\call", '"call"', r"call\ me"])
def test_what_is_quoted_or_escaped_is_never_a_word_of_the_grammar(written: str) -> None:
    assert not split(written)[0].is_plain


def test_an_unclosed_quote_is_a_plain_sign() -> None:
    assert [word.text for word in split('call "he said')] == ["call", '"he', "said"]


def test_a_control_character_becomes_visible() -> None:
    assert split("a\x1bb")[0].text == "a\ufffdb"


@given(st.text(st.sampled_from('@#>+~:;,"\\ abgvetn\n')) | st.text())
def test_words_stand_in_order_and_leave_out_only_spaces_and_quotes(line: str) -> None:
    words = split(line)
    assert all(a.end <= b.start for a, b in pairwise(words))
    inside = {at for word in words for at in range(word.start, word.end)}
    assert {c for at, c in enumerate(line) if at not in inside and not c.isspace()} <= {'"'}
