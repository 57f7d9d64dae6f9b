"""Views: queries kept under names, and the few that are offered until there are some."""

from __future__ import annotations

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import fold
from tui.domain.search.query import parse_query
from tui.domain.search.saved_view import OFFERED, SavedView, SavedViewId
from tui.store.book import Book


class Views:
    """The views of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def all(self) -> list[SavedView]:
        """Return the saved views by name; while there are none, the few that are offered."""
        return self._book.saved_views.all() or list(OFFERED)

    def named(self, name: str) -> SavedView:
        """Return the view of a name, or the one whose name begins so. Raises InvalidInput, naming those there are."""
        folded = fold(name)
        known = [*self._book.saved_views.all(), *OFFERED]
        exact = [view for view in known if fold(view.name) == folded]
        begun = [view for view in known if folded and fold(view.name).startswith(folded)]
        found = exact or begun
        if not exact and len(begun) != 1:
            names = ", ".join(view.name for view in begun or self.all())
            raise InvalidInput(f"There is no view called {name!r}.", hint=f"There are: {names}.")
        return found[0]

    def save(self, name: str, query: str) -> str:
        """Keep a query under a name and say so. Raises InvalidInput for one that cannot be read or asks nothing."""
        if parse_query(query).checked().asks_nothing:
            raise InvalidInput(
                "There is no query to save.", "Nothing was saved.", "Type one after / first, then save it."
            )
        with self._book.write(f"saved the view {name.strip()}"):
            kept = self._book.saved_views.save(name, query)
        return f"saved the view {kept}"

    def rename(self, view_id: SavedViewId, name: str) -> str:
        """Return a saved view another name and say so. Raises InvalidInput for a name that is taken or empty."""
        with self._book.write(f"renamed a view to {name.strip()}"):
            kept = self._book.saved_views.rename(view_id, name)
        return f"the view is called {kept} now"

    def delete(self, view: SavedView) -> str:
        """Take a saved view off the list and say so. Raises InvalidInput for one that was only offered."""
        if view.id is None:
            raise InvalidInput("That view is only offered.", "It goes as soon as you save one of your own.")
        with self._book.write(f"deleted the view {view.name}"):
            self._book.saved_views.delete(view.id)
        return f"deleted the view {view.name}"
