"""Text on its way through an editor of the person's own: handed out as a private file, and taken back."""

from __future__ import annotations

import os
import shlex
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path

from tui.domain.errors import CannotOpen, InvalidInput
from tui.domain.records.contact import NOTE_LIMIT
from tui.domain.text import clean
from tui.store.file.files import read_whole, write_whole


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the editor a person has chosen, as its words. Raises InvalidInput where there is none."""
    chosen = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if not words:
        raise InvalidInput(
            "No editor is set.", "Nothing was changed.", "Set EDITOR in your shell, like export EDITOR=nano."
        )
    if shutil.which(words[0]) is None:
        raise InvalidInput(
            f"The editor {words[0]} is not on this machine.", "Nothing was changed.", "Set EDITOR to another."
        )
    return words


def hand_out(folder: Path, text: str, suffix: str) -> Path:
    """Write a text to a new file that only its owner reads. Raises CannotOpen or BookBusy."""
    path = folder / f"edit-{os.getpid()}-{uuid.uuid4().hex[:8]}{suffix}"
    ending = "" if not text or text.endswith("\n") else "\n"
    write_whole(path, f"{text}{ending}".encode("utf-8", errors="replace"))
    return path


def take_back(path: Path) -> str:
    """Read what has become of the text; the file stays. Raises CannotOpen, and InvalidInput where it is too long."""
    text = clean(read_whole(path).decode("utf-8", errors="replace"), NOTE_LIMIT + 1).rstrip("\n")
    if len(text) > NOTE_LIMIT:
        raise InvalidInput(
            f"That is more than {NOTE_LIMIT:,} characters.", f"Nothing was taken over; it is in {path}."
        )
    return text


def has_changed(path: Path, before: str) -> bool:
    """Say whether an editor that failed had written anything else before."""
    try:
        return read_whole(path).decode("utf-8", errors="replace").rstrip("\n") != before.rstrip("\n")
    except CannotOpen:
        return False
