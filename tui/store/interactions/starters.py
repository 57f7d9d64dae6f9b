"""A person's own starters in the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.writing.starters import Situation, Starter

if TYPE_CHECKING:
    from tui.store.session import Session


class OwnStarters:
    """The starters of one open book. Every change: call inside ``Book.write``."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def all(self) -> list[Starter]:
        """Give them in the order they were added; one for a situation unknown here is left alone."""
        known = {situation.value for situation in Situation}
        return [
            Starter(Situation(situation), text, id=ident)
            for ident, situation, text in self._conn.execute(
                "SELECT id, situation, text FROM starter ORDER BY id"
            )
            if situation in known
        ]

    def add(self, situation: Situation, text: str) -> int:
        """Keep a starter and give its number."""
        return self._book.db.table("starter").add({"situation": situation.value, "text": text})

    def remove(self, ident: int) -> str | None:
        """Take a starter away and give its text, or None when there is none of that number."""
        row = self._conn.execute("SELECT text FROM starter WHERE id = ?", (ident,)).fetchone()
        if row is None:
            return None
        self._book.db.table("starter").delete(ident)
        return str(row[0])
