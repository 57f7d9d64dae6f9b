"""Deleting: an interaction to the trash, and a contact for ever."""

from __future__ import annotations

from tui.domain.contact import ContactId
from tui.domain.errors import InvalidInput
from tui.domain.spans import day_words
from tui.store.book import Book
from tui.store.purge import purge_contact


class Deleting:
    """Deletions from one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def interaction(self, interaction_id: int) -> str:
        """Move an interaction to the trash and give the words for it; raises InvalidInput without one."""
        found = self._book.interactions.get(interaction_id)
        if found is None:
            raise InvalidInput(f"There is no interaction {interaction_id}.", "Nothing was deleted.")
        day = day_words(found.practice_date, self._book.clock.today())
        label = f"moved {found.channel.words} with {' and '.join(found.names)}, {day}, to the trash"
        with self._book.write(label):
            self._book.interactions.trash(interaction_id)
        return label

    def contact_for_ever(self, contact_id: ContactId) -> None:
        """Delete a contact with everything about them, out of the undo journal as well."""
        purge_contact(self._book, contact_id)
