"""Lines from standard input, each read with its limit: what somebody sends takes no more memory than a line may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from tui.domain.errors import InvalidInput
from tui.domain.keeping.outbox import LONGEST_ID
from tui.domain.quick_add.reading import LINE_LIMIT

_ROOM = LINE_LIMIT + LONGEST_ID + 100
"""A little more than a line with its id: so the line itself says that it is too long."""
PASSED_OVER = 10_000_000
"""So many characters after the limit the line is taken for one that never ends."""
ANSWER_LIMIT = 100


def lines_in(stream: TextIO) -> Iterator[str]:
    """Yield line after line without its end; of one that is too long only the beginning, which is refused.

    Raises InvalidInput for a line that does not end; those before it have been given.
    """
    while text := stream.readline(_ROOM):
        if len(text) == _ROOM and not text.endswith("\n"):
            _pass_over(stream)
        yield text.rstrip("\r\n")


def answer_in(stream: TextIO) -> str:
    """Return what was answered to a question, in small letters."""
    return stream.readline(ANSWER_LIMIT).strip().casefold()


def _pass_over(stream: TextIO) -> None:
    passed = 0
    while (text := stream.readline(_ROOM)) and not text.endswith("\n"):
        passed += len(text)
        if passed > PASSED_OVER:
            raise InvalidInput(
                "A line does not end.",
                "It was not saved; the lines before it were.",
                "Send it in shorter lines.",
            )
