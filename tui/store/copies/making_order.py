"""The order in which the copies of a book were made, whatever the clock said then.

Each copy is written down by its name in the folder of the copies, one after the other. Copies that are
not, as those of earlier versions, stand where the instant in their name belongs, where it can be believed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tui.domain.keeping.clock_doubt import SLACK

ORDER = ".made"
"""The file that says in which order the copies were made."""


def note_made(copy: Path) -> None:
    """Write down that a copy was made last; where that does not work its name and its file must do."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    with suppress(OSError):
        descriptor = os.open(copy.parent / ORDER, flags, 0o600)
        try:
            os.write(descriptor, os.fsencode(copy.name) + b"\n")
        finally:
            os.close(descriptor)


def in_order(copies: Iterable[Path], now: datetime) -> list[Path]:
    """Return copies in the order in which they were made, the oldest first."""
    listed = list(copies)
    number_of = _numbers(listed[0].parent) if listed else {}
    place_of = {path: (*_believed(path, now), -1) for path in listed}
    before = (0, datetime.min.replace(tzinfo=UTC))
    for path in sorted(
        (each for each in listed if each.name in number_of), key=lambda at: number_of[at.name]
    ):
        # What was made later stands later, whatever its name says.
        before = max(before, _believed(path, now)) if made_at(path) - now <= SLACK else before
        place_of[path] = (*before, number_of[path.name])
    return sorted(listed, key=lambda path: (place_of[path], path.name))


def made_at(path: Path) -> datetime:
    """Return when a copy says it was made: by its name where that holds an instant, else by its file."""
    match = re.search(r"(\d{8}T\d{6})Z(-\d+)?\.db$", path.name)
    if match:
        with suppress(ValueError):
            return datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _numbers(folder: Path) -> dict[str, int]:
    try:
        names = os.fsdecode((folder / ORDER).read_bytes()).split("\n")
    except OSError:
        return {}
    return {name: number for number, name in enumerate(names) if name}


def _believed(path: Path, now: datetime) -> tuple[int, datetime]:
    """Return when a copy was made as far as it can be believed; what lies ahead stands before all others.

    Its file is as old as the change of the book it holds, by the machine's own clock.
    """
    said = made_at(path)
    if said - now <= SLACK:
        return 1, said
    of_file = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return (1, of_file) if of_file - now <= SLACK else (0, said)
