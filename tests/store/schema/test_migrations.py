"""Each step from an older book to today's, with rows in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC
from pathlib import Path

import pytest

from tests.builders import a_book, a_clock
from tui.domain.errors import CannotOpen, Damaged, RapportError
from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.mending.checking import check, mend
from tui.store.opening import open_book
from tui.store.schema.shape import Shape, shape_of

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
"""The script of each schema that was released, as it was."""

PERSON = (
    "INSERT INTO contact (uid, name, sort_name, created_at, notes)"
    " VALUES ('u1', 'Ann Lee', 'ann lee', '2026-11-20T09:00:00Z', 'likes tea')"
)
TALK = (
    "INSERT INTO interaction (uid, practice_date, logged_at_utc, channel, direction, notes)"
    " VALUES ('i1', '2026-11-20', '2026-11-20T09:00:00Z', 'call', 'mutual', 'spoke of the harbour')"
)


def a_book_of_schema(number: int, folder: Path) -> Path:
    """Make a book of an older schema, with a person, a talk and an undo step in it."""
    path = folder / "rapport.db"
    conn = sqlite3.connect(path)
    conn.executescript((SCHEMAS / f"{number}.sql").read_text())
    conn.execute("INSERT INTO action (id, at_utc, label) VALUES (1, '2026-11-20T09:00:00Z', 'added Ann Lee')")
    conn.execute("UPDATE journal_cursor SET action_id = 1")
    conn.execute(PERSON)
    conn.execute(TALK)
    conn.execute("INSERT INTO interaction_contact (interaction_id, contact_id) VALUES (1, 1)")
    conn.execute("UPDATE journal_cursor SET action_id = NULL")
    conn.commit()
    conn.close()
    return path


@pytest.fixture
def first_schema(tmp_path: Path) -> Path:
    """Return a book of the first schema."""
    return a_book_of_schema(1, tmp_path)


@pytest.fixture(params=range(1, SCHEMA_VERSION))
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a book of each schema before today's."""
    return a_book_of_schema(request.param, tmp_path)


def test_a_book_of_an_older_schema_becomes_just_what_a_new_one_is(older: Path) -> None:
    book = a_book(older.parent)
    assert shape_of(book.conn) == Shape()


@pytest.mark.parametrize(
    ("made", "kept_as"),
    [
        ("CREATE VIEW timeline AS SELECT 'mine' AS what", "timeline_2"),
        ("CREATE TABLE \"due\" (what); INSERT INTO due VALUES ('mine')", "due_2"),
        ("CREATE TABLE due_2 (a); CREATE TABLE due (what); INSERT INTO due VALUES ('mine')", "due_3"),
    ],
)
def test_what_another_program_made_under_the_name_of_a_view_is_kept_by_another(
    older: Path, made: str, kept_as: str
) -> None:
    _altered(older, made)
    book = a_book(older.parent)
    assert book.conn.execute(f"SELECT what FROM {kept_as}").fetchall() == [("mine",)]
    assert [row[0] for row in book.conn.execute("SELECT name FROM timeline ORDER BY day")] == ["Ann Lee"]
    assert shape_of(book.conn).lost_parts == ()


def test_an_index_of_another_program_named_as_a_view_is_kept_by_another_name(older: Path) -> None:
    _altered(older, "CREATE INDEX [due] ON contact (place, name)")
    book = a_book(older.parent)
    assert book.conn.execute("SELECT name FROM pragma_index_info('due_2')").fetchall() == [
        ("place",),
        ("name",),
    ]
    assert shape_of(book.conn).lost_parts == ()


def test_what_is_put_in_the_place_of_a_view_later_is_kept_when_the_view_is_made_again(tmp_path: Path) -> None:
    a_book(tmp_path).close()
    _altered(
        tmp_path / "rapport.db", "DROP VIEW due; CREATE TABLE due (what); INSERT INTO due VALUES ('mine')"
    )
    book = a_book(tmp_path)
    assert [fault.what for fault in check(book.conn).faults] == ["due is missing or changed."]
    mend(book.conn)
    assert book.conn.execute("SELECT what FROM due_2").fetchall() == [("mine",)]
    assert shape_of(book.conn).lost_parts == ()


def test_a_book_of_an_older_schema_opens_with_all_its_rows(older: Path) -> None:
    book = a_book(older.parent)
    assert book.conn.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    contact = book.contacts.get(1)
    assert contact is not None
    assert (contact.name, contact.notes, contact.phonetic) == ("Ann Lee", "likes tea", "")
    assert [each.notes for each in book.interactions.latest_of(1)] == ["spoke of the harbour"]


def test_what_was_noted_before_is_still_found(older: Path) -> None:
    book = a_book(older.parent)
    found = book.conn.execute("SELECT rowid FROM interaction_search WHERE interaction_search MATCH 'harbour'")
    assert found.fetchall() == [(1,)]
    found = book.conn.execute("SELECT rowid FROM contact_search WHERE contact_search MATCH 'notes : tea'")
    assert found.fetchall() == [(1,)]


def test_a_change_made_before_can_still_be_taken_back_and_brought_back(older: Path) -> None:
    book = a_book(older.parent)
    book.undo()
    assert book.contacts.is_empty()
    book.redo()
    assert book.contacts.count() == 1


def test_the_book_as_it_was_is_kept_beside_it(older: Path) -> None:
    (version, _) = _schema_of(older)
    a_book(older.parent)
    (copy,) = (older.parent / "backups").glob("*.db")
    assert copy.name == f"rapport-v{version}-{a_clock().now().astimezone(UTC):%Y%m%dT%H%M%S}Z.db"
    kept = sqlite3.connect(copy)
    assert kept.execute("PRAGMA user_version").fetchone()[0] == version
    assert kept.execute("SELECT name FROM contact").fetchall() == [("Ann Lee",)]


def _schema_of(path: Path) -> tuple[int, list[tuple[str]]]:
    conn = sqlite3.connect(path)
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    tables = conn.execute("SELECT name FROM sqlite_schema ORDER BY name").fetchall()
    conn.close()
    return version, tables


def test_a_step_that_fails_half_way_leaves_nothing_of_itself(
    first_schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _schema_of(first_schema)
    broken = "CREATE TABLE half_way (id INTEGER PRIMARY KEY); INSERT INTO nowhere VALUES (1);"
    monkeypatch.setattr("tui.store.schema.migrations.KNOWING_SEARCH", broken)
    with pytest.raises(RapportError, match="Nothing was changed"):
        a_book(first_schema.parent)
    assert _schema_of(first_schema) == before
    monkeypatch.undo()
    assert a_book(first_schema.parent).contacts.count() == 1


def test_without_a_copy_that_checks_nothing_is_changed(
    first_schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = first_schema.read_bytes()
    (first_schema.parent / "backups").write_text("a file where the copies should go")
    with pytest.raises(CannotOpen):
        a_book(first_schema.parent)
    assert first_schema.read_bytes() == before


def test_a_damaged_book_of_an_older_schema_is_not_brought_along(first_schema: Path) -> None:
    conn = sqlite3.connect(first_schema)
    root = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'interaction'").fetchone()[0]
    conn.close()
    with first_schema.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    before = first_schema.read_bytes()
    with pytest.raises(Damaged):
        a_book(first_schema.parent)
    assert first_schema.read_bytes() == before


def test_an_older_book_that_may_only_be_read_is_refused_in_words(
    first_schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.store.opening.why_only_read", lambda path: f"{path} is write-protected.")
    with pytest.raises(CannotOpen, match="older version"):
        a_book(first_schema.parent)
    assert _schema_of(first_schema)[0] == 1


@pytest.mark.parametrize("number", [0, 1, -3])
def test_a_number_of_the_schema_that_another_program_set_is_said_and_nothing_is_written(
    tmp_path: Path, number: int
) -> None:
    path = tmp_path / "rapport.db"
    a_book(tmp_path).close()
    _altered(path, f"PRAGMA user_version = {number}")
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match="holds the parts of another") as refused:
        open_book(path)
    assert refused.value.hint.endswith(f"'PRAGMA user_version = {SCHEMA_VERSION}'")
    assert path.read_bytes() == before
    assert not list(tmp_path.rglob("*-v*.db"))


def test_a_book_that_lost_its_number_and_the_list_of_its_steps_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    a_book(tmp_path).close()
    _altered(path, "PRAGMA user_version = 0; DROP TABLE _sqlite_migrations")
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match="holds the parts of another"):
        open_book(path)
    assert path.read_bytes() == before


def _altered(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(script)
