"""Bringing a whole book back from its JSON: everything as it was, into a book with nobody in it."""

from __future__ import annotations

from tui.domain.errors import InvalidInput
from tui.formats.json.book import Tables
from tui.services.importing.plan import ImportReport, ImportStopped, Progress
from tui.store.book import Book
from tui.store.schema.tables import has_people, replace_all_rows


def restore_tables(book: Book, tables: Tables, progress: Progress | None = None) -> ImportReport:
    """Put a whole book in the place of an empty one; call inside ``Book.write``.

    Raises InvalidInput where there is somebody in the book already, or the rows do not fit together.
    """
    if has_people(book.conn):
        raise InvalidInput(
            "There are people in this book already, and the file is a whole book.",
            "Nothing was changed.",
            "Bring it into a new book: rapport --db new.db import FILE. Single people come over by vCard or CSV.",
        )
    people, talks = len(tables.get("contacts", ())), len(tables.get("interactions", ()))
    if progress and not progress(0, people + talks):
        raise ImportStopped
    replace_all_rows(book.db, tables)
    if progress and not progress(people + talks, people + talks):
        raise ImportStopped
    return ImportReport(people, people, 0, 0, 0, 0, (), interactions=talks, is_whole_book=True)
