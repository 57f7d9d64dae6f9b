"""The timeline of a contact shows every kind of moment, the newest first."""

from __future__ import annotations

from datetime import date

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.records.interaction import NextStepDraft, PromiseDraft
from tui.domain.records.knowing import Position
from tui.domain.records.timeline import MomentKind
from tui.store.book import Book
from tui.store.interactions.timeline import moments, moments_of


def test_every_kind_of_moment_is_told_in_its_words(book: Book) -> None:
    maya = a_contact(book, "Maya", met="2024-05-03")
    log(book, a_talk(maya, on="2026-10-12", summary="new role"))
    with book.write("all kinds"):
        kept = book.promises.promise(maya, PromiseDraft("the deck", True), made_on=date(2026, 9, 1))
        book.promises.keep(kept, date(2026, 9, 9))
        theirs = book.promises.promise(maya, PromiseDraft("a list", False), made_on=date(2026, 8, 1))
        book.promises.release(theirs, date(2026, 8, 8))
        step = book.promises.plan(maya, NextStepDraft("lunch", TODAY), set_on=TODAY)
        book.promises.finish_step(step, TODAY)
        book.knowing.add_questions(maya, ["the move"], date(2026, 1, 1))
        book.knowing.strike_off([1], date(2026, 11, 1))
        book.knowing.put_positions(maya, [Position("Acme", "CTO", "2019", "2023-04")])
    told = [
        (each.key.when, each.text or (each.talk and each.talk.summary))
        for each in moments(book, moments_of(book, maya))
    ]
    assert told == [
        ("2026-11-23", "done: lunch"),
        ("2026-11-01", "asked: the move"),
        ("2026-10-12", "new role"),
        ("2026-09-09", "you kept the promise: the deck"),
        ("2026-09-01", "you promised: the deck"),
        ("2026-08-08", "promise let go: a list"),
        ("2026-08-01", "they promised: a list"),
        ("2024-05-03", "met"),
        ("2023-04", "until then CTO, Acme"),
        ("2019", "began as CTO, Acme"),
    ]


def test_only_talks_leaves_the_rest_out(book: Book) -> None:
    maya = a_contact(book, "Maya", met="2024-05-03")
    log(book, a_talk(maya))
    assert [key.kind for key in moments_of(book, maya, only_talks=True)] == [MomentKind.TALK]


def test_a_promise_is_never_taken_for_the_talk_of_its_number(book: Book) -> None:
    maya = a_contact(book, "Maya")
    log(book, a_talk(maya, on="2026-10-12", summary="new role"))
    with book.write("promised"):
        book.promises.promise(maya, PromiseDraft("the deck", True), made_on=TODAY)
    promise, talk = moments(book, moments_of(book, maya))
    assert (promise.key.id, talk.key.id) == (1, 1)
    assert (promise.talk, promise.text) == (None, "you promised: the deck")
    assert talk.talk is not None
