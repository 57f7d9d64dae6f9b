"""What can be said of a book without opening the app: for whoever looks for what is wrong."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from tui.domain.errors import RapportError
from tui.domain.keeping.clock_doubt import SLACK
from tui.store.copies.backup import copies
from tui.store.copies.making_order import made_at
from tui.store.file.guarding import real_place, why_only_read
from tui.store.inspection.inspecting import facts_of


class BookReport(Struct, frozen=True):
    """A book as it lies there; empty values where there is none, or it does not open."""

    sqlite_version: tuple[int, ...]
    trouble: str = ""
    journal_mode: str = ""
    schema: int = 0
    people: int = 0
    last_action_at: str = ""
    """UTC instant, ISO."""
    only_read: str = ""
    newest_backup: datetime | None = None
    backups_ahead: tuple[Path, ...] = ()
    """Copies that say they were made ahead of the clock; they never go by themselves."""


def report_on(path: Path, now: datetime) -> BookReport:
    """Look at a book and its backups; nothing is changed and nothing is raised."""
    version, facts = facts_of(None)
    try:
        version, facts = facts_of(path)
        kept = copies(path, now)
        only_read = why_only_read(real_place(path)) if facts else ""
    except RapportError as error:
        return BookReport(version, str(error))
    newest = made_at(kept[0]) if kept else None
    if facts is None:
        return BookReport(version, newest_backup=newest)
    return BookReport(
        version,
        "",
        facts.journal_mode,
        facts.schema,
        facts.people,
        facts.last_action_at,
        only_read,
        newest,
        tuple(each for each in kept if made_at(each) - now > SLACK),
    )
