"""What an error of SQLite means: each cause provoked for real, and told by its code alone."""

from __future__ import annotations

import os
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.builders import a_book, a_contact
from tui.domain.errors import BookBusy, Damaged, FoundWhole
from tui.store.file.diagnosis import Cause, cause_of, origin_of
from tui.store.inspection.quick_check import look_at
from tui.store.inspection.sentences import sentence_for


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of one."""
    book = a_book(tmp_path)
    a_contact(book, "Ann")
    book.close()
    return tmp_path / "rapport.db"


@contextmanager
def _held(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        yield


def _error(path: Path, *statements: str) -> sqlite3.Error:
    """Return what the last of some statements fails with."""
    with pytest.raises(sqlite3.Error) as caught, closing(sqlite3.connect(path, timeout=0)) as conn:
        for statement in statements:
            conn.execute(statement).fetchall()
        conn.commit()
    return caught.value


def _held_by_another(path: Path) -> sqlite3.Error:
    with _held(path):
        return _error(path, "SELECT * FROM contact")


def _held_while_an_index_is_built(path: Path) -> sqlite3.Error:
    with closing(sqlite3.connect(path, timeout=0)) as conn:
        conn.execute("SELECT * FROM contact").fetchall()
        with _held(path), pytest.raises(sqlite3.Error) as caught:
            conn.execute("SELECT rowid FROM contact_search WHERE contact_search MATCH 'a'")
    assert "constructor failed" in str(caught.value)
    return caught.value


def _no_room(path: Path) -> sqlite3.Error:
    fill = "INSERT INTO setting (key, value) VALUES ('x', hex(randomblob(900000)))"
    return _error(path, "PRAGMA max_page_count = 1", fill)


def _a_file_that_may_not_grow(path: Path) -> sqlite3.Error:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 4096, before[1]))
    try:
        return _error(path, "INSERT INTO setting (key, value) VALUES ('x', hex(randomblob(900000)))")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _replaced(path: Path) -> sqlite3.Error:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("SELECT count(*) FROM contact").fetchall()
        os.replace(path, path.with_name("elsewhere.db"))
        path.write_bytes(b"")
        with pytest.raises(sqlite3.Error) as caught:
            conn.execute("DELETE FROM contact")
    return caught.value


def _broken_off(path: Path) -> sqlite3.Error:
    with closing(sqlite3.connect(path, check_same_thread=False)) as conn:
        endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        conn.set_progress_handler(conn.interrupt, 1000)
        with pytest.raises(sqlite3.Error) as caught:
            conn.execute(endless)
    return caught.value


def _in_the_schema(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute(sql)


def _no_book(path: Path) -> sqlite3.Error:
    path.write_bytes(b"Dear diary,\n" * 400)
    return _error(path, "SELECT * FROM contact")


def _a_page_of_ones(path: Path) -> sqlite3.Error:
    with closing(sqlite3.connect(path)) as conn:
        root = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'contact'").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    return _error(path, "SELECT * FROM contact")


def _an_index_without_its_rows(path: Path) -> sqlite3.Error:
    _in_the_schema(path, "DELETE FROM sqlite_schema WHERE name = 'contact_search_data'")
    return _error(path, "SELECT rowid FROM contact_search WHERE contact_search MATCH 'a'")


def _text_that_is_none(path: Path) -> sqlite3.Error:
    return _error(path, "SELECT CAST(x'ff' AS TEXT)")


PROVOKED: dict[str, tuple[Callable[[Path], sqlite3.Error], Cause]] = {
    "held": (_held_by_another, Cause.HELD),
    "held while an index is built": (_held_while_an_index_is_built, Cause.HELD),
    "no room": (_no_room, Cause.FULL),
    "a file that may not grow": (_a_file_that_may_not_grow, Cause.DISK_WRITES),
    "only read": (lambda p: _error(p, "PRAGMA query_only = ON", "DELETE FROM contact"), Cause.ONLY_READ),
    "replaced": (_replaced, Cause.REPLACED),
    "a folder in its place": (lambda p: _error(p.parent, "SELECT 1 FROM x"), Cause.FOLDER),
    "broken off": (_broken_off, Cause.BROKEN_OFF),
    "no book": (_no_book, Cause.SUSPECT),
    "a page of ones": (_a_page_of_ones, Cause.SUSPECT),
    "an index without its rows": (_an_index_without_its_rows, Cause.SUSPECT),
    "text that is none": (_text_that_is_none, Cause.SUSPECT),
    "no such table": (lambda p: _error(p, "SELECT * FROM nowhere"), Cause.UNCLEAR),
    "a rule": (lambda p: _error(p, "INSERT INTO setting (key) VALUES (NULL)"), Cause.RULE),
    "too big": (lambda p: _error(p, "SELECT zeroblob(2000000000)"), Cause.RULE),
    "another argument": (lambda p: _error(p, "SELECT ?"), Cause.NOT_SQLITE),
}


@pytest.mark.parametrize("what", PROVOKED)
def test_a_cause_is_told_by_its_code(path: Path, what: str) -> None:
    provoke, cause = PROVOKED[what]
    assert cause_of(provoke(path)) is cause


def test_the_words_of_an_error_mean_nothing() -> None:
    for words in ("database is locked", "disk is full", "malformed", "vtable constructor failed: x"):
        assert cause_of(ValueError(words)) is Cause.NOT_SQLITE


def test_a_question_broken_off_while_an_index_is_built_tells_of_no_damage(path: Path) -> None:
    """The very error that once sent a whole book to the recovery screen."""
    error = _broken_off_while_built(path)
    assert "constructor failed" in str(error)
    assert cause_of(error) in (Cause.UNCLEAR, Cause.BROKEN_OFF)
    assert not isinstance(sentence_for(error, path), Damaged)


def _broken_off_while_built(path: Path) -> sqlite3.Error:
    """Break a first search off at its first step, its second, and so on, until that meets the building of an index."""
    for point in range(1, 5_000):
        with closing(sqlite3.connect(path)) as conn:
            left = point

            def step(conn: sqlite3.Connection = conn) -> int:
                nonlocal left
                left -= 1
                if left == 0:
                    conn.interrupt()
                return 0

            conn.set_progress_handler(step, 1)
            try:
                conn.execute("SELECT rowid FROM contact_search WHERE contact_search MATCH 'a'").fetchall()
            except sqlite3.Error as error:
                if "constructor" in str(error):
                    return error
    raise AssertionError("No index was ever broken off while it was built.")


def test_what_led_to_an_error_is_found_behind_it(path: Path) -> None:
    error = _error(path, "SELECT * FROM nowhere")
    try:
        raise RuntimeError("a worker failed") from error
    except RuntimeError as outer:
        assert origin_of(outer) is error


def test_a_suspicion_that_a_look_does_not_bear_out_says_that_the_book_is_whole(path: Path) -> None:
    sentence = sentence_for(_text_that_is_none(path), path)
    assert isinstance(sentence, FoundWhole)
    assert "nothing is damaged" in sentence.message


def test_a_suspicion_that_a_look_bears_out_is_damage_and_says_what_was_found(path: Path) -> None:
    sentence = sentence_for(_a_page_of_ones(path), path)
    assert isinstance(sentence, Damaged)
    assert "A look at it found: " in sentence.message


def test_a_statement_that_is_wrong_is_the_program_s_fault(path: Path) -> None:
    assert sentence_for(_error(path, "SELECT * FROM nowhere"), path) is None


def test_a_suspicion_that_cannot_be_looked_into_says_why(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.store.inspection.quick_check._WAIT_SECONDS", 0.0)
    error = _text_that_is_none(path)
    with _held(path):
        assert isinstance(sentence_for(error, path), BookBusy)


def test_an_odd_value_in_a_row_is_no_damage_of_the_file(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE contact SET is_starred = 7, next_due_on = 'someone'")
        conn.execute("PRAGMA ignore_check_constraints = OFF")
        assert conn.execute("PRAGMA quick_check").fetchone()[0] != "ok"
    assert look_at(path).is_whole


def test_a_look_changes_nothing_and_leaves_nothing_behind(path: Path) -> None:
    before = path.read_bytes()
    assert look_at(path).is_whole
    assert path.read_bytes() == before
    assert not [each for each in path.parent.iterdir() if each.name.startswith("rapport.db-")]
