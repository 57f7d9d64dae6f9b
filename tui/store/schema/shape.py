"""The tables, columns, indexes and triggers a book should have, and what another program made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from msgspec import Struct

from tui.store.schema.columns import tables
from tui.store.views import make_room

_ASKED = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' AND sql <> ''"


class Shape(Struct, frozen=True):
    """How the parts of a book differ from those of a new one."""

    lost_tables: tuple[str, ...] = ()
    lost_columns: tuple[tuple[str, str], ...] = ()
    """Table and column."""
    changed_columns: tuple[tuple[str, str], ...] = ()
    """Table and column of what was made to hold another type."""
    lost_parts: tuple[str, ...] = ()
    """Indexes, triggers, views and full text that are missing or changed: what is in them follows from the tables."""
    foreign: tuple[str, ...] = ()
    """What somebody else added, as words: left alone."""
    in_the_way: tuple[str, ...] = ()
    """Names of ours by which something of another kind goes: that is given another name, and lost in no case."""
    remedies: tuple[str, ...] = ()
    """The statements that make the lost parts again, once nothing is in the way."""


def shape_of(conn: sqlite3.Connection) -> Shape:
    """Compare the parts of a book with those of a new one; nothing is changed."""
    with closing(_new_book()) as fresh:
        wanted, found = _parts(fresh), _parts(conn)
        lost = [name for name in tables() if found.get(name, ("", "", ""))[0] != "table"]
        lost_columns, changed_columns, added = [], [], []
        for table in (each for each in tables() if each not in lost):
            should, has = _columns(fresh, table), _columns(conn, table)
            lost_columns += [(table, name) for name in should if name not in has]
            changed_columns += [
                (table, name) for name in should if has.get(name, should[name]) != should[name]
            ]
            added += [f"the column {name} of {table}" for name in has if name not in should]
    changed = [
        name
        for name, (_, _, sql) in wanted.items()
        if name not in tables() and not _is_shadow(name, wanted) and found.get(name, ("", "", ""))[2] != sql
    ]
    added += [
        f"the {kind} {name}{f', which acts when {table} changes' if kind == 'trigger' else ''}"
        for name, (kind, table, _) in found.items()
        if name not in wanted and name != "_sqlite_migrations"
    ]
    missing = [*lost, *changed]
    return Shape(
        tuple(lost),
        tuple(lost_columns),
        tuple(changed_columns),
        tuple(sorted(changed)),
        tuple(sorted(added)),
        tuple(name for name in missing if name in found and found[name][0] != wanted[name][0]),
        tuple(_remedies(wanted, found, missing)),
    )


def added_rules(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Give, as words, what another program added that has a say when one of our tables changes."""
    with closing(_new_book()) as fresh:
        ours = _parts(fresh)
    found = {name: part for name, part in _parts(conn).items() if name not in ours}
    told = [
        f"the {kind} {name}"
        for name, (kind, table, sql) in found.items()
        if table in tables() and (kind == "trigger" or sql.upper().startswith("CREATE UNIQUE"))
    ]
    for name in (name for name, (kind, _, _) in found.items() if kind == "table"):
        keys = conn.execute('SELECT 1 FROM pragma_foreign_key_list(?) WHERE "table" <> ?', (name, name))
        told += [f"the table {name}"] if keys.fetchone() else []
    return tuple(sorted(told))


def mend_shape(conn: sqlite3.Connection) -> Shape:
    """Make lost tables, indexes, triggers and full text again; give what was lost. Call inside a transaction."""
    shape = shape_of(conn)
    from tui.store.file.writing import BookDatabase  # An error's sentence asks this module at every start.

    db = BookDatabase(conn)
    for name in shape.in_the_way:
        make_room(db, name)
    for statement in shape.remedies:
        db.execute(statement)
    db.table("journal_cursor").insert({"id": 1, "action_id": None}, ignore=True)
    return shape


def _remedies(
    wanted: dict[str, tuple[str, str, str]], found: dict[str, tuple[str, str, str]], names: list[str]
) -> Iterator[str]:
    """Drop what was changed and make it again, tables before what stands on them."""
    for name in names:
        if name in found and found[name][0] == wanted[name][0]:
            yield f'DROP {found[name][0].upper()} "{name}"'
    kinds = ("table", "index", "trigger", "view")
    fallen = [
        name
        for name, (_, table, _) in wanted.items()
        if table in names and name not in names and name not in found and not _is_shadow(name, wanted)
    ]
    for name in sorted((*names, *fallen), key=lambda each: kinds.index(wanted[each][0])):
        yield wanted[name][2]


def _new_book() -> sqlite3.Connection:
    from sqlite_utils import Database

    from tui.store.schema.migrations import apply_all

    fresh = sqlite3.connect(":memory:")
    apply_all(Database(fresh))
    return fresh


def _parts(conn: sqlite3.Connection) -> dict[str, tuple[str, str, str]]:
    return {name: (kind, table, sql) for kind, name, table, sql in conn.execute(_ASKED).fetchall()}


def _columns(conn: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table, each with the type it holds."""
    return {row[1]: row[2].upper() for row in conn.execute(f"PRAGMA table_info({table})")}


def _is_shadow(name: str, parts: dict[str, tuple[str, str, str]]) -> bool:
    """Whether a table is one that full text keeps for itself."""
    stem, _, _ = name.rpartition("_")
    is_its_table = stem in parts and "USING fts5" in parts[stem][2] and parts[name][0] == "table"
    return name == "_sqlite_migrations" or is_its_table
