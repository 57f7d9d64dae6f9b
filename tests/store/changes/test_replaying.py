"""Undo and redo after something went without a step: what follows is computed again, and nothing is shut off."""

from __future__ import annotations

import pytest

from tests.builders import a_contact, a_talk, dump, log
from tests.services.acts import derived_rows, recomputed_rows
from tui.domain.errors import NothingToUndo, UndoRefused
from tui.services.deleting.deleting import Deleting
from tui.services.services import Services
from tui.store.book import Book
from tui.store.deleting.purge import purge


def test_days_in_touch_follow_from_what_is_left_when_older_steps_are_taken_back(book: Book) -> None:
    lena = a_contact(book, "Lena Haas", rhythm=30)
    talk = log(book, a_talk(lena))
    log(book, a_talk(lena, on="2026-11-16"))
    Deleting(book).interaction(talk)
    purge(book, interactions=[talk])
    book.undo()
    assert (
        derived_rows(Services(book))
        == recomputed_rows(Services(book))
        != [(lena, 30, "2026-11-16", "2026-12-16")]
    )


def test_a_step_that_cannot_be_taken_back_is_said_and_the_next_goes_on(book: Book) -> None:
    ann = a_contact(book, "Ann")
    for note in ("one", "two"):
        with book.write(f"wrote {note}"):
            book.contacts.change(ann, notes=note)
    book.conn.execute("UPDATE contact SET notes = 'theirs'")
    book.conn.commit()
    with pytest.raises(UndoRefused, match="“wrote two” cannot be taken back any more"):
        book.undo()
    with pytest.raises(UndoRefused, match="“wrote one”"):
        book.undo()
    with pytest.raises(UndoRefused, match="added Ann"):
        book.undo()
    with pytest.raises(NothingToUndo):
        book.undo()


def test_taking_somebody_back_never_takes_what_hangs_on_them_with_it(book: Book) -> None:
    ann = a_contact(book, "Ann")
    log(book, a_talk(ann))
    book.conn.execute("DELETE FROM action WHERE label = 'logged'")
    book.conn.commit()
    before = dump(book.conn)
    with pytest.raises(UndoRefused):
        book.undo()
    assert dump(book.conn) == before


def test_what_breaks_only_at_the_end_of_the_transaction_is_a_sentence(book: Book) -> None:
    ann = a_contact(book, "Ann")
    with book.write("tagged"):
        book.contacts.add_tags(ann, ["choir"])
    with book.write("untagged"):
        book.contacts.put_groups("tag", ann, [])
    book.conn.execute("DELETE FROM tag")
    book.conn.commit()
    with pytest.raises(UndoRefused, match="untagged"):
        book.undo()
    assert not book.conn.in_transaction


def test_what_was_refused_once_is_no_obstacle_to_bringing_the_others_back(book: Book) -> None:
    ann, bo = a_contact(book, "Ann"), a_contact(book, "Bo")
    for who, note in ((bo, "first"), (ann, "second"), (bo, "third")):
        with book.write(note):
            book.contacts.change(who, notes=note)
    book.conn.execute("UPDATE contact SET notes = 'theirs' WHERE id = ?", (ann,))
    book.conn.commit()
    after = dump(book.conn)
    assert book.undo().label == "third"
    with pytest.raises(UndoRefused, match="second"):
        book.undo()
    assert book.undo().label == "first"
    assert [book.redo().label, book.redo().label] == ["first", "third"]
    assert dump(book.conn) == after
