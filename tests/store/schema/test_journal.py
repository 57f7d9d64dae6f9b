"""The undo journal: what it takes back, what it refuses, and that no text is too strange for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_book, a_contact, a_talk, dump, log
from tests.hostile import HOSTILE
from tui.domain.errors import NothingToUndo, UndoRefused
from tui.domain.records.contact import ContactId
from tui.domain.text import REPLACEMENT, clean
from tui.store.book import Book

TEXTS = (
    *HOSTILE,
    "it's, name='Bo',notes=NULL,id=1",
    "''" * 50,
    "a=1,b=2\n,c='3",
    "X'00', quote(1)",
    "−12",
    "👩\u200d👩\u200d👧 ❤\ufe0f",
)


def _notes(book: Book, contact_id: int) -> str:
    contact = book.contacts.get(contact_id)
    assert contact is not None
    return contact.notes


def _write_note(book: Book, contact_id: ContactId, text: str) -> None:
    with book.write("wrote a note"):
        book.contacts.change(contact_id, notes=text)


def test_undo_and_redo_name_the_change_they_take(book: Book) -> None:
    a_contact(book, "Ann")
    assert book.undo().label == "added Ann"
    assert book.redo().label == "added Ann"


def test_changes_are_undone_one_after_the_other_the_newest_first(book: Book) -> None:
    for name in ("Ann", "Bo"):
        a_contact(book, name)
    assert [book.undo().label, book.undo().label] == ["added Bo", "added Ann"]


def test_redo_is_gone_after_a_new_change(book: Book) -> None:
    a_contact(book, "Ann")
    book.undo()
    a_contact(book, "Bo")
    with pytest.raises(NothingToUndo):
        book.redo()


def test_redo_stays_after_a_change_that_failed(book: Book) -> None:
    a_contact(book, "Ann")
    book.undo()
    with pytest.raises(ZeroDivisionError), book.write("failed"):
        _ = 1 / 0
    assert book.redo().label == "added Ann"


def test_a_change_that_changed_nothing_leaves_no_step(book: Book) -> None:
    with book.write("looked"):
        book.contacts.count()
    with pytest.raises(NothingToUndo):
        book.undo()


def test_a_change_that_fails_leaves_nothing_at_all(book: Book) -> None:
    before = dump(book.conn)
    with pytest.raises(ZeroDivisionError), book.write("failed"):
        book.conn.execute("INSERT INTO tag (name, folded) VALUES ('x', 'x')")
        _ = 1 / 0
    assert dump(book.conn) == before
    with pytest.raises(NothingToUndo):
        book.undo()


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_comes_back_byte_for_byte(book: Book, text: str) -> None:
    ann = a_contact(book)
    _write_note(book, ann, text)
    _write_note(book, ann, "something else")
    book.undo()
    assert _notes(book, ann).encode() == clean(text).encode()


@pytest.mark.parametrize("text", TEXTS)
def test_a_hostile_label_is_kept_without_its_control_characters(book: Book, text: str) -> None:
    with book.write(text):
        book.conn.execute("INSERT INTO tag (name, folded) VALUES ('x', 'x')")
    assert book.undo().label == clean(text, 2_000, one_line=True)


def test_bidi_overrides_are_replaced_before_they_are_kept(book: Book) -> None:
    ann = a_contact(book)
    _write_note(book, ann, "\u202etxt.exe")
    book.undo()
    book.redo()
    assert _notes(book, ann) == f"{REPLACEMENT}txt.exe"


def test_a_note_of_a_megabyte_of_quotes_comes_back(book: Book) -> None:
    ann = a_contact(book)
    text = "',x='" * 200_000
    _write_note(book, ann, text)
    _write_note(book, ann, "")
    book.undo()
    assert _notes(book, ann) == text


def test_undo_is_refused_when_the_row_was_changed_behind_its_back(book: Book) -> None:
    ann = a_contact(book)
    _write_note(book, ann, "mine")
    book.conn.execute("UPDATE contact SET notes = 'theirs'")
    book.conn.commit()
    with pytest.raises(UndoRefused) as refusal:
        book.undo()
    assert "wrote a note" in refusal.value.title
    assert _notes(book, ann) == "theirs"


def test_undo_is_refused_when_the_row_is_gone(book: Book) -> None:
    a_contact(book)
    book.conn.execute("DELETE FROM contact")
    book.conn.commit()
    with pytest.raises(UndoRefused):
        book.undo()


def test_redo_is_refused_when_another_row_took_the_place(book: Book) -> None:
    a_contact(book)
    book.undo()
    book.conn.execute(
        "INSERT INTO contact (uid, name, sort_name, created_at) VALUES ('u', 'Bo', 'bo', '2026-01-01T00:00:00Z')"
    )
    book.conn.commit()
    with pytest.raises(UndoRefused):
        book.redo()


def test_a_refused_undo_takes_nothing_back_by_halves(book: Book) -> None:
    ann, bo = a_contact(book, "Ann"), a_contact(book, "Bo")
    with book.write("wrote two notes"):
        for contact_id in (ann, bo):
            book.contacts.change(contact_id, notes="mine")
    book.conn.execute("UPDATE contact SET notes = 'theirs' WHERE id = ?", (ann,))
    book.conn.commit()
    before = dump(book.conn)
    with pytest.raises(UndoRefused):
        book.undo()
    assert dump(book.conn) == before


def test_derived_columns_never_stand_in_the_way_of_an_undo(book: Book) -> None:
    ann = a_contact(book, rhythm=30)
    log(book, a_talk(ann))
    book.conn.execute("UPDATE contact SET next_due_on = '2030-01-01', ideal_days = 7")
    book.conn.commit()
    assert book.undo().label == "logged"


def test_one_window_takes_back_what_another_did(tmp_path: Path) -> None:
    one, other = a_book(tmp_path), a_book(tmp_path)
    a_contact(one, "Ann")
    assert other.undo().label == "added Ann"
    assert one.contacts.is_empty()
    one.close()
    other.close()


def test_nothing_kept_in_the_journal_is_ever_run(book: Book) -> None:
    a_contact(book)
    book.conn.execute("UPDATE journal_entry SET table_name = 'sqlite_schema'")
    book.conn.commit()
    with pytest.raises(UndoRefused, match="cannot be taken back"):
        book.undo()


def test_a_change_in_one_window_is_noticed_in_the_other(tmp_path: Path) -> None:
    one, other = a_book(tmp_path), a_book(tmp_path)
    seen = other.data_version
    a_contact(one)
    assert other.data_version != seen
    one.close()
    other.close()
