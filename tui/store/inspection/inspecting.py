"""A book opened as it is, and what it says of itself; what SQLite says of it becomes a sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.errors import RapportError
from tui.store.file.connection import opened_as_it_is
from tui.store.file.guarding import SQLITE_SAYS, is_there, real_place

if TYPE_CHECKING:
    from tui.store.file.run_marks import Marks


def inspect_book(path: Path, marks: Marks | None = None) -> sqlite3.Connection | None:
    """Open an existing book of any schema up to ours as it is, for questions only; None where there is none.

    Raises what open_book raises.
    """
    path = real_place(path)
    if not is_there(path, held_people=held_people(path, marks)):
        return None
    try:
        return opened_as_it_is(path)
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error


class FileFacts(Struct, frozen=True):
    """What a book says of itself."""

    journal_mode: str
    schema: int
    people: int
    last_action_at: str


def facts_of(path: Path | None) -> tuple[tuple[int, ...], FileFacts | None]:
    """Return the version of SQLite, and what a book says of itself; raises what open_book raises."""
    conn = None if path is None else inspect_book(path)
    if conn is None or path is None:
        return sqlite3.sqlite_version_info, None
    asked = (
        "PRAGMA journal_mode",
        "PRAGMA user_version",
        "SELECT count(*) FROM contact WHERE deleted_at IS NULL",
        "SELECT coalesce(max(at_utc), '') FROM action",
    )
    try:
        facts = FileFacts(*(conn.execute(question).fetchone()[0] for question in asked))
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error
    finally:
        conn.close()
    return sqlite3.sqlite_version_info, facts


def people_in(conn: sqlite3.Connection, path: Path) -> int:
    """Count everybody in the book, those in the trash as well; raises what opening it raises."""
    try:
        people: int = conn.execute("SELECT count(*) FROM contact").fetchone()[0]
    except SQLITE_SAYS as error:
        raise refusal(path, error) from error
    return people


def refusal(path: Path, error: Exception) -> RapportError:
    """Return the sentence for a book that will not open; a suspicion of damage is looked into first."""
    # Imported where something is wrong.
    from tui.store.inspection.sentences import of_opening

    return of_opening(error, path)


def held_people(path: Path, marks: Marks | None) -> bool:
    """Whether an earlier run saw people in it; asked of the mark only where nothing, or next to it, is there."""
    if marks is None:
        return False
    try:
        is_doubtful = path.stat().st_size == 0
    except OSError:
        is_doubtful = True
    return is_doubtful and marks.of(path).people > 0
