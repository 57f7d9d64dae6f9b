"""The one list of tables, walked with a row in each: undo, a copy, salvage, a merge and a deletion for ever."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.builders import a_book
from tui.domain.records.contact import ContactId
from tui.services.services import Services
from tui.store.book import Book
from tui.store.deleting.purge import purge
from tui.store.mending.salvage import salvage
from tui.store.schema.column import Column, Kind
from tui.store.schema.columns import columns_of, tables
from tui.store.schema.journal import DERIVED
from tui.store.schema.tables import all_rows, replace_all_rows
from tui.store.table_list import COPIED, JOURNALED, TABLES, InMerge

MACHINERY = ("sqlite_", "_sqlite_migrations", "contact_search", "interaction_search", "fact_search")
"""What SQLite, sqlite-utils and full text keep for themselves."""
ANN, BO, CLEO = ContactId(1), ContactId(2), ContactId(3)
_VALUES = {
    Kind.DAY: "2026-10-05",
    Kind.PARTIAL: "2019",
    Kind.INSTANT: "2026-10-05T09:00:00Z",
    Kind.ZONE: "Europe/Lisbon",
    Kind.WEEKDAYS: "01",
}


def _value(column: Column, number: int) -> str | int:
    if column.kind is Kind.ENUM:
        return column.words[-1]
    if column.kind is Kind.FLAG:
        return 0
    if column.kind is Kind.NUMBER:
        return max(column.least, min(column.most, 3))
    if column.kind is Kind.KEY:
        return _key(column)
    return _VALUES.get(column.kind, f"{column.table} {column.name} {number}"[: column.longest])


def _key(column: Column) -> int:
    """The number of a row there is: of a pair the second is the third person, never the same."""
    if column.refers_to != "contact":
        return 1
    return CLEO if column.name == "other_id" else BO


def fill(conn: sqlite3.Connection) -> None:
    """Put three people into the book and, of every other journaled table, a row that hangs on the second."""
    for ident in (ANN, BO, CLEO):
        row = _row("contact", ident)
        _insert(
            conn, "contact", row | {"id": ident, "met_via": None, "deleted_at": None, "archived_at": None}
        )
    for table in JOURNALED:
        if table != "contact":
            row = _row(table, 1) | {"id": 1}
            if table == "interaction":
                row["deleted_at"] = None
            _insert(conn, table, row)


def _row(table: str, number: int) -> dict[str, str | int | None]:
    return {each.name: _value(each, number) for each in columns_of(table)}


def _insert(conn: sqlite3.Connection, table: str, row: dict[str, str | int | None]) -> None:
    marks = ", ".join("?" * len(row))
    conn.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def rows(conn: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every copied table, without what follows from other rows."""
    found = {}
    for table in COPIED:
        names = [each.name for each in columns_of(table) if each.name not in DERIVED.get(table, ())]
        found[table] = conn.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY id").fetchall()
    return found


@pytest.fixture
def full(book: Book) -> Book:
    """A book with a row in every journaled table."""
    with book.write("filled"):
        fill(book.conn)
    for table in JOURNALED:
        assert book.conn.execute(f"SELECT 1 FROM {table}").fetchone(), table
    return book


def test_every_table_of_the_book_is_in_the_list_or_machinery(book: Book) -> None:
    found = {name for (name,) in book.conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert {name for name in found if not name.startswith(MACHINERY)} == {table.name for table in TABLES}
    assert set(tables()) == {table.name for table in TABLES}


def test_the_journal_writes_down_exactly_the_tables_that_are_said_to_be(book: Book) -> None:
    asked = "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal!_%' ESCAPE '!'"
    assert {name for (name,) in book.conn.execute(asked)} == set(JOURNALED)


def test_only_machinery_is_in_no_copy_and_only_that_and_deliveries_cannot_be_taken_back() -> None:
    machinery = {"action", "journal_entry", "journal_cursor"}
    assert {table.name for table in TABLES if not table.is_copied} == machinery
    assert {table.name for table in TABLES if not table.is_journaled} == {*machinery, "delivery"}


def test_salvage_guesses_no_row_of_words_alone_and_stands_in_for_whom_something_was_noted() -> None:
    assert {table.name for table in TABLES if table.is_copied and not table.has_own_shape} == {
        *("setting", "saved_view", "starter", "delivery")
    }
    assert {table.name for table in TABLES if table.stands_for_somebody} == {
        *("interaction_contact", "promise", "next_step", "contact_point", "fact")
    }


def test_rows_kept_once_are_the_same_by_all_they_say_but_when_it_was_noted() -> None:
    when = {"id", "contact_id", "noted_on", "added_on", "interaction_id"}
    for table in (each for each in TABLES if each.in_merge is InMerge.ONCE):
        assert set(table.same_by) == {each.name for each in columns_of(table.name)} - when, table.name


def test_a_merge_does_not_count_what_is_settled(full: Book) -> None:
    plan = Services(full).merging.plan([ANN, BO])
    counted = {each.what for side in plan.sides for each in side.attached}
    settled = {"promise", "next step", "open question"}
    assert counted == {table.counted.what for table in TABLES if table.counted} - settled


def test_what_is_pointed_at_stands_before_what_points(book: Book) -> None:
    order = [table.name for table in TABLES]
    for table in COPIED:
        for column in columns_of(table):
            if column.refers_to and column.name != "met_via":
                assert order.index(column.refers_to) < order.index(table), (table, column.name)


def test_a_row_of_every_table_is_taken_back_and_brought_back(full: Book) -> None:
    services, filled = Services(full), rows(full.conn)
    services.undo()
    assert {table: found for table, found in rows(full.conn).items() if found and table != "setting"} == {}
    services.redo()
    assert rows(full.conn) == filled


def test_a_row_of_every_table_is_in_a_copy_and_comes_back_out_of_it(full: Book, tmp_path: Path) -> None:
    copied = all_rows(full.conn)
    other = a_book(tmp_path / "other")
    with other.write("restored"):
        replace_all_rows(other.db, copied)
    assert rows(other.conn) == rows(full.conn)
    other.close()


def test_a_row_of_every_table_is_salvaged(full: Book, tmp_path: Path) -> None:
    full.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    salvaged = salvage(full.path, tmp_path / "new.db", "2026-11-23T09:00:00Z")
    with sqlite3.connect(salvaged.path) as conn:
        assert rows(conn) == rows(full.conn)
    conn.close()


def test_whoever_has_rows_in_a_table_that_stands_for_somebody_is_stood_in_for(
    full: Book, tmp_path: Path
) -> None:
    for table in (each.name for each in TABLES if each.stands_for_somebody):
        conn = sqlite3.connect(full.path)
        conn.execute("PRAGMA foreign_keys = OFF")
        path = tmp_path / f"{table}.db"
        with sqlite3.connect(path) as copy:
            conn.backup(copy)
            copy.execute("PRAGMA foreign_keys = OFF")
            for name in COPIED:
                if name not in (table, "interaction"):
                    copy.execute(f"DELETE FROM {name}")
        copy.close()
        conn.close()
        told = salvage(path, tmp_path / f"{table}-new.db", "2026-11-23T09:00:00Z")
        assert told.stand_ins == 1, table


def test_a_merge_takes_over_a_row_of_every_table_and_counts_what_it_says(full: Book) -> None:
    with full.write("open again"):
        full.conn.execute("UPDATE promise SET kept_on = NULL, released_on = NULL")
        full.conn.execute("UPDATE next_step SET done_on = NULL")
        full.conn.execute("UPDATE question SET asked_on = NULL")
    services = Services(full)
    plan = services.merging.plan([ANN, BO])
    counted = {(each.what, each.count) for side in plan.sides for each in side.attached}
    assert counted == {(table.counted.what, 1) for table in TABLES if table.counted}
    services.merging.merge(plan)
    for table in TABLES:
        if table.in_merge not in (InMerge.NOTHING, InMerge.IN_OWN_WAY):
            assert set(full.conn.execute(f"SELECT contact_id FROM {table.name}")) == {(ANN,)}, table.name


_KEPT_BY_THE_MERGE = "label LIKE 'other %' OR label LIKE 'also %'"


def _count(conn: sqlite3.Connection, table: str) -> int:
    where = f" WHERE NOT ({_KEPT_BY_THE_MERGE})" if table == "custom_field" else ""
    return int(conn.execute(f"SELECT count(*) FROM {table}{where}").fetchone()[0])


def test_rows_that_are_kept_once_are_the_same_by_the_columns_that_are_said_to_tell(full: Book) -> None:
    with full.write("twins"):
        for table in (each for each in TABLES if each.in_merge is InMerge.ONCE):
            names = [each.name for each in columns_of(table.name) if each.name not in ("id", "contact_id")]
            full.conn.execute(
                f"INSERT INTO {table.name} (contact_id, {', '.join(names)})"
                f" SELECT {ANN}, {', '.join(names)} FROM {table.name}"
            )
            for column in table.same_by:
                _unlike_in(full.conn, table.name, names, column)
    before = {table.name: _count(full.conn, table.name) for table in TABLES if table.in_merge is InMerge.ONCE}
    services = Services(full)
    services.merging.merge(services.merging.plan([ANN, BO]))
    assert {table: _count(full.conn, table) for table in before} == {
        table: count - 1 for table, count in before.items()
    }


def _unlike_in(conn: sqlite3.Connection, table: str, names: list[str], column: str) -> None:
    """Give the second contact a row that differs from theirs in one column alone."""
    typed = {each.name: each for each in columns_of(table)}
    other = _other(typed[column], conn)
    values = ", ".join("?" if name == column else name for name in names)
    conn.execute(
        f"INSERT INTO {table} (contact_id, {', '.join(names)}) SELECT {BO}, {values} FROM {table} WHERE id = 1",
        (other,),
    )


def _other(column: Column, conn: sqlite3.Connection) -> str | int:
    if column.refers_to:
        made = conn.execute(
            f"INSERT INTO {column.refers_to} (name, folded) VALUES ('another', 'another') RETURNING id"
        )
        return int(made.fetchone()[0])
    if column.kind is Kind.ENUM:
        return column.words[0]
    return "2020" if column.kind is Kind.PARTIAL else "2026-01-01" if column.kind is Kind.DAY else "another"


def test_nothing_of_somebody_deleted_for_ever_is_left_in_any_table(full: Book) -> None:
    purge(full, [BO])
    for table in tables():
        for column in columns_of(table):
            if column.refers_to == "contact":
                asked = f"SELECT 1 FROM {table} WHERE {column.name} = ?"
                assert full.conn.execute(asked, (BO,)).fetchone() is None, (table, column.name)
    assert [row[0] for row in full.conn.execute("SELECT id FROM contact ORDER BY id")] == [ANN, CLEO]
