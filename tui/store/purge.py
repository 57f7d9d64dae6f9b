"""Deleting for ever: a contact leaves every table and the undo journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.domain.contact import ContactId
from tui.store.rows import marks

if TYPE_CHECKING:
    from tui.store.book import Book


def purge_contact(book: Book, contact_id: ContactId) -> None:
    """Delete a contact, what was recorded with them alone, and every undo step that holds any of it.

    What several people took part in stays with the others. Freed pages are overwritten (secure_delete).
    """
    with book.write("deleted for ever"):
        conn = book.conn
        alone = _interactions_with_nobody_else(conn, contact_id)
        marked = marks(alone)
        _forget_steps(conn, contact_id, alone)
        conn.execute("UPDATE journal_cursor SET action_id = NULL")
        conn.execute(f"DELETE FROM next_step WHERE interaction_id IN ({marked})", alone)
        conn.execute(f"DELETE FROM promise WHERE interaction_id IN ({marked})", alone)
        conn.execute(f"DELETE FROM interaction WHERE id IN ({marked})", alone)
        conn.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
        for index in ("contact_search", "interaction_search"):
            # Until its parts are merged, the full-text index keeps the words of rows that are gone.
            conn.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def _interactions_with_nobody_else(conn: sqlite3.Connection, contact_id: int) -> list[int]:
    rows = conn.execute(
        "SELECT interaction_id FROM interaction_contact WHERE contact_id = ? AND role <> 'mentioned'"
        " AND NOT EXISTS (SELECT 1 FROM interaction_contact AS other WHERE other.contact_id <> ?"
        " AND other.interaction_id = interaction_contact.interaction_id AND other.role <> 'mentioned')",
        (contact_id, contact_id),
    )
    return [row[0] for row in rows]


def _forget_steps(conn: sqlite3.Connection, contact_id: int, interactions: Sequence[int]) -> None:
    """Drop the undo steps that hold a row of the contact, or of what was recorded with them alone."""
    conn.execute(
        "DELETE FROM action WHERE id IN (SELECT action_id FROM journal_entry"
        " WHERE (table_name = 'contact' AND row_id = :contact)"
        " OR instr(coalesce(old_row, ''), :owned) OR instr(coalesce(new_row, ''), :owned))",
        {"contact": contact_id, "owned": f",contact_id={contact_id},"},
    )
    for ident in interactions:
        conn.execute(
            "DELETE FROM action WHERE id IN (SELECT action_id FROM journal_entry"
            " WHERE (table_name = 'interaction' AND row_id = :interaction)"
            " OR instr(coalesce(old_row, ''), :owned) OR instr(coalesce(new_row, ''), :owned))",
            {"interaction": ident, "owned": f",interaction_id={ident},"},
        )
