"""Unfinished text, kept as files beside the book: one per draft, so that it survives what the book may not."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from tui.domain.errors import RapportError
from tui.store.file.files import write_whole

EDITS, LINES, EDITORS = "editing", "lines", "editors"
KINDS = (EDITS, LINES, EDITORS)
"""What is kept besides interactions: contacts being edited, lines of bars, what an editor has written."""
DROPPED_DAYS = 30
"""So long a draft that was put away is still kept."""
_DAY_SECONDS = 86_400
_PROCESSES = 2**31
ENDED_PROCESS = _PROCESSES - 1
"""The number of no process: what is kept under it was cut off."""
ENDED = "ended"
"""What is said of a process that is over and still listed."""


class Draft(Struct, frozen=True):
    """Text on its way to becoming an interaction."""

    contact_ids: tuple[int, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    """Field of the composer -> what stands in it."""
    saved_at: str = ""
    """UTC instant, ISO."""
    process: int = 0
    started: str = ""
    """When that process was started, where the machine tells: numbers of processes are used again."""
    book: str = ""
    """Where the book is that the contacts are in; empty for a draft that does not say."""
    book_id: str = ""
    """What tells that book from another in its place; empty where that is not known."""
    uids: tuple[str, ...] = ()
    """Who the contacts are, whatever becomes of their numbers; empty where that is not known."""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing worth keeping."""
        return not any(text.strip() for text in self.texts.values())


MayKeep = Callable[[Draft], Draft | None]
"""Gives what may be written down of a draft; None for nothing."""


class Drafts:
    """The drafts of one person on this machine, to people of one book."""

    def __init__(
        self, folder: Path, book: str = "", book_id: str = "", may_keep: MayKeep | None = None
    ) -> None:
        self._folder = folder
        self.book = book
        """Where the book is."""
        self.book_id = book_id
        """What tells it from another book in its place."""
        self.may_keep = may_keep
        """Asked before anything is written down."""

    @property
    def folder(self) -> Path:
        """Where the drafts are kept."""
        return self._folder

    def aside(self, kind: str) -> Drafts:
        """Return the drafts of another kind, which are no interactions, kept in a folder of their own."""
        return Drafts(self._folder / kind, self.book, self.book_id, self.may_keep)

    def of_every_kind(self) -> list[Drafts]:
        """Return everything that is kept here: these, and those of each other kind."""
        return [self, *(self.aside(kind) for kind in KINDS)]

    def keep(self, draft: Draft) -> bool:
        """Write a draft down, replacing its older state; False where it is about somebody deleted for ever."""
        kept = self.may_keep(draft) if self.may_keep is not None else draft
        if kept is None:
            self.drop(draft.id)
            return False
        draft = kept
        if draft.book and not draft.book_id:
            draft = replace(draft, book_id=self.book_id)
        write_whole(self._path(draft.id), json.dumps(asdict(draft)).encode())
        return True

    def drop(self, draft_id: str) -> None:
        """Forget a draft, after it has become an interaction or was emptied by hand."""
        self._path(draft_id).unlink(missing_ok=True)

    def take(self, draft: Draft) -> Draft | None:
        """Make a draft one's own under a new name; None when somebody else was quicker, or it is gone."""
        taken = replace(draft, id=str(uuid.uuid4()))
        try:
            self._path(draft.id).rename(self._path(taken.id))
        except OSError:
            return None
        return taken

    def follow(self, gone: Collection[int], kept: int) -> None:
        """Let what is kept about contacts that became part of another be about that one."""
        for draft in self.all():
            if not set(draft.contact_ids).isdisjoint(gone):
                people = dict.fromkeys(kept if each in gone else each for each in draft.contact_ids)
                with suppress(RapportError, OSError):
                    self.keep(replace(draft, contact_ids=tuple(people), uids=()))

    def put_away(self, draft_id: str) -> bool:
        """Put a draft away so that it can be brought back for a while; False when it is not there."""
        self._forget_old()
        try:
            self._path(draft_id).rename(self._dropped(draft_id))
        except OSError:
            return False
        with suppress(OSError):
            os.utime(self._dropped(draft_id))
        return True

    def bring_back(self, draft_id: str) -> bool:
        """Bring a draft back that was put away; False when it is gone by now."""
        try:
            self._dropped(draft_id).rename(self._path(draft_id))
        except OSError:
            return False
        return True

    def all(self) -> list[Draft]:
        """Return the drafts, the newest first; a file that cannot be read is left alone."""
        found = []
        for path in self._folder.glob("*.json") if self._folder.is_dir() else ():
            try:
                found.append(_draft_of(json.loads(path.read_text(encoding="utf-8")), path.stem))
            except (OSError, ValueError, TypeError):
                continue
        return sorted(filter(self._is_ours, found), key=lambda draft: draft.saved_at, reverse=True)

    def abandoned(self, in_hand: Collection[str] = ()) -> list[Draft]:
        """Return the drafts nobody is working on: no other program, and this one not (``in_hand``)."""
        return [
            draft
            for draft in self.all()
            if draft.id not in in_hand
            and (draft.process == os.getpid() or not is_running(draft.process, draft.started))
        ]

    def _is_ours(self, draft: Draft) -> bool:
        """Say whether a draft is to people of this book; that of a book no longer there may be."""
        if draft.book_id and self.book_id and draft.book_id != self.book_id:
            return False  # The numbers of people mean others there.
        is_anothers = bool(draft.book and self.book and draft.book != self.book)
        return not is_anothers or not Path(draft.book).exists()

    def _path(self, draft_id: str) -> Path:
        return self._folder / f"{draft_id}.json"

    def _dropped(self, draft_id: str) -> Path:
        return self._folder / f"{draft_id}.dropped"

    def _forget_old(self) -> None:
        """Forget what was put away long before the last draft was written down."""
        with suppress(OSError):
            newest = max((path.stat().st_mtime for path in self._folder.glob("*.json")), default=0.0)
            for path in self._folder.glob("*.dropped"):
                if newest - path.stat().st_mtime > DROPPED_DAYS * _DAY_SECONDS:
                    path.unlink(missing_ok=True)


def started(process: int) -> str:
    """Say when a process was started, in the machine's own words; ENDED when it is over, else empty."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
    after_name = said.rpartition(")")[2].split()
    if len(after_name) <= 19:
        return ""
    # One that has ended is still listed until whoever started it has taken note.
    return ENDED if after_name[0] in "ZX" else f"{boot}/{after_name[19]}"


def _draft_of(found: object, name: str) -> Draft:
    if not isinstance(found, dict) or not isinstance(found.get("texts", {}), dict):
        raise ValueError("this is no draft")
    words = {"saved_at", "started", "book", "book_id"}
    values = {key: value for key, value in found.items() if key in words and isinstance(value, str)}
    process = found.get("process")
    return Draft(
        contact_ids=tuple(each for each in found.get("contact_ids") or () if isinstance(each, int)),
        texts={str(key): text for key, text in found.get("texts", {}).items() if isinstance(text, str)},
        process=process if isinstance(process, int) and 0 < process < _PROCESSES else 0,
        uids=tuple(each for each in found.get("uids") or () if isinstance(each, str)),
        id=name,
        **values,
    )


def is_running(process: int, since: str) -> bool:
    """Say whether the program that was started under a number then is still the one running under it."""
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    now = started(process)
    return now != ENDED and (not since or now in ("", since))
