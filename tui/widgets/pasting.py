"""What is pasted: made harmless, laid out so that keys stay quick, and what does not fit is said."""

from __future__ import annotations

from collections.abc import Iterator

from textual.message import Message

from tui.domain.text import clean

LONGEST_ROW = 1_000
"""A longer row is broken between words: a field lays a whole row out again at every key."""


class TextLeftOut(Message):
    """A paste was longer than the field takes; its beginning stands there, the rest does not."""

    def __init__(self, taken: int, left_out: int) -> None:
        super().__init__()
        self.taken = taken
        self.left_out = left_out
        """Characters."""

    @property
    def sentence(self) -> str:
        """What happened, for the message row."""
        return f"The paste was too long: {self.taken:,} characters were taken, {self.left_out:,} left out."


def pasted_lines(text: str) -> str:
    """Return a pasted text for a field of several lines, its overlong lines broken between words."""
    return "\n".join(row for line in clean(text).split("\n") for row in _rows(line))


def _rows(line: str) -> Iterator[str]:
    start = 0
    while len(line) - start > LONGEST_ROW:
        at = line.rfind(" ", start + 1, start + LONGEST_ROW + 1)
        end = start + LONGEST_ROW if at < 0 else at
        yield line[start:end]
        start = end if at < 0 else at + 1
    yield line[start:]
