"""The app on a book with something that cannot be read: it opens, says what, and lets nothing be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_book, a_contact
from tests.faults.windows import window
from tui.domain.errors import CannotRead
from tui.store.book import Book
from tui.store.inspection.veil import trouble_in_rows


@pytest.fixture
def harmed(tmp_path: Path) -> Path:
    """Return a book of two in which a snooze ends on no day, as an earlier deletion for ever left it."""
    book = a_book(tmp_path)
    for name in ("Ann", "Bo"):
        a_contact(book, name, rhythm=7)
    book.conn.execute(
        "INSERT INTO snooze (contact_id, set_on, until) VALUES (1, '2026-11-20', '2026-12-someone')"
    )
    book.conn.execute("UPDATE contact SET met_on = 'someday' WHERE id = 2")
    book.conn.commit()
    book.close()
    return tmp_path / "rapport.db"


def _veiled(path: Path) -> Book:
    book = a_book(path.parent)
    book.veil("Row 1 of snooze cannot be read.")
    return book


def test_what_cannot_be_read_is_said_with_its_row_and_column_and_the_way_out(harmed: Path) -> None:
    said = str(trouble_in_rows(harmed))
    assert said.startswith(
        "Row 2 of contact: met_on is 'someday', not a day like 2026-11-23. So is 1 other value."
    )
    assert "rapport check --set-aside" in said


def test_everybody_is_there_and_only_the_value_is_not(harmed: Path) -> None:
    book = _veiled(harmed)
    found = [book.contacts.get(ident) for ident in (1, 2)]
    assert [each and (each.name, each.met_on) for each in found] == [("Ann", None), ("Bo", None)]
    assert book.conn.execute("SELECT count(*) FROM snooze").fetchone() == (0,)


def test_nothing_is_changed_meanwhile_and_the_sentence_says_why(harmed: Path) -> None:
    book, before = _veiled(harmed), harmed.read_bytes()
    with pytest.raises(CannotRead) as refused, book.write("a change"):
        pass
    assert "Nothing can be changed while something cannot be read. Row 1 of snooze" in str(refused.value)
    assert harmed.read_bytes() == before


def test_a_whole_book_has_nothing_to_be_said_of(tmp_path: Path) -> None:
    a_book(tmp_path).close()
    assert trouble_in_rows(tmp_path / "rapport.db") is None


def test_the_app_opens_says_what_it_cannot_read_and_keeps_the_file_as_it_is(harmed: Path) -> None:
    book = a_book(harmed.parent)
    book.conn.execute("UPDATE contact SET next_due_on = '2026-11-someone', ideal_days = 7")
    book.conn.commit()
    book.close()
    with window(harmed) as app:
        app.wait_for("only to be read")
        app.wait_for("--set-aside")
        app.press("2")
        app.wait_for("Ann")
        other = a_book(harmed.parent, wait_seconds=1.0)
        with other.write("another window writes all the same"):
            pass
        other.close()
        before = harmed.read_bytes()
        app.press("q")
        assert app.wait_for_exit() == 0
        assert b"Traceback" not in app.raw
    assert harmed.read_bytes() == before
