"""Keys and pastes out of one stream: nothing in a paste is ever a key, however the stream is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.driver import Pastes

START, END = "\x1b[200~", "\x1b[201~"


def read(*chunks: str) -> list[str]:
    """Give what chunks are taken for: keys as they are, a paste in angle brackets; then nothing comes any more."""
    pastes, seen = Pastes(), list[str]()
    for chunk in chunks:
        for part in pastes.split(chunk):
            seen.append(part if isinstance(part, str) else f"<{part.text}>")
    if left := pastes.give_up():
        seen.append(f"<{left.text}>")
    seen.append(pastes.settle())
    return [part for part in seen if part]


def test_keys_are_keys() -> None:
    assert read("abc", "\x1b[A") == ["abc", "\x1b[A"]


def test_escape_alone_is_a_key_at_once() -> None:
    assert [*Pastes().split("\x1b")] == ["\x1b"]


def test_a_paste_is_one_thing_between_keys() -> None:
    assert read(f"a{START}b\rq{END}c") == ["a", "<b\rq>", "c"]


@pytest.mark.parametrize("inside", ["\x1bq", "\x1b[31m", START, "\x1b[201", "\x1b]52;c;x\x07"])
def test_whatever_stands_in_a_paste_is_text(inside: str) -> None:
    assert read(f"{START}{inside}{END}") == [f"<{inside}>"]


def test_a_paste_without_an_end_is_given_when_nothing_more_comes() -> None:
    assert read(f"{START}half") == ["<half>"]


def test_a_mark_that_does_not_come_leaves_the_keys() -> None:
    assert read("a\x1b[20") == ["a", "\x1b[20"]


def test_nothing_is_kept_of_an_empty_paste_but_that_it_was() -> None:
    assert isinstance(next(iter(Pastes().split(START + END))), events.Paste)


@given(st.text(alphabet="ab\x1b[201~", max_size=12), st.text(alphabet="xyz\r", max_size=8), st.data())
def test_however_the_stream_is_cut_the_paste_is_the_same(pasted: str, keys: str, data: st.DataObject) -> None:
    if END in pasted:
        return
    stream = f"{keys}{START}{pasted}{END}{keys}"
    cuts = sorted(data.draw(st.lists(st.integers(2, len(stream)), max_size=6)))
    chunks = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    if "\x1b" in chunks:  # Escape on its own is a key, so a mark cut behind its first sign is none.
        return
    whole = "".join(part for part in read(*chunks))
    assert whole == f"{keys}<{pasted}>{keys}"
