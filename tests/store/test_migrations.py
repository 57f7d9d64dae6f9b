"""Each step from an older book to today's, with rows in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.builders import a_book
from tui.domain.errors import CannotOpen, Damaged, RapportError
from tui.store.database import APPLICATION_ID, SCHEMA_VERSION, open_book
from tui.store.migrations import migrations

PERSON = (
    "INSERT INTO contact (uid, name, sort_name, created_at, notes)"
    " VALUES ('u1', 'Ann Lee', 'ann lee', '2026-11-20T09:00:00Z', 'likes tea')"
)
TALK = (
    "INSERT INTO interaction (uid, practice_date, logged_at_utc, channel, direction, notes)"
    " VALUES ('i1', '2026-11-20', '2026-11-20T09:00:00Z', 'call', 'mutual', 'spoke of the harbour')"
)


@pytest.fixture
def first_schema(tmp_path: Path) -> Path:
    """Give a book of the first schema, with a person, a talk and an undo step in it."""
    path = tmp_path / "rapport.db"
    conn = sqlite3.connect(path)
    migrations.apply(Database(conn), stop_before="m0002_knowing")
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute("INSERT INTO action (id, at_utc, label) VALUES (1, '2026-11-20T09:00:00Z', 'added Ann Lee')")
    conn.execute("UPDATE journal_cursor SET action_id = 1")
    conn.execute(PERSON)
    conn.execute(TALK)
    conn.execute("INSERT INTO interaction_contact (interaction_id, contact_id) VALUES (1, 1)")
    conn.execute("UPDATE journal_cursor SET action_id = NULL")
    conn.commit()
    conn.close()
    return path


def test_a_book_of_the_first_schema_opens_with_all_its_rows(first_schema: Path) -> None:
    book = a_book(first_schema.parent)
    assert book.conn.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    contact = book.contacts.get(1)
    assert contact is not None
    assert (contact.name, contact.notes, contact.phonetic) == ("Ann Lee", "likes tea", "")
    assert [each.notes for each in book.interactions.latest_of(1)] == ["spoke of the harbour"]


def test_what_was_noted_before_is_still_found(first_schema: Path) -> None:
    book = a_book(first_schema.parent)
    found = book.conn.execute("SELECT rowid FROM interaction_search WHERE interaction_search MATCH 'harbour'")
    assert found.fetchall() == [(1,)]


def test_a_change_made_before_can_still_be_taken_back_and_brought_back(first_schema: Path) -> None:
    book = a_book(first_schema.parent)
    book.undo()
    assert book.contacts.is_empty()
    book.redo()
    assert book.contacts.count() == 1


def test_the_book_as_it_was_is_kept_beside_it(first_schema: Path) -> None:
    a_book(first_schema.parent)
    (copy,) = (first_schema.parent / "backups").glob("rapport-v1-*Z.db")
    kept = sqlite3.connect(copy)
    assert kept.execute("PRAGMA user_version").fetchone()[0] == 1
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
    monkeypatch.setattr("tui.store.migrations.KNOWING_SEARCH", broken)
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
    monkeypatch.setattr("tui.store.database.why_only_read", lambda path: f"{path} is write-protected.")
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
