"""Deleting for ever: a contact leaves every table, the undo journal, the search and the bytes of the file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.domain.contact import ContactId
from tui.domain.errors import BookBusy
from tui.domain.traces import Traces, traces_of
from tui.store.journal import JOURNALED
from tui.store.mentions import Mention, Theirs, mentions, take_out
from tui.store.rows import marks

if TYPE_CHECKING:
    from tui.store.book import Book

_BATCH = 500
_NAMES_ONE = ("contact_id", "other_id", "one_id", "met_via", "interaction_id")
"""Columns that hold the id of a contact or an interaction."""
_NUMBER = re.compile(r"([a-z_]+)=([0-9]+)(?=,|$)")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What goes with a contact, and what of them stands elsewhere."""

    contact_id: ContactId
    uid: str
    name: str
    traces: Traces
    alone: tuple[int, ...]
    """Interactions with them alone, which go."""
    shared: tuple[int, ...]
    """Interactions with others too, which stay with the others."""
    mentions: tuple[Mention, ...] = ()
    """Texts about others that give them away."""

    @property
    def theirs(self) -> Theirs:
        """What goes with them."""
        return Theirs({self.contact_id}, set(self.alone), set(self.shared))


def outlook(book: Book, contact_id: ContactId) -> Outlook | None:
    """Look at what deleting a contact for ever would take and leave; None when there is no such contact."""
    conn = book.conn
    seen = _seen(conn, contact_id, _names_but(conn, {contact_id}))
    return seen and replace(seen, mentions=tuple(mentions(conn, seen.traces, seen.theirs)))


def purge(
    book: Book,
    contacts: Collection[ContactId] = (),
    interactions: Collection[int] = (),
    *,
    keep_mentions: bool = False,
) -> list[Outlook]:
    """Delete contacts, what was recorded with them alone, and interactions; give what went with whom.

    Every undo step that holds any of it goes as well. What several people took part in stays with the
    others. A name in texts about others becomes "someone", unless that is left. The file is written
    anew, so that nothing stands between its rows; raises BookBusy when another program does not let go.
    """
    conn = book.conn
    names = _names_but(conn, contacts)
    looked_at = [_seen(conn, contact_id, names) for contact_id in contacts]
    going = [seen for seen in looked_at if seen is not None]
    gone = frozenset(interactions).union(*(seen.alone for seen in going))
    with book.quietly():
        conn.executemany("DELETE FROM interaction WHERE id = ?", [(ident,) for ident in gone])
        conn.executemany("DELETE FROM contact WHERE id = ?", [(seen.contact_id,) for seen in going])
        gone |= _left_with_nobody(conn, {ident for seen in going for ident in seen.shared})
        _drop_unused_tags(conn)
        for seen in () if keep_mentions else going:
            take_out(conn, mentions(conn, seen.traces, seen.theirs))
        for seen in going:
            _take_out_of_deliveries(conn, seen.traces)
            _drop_labels(conn, seen.traces)
        _drop_steps(conn, _Holds(tuple(going), frozenset(seen.contact_id for seen in going), gone))
        _merge_search(conn)
    try:
        book.write_anew()
    except BookBusy as error:
        raise BookBusy(
            "Deleted, but the file could not be written anew, so it may still hold traces.",
            error.title,
            "Close what else uses the book, then run `rapport trash empty`.",
        ) from error
    return going


def _seen(conn: sqlite3.Connection, contact_id: ContactId, names: Collection[str]) -> Outlook | None:
    """Look at a contact; ``names`` are those of everybody who stays."""
    found = conn.execute("SELECT uid, name, aliases FROM contact WHERE id = ?", (contact_id,)).fetchone()
    if found is None:
        return None
    uid, name, aliases = found
    traces = traces_of(name, aliases.split("\n"), _addresses(conn, contact_id), names)
    alone = _interactions_with_nobody_else(conn, contact_id)
    rows = conn.execute("SELECT interaction_id FROM interaction_contact WHERE contact_id = ?", (contact_id,))
    shared = sorted({row[0] for row in rows.fetchall()}.difference(alone))
    return Outlook(contact_id, uid, name, traces, tuple(alone), tuple(shared))


@dataclass(frozen=True, slots=True)
class _Holds:
    """Whether an entry of the journal holds something of what is deleted."""

    seen: tuple[Outlook, ...]
    contacts: frozenset[int]
    interactions: frozenset[int]

    def __call__(self, table: str, row_id: int, old: str | None, new: str | None) -> bool:
        """Look at one entry."""
        if row_id in {"contact": self.contacts, "interaction": self.interactions}.get(table, ()):
            return True
        return any(text is not None and self._in_row(table, row_id, text) for text in (old, new))

    def _in_row(self, table: str, row_id: int, text: str) -> bool:
        for column, ident in _NUMBER.findall(text):
            owners = self.interactions if column == "interaction_id" else self.contacts
            if column in _NAMES_ONE and int(ident) in owners:
                return True
        plain = text.replace("''", "'")
        return any(
            each.traces.taken_out(plain, is_near=table == "interaction" and row_id in each.shared) != plain
            for each in self.seen
        )


def _addresses(conn: sqlite3.Connection, contact_id: int) -> list[str]:
    """Give their addresses, numbers and profiles, those aside that somebody else has too."""
    rows = conn.execute(
        "SELECT value FROM contact_point WHERE contact_id = ? AND NOT EXISTS (SELECT 1 FROM contact_point AS other"
        " WHERE other.match_key = contact_point.match_key AND other.match_key <> ''"
        " AND other.contact_id <> contact_point.contact_id)",
        (contact_id,),
    )
    return [row[0] for row in rows]


def _names_but(conn: sqlite3.Connection, contacts: Collection[int]) -> list[str]:
    """Give the names and nicknames of everybody else."""
    return [
        one
        for ident, name, aliases in conn.execute("SELECT id, name, aliases FROM contact")
        if ident not in contacts
        for one in (name, *(aliases.split("\n") if aliases else ()))
    ]


def _interactions_with_nobody_else(conn: sqlite3.Connection, contact_id: int) -> list[int]:
    rows = conn.execute(
        "SELECT interaction_id FROM interaction_contact WHERE contact_id = ? AND role <> 'mentioned'"
        " AND NOT EXISTS (SELECT 1 FROM interaction_contact AS other WHERE other.contact_id <> ?"
        " AND other.interaction_id = interaction_contact.interaction_id AND other.role <> 'mentioned')",
        (contact_id, contact_id),
    )
    return [row[0] for row in rows]


def _left_with_nobody(conn: sqlite3.Connection, shared: Collection[int]) -> set[int]:
    """Delete what several took part in who have all gone; give what it was."""
    empty = {
        ident
        for ident in shared
        if not conn.execute(
            "SELECT 1 FROM interaction_contact WHERE interaction_id = ? AND role <> 'mentioned' LIMIT 1",
            (ident,),
        ).fetchone()
    }
    conn.executemany("DELETE FROM interaction WHERE id = ?", [(ident,) for ident in empty])
    return empty


def _drop_unused_tags(conn: sqlite3.Connection) -> None:
    """Let go of tags that nobody has any more; one with a rhythm was made on purpose and stays."""
    conn.execute(
        "DELETE FROM tag WHERE rhythm_days IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM contact_tag WHERE tag_id = tag.id)"
    )


def _take_out_of_deliveries(conn: sqlite3.Connection, traces: Traces) -> None:
    for ident, label in conn.execute("SELECT id, label FROM delivery WHERE label <> ''").fetchall():
        if traces.taken_out(label) != label:
            conn.execute("UPDATE delivery SET label = '' WHERE id = ?", (ident,))


def _drop_labels(conn: sqlite3.Connection, traces: Traces) -> None:
    """Drop the undo steps whose words name them."""
    labels = conn.execute("SELECT id, label FROM action").fetchall()
    _drop(conn, {ident for ident, label in labels if traces.taken_out(label, is_near=True) != label})


def _drop_steps(conn: sqlite3.Connection, holds: _Holds) -> None:
    """Drop undone steps, those that hold something, and those that can no longer be taken back alone."""
    conn.execute("DELETE FROM action WHERE undone_at IS NOT NULL")
    rows = conn.execute("SELECT action_id, table_name, row_id, old_row, new_row FROM journal_entry")
    dropped = {action_id for action_id, *entry in rows if holds(*entry)}
    while dropped:
        _drop(conn, dropped)
        dropped = _left_hanging(conn)


def _drop(conn: sqlite3.Connection, actions: Collection[int]) -> None:
    conn.executemany("DELETE FROM action WHERE id = ?", [(ident,) for ident in actions])


def _left_hanging(conn: sqlite3.Connection) -> set[int]:
    """Give the steps that made something which rows of a dropped step hang on: undoing would take those."""
    made: dict[tuple[str, int], int] = {
        (table, row_id): action_id
        for action_id, table, row_id in conn.execute(
            "SELECT action_id, table_name, row_id FROM journal_entry WHERE old_row IS NULL"
        )
    }
    hanging: set[int] = set()
    for child, column, parent in _links(conn):
        parents = [row_id for table, row_id in made if table == parent]
        for start in range(0, len(parents), _BATCH):
            batch = parents[start : start + _BATCH]
            rows = conn.execute(
                f"SELECT id, {column} FROM {child} WHERE {column} IN ({marks(batch)})", batch
            ).fetchall()
            hanging |= {made[parent, owner] for ident, owner in rows if (child, ident) not in made}
    return hanging


def _links(conn: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Give which column of which table names a row of which other one."""
    return [
        (child, row[3], row[2])
        for child in JOURNALED
        for row in conn.execute(f"PRAGMA foreign_key_list({child})").fetchall()
    ]


def _merge_search(conn: sqlite3.Connection) -> None:
    """Merge the full-text indexes: until then they keep the words of rows that are gone."""
    indexes = conn.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
    for (index,) in indexes.fetchall():
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
