"""Files written whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tui.domain.errors import BookBusy, CannotOpen


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: beside it first, then into its place, mode 0600.

    Raises CannotOpen or BookBusy (disk full); then what was there before is still there.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        if error.errno == 28:
            raise BookBusy(
                "The disk is full.", f"{path} was not written.", "Make some room, then try again."
            ) from error
        raise CannotOpen(f"{path} cannot be written.", f"{error.strerror}. Nothing was changed.") from error


def read_whole(path: Path) -> bytes:
    """Read a file; raises CannotOpen with a sentence when that is not possible."""
    try:
        if path.is_dir():
            raise CannotOpen(f"{path} is a folder, not a file.", "Nothing was read.")
        return path.read_bytes()
    except OSError as error:
        raise CannotOpen(f"{path} cannot be read.", f"{error.strerror}. Nothing was changed.") from error
