"""Choosing a file by typing its path: what could be meant, and completing it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

KINDS = (".vcf", ".vcard", ".csv", ".tsv", ".json", ".md", ".txt")
"""Names of files that may hold people; others are only offered when their beginning was typed."""
MOST = 200


@dataclass(frozen=True, slots=True)
class PathRow:
    """A file or folder that what was typed could mean."""

    text: str
    """What stands in the line when it is chosen."""
    name: str
    is_folder: bool


def path_rows(typed: str) -> tuple[PathRow, ...]:
    """Give the files and folders that what was typed could mean, folders first; none where there is no folder."""
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
        for is_file, name in sorted(found, key=lambda each: (each[0], each[1].casefold()))[:MOST]
    )


def completed(typed: str) -> str:
    """Give what was typed as far as all it could mean goes on the same."""
    texts = [row.text for row in path_rows(typed)]
    first, last = min(texts, default=typed), max(texts, default=typed)
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:same] if same > len(typed) else typed


def whole_path(typed: str) -> Path:
    """Give the path that was typed, ``~`` being the home folder."""
    return Path(_expanded(typed.strip()))


def _parted(typed: str) -> tuple[str, str]:
    """Give the folder as it was typed, with its slash, and the beginning of a name."""
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
