"""The pauses of the whole practice one by one, each with its reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tui.domain.practice.plan import Pause
from tui.store.schema.rows import day

if TYPE_CHECKING:
    from tui.store.session import Session


class Rests:
    """The pauses that hold for everyone, in one open book."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def all(self) -> list[tuple[Pause, str]]:
        """Return every pause with its reason, the latest first."""
        return [
            (Pause(date.fromisoformat(first), day(last)), reason)
            for first, last, reason in self._conn.execute(
                "SELECT from_day, to_day, reason FROM pause WHERE contact_id IS NULL"
                " ORDER BY from_day DESC, id DESC"
            )
        ]

    def end(self, pause: Pause, last: date) -> None:
        """Let a pause end on an earlier local day; call inside ``Book.write``."""
        ident = self._id_of(pause)
        if ident is not None:
            self._book.db.table("pause").update(ident, {"to_day": last.isoformat()})

    def drop(self, pause: Pause) -> None:
        """Take a pause away; call inside ``Book.write``."""
        ident = self._id_of(pause)
        if ident is not None:
            self._book.db.table("pause").delete(ident)

    def _id_of(self, pause: Pause) -> int | None:
        row = self._conn.execute(
            "SELECT id FROM pause WHERE contact_id IS NULL AND from_day = ? AND to_day IS ? ORDER BY id DESC",
            (pause.first.isoformat(), pause.last.isoformat() if pause.last else None),
        ).fetchone()
        return None if row is None else int(row[0])
