"""Files written whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.domain.errors import BookBusy, CannotOpen

_DATABASE = b"SQLite format 3\x00"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: beside it first, then into its place, mode 0600.

    Raises CannotOpen or BookBusy (disk full); then what was there before is still there.
    """
    import tempfile  # What only reads does without it.

    refuse_what_is_no_file(path)
    previous = os.umask(0o077)  # A folder made on the way is its owner's alone as well.
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(
            # What a program leaves that is ended here is known by this for what it is.
            dir=path.parent,
            prefix=f".{path.name}.",
            suffix=f".{os.getpid()}.part",
        )
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        if error.errno == 28:
            raise BookBusy(
                "The disk is full.", f"{path} was not written.", "Make some room, then try again."
            ) from error
        raise CannotOpen(f"{path} cannot be written.", f"{error.strerror}. Nothing was changed.") from error
    finally:
        os.umask(previous)


def refuse_what_is_no_file(path: Path) -> None:
    """Raise CannotOpen where a pipe, a device or a folder stands: a file would take its place for everybody."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    if stat.S_ISREG(mode) and path.absolute().parent not in _DEVICES:
        return
    kind = "a folder" if stat.S_ISDIR(mode) else "a pipe" if stat.S_ISFIFO(mode) else "not a plain file"
    raise CannotOpen(
        f"{path} is {kind}.", "Nothing was written.", "Name a file; an export to - goes to standard output."
    )


_DEVICES = (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))
"""Where names stand for streams, also for one that leads to a file just now."""


def read_whole(path: Path, most: int = -1) -> bytes:
    """Read a file, or its first so many bytes.

    Raises CannotOpen with a sentence when that is not possible, or when it is no file.
    """
    try:
        # Opening a pipe that nobody writes to would wait for ever, and a device never ends.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if stat.S_ISDIR(mode):
                raise CannotOpen(f"{path} is a folder, not a file.", "Nothing was read.")
            if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
                raise CannotOpen(f"{path} is not a file.", "Nothing was read.")
            os.set_blocking(file.fileno(), True)
            return file.read(most)
    except OSError as error:
        raise CannotOpen(f"{path} cannot be read.", f"{error.strerror}. Nothing was changed.") from error


def is_database(path: Path) -> bool:
    """Whether a file begins as a book does; it must not be one that is open here, whose locks would end."""
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError as error:
        raise CannotOpen(f"{path} cannot be read.", f"{error.strerror}. Nothing was changed.") from error


@contextmanager
def open_private_folder(path: Path) -> Iterator[int]:
    """Open a folder that is its owner's alone, making it when there is none; give its descriptor.

    Raises CannotOpen for a link in its place, and for a folder of somebody else's or open to others.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise CannotOpen(f"{path} cannot be used.", f"{error.strerror}. Nothing was changed.") from error
    try:
        info = os.fstat(folder)
        if info.st_uid != os.getuid() or info.st_mode & 0o022:
            raise CannotOpen(f"{path} is open to others.", "Nothing was changed.", f"Run: chmod 700 {path}")
        yield folder
    finally:
        os.close(folder)
