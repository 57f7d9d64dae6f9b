"""The command ``rapport``: the app and lines that only read take the short way, the rest goes through click."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PRIVATE = 0o077
"""The umask of everything we write: its owner reads it, and nobody else."""
INTERRUPTED = 130
"""What ctrl+c answers: 128 and the number of its signal."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line, the words after ``rapport``, and give its exit code."""
    os.umask(PRIVATE)
    said = list(sys.argv[1:] if words is None else words)
    try:
        # Nothing of ours is imported before: ctrl+c while Python still reads files ends without a traceback.
        _import_msgspec()
        from tui.cli.faults import guarded

        return guarded(lambda: _run(said))
    except KeyboardInterrupt:
        return INTERRUPTED


def _import_msgspec() -> None:
    """Import it without typing_extensions, which costs a seventh of ``rapport due``.

    msgspec takes from there what ``typing`` has too since Python 3.11, and takes it from ``typing`` where the
    import fails.
    """
    name = "typing_extensions"
    if name not in sys.modules:
        sys.modules[name] = None  # type: ignore[assignment]
        import msgspec  # noqa: F401

        del sys.modules[name]


def _run(words: list[str]) -> int:
    from tui.cli.options import OPEN, is_kiosk, read_wish

    if is_kiosk(words):
        from tui.cli.kiosk import run_kiosk

        return run_kiosk(words)
    wish = read_wish(words)
    if wish is not None and wish.command == OPEN:
        from tui.build import build, open_app

        return open_app(build(wish.place("db"), wish.place("config")))
    if wish is not None:
        from tui.cli.glance import answer

        return answer(wish)
    from tui.cli.group import run

    return run(words)
