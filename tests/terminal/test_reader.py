"""Whatever a terminal sends, the reader reads on: each byte is a key, a paste, the mouse, a size, or nothing."""

from __future__ import annotations

import random
import tracemalloc

import pytest
from textual import events, messages
from textual.geometry import Size
from textual.message import Message

from tests.terminal.noise import noise
from tui.terminal.reader import TerminalReader
from tui.terminal.window_size import MOST_COLUMNS, MOST_ROWS, bounded

TELLS_SIZES = b"\x1b[?2048;2$y"


class Heard:
    """A reader of a window of 80 x 24, and what it said."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.reader = TerminalReader(lambda: Size(80, 24), self.kinds.append)

    def read(self, data: bytes) -> list[Message]:
        return list(self.reader.read(data))


@pytest.mark.parametrize(
    "report",
    [b"\x1b[<0;81;1M", b"\x1b[<0;1;25M", b"\x1b[<0;0;1M", b"\x1b[<0;-5;1M", b"\x1b[<0;1;99999999999999M"],
)
def test_the_mouse_outside_of_the_window_is_nowhere(report: bytes) -> None:
    heard = Heard()
    assert heard.read(report) == []
    assert isinstance(heard.read(b"\x1b[<0;80;24M")[0], events.MouseDown)


def test_a_button_at_the_side_of_the_mouse_is_no_click() -> None:
    assert Heard().read(b"\x1b[<128;10;10M") == []


def test_the_mouse_at_a_size_of_nothing_is_nowhere() -> None:
    heard = Heard()
    heard.read(TELLS_SIZES)
    assert heard.read(b"\x1b[48;0;0;0;0t\x1b[<0;5;5M") == []
    assert heard.read(b"\x1b[48;24;80;0;0t\x1b[<0;5;5M")[1:] == []
    resized, pressed = heard.read(b"\x1b[48;24;80;480;800t\x1b[<0;800;480M")
    assert isinstance(resized, events.Resize)
    assert isinstance(pressed, events.MouseDown)
    assert (int(pressed.x), int(pressed.y)) == (79, 23)


@pytest.mark.parametrize(
    ("report", "size"),
    [
        (b"\x1b[48;65535;65535;1;1t", (MOST_COLUMNS, MOST_ROWS)),
        (b"\x1b[48;1;1;9;9t", (1, 1)),
        (b"\x1b[48;40:1;120:2;800;960t", (120, 40)),
    ],
)
def test_a_size_is_drawn_as_far_as_anybody_s_window_goes(report: bytes, size: tuple[int, int]) -> None:
    heard = Heard()
    heard.read(TELLS_SIZES)
    (resized,) = heard.read(report)
    assert isinstance(resized, events.Resize)
    assert resized.size == size


@pytest.mark.parametrize("report", [b"\x1b[48;0;80;1;1t", b"\x1b[48;-3;80;1;1t", b"\x1b[48;24;80t"])
def test_a_size_that_is_none_changes_nothing(report: bytes) -> None:
    heard = Heard()
    heard.read(TELLS_SIZES)
    assert heard.read(report) == []


def test_a_size_that_nobody_asked_for_is_none() -> None:
    assert Heard().read(b"\x1b[48;60;200;960;2000t") == []


@pytest.mark.parametrize(("columns", "rows"), [(0, 0), (-1, 5), (65_535, 65_535), (1, 1), (80, 24)])
def test_a_size_is_never_nothing_and_never_beyond_measure(columns: int, rows: int) -> None:
    size = bounded(columns, rows)
    assert 1 <= size.width <= MOST_COLUMNS
    assert 1 <= size.height <= MOST_ROWS


def test_what_the_terminal_can_do_is_heard() -> None:
    heard = Heard()
    (synchronised,) = heard.read(b"\x1b[?2026;2$y")
    assert isinstance(synchronised, messages.TerminalSupportsSynchronizedOutput)
    assert heard.read(b"\x1b[?2026;0$y\x1b[?9;2$y\x1b[?2026$y") == []


def test_a_kind_that_could_not_be_read_is_told_once_and_never_what_was_typed() -> None:
    heard = Heard()
    for code in (1_114_112, 1_114_113, 1_200_000):
        heard.read(f"\x1b[{code};2u".encode())
    assert len(heard.kinds) == 1
    assert not any(character.isdigit() for character in heard.kinds[0])


def test_a_fault_of_the_parser_ends_one_sequence_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard()
    monkeypatch.setattr(heard.reader, "_mouse", lambda _sequence: 1 / 0)
    assert heard.read(b"\x1b[<0;1;1M\x1b[<0;1;1M") == []
    assert len(heard.kinds) == 1
    assert "ZeroDivisionError" in heard.kinds[0]
    assert len(heard.read(b"j")) == 1


def test_random_and_nearly_right_sequences_are_lived_through(is_long: bool) -> None:
    """Seeded; after each, wherever it was cut, a letter is that letter, and nothing is kept."""
    chance, heard = random.Random(12), Heard()
    tracemalloc.start()
    for number in range(1_000_000 if is_long else 20_000):
        data = noise(chance)
        cut = chance.randint(0, len(data))
        found = heard.read(data[:cut]) + heard.read(data[cut:])
        found += heard.reader.settle()
        assert all(
            each.size <= (MOST_COLUMNS, MOST_ROWS) for each in found if isinstance(each, events.Resize)
        )
        (key,) = heard.read(b"x")
        assert isinstance(key, events.Key), data
        assert (key.key, key.character) == ("x", "x"), data
        if number == 10_000:
            before = tracemalloc.get_traced_memory()[0]
    assert tracemalloc.get_traced_memory()[0] - before < 2_000_000
    tracemalloc.stop()
    assert len(heard.kinds) < 10
    assert not [kind for kind in heard.kinds if "Error" in kind]
