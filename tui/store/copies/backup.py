"""Verified copies of the whole book: made by hand, before a migration, and by themselves."""

from __future__ import annotations

import fcntl
import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from tui.domain.clock import utc_stamp
from tui.domain.errors import BookBusy, CannotOpen, Damaged, RapportError
from tui.domain.keeping.backup_plan import RECENT, is_due, superseded
from tui.domain.keeping.clock_doubt import SLACK
from tui.store.copies.making_order import in_order, made_at, note_made
from tui.store.file.connection import data_version, place_of
from tui.store.file.guarding import SQLITE_SAYS, check_folder, check_link, real_place
from tui.store.file.parts import part_of
from tui.store.inspection.inspecting import inspect_book
from tui.store.inspection.quick_check import is_of_rows
from tui.store.inspection.sentences import of_a_copy, of_opening, of_the_disk

AS_IT_WAS = "The book itself is as it was."
FOLDER = "backups"
_STAMP = "%Y%m%dT%H%M%SZ"
_AUTOMATIC = re.compile(r"-auto-(\d{8}T\d{6}Z)\.db$")
_ANOTHER = "Take another; `rapport doctor` says when the newest was made."


class Copy(Struct, frozen=True):
    """A copy of a book that was opened and found whole."""

    path: Path
    made_at: datetime
    people: int
    interactions: int


def folder_of(book: Path) -> Path:
    """Return where the copies of a book are kept."""
    return real_place(book).parent / FOLDER


def back_up(conn: sqlite3.Connection, target: Path) -> int:
    """Copy the book to a file that does not exist yet, check the copy, and give its size in bytes.

    The copy is made under another name and gets its own once it is checked and on the disk. Raises
    CannotOpen when something is there already or the place cannot be written, BookBusy on a full disk,
    Damaged when the copy does not check or a look finds the book damaged.
    """
    if os.path.lexists(target):
        raise CannotOpen(f"{target} is there already.", "Nothing was overwritten.", "Name a new file.")
    check_link(target.parent)
    check_folder(target.parent)
    part = part_of(target)
    previous = os.umask(0o077)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        _copy(conn, part)
        _put_in_place(part, target)
    except OSError as error:
        raise of_the_disk(error, f"{target} cannot be written.", AS_IT_WAS) from error
    except SQLITE_SAYS as error:
        raise of_a_copy(error, place_of(conn), target) from error
    finally:
        os.umask(previous)
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target.stat().st_size


def back_up_by_itself(
    path: Path, conn: sqlite3.Connection, now: datetime, *, may_let_go: bool = True
) -> Path | None:
    """Make the automatic copy when one is due, and let go of those that were superseded.

    None is let go without ``may_let_go``, as while the clock may be wrong.
    Gives where the copy is, or None where none was due or another window is at it. Raises what
    ``back_up`` raises.
    """
    book, folder = real_place(path), folder_of(path)
    check_link(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    try:
        made = automatic_copies(book)
        last = in_order(made.values(), now)[-1:]
        changed_at = book.stat().st_mtime_ns
        has_changed = not last or last[0].stat().st_mtime_ns != changed_at
        newest = max((at for at in made if at - now <= SLACK), default=None)
        if not is_due(newest, now, has_changed=has_changed):
            return None
        target = folder / f"{book.stem}-auto-{utc_stamp(now)}.db"
        back_up(conn, target)
        os.utime(target, ns=(changed_at, changed_at))  # So the next run sees whether anything changed since.
        if may_let_go:
            prune_copies(book, now)
        return target
    finally:
        os.close(lock)


def automatic_copies(book: Path) -> dict[datetime, Path]:
    """Return the copies that were made by themselves, by the instant they were made."""
    found = {}
    folder = folder_of(book)
    for path in folder.glob("*.db") if os.path.isdir(folder) else ():
        match = _AUTOMATIC.search(path.name)
        if match and path.name == f"{book.stem}-auto-{match[1]}.db":
            found[datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)] = path
    return found


def prune_copies(book: Path, now: datetime) -> list[Path]:
    """Let go of the automatic copies that were superseded; copies made by hand stay for ever.

    Those that say they were made ahead of the clock stay too, and take no other's place.
    """
    made = automatic_copies(book)
    last = in_order(made.values(), now)[-RECENT:]
    believed = [at for at in made if at - now <= SLACK]
    gone = [made[at] for at in superseded(believed) if made[at] not in last]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def before_deletion(book: Path, now: datetime) -> Path:
    """Return a free name for the copy that is made before somebody is deleted for ever."""
    stamp = utc_stamp(now)
    return free_name(folder_of(book) / f"{real_place(book).stem}-before-deletion-{stamp}.db")


def before_deletions(book: Path) -> list[Path]:
    """Return the copies made before somebody was deleted for ever: one, unless a program was killed in between."""
    return sorted(folder_of(book).glob(f"{real_place(book).stem}-before-deletion-*.db"))


def let_go_by_hand(book: Path, most: int, now: datetime) -> list[Path]:
    """Let go of the copies made by hand beyond the last so many, for a login that cannot do so itself."""
    place = real_place(book)
    by_hand = re.compile(re.escape(place.stem) + r"-\d{8}T\d{6}(-\d+)?\.db")
    made = in_order((path for path in copies(book, now) if by_hand.fullmatch(path.name)), now)
    gone = made[:-most]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def copies(book: Path, now: datetime) -> list[Path]:
    """Return every copy kept beside a book, the one made last first; none of them has been looked into yet."""
    place = real_place(book)
    folder = folder_of(book)
    found = [
        path
        for path in (folder.glob("*.db") if os.path.isdir(folder) else ())
        if _is_copy_of(path, place.stem)
    ]
    return in_order(found, now)[::-1]


def newest_good(book: Path, now: datetime) -> Copy | None:
    """Return the copy made last of those that are whole, or None."""
    for path in copies(book, now):
        with suppress(RapportError):
            return verified(path)
    return None


def verified(path: Path) -> Copy:
    """Open a copy, look through all of it, and give what is in it; odd values in it are as they were in the book.

    Raises CannotOpen, Damaged or MadeByNewer; the file is left as it was.
    """
    try:
        conn = inspect_book(path)
    except Damaged as error:
        raise Damaged(f"{path} is no backup, or it is damaged.", "Nothing was changed.", _ANOTHER) from error
    if conn is None:
        raise CannotOpen(f"{path} is not there, or empty.", "Nothing was changed.", "Name a backup.")
    with closing(conn):
        try:
            verdict = _verdict(conn)
            people = conn.execute("SELECT count(*) FROM contact WHERE deleted_at IS NULL").fetchone()[0]
            talks = conn.execute("SELECT count(*) FROM interaction WHERE deleted_at IS NULL").fetchone()[0]
        except SQLITE_SAYS as error:
            trouble = of_opening(error, path)
            if isinstance(trouble, Damaged):
                raise Damaged(trouble.title, trouble.message, _ANOTHER) from error
            raise trouble from error
    if verdict != "ok":
        raise Damaged(f"{path} is damaged.", "It does not check. Nothing was changed.", _ANOTHER)
    return Copy(path, made_at(path), people, talks)


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has, the indexes' own tables left out."""
    names = conn.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '%!_search!_%' ESCAPE '!' ORDER BY name"
    ).fetchall()
    return {name: conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def _verdict(copy: sqlite3.Connection) -> str:
    """Return "ok" where all of a copy can be read; odd values another program left in the book are copied with it."""

    found = [row[0] for row in copy.execute("PRAGMA integrity_check(1000)")]
    return next((line for line in found if line != "ok" and not is_of_rows(line)), "ok")


def _vacuum_into(conn: sqlite3.Connection, part: Path) -> None:
    """Write the copy; also from a book that may only be read, of which it changes nothing."""
    may_only_read = conn.execute("PRAGMA query_only").fetchone()[0]
    conn.execute("PRAGMA query_only = OFF")
    try:
        # As bytes: the name of a file need not be UTF-8.
        conn.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(part),))
    finally:
        conn.execute(f"PRAGMA query_only = {int(may_only_read)}")


def _copy(conn: sqlite3.Connection, part: Path) -> None:
    """Copy and check; once more when another window wrote meanwhile."""
    for _ in range(3):
        version, before = data_version(conn), counts(conn)
        _vacuum_into(conn, part)
        with closing(sqlite3.connect(part)) as copy:
            verdict = _verdict(copy)
            copied = counts(copy)
        if verdict != "ok":
            raise Damaged("The copy does not check.", AS_IT_WAS, "Look at the book with `rapport check`.")
        if copied == before:
            return
        part.unlink()
        if data_version(conn) == version:
            raise Damaged("The copy has not all the rows of the book.", AS_IT_WAS, "Run `rapport check`.")
    raise BookBusy("Another program writes to the book all the time.", AS_IT_WAS, "Try again later.")


def _put_in_place(part: Path, target: Path) -> None:
    """Bring a copy to the disk and give it its name, unless somebody took that meanwhile."""
    sync(part)
    try:
        os.link(part, target)
    except FileExistsError as error:
        raise CannotOpen(f"{target} is there already.", "Nothing was overwritten.") from error
    except OSError:  # A file system without links.
        os.rename(part, target)
    sync(target.parent)
    if target.parent.name == FOLDER:
        note_made(target)


def free_name(wanted: Path) -> Path:
    """Return a name nothing has yet: the one wanted, or that with a number."""
    ending = ".db" if wanted.suffix == ".db" else ""
    number, free = 1, wanted
    while os.path.lexists(free):
        number += 1
        free = wanted.with_name(f"{wanted.name.removesuffix(ending)}-{number}{ending}")
    return free


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_copy_of(path: Path, stem: str) -> bool:
    rest = path.name.removeprefix(f"{stem}-")
    return rest != path.name and re.match(r"(auto-|v\d+-|schema\d|\d{8}T)", rest) is not None
