"""Starters over a book: the situation guessed, and slots filled only with what is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind
from tui.domain.records.interaction import Channel, Direction, PromiseDraft
from tui.domain.records.knowing import Fact, FactKind
from tui.domain.writing.starters import Situation, SlotSource
from tui.services.recording.starters import Starters
from tui.store.book import Book


def promise(book: Book, contact: ContactId, text: str, due: str | None = "2026-11-20") -> None:
    draft = PromiseDraft(text, is_mine=True, due_on=None if due is None else date.fromisoformat(due))
    with book.write("promised"):
        book.promises.promise(contact, draft, made_on=TODAY)


def test_a_promise_due_decides_the_situation(book: Book) -> None:
    maya = a_contact(book, last="2026-11-01")
    promise(book, maya, "send the deck")
    assert Starters(book).likely([maya]) is Situation.PROMISE


def test_a_promise_without_a_day_does_not(book: Book) -> None:
    maya = a_contact(book, last="2026-11-01")
    promise(book, maya, "send the deck", due=None)
    assert Starters(book).likely([maya]) is Situation.RHYTHM


def _owes_a_reply(book: Book) -> ContactId:
    maya = a_contact(book)
    log(book, a_talk(maya, on="2026-11-20", channel=Channel.MESSAGE, direction=Direction.IN))
    return maya


@pytest.mark.parametrize(
    ("made", "situation"),
    [
        (lambda book: a_contact(book, last="2026-11-01"), Situation.RHYTHM),
        (lambda book: a_contact(book, last="2025-11-01"), Situation.RECONNECT),
        (lambda book: a_contact(book, rhythm=300, last="2025-11-01"), Situation.RHYTHM),
        (lambda book: a_contact(book, met="2026-11-20"), Situation.EVENT),
        (lambda book: a_contact(book, met="2026-01-20"), Situation.RHYTHM),
        (
            lambda book: a_contact(book, dates=[KeyDate(KeyDateKind.BIRTHDAY, 11, 23)]),
            Situation.KEY_DATE,
        ),
        (_owes_a_reply, Situation.PROMISE),
    ],
)
def test_the_situation_follows_from_what_is_known(
    book: Book, made: Callable[[Book], ContactId], situation: Situation
) -> None:
    assert Starters(book).likely([made(book)]) is situation


def test_somebody_new_who_was_written_to_since_is_no_longer_followed_up(book: Book) -> None:
    maya = a_contact(book, met="2026-11-10")
    log(book, a_talk(maya, on="2026-11-12"))
    assert Starters(book).likely([maya]) is Situation.RHYTHM


def test_a_comment_is_about_their_post(book: Book) -> None:
    assert Starters(book).likely([a_contact(book)], Channel.COMMENT) is Situation.POST


def test_slots_hold_what_the_book_knows_and_nothing_else(book: Book) -> None:
    maya, bo = a_contact(book, "Maya Okafor", last="2026-09-01"), a_contact(book, "Bo Chen")
    with book.write("known"):
        book.contacts.change(maya, met_at="PyCon")
        book.knowing.add_facts(maya, [Fact("letterpress", FactKind.INTEREST), Fact("vegetarian")])
        book.knowing.add_questions(maya, ["how is the flat?"], TODAY)
    log(book, replace(a_talk(maya, on="2026-10-01"), topics=("fonts",)))
    promise(book, maya, "send her the deck", due=None)
    known = Starters(book).known([maya, bo])
    assert known.first_names == ("Maya", "Bo")
    assert known.sources == {
        SlotSource.MET_AT: "PyCon",
        SlotSource.LAST_TOUCH: "7 weeks",
        SlotSource.PROMISE: "the deck",
        SlotSource.TOPIC: "fonts",
        SlotSource.INTEREST: "letterpress",
        SlotSource.QUESTION: "how is the flat?",
        SlotSource.OTHER: "Bo",
    }


def test_the_first_name_of_a_starter_is_the_name_one_greets_them_by(book: Book) -> None:
    both = a_contact(book, "Maureen Quill"), a_contact(book, "Bo Chen")
    with book.write("greeting"):
        book.contacts.change(both[0], greeting_name="Mo")
    assert Starters(book).known(both).first_names == ("Mo", "Bo")


def test_of_somebody_new_only_the_name_is_known(book: Book) -> None:
    assert Starters(book).known([a_contact(book, "Ann Lee")]).sources == {}


def test_a_starter_of_ones_own_is_kept_and_taken_away_with_one_undo_each(book: Book) -> None:
    starters = Starters(book)
    starters.add(Situation.RHYTHM, "How is the garden,  {first_name}?")
    [own, *_] = starters.all(Situation.RHYTHM)
    assert (own.id, own.text) == (1, "How is the garden, {first_name}?")
    starters.remove(1)
    assert starters.all(Situation.RHYTHM)[0].id is None
    book.undo()
    assert starters.all(Situation.RHYTHM)[0].id == 1


def test_what_is_there_already_is_not_kept_twice(book: Book) -> None:
    shipped = Starters(book).all(Situation.THANKS)[0]
    with pytest.raises(InvalidInput, match="there already"):
        Starters(book).add(Situation.THANKS, f" {shipped.text} ")


@pytest.mark.parametrize(
    ("promised", "thing"),
    [
        ("send the deck", "the deck"),
        ("send her the deck", "the deck"),
        ("the reading list", "the reading list"),
        ("call back", ""),
        ("send", ""),
    ],
)
def test_only_a_promised_thing_is_a_thing(book: Book, promised: str, thing: str) -> None:
    maya = a_contact(book)
    promise(book, maya, promised)
    assert Starters(book).known([maya]).sources.get(SlotSource.PROMISE, "") == thing
