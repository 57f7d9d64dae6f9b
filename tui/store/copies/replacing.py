"""Putting a backup in the place of the book: verified first, and what was there is kept beside it."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from tui.domain.clock import utc_stamp
from tui.domain.errors import BookBusy, CannotOpen, RapportError
from tui.store.copies.backup import Copy, free_name, sync, verified
from tui.store.file.diagnosis import is_held
from tui.store.file.guarding import BESIDE, SQLITE_SAYS, check_folder, real_place
from tui.store.file.parts import part_of
from tui.store.inspection.inspecting import inspect_book
from tui.store.inspection.sentences import hold_alone, of_the_disk

NOT_RESTORED = "Nothing was changed."


def restore(book: Path, backup: Path, now: datetime) -> tuple[Copy, Path | None]:
    """Put a backup in the place of a book; give what came back, and where the book as it was is kept.

    At every moment there is a whole file at the book's place, or the one that was there. Raises
    CannotOpen, Damaged, MadeByNewer or BookBusy; then the book is as it was.
    """
    place = real_place(book)
    if os.path.exists(backup) and os.path.exists(place) and os.path.samefile(backup, place):
        raise CannotOpen("That is the book itself.", NOT_RESTORED, "Name a backup.")
    found = verified(backup)
    check_folder(place.parent)
    _check_may_be_replaced(place)
    part = part_of(place)
    previous = os.umask(0o077)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone_with(place):
            _copy(backup, part)
            _belong_to_its_owner(part, place)
            aside = _keep_aside(place, now) if os.path.lexists(place) else None
            os.replace(part, place)
            sync(place.parent)
    except OSError as error:
        raise of_the_disk(error, f"{place} was not replaced.", NOT_RESTORED) from error
    finally:
        os.umask(previous)
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return found, aside


def _check_may_be_replaced(place: Path) -> None:
    """Raise CannotOpen for a book that somebody protected from being written, whoever asks."""
    try:
        mode = place.stat().st_mode
    except OSError:
        return
    if not mode & stat.S_IWUSR:
        raise CannotOpen(
            f"{place} is write-protected.",
            f"It may be so on purpose. {NOT_RESTORED}",
            f"To replace it all the same, let it be written first: chmod u+w {place}",
        )


def _copy(backup: Path, part: Path) -> None:
    """Copy a backup byte for byte, while nobody can change it: it may be somebody's open book."""
    conn = inspect_book(backup)
    if conn is None:
        raise CannotOpen(f"{backup} is not there.", NOT_RESTORED)
    with closing(conn):
        conn.execute("BEGIN")
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            raise CannotOpen(
                f"{backup} is a book in use, not a backup.",
                NOT_RESTORED,
                "Copy it with `rapport backup` first.",
            )
        shutil.copyfile(backup, part)
        sync(part)
        is_same = _digest(part) == _digest(backup)
    if not is_same:
        raise CannotOpen(f"{backup} could not be copied whole.", NOT_RESTORED, "Look at the disk.")


def _belong_to_its_owner(part: Path, place: Path) -> None:
    """Let a book that root brings back stay its owner's."""
    if os.geteuid() == 0:
        near = place if os.path.exists(place) else place.parent
        info = near.stat()
        os.chown(part, info.st_uid, info.st_gid)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


@contextmanager
def _alone_with(place: Path) -> Iterator[None]:
    """Keep other windows from writing meanwhile, as far as the book still lets itself be locked.

    Afterwards SQLite itself refuses their changes: the file they have open is no longer the book.
    """
    lock = os.open(f"{place}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    holder = None
    try:
        hold_alone(lock, place, NOT_RESTORED)
        with suppress(RapportError):
            holder = inspect_book(place)
        if holder is not None:
            holder.execute("PRAGMA query_only = OFF")
            _hold(holder)
        yield
    finally:
        if holder is not None:
            holder.close()
        os.close(lock)


def _hold(holder: sqlite3.Connection) -> None:
    try:
        holder.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if is_held(error):
            raise BookBusy(
                "Another program is writing to the book.", NOT_RESTORED, "Close it, then try again."
            ) from error
    except SQLITE_SAYS:
        return  # Damaged: there is nothing to hold.


def _keep_aside(place: Path, now: datetime) -> Path:
    """Return the book as it is a second name, with what SQLite left beside it; the first is then taken over."""
    aside = free_name(place.with_name(f"{place.name}.replaced-{utc_stamp(now)}"))
    _second_name(place, aside)
    for ending in BESIDE:
        beside = Path(f"{place}{ending}")
        if os.path.lexists(beside):
            # Left in its place, it would be played back into the restored book.
            os.replace(beside, f"{aside}{ending}")
    return aside


def _second_name(place: Path, aside: Path) -> None:
    try:
        os.link(place, aside, follow_symlinks=False)
    except OSError:  # A file system without links.
        shutil.copyfile(place, aside)
        sync(aside)
