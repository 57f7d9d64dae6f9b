"""What is looked at before a book is opened: what kind of file it is, whose it is, and who else may write there."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from glob import escape
from pathlib import Path

from tui.domain.errors import CannotOpen, Damaged, MadeByNewer

APPLICATION_ID = 0x52505254
"""Marks a SQLite file as a Rapport book ("RPRT")."""

HEADER = b"SQLite format 3\x00"
SQLITE_SAYS = (sqlite3.DatabaseError, UnicodeDecodeError)
"""How SQLite complains; of a damaged file it may do so in letters that are none."""
UNTOUCHED = "Nothing was changed."
RESTORE = "Bring back a backup with `rapport restore FILE`."
BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file while it is written."""


def real_place(path: Path) -> Path:
    """Return where a book really is; a link is followed when it is one's own and leads somewhere.

    Raises CannotOpen.
    """
    try:
        info = path.lstat()
    except FileNotFoundError:
        return path
    except OSError as error:
        raise CannotOpen(f"{path} cannot be opened.", f"{error.strerror}. {UNTOUCHED}") from error
    if not stat.S_ISLNK(info.st_mode):
        return path
    if not _is_trusted(info.st_uid):
        raise CannotOpen(
            f"{path} is a link that somebody else made.", UNTOUCHED, "Name the file itself with --db."
        )
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise CannotOpen(
            f"{path} is a link to nowhere.",
            f"{os.readlink(path)} is not there. {UNTOUCHED}",
            "Is a disk missing?",
        ) from error


def is_there(path: Path, *, held_people: bool = False) -> bool:
    """Whether there is a book to open at a real place; raises where what is there must not be touched.

    The file is not opened here: closing it again would take the locks of every connection this program has
    to it (sqlite.org/howtocorrupt.html, 2.2). What stands in it is SQLite's to say. ``held_people`` says
    that a book with people in it was open here before.
    """
    try:
        info = path.stat()
    except FileNotFoundError:
        if held_people:
            raise Damaged(
                f"{path} is gone, but it held a book before.",
                "Nothing was made in its place.",
                f"{RESTORE} Or open the app, which can begin anew.",
            ) from None
        return False
    except OSError as error:
        raise CannotOpen(f"{path} cannot be opened.", f"{error.strerror}.") from error
    if not stat.S_ISREG(info.st_mode):
        kind = "a folder" if stat.S_ISDIR(info.st_mode) else "not a file"
        raise CannotOpen(f"{path} is {kind}.", UNTOUCHED, "Name a file.")
    if not _may(path, os.R_OK):
        raise CannotOpen(f"{path} may not be read.", UNTOUCHED, "Check who owns it.")
    _check_neighbours(path, info)
    if info.st_size == 0:
        if held_people or any(path.parent.glob(f"backups/{escape(path.stem)}-*.db")):
            raise Damaged(f"{path} is empty, but it held a book before.", UNTOUCHED, RESTORE)
        return False
    return True


def check_is_ours(path: Path, application: int, version: int, newest: int) -> None:
    """Raise Damaged for another program's file and MadeByNewer for a schema this program does not know."""
    if application != APPLICATION_ID:
        raise Damaged(
            f"{path} is a SQLite file, but not a Rapport book.", UNTOUCHED, "Name another with --db."
        )
    if version > newest:
        raise MadeByNewer(
            f"{path} was made by a newer version of Rapport (schema {version}).",
            f"This one knows schema {newest}. {UNTOUCHED}",
            f"Update Rapport.{_way_back(path, newest)}",
        )


def _way_back(path: Path, newest: int) -> str:
    """Name the copy that was made before a newer version brought the book along, if it is there."""
    made = []
    for copy in path.parent.glob(f"backups/{escape(path.stem)}-v*.db"):
        found = re.fullmatch(r"v(\d+)-(\d{8}T\d{6})Z(-\d+)?", copy.stem.removeprefix(f"{path.stem}-"))
        if found and int(found[1]) <= newest:
            made.append((int(found[1]), found[2], str(copy)))
    if not made:
        return ""
    import shlex

    return f" Or go back to the copy made before that: rapport restore {shlex.quote(max(made)[2])}"


def why_only_read(path: Path) -> str:
    """Say why a book that is there may only be read; empty where it may be written.

    Somebody else's book is never written: its rows are read, and none of its triggers run.
    """
    folder = path.parent
    if not _is_trusted(path.stat().st_uid):
        return f"{path} belongs to somebody else."
    if not _may(path, os.W_OK):
        return f"{path} is write-protected."
    if not _may(folder, os.W_OK):
        return f"The folder {folder} is write-protected."
    return ""


def check_folder(folder: Path) -> None:
    """Raise CannotOpen where anybody on this machine could put another file in the book's place."""
    try:
        mode = folder.stat().st_mode
    except OSError:
        return
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        raise CannotOpen(
            f"Anybody may write in {folder}.",
            f"A book is not safe there. {UNTOUCHED}",
            f"Close it with: chmod go-w {folder}",
        )


def check_link(folder: Path) -> None:
    """Raise CannotOpen for a link in the place of a folder that somebody else has put there: it leads anywhere."""
    try:
        info = folder.lstat()
    except OSError:
        return
    # Root is no exception: it would write with its own rights wherever somebody else points.
    if stat.S_ISLNK(info.st_mode) and info.st_uid not in (os.geteuid(), 0):
        raise CannotOpen(
            f"{folder} is a link that belongs to somebody else.",
            f"What is written there would go wherever they point it. {UNTOUCHED}",
            "Take the link away, or name a file elsewhere.",
        )


def _check_neighbours(path: Path, info: os.stat_result) -> None:
    """Refuse a file anybody may write, and a journal somebody else put beside it: SQLite would play it back."""
    if info.st_mode & stat.S_IWOTH:
        raise CannotOpen(
            f"Anybody may write to {path}.",
            f"A book is not safe like that. {UNTOUCHED}",
            f"Close it with: chmod 600 {path}",
        )
    for ending in BESIDE:
        try:
            beside = os.lstat(f"{path}{ending}")
        except OSError:
            continue
        if stat.S_ISREG(beside.st_mode) and (_is_trusted(beside.st_uid) or beside.st_uid == info.st_uid):
            continue
        raise CannotOpen(
            f"{path}{ending} is not SQLite's own.",
            f"Somebody else put it beside the book. {UNTOUCHED}",
            "Look at it, and take it away.",
        )


def _is_trusted(owner: int) -> bool:
    """Whether a file's owner is this person, or root, who could do anything anyway; root itself asks nobody."""
    me = os.geteuid()
    return me == 0 or owner in (me, 0)


def _may(path: Path, what: int) -> bool:
    """Whether this program, as whom it acts, may do something with a file or folder."""
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)
