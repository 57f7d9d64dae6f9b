"""Keys, reports and pastes out of one stream: nothing in a paste is ever a key, however the stream is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.sequences import (
    KEY_SECONDS,
    PASTE_CHARACTERS,
    PASTE_SECONDS,
    REPORT_SECONDS,
    Escaped,
    Pasted,
    Report,
    Sequences,
    Typed,
)

START, END = "\x1b[200~", "\x1b[201~"


def read(*chunks: str) -> list[str]:
    """Return what chunks are taken for, a paste in angle brackets and a key with Alt as M-x; then nothing comes."""
    sequences, seen = Sequences(), list[str]()
    for part in [*(part for chunk in chunks for part in sequences.feed(chunk)), *sequences.settle()]:
        match part:
            case Typed(text):
                seen.append(text)
            case Escaped(character):
                seen.append(f"M-{character}" if character else "Esc")
            case Report(sequence):
                seen.append(sequence.replace("\x1b", "^"))
            case Pasted(text):
                seen.append(f"<{text}>")
    return seen


def test_keys_are_keys() -> None:
    assert read("abc", "\x1b[A") == ["abc", "^[A"]


def test_escape_alone_is_a_key_once_nothing_follows() -> None:
    sequences = Sequences()
    assert [*sequences.feed("\x1b")] == []
    assert sequences.patience_seconds == KEY_SECONDS
    assert [*sequences.settle()] == [Escaped()]
    assert sequences.patience_seconds is None


@pytest.mark.parametrize(
    "sequence", ["\x1b[<35;10;4M", "\x1bOP", "\x1b[[A", "\x1b[M abc"[:6], "\x1b[?2026;2$y"]
)
def test_a_report_cut_anywhere_is_one_report(sequence: str) -> None:
    for cut in range(1, len(sequence)):
        assert read(sequence[:cut], sequence[cut:], "k") == [sequence.replace("\x1b", "^"), "k"]


@pytest.mark.parametrize(
    "answer",
    ["\x1b]11;rgb:1e1e/2e2e/3e3e\x1b\\", "\x1b]52;c;cQ==\x07", "\x1bP1$r0m\x1b\\", "\x1b_Gi=1;OK\x1b\\"],
)
def test_a_text_of_the_terminal_s_own_is_never_typed(answer: str) -> None:
    for cut in range(3, len(answer)):
        assert read(answer[:cut], answer[cut:], "k") == ["k"]


def test_a_key_with_alt_is_one_key_and_what_follows_is_typed() -> None:
    assert read("\x1bxhello there, this is a long line of words") == [
        "M-x",
        "hello there, this is a long line of words",
    ]
    assert read("\x1b]hello") == ["M-]", "hello"]


def test_what_ends_in_the_middle_is_no_key() -> None:
    sequences = Sequences()
    assert [*sequences.feed("\x1b[1;5")] == []
    assert sequences.patience_seconds == REPORT_SECONDS
    assert [*sequences.settle()] == []
    assert [*sequences.feed("j")] == [Typed("j")]


def test_a_report_without_end_is_read_past_and_holds_nothing() -> None:
    sequences = Sequences()
    assert [part for _ in range(1000) for part in sequences.feed("\x1b[" + "9;" * 500)] == []
    assert len(sequences._held) < 100
    assert [*sequences.feed("mj")] == [Typed("j")]


def test_a_paste_is_one_thing_between_keys() -> None:
    assert read(f"a{START}b\rq{END}c") == ["a", "<b\rq>", "c"]


@pytest.mark.parametrize("inside", ["\x1bq", "\x1b[31m", START, "\x1b[201", "\x1b]52;c;x\x07"])
def test_whatever_stands_in_a_paste_is_text(inside: str) -> None:
    assert read(f"{START}{inside}{END}") == [f"<{inside}>"]


def test_a_paste_without_an_end_is_text_after_five_seconds_of_silence() -> None:
    sequences = Sequences()
    assert [*sequences.feed(f"{START}half\rq")] == []
    assert sequences.patience_seconds == PASTE_SECONDS == 5
    assert [*sequences.settle()] == [Pasted("half\rq")]
    assert [*sequences.feed("q")] == [Typed("q")]


def test_of_a_paste_without_measure_the_beginning_is_kept() -> None:
    sequences = Sequences()
    assert [*sequences.feed(START)] == []
    for _ in range(PASTE_CHARACTERS // 500_000 + 4):
        assert [*sequences.feed("x" * 500_000)] == []
    (pasted,) = sequences.feed(END)
    assert isinstance(pasted, Pasted)
    assert len(pasted.text) == PASTE_CHARACTERS


@given(st.text(alphabet="ab\x1b[201~", max_size=12), st.text(alphabet="xyz\r", max_size=8), st.data())
def test_however_the_stream_is_cut_the_paste_is_the_same(pasted: str, keys: str, data: st.DataObject) -> None:
    if END in pasted:
        return
    stream = f"{keys}{START}{pasted}{END}{keys}"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    chunks = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert "".join(read(*chunks)) == f"{keys}<{pasted}>{keys}"


@given(st.text(alphabet="a1;:<?$ ~uMRm[]OP_G\\\x07\x1b\r", max_size=40), st.data())
def test_however_any_stream_is_cut_it_means_the_same(stream: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    chunks = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert "".join(read(*chunks)) == "".join(read(stream))
