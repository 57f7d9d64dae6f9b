"""The one folder a restricted login reads files from and writes files to."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tui.domain.errors import CannotOpen, InvalidInput
from tui.store.file.files import open_private_folder

_LONGEST_NAME = 200


class Exchange:
    """Files by their names, in one folder of its owner's; no path leads out of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Return the names of the files that are there."""
        with open_private_folder(self._folder) as folder:
            return sorted(
                entry.name
                for entry in os.scandir(folder)
                if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
            )

    def incoming(self, name: str) -> Path:
        """Return the path of a file that is there; raises InvalidInput for anything but a plain file's name."""
        self._check(name)
        with open_private_folder(self._folder) as folder:
            try:
                info = os.stat(name, dir_fd=folder, follow_symlinks=False)
            except OSError as error:
                raise CannotOpen(f"{name} is not in the exchange folder.", "Nothing was read.") from error
        if not stat.S_ISREG(info.st_mode) or info.st_nlink != 1:
            raise InvalidInput(f"{name} is no plain file.", "Nothing was read.")
        return self._folder / name

    def outgoing(self, name: str) -> Path:
        """Return the path for a file or folder to write; raises InvalidInput for anything but a plain name."""
        self._check(name)
        with open_private_folder(self._folder) as folder:
            try:
                info = os.stat(name, dir_fd=folder, follow_symlinks=False)
            except FileNotFoundError:
                return self._folder / name
        if not (stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode)):
            raise InvalidInput(f"{name} is no plain file.", "Nothing was written.", "Choose another name.")
        return self._folder / name

    def _check(self, name: str) -> None:
        is_plain = name.isprintable() and "/" not in name and not name.startswith((".", "~", "-"))
        if not name or not is_plain or len(name.encode()) > _LONGEST_NAME:
            raise InvalidInput(
                "That is no plain file name.",
                "Nothing was read or written.",
                "Write a name alone, like people.vcf: it lies in the exchange folder.",
            )
