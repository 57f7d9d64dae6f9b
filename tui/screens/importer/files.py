"""Choosing a file by typing its path: what could be meant, and completing it."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from tui.domain.errors import RapportError
from tui.services.exporting.exchange import Exchange

KINDS = (".vcf", ".vcard", ".csv", ".tsv", ".json", ".md", ".txt")
"""Names of files that may hold people; others are only offered when their beginning was typed."""
MOST_FILES = 200


class PathRow(Struct, frozen=True):
    """A file or folder that what was typed could mean."""

    text: str
    """What stands in the line when it is chosen."""
    name: str
    is_folder: bool


def path_rows(typed: str, only: Exchange | None = None) -> tuple[PathRow, ...]:
    """Return the files and folders that what was typed could mean, folders first; none where there is no folder.

    With ``only`` that folder is all there is.
    """
    if only is not None:
        return _rows_within(typed.strip(), only)
    folder, beginning = _parted(typed)
    try:
        found = [
            (not entry.is_dir(), entry.name)
            for entry in os.scandir(_expanded(folder))
            if _is_offered(entry, beginning)
        ]
    except OSError:
        return ()
    return tuple(
        PathRow(f"{folder}{name}" if is_file else f"{folder}{name}{os.sep}", name, not is_file)
        for is_file, name in sorted(found, key=lambda each: (each[0], each[1].casefold()))[:MOST_FILES]
    )


def _rows_within(typed: str, only: Exchange) -> tuple[PathRow, ...]:
    try:
        names = only.names()
    except RapportError:
        return ()
    found = [name for name in names if name.casefold().startswith(typed.casefold())]
    return tuple(PathRow(name, name, False) for name in found[:MOST_FILES])


def completed(typed: str, only: Exchange | None = None) -> str:
    """Return what was typed as far as all it could mean goes on the same."""
    texts = [row.text for row in path_rows(typed, only)]
    first, last = min(texts, default=typed), max(texts, default=typed)
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:same] if same > len(typed) else typed


def whole_path(typed: str, only: Exchange | None = None) -> Path:
    """Return the path that was typed, ``~`` being the home folder; with ``only`` a file of that folder.

    Raises InvalidInput or CannotOpen for what is no file of it.
    """
    if only is not None:
        return only.incoming(typed.strip())
    return Path(_expanded(typed.strip()))


def holds_people(typed: str, only: Exchange | None = None) -> bool:
    """Whether to open what was typed: anything but a folder to choose in, or one that ends in a slash."""
    if only is not None or not os.path.isdir(whole_path(typed)):
        return True
    if typed.endswith(os.sep):
        return False
    rows = path_rows(f"{typed}{os.sep}")
    return not rows or any(row.name.casefold().endswith((".vcf", ".vcard")) for row in rows)


def is_file(typed: str, only: Exchange | None = None) -> bool:
    """Whether what was typed is a file that can be read."""
    try:
        return os.path.isfile(whole_path(typed, only))
    except RapportError:
        return False


def _parted(typed: str) -> tuple[str, str]:
    """Return the folder as it was typed, with its slash, and the beginning of a name."""
    if typed == "~":
        return f"~{os.sep}", ""
    folder, slash, beginning = typed.lstrip().rpartition(os.sep)
    return f"{folder}{slash}", beginning


def _expanded(text: str) -> str:
    return os.path.expanduser(text) or os.curdir


def _is_offered(entry: os.DirEntry[str], beginning: str) -> bool:
    name = entry.name
    if not name.casefold().startswith(beginning.casefold()) or (name.startswith(".") and not beginning):
        return False
    return bool(beginning) or entry.is_dir() or name.casefold().endswith(KINDS)
