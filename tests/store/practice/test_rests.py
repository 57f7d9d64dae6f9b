"""The pauses of the whole practice, one by one."""

from __future__ import annotations

from datetime import date

from tests.builders import a_contact, day
from tui.domain.practice.plan import Pause
from tui.store.book import Book
from tui.store.many.many import Many
from tui.store.practice.rests import Rests

AUTUMN = Pause(date(2026, 10, 1), date(2026, 10, 9))
OPEN = Pause(date(2026, 11, 20))


def rest(book: Book, *pauses: Pause, reason: str = "") -> Rests:
    with book.write("resting"):
        for pause in pauses:
            book.practice.pause(pause.first, pause.last, reason=reason)
    return Rests(book)


def test_the_latest_stands_first_with_its_reason(book: Book) -> None:
    assert rest(book, AUTUMN, OPEN, reason="holiday").all() == [(OPEN, "holiday"), (AUTUMN, "holiday")]


def test_the_pause_of_one_person_is_not_among_them(book: Book) -> None:
    ann = a_contact(book)
    with book.write("pause"):
        Many(book, [ann]).pause(day("2026-11-01"), None)
    assert Rests(book).all() == []


def test_a_pause_without_an_end_can_be_ended(book: Book) -> None:
    rests = rest(book, AUTUMN, OPEN)
    with book.write("ended"):
        rests.end(OPEN, day("2026-11-22"))
    assert rests.all()[0][0] == Pause(OPEN.first, day("2026-11-22"))


def test_one_of_two_pauses_is_taken_away(book: Book) -> None:
    rests = rest(book, AUTUMN, OPEN)
    with book.write("taken away"):
        rests.drop(AUTUMN)
    assert [pause for pause, _ in rests.all()] == [OPEN]
