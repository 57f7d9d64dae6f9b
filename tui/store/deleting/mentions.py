"""Where a person's name stands in what was written about others."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.deleting.card_prose import card_without
from tui.domain.deleting.folded_text import plain
from tui.domain.deleting.traces import SHORT_STAND_IN, STAND_IN, Traces, Where
from tui.domain.records.contact import fold
from tui.store.deleting.prose import LABELS, ONLY_WHERE, PROSE
from tui.store.schema.columns import COLUMNS

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase

_NAMED = {column.table for column in COLUMNS if column.name == "folded"}
"""Tables whose rows are told apart by a name, which must stay the only one of its kind."""
_A_WORD = re.compile(r"\b\w+\b(?!['’])")


class Mention(Struct, frozen=True):
    """A text about others that gives somebody away, or may."""

    table: str
    column: str
    row_id: int
    before: str
    after: str
    """The text as it stands without them."""
    shorter: str
    """The same for a column in which that does not fit."""


class Theirs(Struct, frozen=True):
    """What goes with a contact, and so is not among what is written about others."""

    contacts: Collection[int]
    interactions: Collection[int] = ()
    near: Collection[int] = ()
    """Interactions that stay, in which they took part or were spoken of."""


class Found(Struct, frozen=True):
    """What a look through every text about others found."""

    mentions: tuple[Mention, ...]
    doubtful: tuple[Mention, ...]
    """Texts with a word that is in their name and may mean something else: left as they are."""


def look_through(conn: sqlite3.Connection, traces: Traces, theirs: Theirs) -> Found:
    """Return every text about others that gives them away, and those that only may."""
    found: list[Mention] = []
    doubtful: list[Mention] = []
    for table, column, row_id, text, interaction_id in _texts(conn, theirs):
        after = without(traces, table, text, is_near=interaction_id in theirs.near)
        if after != text:
            shorter = without(
                traces, table, text, is_near=interaction_id in theirs.near, stand_in=SHORT_STAND_IN
            )
            found.append(Mention(table, column, row_id, text, after, shorter))
        if table != "card" and traces.may_mean_them(after):
            doubtful.append(Mention(table, column, row_id, after, after, after))
    return Found(tuple(found), tuple(doubtful))


def without(traces: Traces, table: str, text: str, *, is_near: bool = False, stand_in: str = STAND_IN) -> str:
    """Return a text of a table without somebody."""
    where = Where.NEAR if is_near else Where.QUERY if table == "saved_view" else Where.ELSEWHERE
    if table == "card":
        return card_without(text, lambda line: traces.taken_out(line, where, stand_in))
    return traces.taken_out(text, where, stand_in)


def words_that_mean_else(conn: sqlite3.Connection, contacts: Collection[int]) -> frozenset[str]:
    """Return the words by which this book calls places, work and groups, and those of time zones."""
    from zoneinfo import available_timezones

    cities = {zone.casefold().rpartition("/")[2].replace("_", " ") for zone in available_timezones()}
    words = cities.union(*(city.split() for city in cities))
    for table, columns in LABELS.items():
        owner = {"contact": "id", "position": "contact_id"}.get(table, "NULL")
        for column in columns:
            for owner_id, text in conn.execute(
                f"SELECT DISTINCT {owner}, {column} FROM {table} WHERE {column} <> ''"
            ):
                if owner_id is None or owner_id not in contacts:
                    words.update(_A_WORD.findall(plain(text)))
    return frozenset(words)


def take_out(db: BookDatabase, found: Collection[Mention]) -> None:
    """Write these texts without them; call inside a transaction."""
    for each in found:
        try:
            _write(db, each, each.after)
        except sqlite3.IntegrityError:
            _write(db, each, each.shorter)


def _write(db: BookDatabase, each: Mention, text: str) -> None:
    if each.table in _NAMED and each.column == "name":
        name = _free_name(db.conn, each.table, each.row_id, text)
        db.table(each.table).update(each.row_id, {"name": name, "folded": fold(name)})
        return
    if each.table == "relation":
        text = _free_kind(db.conn, each.row_id, text)
    db.table(each.table).update(each.row_id, {each.column: text})


def _free_name(conn: sqlite3.Connection, table: str, row_id: int, wanted: str) -> str:
    """Return the name, with a number where it is taken."""
    name, number = wanted, 1
    while conn.execute(
        f"SELECT 1 FROM {table} WHERE folded = ? AND id <> ?", (fold(name), row_id)
    ).fetchone():
        number += 1
        name = f"{wanted} {number}"
    return name


def _free_kind(conn: sqlite3.Connection, row_id: int, wanted: str) -> str:
    """Return what somebody is to another, with a number where that is said of the two already."""
    kind, number = wanted, 1
    while conn.execute(
        "SELECT 1 FROM relation AS one JOIN relation AS other USING (contact_id, other_id)"
        " WHERE one.id = ? AND other.id <> one.id AND other.kind = ?",
        (row_id, kind),
    ).fetchone():
        number += 1
        kind = f"{wanted} {number}"
    return kind


def _texts(conn: sqlite3.Connection, theirs: Theirs) -> Iterator[tuple[str, str, int, str, int | None]]:
    """Yield every text that is not theirs: table, column, row, words, and the interaction it belongs to."""
    for table, columns in PROSE.items():
        names = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
        of_contact = "contact_id" if "contact_id" in names else "id" if table == "contact" else "NULL"
        of_talk = (
            "interaction_id" if "interaction_id" in names else "id" if table == "interaction" else "NULL"
        )
        for column in columns:
            asked = f"SELECT id, {column}, {of_contact}, {of_talk} FROM {table} WHERE {column} <> ''"
            if table in ONLY_WHERE:
                asked += f" AND {ONLY_WHERE[table]}"
            for row_id, text, contact_id, talk_id in conn.execute(asked).fetchall():
                if (
                    contact_id in theirs.contacts
                    or talk_id in theirs.interactions
                    or not isinstance(text, str)
                ):
                    continue
                if table == "relation" and _other_of(conn, row_id) in theirs.contacts:
                    continue
                yield table, column, row_id, text, talk_id


def _other_of(conn: sqlite3.Connection, relation_id: int) -> int:
    other: int = conn.execute("SELECT other_id FROM relation WHERE id = ?", (relation_id,)).fetchone()[0]
    return other
