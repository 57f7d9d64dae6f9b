"""Counts over the whole book: rhythms, who is overdue, worlds."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import TODAY, a_contact
from tui.domain.rhythms.tending import Tending
from tui.store.book import Book
from tui.store.many.many import Many
from tui.store.practice.counts import BookCounts, World

SINCE = date(2026, 8, 26)


@pytest.fixture
def counts(book: Book) -> BookCounts:
    return BookCounts(book.conn)


def test_rhythms_are_counted_and_those_without_one_are_not(book: Book, counts: BookCounts) -> None:
    for name, rhythm in (("Ann", 30), ("Bo", 30), ("Cy", 90), ("Di", None)):
        a_contact(book, name, rhythm=rhythm)
    assert counts.rhythms() == [(30, 2), (90, 1)]


@pytest.mark.parametrize(
    ("last", "overdue"),
    [("2026-10-09", 0), ("2026-10-08", 1)],
    ids=["45 days: due", "46 days: overdue"],
)
def test_overdue_is_later_than_one_and_a_half_rhythms(
    book: Book, counts: BookCounts, last: str, overdue: int
) -> None:
    a_contact(book, rhythm=30, last=last)
    assert counts.tending(TODAY) == Tending(overdue, 1)


def test_the_dormant_the_paused_and_the_resting_are_left_out(book: Book, counts: BookCounts) -> None:
    a_contact(book, "Dormant", rhythm=30, last="2025-11-23")
    paused = a_contact(book, "Paused", rhythm=30, last="2026-01-01")
    resting = a_contact(book, "Resting", rhythm=30, last="2026-01-01")
    with book.write("let rest"):
        Many(book, [paused]).pause(TODAY, None)
        book.contacts.change(resting, archived_at=book.now_utc())
    assert counts.tending(TODAY) == Tending(0, 0)


def test_people_of_several_circles_count_in_parts(book: Book, counts: BookCounts) -> None:
    a_contact(book, "Ann", circles=["work", "choir"], last="2026-11-20")
    a_contact(book, "Bo", circles=["work"], last="2026-01-01")
    assert counts.worlds(SINCE, TODAY) == [World("choir", 0.5, 0.5), World("work", 1.5, 0.5)]


def test_a_person_of_two_worlds_is_half_a_person_in_each(book: Book, counts: BookCounts) -> None:
    for number, circles in enumerate((["work"], ["work"], ["work", "school"], ["school"], ["club"])):
        a_contact(book, f"Person {number}", circles=circles)
    found = {world.name: world.in_book for world in counts.worlds(SINCE, TODAY)}
    assert found == {"work": 2.5, "school": 1.5, "club": 1.0}


def test_tags_stand_in_where_there_is_no_circle(book: Book, counts: BookCounts) -> None:
    a_contact(book, "Ann", circles=["work"], tags=["design"])
    a_contact(book, "Bo", tags=["design"], last="2026-11-20")
    assert counts.worlds(SINCE, TODAY) == [World("design", 1, 1), World("work", 1, 0)]


def test_the_first_and_the_last_day_belong_to_the_ninety(book: Book, counts: BookCounts) -> None:
    for name, last in (("Ann", SINCE), ("Bo", TODAY), ("Cy", date(2026, 8, 25))):
        a_contact(book, name, circles=["work"], last=last)
    a_contact(book, "Di", last=TODAY)
    assert counts.people_in_touch(SINCE, TODAY) == 2
