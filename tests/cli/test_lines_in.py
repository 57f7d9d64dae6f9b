"""Lines from standard input are read with their limit, however long somebody goes on."""

from __future__ import annotations

import io

import pytest

from tests.cli.shell import Shell
from tui.cli.lines_in import PASSED_OVER, answer_in, lines_in
from tui.domain.errors import InvalidInput
from tui.domain.quick_add.reading import LINE_LIMIT


class Endless(io.StringIO):
    """A line that never ends, and how much of it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.given = 0

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        assert size is not None
        assert size > 0
        self.given += size
        return "x" * size


def test_a_line_that_does_not_end_is_refused_in_bounded_memory() -> None:
    endless = Endless()
    with pytest.raises(InvalidInput, match="does not end"):
        list(lines_in(endless))
    assert endless.given < PASSED_OVER + 4 * LINE_LIMIT


def test_a_line_that_is_too_long_costs_no_other() -> None:
    found = list(lines_in(io.StringIO("one\r\n" + "x" * 3 * LINE_LIMIT + "\ntwo")))
    assert [found[0], found[2]] == ["one", "two"]
    assert LINE_LIMIT < len(found[1]) < 2 * LINE_LIMIT


def test_an_answer_is_no_longer_than_a_word() -> None:
    endless = Endless()
    answer_in(endless)
    assert endless.given <= 100


def test_lines_around_one_that_is_too_long_are_kept(rapport: Shell) -> None:
    rapport.ok("add", "Maya Okafor")
    said = rapport("log", "-", stdin=f"call @maya one\ncall @maya {'x' * 2 * LINE_LIMIT}\ncall @maya two\n")
    assert said.code == 2
    assert "2: " in said.err
    assert "Longer than 100,000" in said.err
    assert [line[:2] for line in said.out.splitlines()] == ["1:", "3:"]
