"""The command ``rapport``: the app and lines that only read take the short way, the rest goes through click."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tui.cli.faults import guarded
from tui.cli.options import OPEN, read_wish


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line, the words after ``rapport``, and give its exit code."""
    said = list(sys.argv[1:] if words is None else words)
    return guarded(lambda: _run(said))


def _run(words: list[str]) -> int:
    wish = read_wish(words)
    if wish is not None and wish.command == OPEN:
        from tui.build import build, open_app

        return open_app(build(wish.place("db"), wish.place("config")))
    if wish is not None:
        from tui.cli.glance import answer

        return answer(wish)
    from tui.cli.group import run

    return run(words)
