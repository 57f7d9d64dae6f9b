"""Noting, asking and relating, each in one line and one step."""

from __future__ import annotations

import pytest

from tests.builders import TODAY, a_contact, a_talk, dump, log
from tui.domain.errors import InvalidInput, NoSuchContact
from tui.domain.records.interaction import Channel
from tui.services.contacts.knowing import Knowing
from tui.store.book import Book


def test_a_line_is_noted_as_its_sign_says(book: Book) -> None:
    maya, knowing = a_contact(book, "Maya Okafor"), Knowing(book)
    assert knowing.note(maya, "two cats") == "noted of Maya Okafor: two cats"
    knowing.note(maya, "+ climbing")
    assert knowing.note(maya, "? the move") == "to ask Maya Okafor: the move"
    known = knowing.of(maya)
    assert (known.facts, known.interests) == (("two cats",), ("climbing",))
    assert [each.text for each in known.to_ask] == ["the move"]
    assert [each.noted_on for each in known.noted] == [TODAY, TODAY]


def test_what_is_noted_already_is_said_and_not_noted_again(book: Book) -> None:
    maya, knowing = a_contact(book, "Maya"), Knowing(book)
    knowing.note(maya, "two cats")
    before = dump(book.conn)
    assert "noted already" in knowing.note(maya, "Two cats")
    assert dump(book.conn) == before


def test_what_was_asked_today_is_tied_to_todays_talk(book: Book) -> None:
    maya, knowing = a_contact(book, "Maya"), Knowing(book)
    knowing.note(maya, "? the move")
    talk = log(book, a_talk(maya))
    assert knowing.strike_off(maya, knowing.of(maya).to_ask[0].id) == "asked Maya: the move"
    assert knowing.of(maya).questions[0].interaction_id == talk


@pytest.mark.parametrize(("on", "channel"), [("2026-11-20", Channel.CALL), ("2026-11-23", Channel.NOTE)])
def test_an_older_talk_or_a_note_did_not_ask_it(book: Book, on: str, channel: Channel) -> None:
    maya, knowing = a_contact(book, "Maya"), Knowing(book)
    knowing.note(maya, "? the move")
    log(book, a_talk(maya, on=on, channel=channel))
    knowing.strike_off(maya, knowing.of(maya).to_ask[0].id)
    question = knowing.of(maya).questions[0]
    assert (question.asked_on, question.interaction_id) == (TODAY, None)


def test_a_struck_off_question_comes_back_with_undo(book: Book) -> None:
    maya, knowing = a_contact(book, "Maya"), Knowing(book)
    knowing.note(maya, "? the move")
    knowing.strike_off(maya, knowing.of(maya).to_ask[0].id)
    book.undo()
    assert [each.text for each in knowing.of(maya).to_ask] == ["the move"]


def test_a_question_of_somebody_else_cannot_be_struck_off(book: Book) -> None:
    maya, bo, knowing = a_contact(book, "Maya"), a_contact(book, "Bo"), Knowing(book)
    knowing.note(maya, "? the move")
    with pytest.raises(InvalidInput):
        knowing.strike_off(bo, knowing.of(maya).to_ask[0].id)


def test_a_relation_is_said_as_it_will_be_kept(book: Book) -> None:
    maya, knowing = a_contact(book, "Maya Okafor"), Knowing(book)
    a_contact(book, "Bo Chen")
    seen = knowing.read_relation(maya, "mentor of bo chen").sentence("Maya")
    assert knowing.relate(maya, "mentor of bo chen") == seen == "Maya is Bo Chen's mentor"
    assert "noted already" in knowing.relate(maya, "mentor of Bo Chen")


def test_a_relation_with_nobody_known_or_oneself_is_refused(book: Book) -> None:
    maya, knowing = a_contact(book, "Maya Okafor"), Knowing(book)
    with pytest.raises(NoSuchContact):
        knowing.relate(maya, "mentor of Zebedee Quux")
    with pytest.raises(InvalidInput):
        knowing.relate(maya, "mentor of Maya Okafor")


def test_a_namesake_is_meant_and_not_oneself(book: Book) -> None:
    maya, knowing = a_contact(book, "Maya Okafor"), Knowing(book)
    other = a_contact(book, "Maya Okafor")
    knowing.relate(maya, "cousin of Maya Okafor")
    assert [each.other_id for each in knowing.of(maya).relations] == [other]


def test_notes_written_elsewhere_are_never_overwritten_unseen(book: Book) -> None:
    maya, knowing = a_contact(book, "Maya"), Knowing(book)
    knowing.write_notes(maya, "", "mine")
    with pytest.raises(InvalidInput):
        knowing.write_notes(maya, "", "yours")
    contact = book.contacts.get(maya)
    assert contact is not None
    assert contact.notes == "mine"
