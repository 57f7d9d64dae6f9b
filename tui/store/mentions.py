"""Where a person's name stands in what was written about others."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tui.domain.contact import fold
from tui.domain.traces import Traces

_NOT_TEXT_OF_OURS = ("action", "journal_entry", "journal_cursor", "delivery")
"""Tables cleared another way, or without anybody's words."""
_LEFT_ALONE = {
    *(("contact", column) for column in ("name", "sort_name", "aliases", "uid")),
    *(("contact_point", column) for column in ("value", "match_key")),
    *((table, "folded") for table in ("tag", "circle", "saved_view")),
}
"""What others are called and how they are reached is theirs; folded names follow the names."""
_NAMED = ("tag", "circle", "saved_view")
"""Tables whose rows are told apart by a name, which must stay the only one of its kind."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A text about others that gives somebody away."""

    table: str
    column: str
    row_id: int
    before: str
    after: str
    """The text as it stands without them."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What goes with a contact, and so is not among what is written about others."""

    contacts: Collection[int]
    interactions: Collection[int] = ()
    near: Collection[int] = ()
    """Interactions that stay, in which they took part or were spoken of."""


def mentions(conn: sqlite3.Connection, traces: Traces, theirs: Theirs) -> list[Mention]:
    """Give every text about others that gives them away, with what it reads without them."""
    found: list[Mention] = []
    for table, columns in _texts(conn):
        names = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
        of_contact = "contact_id" if "contact_id" in names else "id" if table == "contact" else None
        of_talk = "interaction_id" if "interaction_id" in names else "id" if table == "interaction" else None
        owners = f"{of_contact or 'NULL'}, {of_talk or 'NULL'}"
        for column in columns:
            rows = conn.execute(f"SELECT id, {column}, {owners} FROM {table} WHERE {column} <> ''")
            for ident, text, contact_id, interaction_id in rows:
                if contact_id in theirs.contacts or interaction_id in theirs.interactions:
                    continue
                without = traces.taken_out(text, is_near=interaction_id in theirs.near)
                if without != text:
                    found.append(Mention(table, column, ident, text, without))
    return found


def take_out(conn: sqlite3.Connection, found: Collection[Mention]) -> None:
    """Write these texts without them; call inside a transaction."""
    for each in found:
        if each.table in _NAMED and each.column == "name":
            _rename(conn, each)
        else:
            conn.execute(f"UPDATE {each.table} SET {each.column} = ? WHERE id = ?", (each.after, each.row_id))


def _rename(conn: sqlite3.Connection, each: Mention) -> None:
    """Rename a tag, circle or saved view, with a number where the name is taken."""
    name, number = each.after, 1
    while conn.execute(
        f"SELECT 1 FROM {each.table} WHERE folded = ? AND id <> ?", (fold(name), each.row_id)
    ).fetchone():
        number += 1
        name = f"{each.after} {number}"
    conn.execute(
        f"UPDATE {each.table} SET name = ?, folded = ? WHERE id = ?", (name, fold(name), each.row_id)
    )


def _texts(conn: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Give the tables of the book with their columns of text, whatever schema the book has."""
    tables = conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 1 ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        if table in _NOT_TEXT_OF_OURS:
            continue
        info = conn.execute(f"PRAGMA table_info({table})").fetchall()
        columns = [row[1] for row in info if row[2] == "TEXT" and (table, row[1]) not in _LEFT_ALONE]
        if columns and any(row[1] == "id" for row in info):
            yield table, columns
