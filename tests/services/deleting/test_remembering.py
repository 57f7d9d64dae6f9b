"""Somebody who has died is asked about by nothing, and is still found and remembered."""

from __future__ import annotations

from datetime import date

from tests.builders import TODAY, a_talk, log
from tui.domain.records.contact import ContactDraft, ContactId, KeyDate, KeyDateKind
from tui.domain.records.interaction import Channel, Direction, NextStepDraft, PromiseDraft
from tui.services.contacts.finding import Finding
from tui.services.today.today import Today
from tui.store.book import Book
from tui.store.outreach.suggestions import Suggestions


def with_every_reason(book: Book) -> ContactId:
    """Put somebody into the book whom everything would ask about."""
    with book.write("added"):
        ines = book.contacts.add(
            ContactDraft(
                "Ines Duarte",
                rhythm_days=7,
                is_starred=True,
                met_on=date(2026, 11, 20),
                key_dates=(KeyDate(KeyDateKind.BIRTHDAY, TODAY.month, TODAY.day),),
            )
        )
        book.promises.promise(ines, PromiseDraft("the deck", True, TODAY), made_on=TODAY)
        book.promises.plan(ines, NextStepDraft("lunch", TODAY), set_on=TODAY)
        book.knowing.add_questions(ines, ["the move"], TODAY)
    log(book, a_talk(ines, on="2026-11-21", channel=Channel.MESSAGE, direction=Direction.IN))
    return ines


def test_somebody_alive_is_on_the_list_for_all_of_this(book: Book) -> None:
    ines = with_every_reason(book)
    assert [row.person.contact_id for row in Today(book).queue().rows] == [ines]


def test_nothing_asks_about_somebody_who_has_died(book: Book) -> None:
    ines = with_every_reason(book)
    with book.write("has died"):
        book.contacts.change(ines, is_deceased=1)
    view = Today(book).view(extra=5)
    assert not view.queue.rows
    assert not view.coming_up
    assert view.without_rhythm == 0
    assert ines not in Suggestions(book).unsorted(TODAY, 5)
    assert not book.outreach.due_first(TODAY, -1)
    assert not book.outreach.dormant(date(2030, 1, 1), 5)
    assert not book.outreach.replies_owed()


def test_somebody_who_has_died_is_still_found_with_their_days(book: Book) -> None:
    ines = with_every_reason(book)
    with book.write("has died"):
        book.contacts.change(ines, is_deceased=1)
    found = Finding(book).who("Ines Duarte")
    assert (found.id, found.is_deceased) == (ines, True)
    assert found.key_dates == (KeyDate(KeyDateKind.BIRTHDAY, TODAY.month, TODAY.day),)
    assert book.contacts.rows([ines])[0].is_deceased


def test_a_mistake_is_taken_back_with_everything(book: Book) -> None:
    ines = with_every_reason(book)
    with book.write("has died"):
        book.contacts.change(ines, is_deceased=1)
    book.undo()
    assert [row.person.contact_id for row in Today(book).queue().rows] == [ines]
