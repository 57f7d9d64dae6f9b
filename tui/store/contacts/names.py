"""Everybody's name at once, for finding who is alike, and who bears a name: one walk, a few bytes a contact."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.domain.records.contact import ContactId, fold
from tui.store.conditions import IN_THE_BOOK
from tui.store.contacts.called import NICKNAMES

if TYPE_CHECKING:
    from tui.store.session import Session


def keys_in(book: Session) -> Iterator[tuple[ContactId, str]]:
    """Yield every e-mail, phone and profile in the book in the form it is compared by, with its kind before it."""
    for ident, key in book.conn.execute(
        "SELECT contact_id, match_key FROM contact_point JOIN contact ON contact.id = contact_id"
        f" WHERE kind IN ('email', 'phone', 'profile') AND match_key <> '' AND {IN_THE_BOOK} ORDER BY contact_id"
    ):
        yield ContactId(ident), key


def names_in(book: Session) -> Iterator[tuple[ContactId, str, tuple[str, ...]]]:
    """Yield the id, name and nicknames of everybody in the book."""
    for ident, name, aliases in book.conn.execute(
        f"SELECT id, name, {NICKNAMES} FROM contact WHERE {IN_THE_BOOK} ORDER BY id"
    ):
        yield ContactId(ident), name, tuple(aliases.split("\n")) if aliases else ()


def named_exactly(conn: sqlite3.Connection, name: str, most: int = -1) -> list[ContactId]:
    """Return everyone whose whole name is this one, accents and case aside; at most so many."""
    found = conn.execute(
        f"SELECT id FROM contact WHERE sort_name = ? AND {IN_THE_BOOK} ORDER BY id LIMIT ?",
        (fold(name), most),
    )
    return [ContactId(row[0]) for row in found]
