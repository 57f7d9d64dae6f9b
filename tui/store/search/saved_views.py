"""Views the person has saved: queries under names of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import FIELD_LIMIT, fold
from tui.domain.search.saved_view import SavedView, SavedViewId
from tui.domain.text import clean

if TYPE_CHECKING:
    from tui.store.session import Session

NAME_LIMIT = 200


class SavedViews:
    """The saved views of one open book."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def all(self) -> list[SavedView]:
        """Return every saved view, by name."""
        rows = self._conn.execute("SELECT name, query, id FROM saved_view ORDER BY folded, id")
        return [SavedView(name, query, SavedViewId(ident)) for name, query, ident in rows]

    def named(self, name: str) -> SavedView | None:
        """Return the view of a name, case and accents aside, or None."""
        row = self._conn.execute(
            "SELECT name, query, id FROM saved_view WHERE folded = ?", (fold(name),)
        ).fetchone()
        return None if row is None else SavedView(row[0], row[1], SavedViewId(row[2]))

    def save(self, name: str, query: str) -> str:
        """Keep a query under a name, in place of what the name stood for; give the name as it is kept.

        Call inside ``Book.write``. Raises InvalidInput for a name or a query without anything in it.
        """
        kept = _kept_name(name)
        asked = clean(query, FIELD_LIMIT, one_line=True).strip()
        if not asked:
            raise InvalidInput("There is no query to save.", "Nothing was saved.", "Type one behind / first.")
        self._book.db.table("saved_view").upsert(
            {"name": kept, "folded": fold(kept), "query": asked}, pk="folded"
        )
        return kept

    def rename(self, view_id: SavedViewId, name: str) -> str:
        """Return a view another name, and give it as it is kept; call inside ``Book.write``.

        Raises InvalidInput for a name without anything in it, and for one that another view has.
        """
        kept = _kept_name(name)
        there = self.named(kept)
        if there is not None and there.id != view_id:
            raise InvalidInput(f"There is a view called {there.name} already.", "Nothing was changed.")
        self._book.db.execute(
            "UPDATE saved_view SET name = ?, folded = ? WHERE id = ?", (kept, fold(kept), view_id)
        )
        return kept

    def delete(self, view_id: SavedViewId) -> None:
        """Take a view off the list; call inside ``Book.write``."""
        self._book.db.table("saved_view").delete_where("id = ?", [view_id])


def _kept_name(name: str) -> str:
    kept = " ".join(clean(name, NAME_LIMIT, one_line=True).split())
    if not fold(kept):
        raise InvalidInput("A view needs a name.", "Nothing was saved.")
    return kept
