"""Locks on files of our own, and whether a folder lets files be locked: some network file systems do not."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path

LOCK_WAIT_SECONDS = 15.0
"""How long another program may hold a lock of ours before it is said."""
_AGAIN_SECONDS = 0.05


def hold(descriptor: int) -> None:
    """Lock a file of our own; raises BlockingIOError where another program does not let go of it, else OSError."""
    give_up = time.monotonic() + LOCK_WAIT_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise
            time.sleep(_AGAIN_SECONDS)


def are_unknown_in(folder: Path) -> bool:
    """Try a lock on a file of our own that nobody else has; True when even that is refused.

    The book itself is not opened for this: closing it would take the locks of all its connections. Where
    no file can be made nothing is known, and False is given.
    """
    trial = folder / f".rapport-lock-{os.getpid()}"
    try:
        descriptor = os.open(trial, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError:
        return False
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
        with suppress(OSError):
            trial.unlink()
    return False
