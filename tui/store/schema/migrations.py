"""The steps from an empty file to today's schema: append-only, never edited after a release."""

from __future__ import annotations

import shlex
from pathlib import Path

from sqlite_utils import Database, Migrations

from tui.domain.errors import CannotOpen
from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.file.guarding import RESTORE, UNTOUCHED
from tui.store.schema.calling import CALLING_COLUMNS, CALLING_SEARCH
from tui.store.schema.core import CORE_INDEXES, CORE_TABLES, JOURNAL_TABLES, SEARCH_TABLES
from tui.store.schema.journal import install_triggers
from tui.store.schema.knowing import KNOWING_INDEXES, KNOWING_SEARCH, KNOWING_TABLES
from tui.store.views import VIEWS, make_room, make_views

migrations = Migrations("rapport")


@migrations()
def m0001_core(db: Database) -> None:
    """Make the core: contacts, interactions, promises, practice, search and the undo journal."""
    for script in (CORE_TABLES, CORE_INDEXES, SEARCH_TABLES, JOURNAL_TABLES):
        db.executescript(script)
    install_triggers(db)
    db.execute("PRAGMA user_version = 1")


@migrations()
def m0002_knowing(db: Database) -> None:
    """Add what it takes to know somebody well: facts, questions, positions, relations, cards, messages."""
    for script in (KNOWING_TABLES, KNOWING_INDEXES, KNOWING_SEARCH):
        db.executescript(script)
    install_triggers(db)
    db.execute("PRAGMA user_version = 2")


@migrations()
def m0003_views(db: Database) -> None:
    """Add how somebody is called and spoken of; make the views, those for other programs and our own."""
    for script in (CALLING_COLUMNS, CALLING_SEARCH):
        db.executescript(script)
    install_triggers(db)
    for view in VIEWS:
        make_room(db, view.name)
    make_views(db)
    db.execute("PRAGMA user_version = 3")


def check_number(db: Database, path: Path, version: int) -> None:
    """Raise CannotOpen where the number in the file is not that of the steps it went through.

    Another program set it: the steps would be taken twice, or never reach the end.
    """
    taken = len(migrations.applied(db))
    if taken == version and (version or not db["contact"].exists()):
        return
    set_right = f"Set it right with: sqlite3 {shlex.quote(str(path))} 'PRAGMA user_version = {taken}'"
    raise CannotOpen(
        f"{path} says that it is of schema {version}, and holds the parts of another.",
        f"Another program changed it. {UNTOUCHED}",
        set_right if taken else RESTORE,
    )


def apply_all(db: Database) -> None:
    """Bring the book to today's schema, each step in its own transaction."""
    migrations.apply(db)
    reached = db.execute("PRAGMA user_version").fetchone()[0]
    if reached != SCHEMA_VERSION:
        raise AssertionError(f"migrations end at schema {reached}, the code expects {SCHEMA_VERSION}")
