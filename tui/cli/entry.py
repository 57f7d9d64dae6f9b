"""The command ``rapport``: lines that only read take the short way, everything else goes through click."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tui.cli.faults import guarded
from tui.cli.options import read_wish


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line, the words after ``rapport``, and give its exit code."""
    said = list(sys.argv[1:] if words is None else words)
    return guarded(lambda: _run(said))


def _run(words: list[str]) -> int:
    wish = read_wish(words)
    if wish is not None:
        from tui.cli.glance import answer

        return answer(wish)
    from tui.cli.group import run

    return run(words)
