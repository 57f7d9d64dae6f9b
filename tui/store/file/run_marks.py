"""What a run of the app leaves for the next: how many people there were, and whether it left in good order.

It lies in the state folder, not in the book: what happens to the book does not happen to it.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from msgspec import MsgspecError, Struct, json

from tui.domain.errors import RapportError
from tui.store.file.files import write_whole


class Mark(Struct, frozen=True):
    """What is known of a book from outside it."""

    people: int = 0
    """How many there were when the last run ended; those in the trash are counted."""
    checked_at: str = ""
    """UTC instant of the last check that found nothing wrong, ISO."""
    process: int = 0
    """Who has the book open; 0 when the last run ended in good order."""

    @property
    def was_cut_off(self) -> bool:
        """Whether the last run ended without a word: killed, or the power went."""
        return bool(self.process) and self.process != os.getpid() and not is_alive(self.process)


class Marks:
    """The marks of the books this person has opened here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, book: Path) -> Mark:
        """Return what is known of a book; nothing is known of one never opened, or when the mark is unreadable."""
        try:
            return json.decode(self._place(book).read_bytes(), type=Mark)
        except (OSError, MsgspecError, ValueError):
            return Mark()

    def keep(self, book: Path, mark: Mark) -> None:
        """Write a mark; one that cannot be written is no reason to stop anybody."""
        try:
            write_whole(self._place(book), json.encode(mark))
        except RapportError:
            return

    def forget(self, book: Path) -> None:
        """Know nothing of a book any more."""
        try:
            self._place(book).unlink(missing_ok=True)
        except OSError:
            return

    def _place(self, book: Path) -> Path:
        name = os.fsencode(os.path.realpath(book))
        return self._folder / f"{zlib.crc32(name):08x}{zlib.crc32(name[::-1]):08x}.json"


def is_alive(process: int) -> bool:
    """Whether a process of that number is alive."""
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
