"""The one list of where names lie: in the book, and in everything that is kept beside it.

A deletion for ever walks it, `rapport doctor` prints it, and a test holds it against what a deletion leaves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from tui.domain.deleting.traces import Traces
from tui.services.drafts.lines import LineHistory
from tui.services.exporting.outbox import KINDS
from tui.store.copies.backup import folder_of
from tui.store.deleting.copies_beside import (
    forget_in_drafts,
    forget_in_lines,
    forget_in_texts,
    without_people,
)
from tui.store.file.parts import clear_parts
from tui.store.interactions.drafts import Drafts


class Fate(StrEnum):
    """What a deletion for ever does with a place."""

    CLEARED = "cleared by a deletion for ever"
    NAMED = "stays, and is named before"


class Place(Struct, frozen=True):
    """One kind of place in which somebody's name may stand."""

    name: str
    fate: Fate
    paths: tuple[Path, ...]
    """Those there are just now."""


class Beside(Struct, frozen=True):
    """What is kept beside the book, and may hold somebody too."""

    history: LineHistory
    drafts: Drafts
    exchange: Path
    """The folder of texts copied out and handed to an editor."""
    outbox: Path | None = None
    """The folder of lines that wait for another machine's book."""

    def forget(self, book: Path, contact_ids: Sequence[int], traces: Sequence[Traces]) -> None:
        """Clear every place that is cleared; what cannot be written now is met again at the next start."""
        self.history.forget_people(lambda line: without_people(line, traces, is_near=True))
        forget_in_drafts(self.drafts.folder, self.drafts.book, contact_ids, traces)
        forget_in_texts(_handed_out(self.exchange), traces)
        for kind in KINDS if self.outbox is not None else ():
            forget_in_lines(_outbox_file(self.outbox, kind), traces)
        clear_parts(self.folders(book))

    def folders(self, book: Path) -> set[Path]:
        """Return every folder in which a file may have been left half made."""
        folder = self.drafts.folder
        inside = [path for path in folder.rglob("*") if path.is_dir()] if folder.is_dir() else []
        histories = [path.parent for path in self.history.paths]
        outbox = [] if self.outbox is None else [self.outbox]
        return {book.parent, folder_of(book), folder, *inside, *histories, self.exchange, *outbox}


def places(book: Path, beside: Beside) -> Iterator[Place]:
    """Yield every place names lie in, in the order of how near the book it is."""
    yield Place("the book", Fate.CLEARED, _there(book))
    yield Place(
        "what SQLite keeps beside it",
        Fate.CLEARED,
        _there(*(book.with_name(f"{book.name}{ending}") for ending in ("-wal", "-shm", "-journal"))),
    )
    half_made = (path for folder in sorted(beside.folders(book)) for path in folder.glob(".*.part"))
    yield Place("files half made", Fate.CLEARED, tuple(half_made))
    drafts = beside.drafts.folder
    yield Place("drafts, edits and lines begun", Fate.CLEARED, tuple(sorted(drafts.rglob("*.json"))))
    yield Place("drafts put away", Fate.CLEARED, tuple(sorted(drafts.rglob("*.dropped"))))
    yield Place("lines typed before", Fate.CLEARED, _there(*beside.history.paths))
    yield Place("texts copied out or in an editor", Fate.CLEARED, tuple(_handed_out(beside.exchange)))
    if beside.outbox is not None:
        yield Place(
            "lines for another machine",
            Fate.CLEARED,
            _there(*(_outbox_file(beside.outbox, kind) for kind in KINDS)),
        )
    yield Place("backups", Fate.NAMED, tuple(sorted(folder_of(book).glob("*.db"))))
    yield Place("files beside the book", Fate.NAMED, tuple(sorted(_beside(book))))
    yield Place(
        "files exported to the exchange folder", Fate.NAMED, tuple(sorted(_exported(beside.exchange)))
    )


def _there(*paths: Path) -> tuple[Path, ...]:
    return tuple(path for path in paths if os.path.exists(path))


def _outbox_file(folder: Path | None, kind: str) -> Path:
    return (folder or Path()) / f"{kind}.txt"


def _handed_out(exchange: Path) -> Iterator[Path]:
    """Yield the texts the program itself put there."""
    if os.path.isdir(exchange):
        yield from sorted([*exchange.glob("last.txt"), *exchange.glob("edit-*")])


def _exported(exchange: Path) -> Iterator[Path]:
    ours = set(_handed_out(exchange))
    if os.path.isdir(exchange):
        yield from (path for path in exchange.rglob("*") if os.path.isfile(path) and path not in ours)


def _beside(book: Path) -> Iterator[Path]:
    """Yield what stands in the folder of the book under a name that begins as it does: books replaced, copies."""
    endings = ("", "-wal", "-shm", "-journal")
    ours = {f"{book.name}{ending}" for ending in endings}
    for path in book.parent.glob("*"):
        if os.path.isfile(path) and path.name not in ours and not path.name.startswith("."):
            yield path
