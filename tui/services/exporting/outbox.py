"""Lines written on a machine without the book, kept as text until they are delivered to the one that has it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Collection
from datetime import date
from pathlib import Path

from tui.domain.errors import CannotOpen, InvalidInput
from tui.domain.keeping.outbox import line_to_send
from tui.domain.text import clean
from tui.store.file.files import open_private_folder, write_whole

KINDS = ("add", "log", "follow-up")
"""The commands that take lines, in the order they are sent: who is new comes first."""


class Outbox:
    """One text file for each command, a line in it for each time something was written down."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, kind: str) -> Path:
        """Return the file of the lines for a command."""
        return self._folder / f"{kind}.txt"

    def add(self, kind: str, text: str, today: date) -> str:
        """Keep a line, with an id of its own; give it as it will be sent. Raises InvalidInput or CannotOpen."""
        words = clean(text, one_line=True).strip()
        if not words:
            raise InvalidInput("What is to be written down?", "Nothing was kept.")
        line = line_to_send(words, today, uuid.uuid4().hex[:12])
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        with open_private_folder(self._folder) as folder:
            try:
                handle = os.open(self.path(kind).name, flags, 0o600, dir_fd=folder)
                with os.fdopen(handle, "wb") as file:
                    file.write(f"{line}\n".encode())
                    file.flush()
                    os.fsync(file.fileno())
            except OSError as error:
                raise CannotOpen(f"{self.path(kind)} cannot be written.", f"{error.strerror}.") from error
        return line

    def lines(self, kind: str) -> list[str]:
        """Return the lines that wait, in the order they were written."""
        try:
            return self.path(kind).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise CannotOpen(f"{self.path(kind)} cannot be read.", "Nothing was changed.") from error

    def delivered(self, kind: str, sent: Collection[str]) -> None:
        """Take out lines that have arrived; what was written meanwhile stays."""
        left = [line for line in self.lines(kind) if line not in sent]
        if left:
            write_whole(self.path(kind), "".join(f"{line}\n" for line in left).encode())
        else:
            self.path(kind).unlink(missing_ok=True)
