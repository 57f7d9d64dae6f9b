"""Unfinished text, kept as files beside the book: one per draft, so that it survives what the book may not."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from tui.store.files import write_whole


@dataclass(frozen=True, slots=True)
class Draft:
    """Text on its way to becoming an interaction."""

    contact_ids: tuple[int, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    """Field of the composer -> what stands in it."""
    saved_at: str = ""
    """UTC instant, ISO."""
    process: int = 0
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing worth keeping."""
        return not any(text.strip() for text in self.texts.values())


class Drafts:
    """The drafts of one person on this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, draft: Draft) -> None:
        """Write a draft down, replacing its older state."""
        write_whole(self._folder / f"{draft.id}.json", json.dumps(asdict(draft)).encode())

    def drop(self, draft_id: str) -> None:
        """Forget a draft, after it has become an interaction or was put away by hand."""
        (self._folder / f"{draft_id}.json").unlink(missing_ok=True)

    def all(self) -> list[Draft]:
        """Give the drafts, the newest first; a file that cannot be read is left alone."""
        found = []
        for path in self._folder.glob("*.json") if self._folder.is_dir() else ():
            try:
                found.append(_draft_of(json.loads(path.read_text(encoding="utf-8"))))
            except (OSError, ValueError, TypeError):
                continue
        return sorted(found, key=lambda draft: draft.saved_at, reverse=True)

    def abandoned(self) -> list[Draft]:
        """Give the drafts that no running program is working on."""
        return [draft for draft in self.all() if not _runs(draft.process) or draft.process == os.getpid()]

    def of_contact(self, contact_id: int) -> Draft | None:
        """Give the newest draft to a contact that nobody else is working on."""
        return next((draft for draft in self.abandoned() if contact_id in draft.contact_ids), None)


def _draft_of(found: object) -> Draft:
    if not isinstance(found, dict) or not isinstance(found.get("texts", {}), dict):
        raise ValueError("this is no draft")
    known = {f.name for f in fields(Draft)}
    values = {key: value for key, value in found.items() if key in known}
    values["contact_ids"] = tuple(values.get("contact_ids") or ())
    return Draft(**values)


def _runs(process: int) -> bool:
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
