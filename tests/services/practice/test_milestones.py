"""Milestones are noticed, kept, and thought about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.errors import InvalidInput
from tui.domain.practice.milestones import Reached
from tui.domain.records.interaction import InteractionId
from tui.services.practice.milestones import Milestones
from tui.store.book import Book


def practise(book: Book, *days: int, feeling: int | None = None) -> list[InteractionId]:
    ann = a_contact(book)
    return [log(book, replace(a_talk(ann, on=date(2026, 11, on)), feeling=feeling)) for on in days]


def names(reached: tuple[Reached, ...]) -> list[str]:
    return [each.milestone.name for each in reached]


def test_three_practice_days_are_noticed_once(book: Book) -> None:
    practise(book, 18, 19, 20)
    ask = Milestones(book)
    assert names(ask.note()) == ["streak-3"]
    assert ask.note() == ()
    assert [each.on for each in ask.all()] == [date(2026, 11, 20)]


def test_a_later_delete_takes_none_back(book: Book) -> None:
    talks = practise(book, 18, 19, 20)
    ask = Milestones(book)
    ask.note()
    with book.write("trashed"):
        book.interactions.trash(talks[0])
    ask.note()
    assert names(ask.all()) == ["streak-3"]


def test_undoing_the_act_takes_none_back(book: Book) -> None:
    practise(book, 18, 19, 20)
    ask = Milestones(book)
    ask.note()
    book.undo()
    assert names(ask.all()) == ["streak-3"]


def test_what_was_reached_on_one_day_is_led_by_substance(book: Book) -> None:
    practise(book, 18, 19)
    log(book, replace(a_talk(1, on=date(2026, 11, 20)), feeling=5))
    assert names(Milestones(book).note()) == ["rated-five", "streak-3"]


def test_every_circle_in_an_earlier_quarter_is_dated_then(book: Book) -> None:
    for name in ("work", "choir"):
        log(book, a_talk(a_contact(book, name, circles=[name]), on=date(2026, 5, 4)))
    (reached,) = Milestones(book).note()
    assert (reached.milestone.name, reached.on) == ("every-circle", date(2026, 5, 4))


def test_a_circle_heard_from_in_another_quarter_does_not_complete_this_one(book: Book) -> None:
    for name, on in (("work", date(2026, 9, 30)), ("choir", date(2026, 10, 1))):
        log(book, a_talk(a_contact(book, name, circles=[name]), on=on))
    assert Milestones(book).note() == ()


def test_a_reflection_is_kept_and_can_be_taken_back(book: Book) -> None:
    practise(book, 18, 19, 20)
    ask = Milestones(book)
    ask.note()
    said = ask.reflect("streak-3", " Walking while calling. ")
    assert said == "reflection kept: 3 practice days held together"
    assert ask.all()[0].reflection == "Walking while calling."
    book.undo()
    assert ask.all()[0].reflection == ""


def test_a_milestone_never_reached_takes_no_reflection(book: Book) -> None:
    with pytest.raises(InvalidInput):
        Milestones(book).reflect("streak-365", "one day")


def test_a_future_record_reaches_nothing_yet(book: Book) -> None:
    log(book, replace(a_talk(a_contact(book), on=TODAY + timedelta(1)), feeling=5))
    assert Milestones(book).note() == ()
