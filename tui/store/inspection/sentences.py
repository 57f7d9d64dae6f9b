"""The sentence for an error of SQLite. Damage is only ever said after a look at the file found it."""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

from tui.domain.errors import BookBusy, CannotOpen, Damaged, FoundWhole, RapportError
from tui.store.file import locks
from tui.store.file.connection import opened_as_it_is
from tui.store.file.diagnosis import Cause, cause_of
from tui.store.file.guarding import RESTORE, SQLITE_SAYS, UNTOUCHED, real_place
from tui.store.inspection.quick_check import Look, look_at
from tui.store.schema.shape import added_rules

CLOSE_IT = "Close it, then try again."
_SAYINGS: dict[Cause, tuple[type[RapportError], str, str]] = {
    Cause.FULL: (BookBusy, "The disk is full.", "Make some room, then try again."),
    Cause.DISK_WRITES: (
        BookBusy,
        "The disk does not take any more.",
        "Look at the disk, then try again.",
    ),
    Cause.DISK_READS: (
        BookBusy,
        "The disk does not give what is on it.",
        "Look at the disk, then try again.",
    ),
    Cause.ONLY_READ: (
        CannotOpen,
        "The book may only be read here.",
        "Check who owns the file and its folder.",
    ),
    Cause.FOLDER: (CannotOpen, "The folder of the book cannot be written.", "Check who owns it."),
    Cause.MEMORY: (BookBusy, "There is not enough memory.", "Close something, then try again."),
    Cause.REPLACED: (
        CannotOpen,
        "The book was replaced by another file while it was open.",
        "Leave, and open it again.",
    ),
}
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def sentence_for(
    error: BaseException, path: Path, untouched: str = "Nothing was saved."
) -> RapportError | None:
    """Say what went wrong with the book at a path, or give None where the program is at fault.

    What may be damage is looked at first, page by page. ``untouched`` says that nothing was lost.
    """
    cause = cause_of(error)
    if cause is Cause.HELD:
        return _held(path, untouched)
    if cause is Cause.NO_LOCKS and locks.are_unknown_in(path.parent):
        return without_locks(path, untouched)
    if cause is Cause.RULE:
        return _by_an_added_rule(error, path, untouched)
    if cause in (Cause.SUSPECT, Cause.UNCLEAR):
        return _after_a_look(error, path, untouched)
    kind, title, hint = _SAYINGS.get(Cause.DISK_READS if cause is Cause.NO_LOCKS else cause, (None, "", ""))
    return None if kind is None else kind(title, untouched, hint)


def of_a_change(
    error: BaseException, path: Path, only_read: str = "", *, was_replaced: bool = False
) -> RapportError | None:
    """Say why a change could not be made; None where the program is at fault.

    ``only_read`` says why nothing can be changed; ``was_replaced`` that another file stands in its place.
    """
    cause = cause_of(error)
    if was_replaced and cause in (Cause.ONLY_READ, Cause.FOLDER):
        kind, title, hint = _SAYINGS[Cause.REPLACED]
        return kind(title, "Nothing was saved.", hint)
    return sentence_for(error, path, only_read or "Nothing was saved.")


def of_opening(error: BaseException, path: Path) -> RapportError:
    """Say why a book cannot be opened; the file was left as it was."""
    sentence = sentence_for(error, path, UNTOUCHED)
    if isinstance(sentence, BookBusy) and cause_of(error) is Cause.HELD:
        return BookBusy(f"{path} is held by another program.", UNTOUCHED, CLOSE_IT)
    if sentence is None or cause_of(error) is Cause.FOLDER:
        return CannotOpen(f"{path} cannot be opened.", f"SQLite says: {error}. {UNTOUCHED}")
    return sentence


def of_a_copy(error: BaseException, book: Path, target: Path) -> RapportError:
    """Say why a copy of a book was not written; the book itself is as it was."""
    as_it_was = "The book itself is as it was."
    sentence = sentence_for(error, book, as_it_was)
    if sentence is None or cause_of(error) is Cause.FOLDER:
        return CannotOpen(f"{target} was not written.", f"SQLite says: {error}. {as_it_was}")
    title = f"{target} was not written. {sentence.title}"
    return type(sentence)(title, sentence.message, sentence.hint)


def of_the_disk(error: OSError, title: str, untouched: str) -> RapportError:
    """Say why a file could not be written: for want of room, or for another reason the system gives."""
    kind = BookBusy if error.errno in _NO_ROOM else CannotOpen
    return kind(title, f"{error.strerror}. {untouched}")


def looked_at(path: Path) -> Look:
    """Look at every page of a book; raises a sentence where that cannot be done now."""
    try:
        return look_at(path)
    except SQLITE_SAYS as error:
        raise of_opening(error, path) from error


def damaged(path: Path, look: Look, untouched: str) -> Damaged:
    """Say that a look found a book damaged, and what it found."""
    return Damaged(f"{path} is damaged.", f"A look at it found: {look.found} {untouched}", RESTORE)


def hold_alone(lock: int, path: Path, untouched: str) -> None:
    """Wait until no other program makes a book ready, or another book of it; ``lock`` is the file beside it.

    Raises BookBusy where one does not let go, and CannotOpen where the folder lets nothing be locked.
    """
    try:
        locks.hold(lock)
    except BlockingIOError as error:
        raise BookBusy(f"Another program holds {path}.lock.", untouched, CLOSE_IT) from error
    except OSError as error:
        raise without_locks(path, untouched) from error


def without_locks(path: Path, untouched: str) -> CannotOpen:
    """Say that the folder does not let files be locked."""
    return CannotOpen(
        f"The folder {path.parent} may not support locks.",
        f"No other program was found that holds the book, and a lock on a new file there is refused too. {untouched}",
        "Keep the book on a disk of this machine; a network folder lets two machines write at once.",
    )


def _held(path: Path, untouched: str) -> RapportError:
    if locks.are_unknown_in(path.parent):
        return without_locks(path, untouched)
    return BookBusy("Another program is holding the book.", untouched, CLOSE_IT)


def _after_a_look(error: BaseException, path: Path, untouched: str) -> RapportError | None:
    """Look at the file; what the look cannot do is the trouble then."""
    try:
        look = look_at(path)
    except RapportError as trouble:
        return trouble
    except SQLITE_SAYS as trouble:
        return sentence_for(trouble, path, untouched)
    if not look.is_whole:
        return damaged(path, look, untouched)
    if cause_of(error) is Cause.UNCLEAR:
        return _by_an_added_rule(error, path, untouched)
    return FoundWhole(
        "Something did not go as it should when the book was read.",
        f"SQLite said: {error}. Then every page was looked at, and nothing is damaged. {untouched}",
        "Try again; `rapport check` looks at every row as well.",
    )


def _by_an_added_rule(error: BaseException, path: Path, untouched: str) -> RapportError | None:
    """Name what another program added to the book that may have stood in the way; None where there is nothing."""
    try:
        with closing(opened_as_it_is(real_place(path))) as conn:
            added = added_rules(conn)
    except (RapportError, *SQLITE_SAYS):
        return None
    if not added:
        return None
    return CannotOpen(
        f"The book does not take this. In it is {', '.join(added)}, which is not Rapport's.",
        f"SQLite says: {error}. {untouched}",
        "Ask whoever put it there, or take it out of the book.",
    )
