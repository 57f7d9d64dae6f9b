"""Files half made: what a copy is called until it is whole, and what a program that was ended leaves of one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tui.store.file.run_marks import is_alive

_PART = re.compile(r"\.(\d+)\.part$")


def part_of(target: Path) -> Path:
    """Return where this program makes a file ready before it takes its place."""
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def clear_parts(folders: Iterable[Path]) -> list[Path]:
    """Take away copies that a program which is over left half made; give which."""
    gone = []
    for folder in folders:
        for path in folder.glob(".*.part") if os.path.isdir(folder) else ():
            made_by = _PART.search(path.name)
            if made_by is None or not is_alive(int(made_by[1])):
                with suppress(OSError):
                    path.unlink()
                    gone.append(path)
    return gone
