"""Milestones in the book: the first times are found, and what is noted stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_contact, a_talk, day, log
from tui.domain.records.interaction import Channel, Direction, PromiseDraft, Value, ValueKind, Way
from tui.store.book import Book
from tui.store.practice.milestones import ReachedMilestones

QUARTER = date(2026, 10, 1)


@pytest.fixture
def shelf(book: Book) -> ReachedMilestones:
    return ReachedMilestones(book)


def test_what_is_noted_is_there(book: Book, shelf: ReachedMilestones) -> None:
    with book.quietly():
        shelf.note("streak-3", TODAY)
    assert shelf.all() == [("streak-3", TODAY, "")]


def test_a_milestone_is_noted_once(book: Book, shelf: ReachedMilestones) -> None:
    for on in (TODAY, TODAY + timedelta(1)):
        with book.quietly():
            shelf.note("streak-3", on)
    assert shelf.all() == [("streak-3", TODAY, "")]


def test_a_thought_about_one_never_reached_is_kept_nowhere(book: Book, shelf: ReachedMilestones) -> None:
    with book.write("reflection"):
        assert not shelf.reflect("streak-3", "early")
    assert shelf.all() == []


def test_the_first_promise_of_mine_that_was_kept(book: Book, shelf: ReachedMilestones) -> None:
    ann = a_contact(book)
    with book.write("promises"):
        for is_mine, kept in ((False, "2026-11-02"), (True, "2026-11-10"), (True, "2026-11-05")):
            made = book.promises.promise(ann, PromiseDraft("the deck", is_mine), made_on=day("2026-11-01"))
            book.promises.keep(made, day(kept))
    assert shelf.promise_kept_on() == day("2026-11-05")


def test_no_promise_kept_is_no_day(shelf: ReachedMilestones) -> None:
    assert shelf.promise_kept_on() is None


def test_an_introduction_is_an_act_of_its_own(book: Book, shelf: ReachedMilestones) -> None:
    log(book, a_talk(a_contact(book), on="2026-11-05", channel=Channel.INTRODUCTION))
    assert shelf.introduction_made_on() == day("2026-11-05")


@pytest.mark.parametrize(
    ("way", "found"), [(Way.GIVEN, day("2026-11-05")), (Way.RECEIVED, None), (Way.ASKED, None)]
)
def test_an_introduction_given_counts_as_made(
    book: Book, shelf: ReachedMilestones, way: Way, found: date | None
) -> None:
    value = Value(way, "to Bo", ValueKind.INTRODUCTION)
    log(book, replace(a_talk(a_contact(book), on="2026-11-05"), values=(value,)))
    assert shelf.introduction_made_on() == found


def test_a_five_is_a_feeling_of_five_in_an_act_of_mine(book: Book, shelf: ReachedMilestones) -> None:
    ann = a_contact(book)
    log(book, replace(a_talk(ann, on="2026-11-03"), feeling=4))
    log(book, replace(a_talk(ann, on="2026-11-04", direction=Direction.IN), feeling=5))
    log(book, replace(a_talk(ann, on="2026-11-06"), feeling=5))
    assert shelf.rated_five_on() == day("2026-11-06")


@pytest.mark.parametrize(
    ("last", "found"), [("2025-11-20", day("2026-11-20")), ("2025-11-21", None)], ids=["365", "364 days"]
)
def test_a_tie_is_picked_up_again_after_it_was_dormant(
    book: Book, shelf: ReachedMilestones, last: str, found: date | None
) -> None:
    log(book, a_talk(a_contact(book, rhythm=90, last=last), on="2026-11-20"))
    assert shelf.rekindled_on(day("2025-11-23")) == found


def test_somebody_met_for_the_first_time_was_never_dormant(book: Book, shelf: ReachedMilestones) -> None:
    log(book, a_talk(a_contact(book, rhythm=30), on="2026-11-20"))
    assert shelf.rekindled_on(day("2025-11-23")) is None


def test_their_own_message_picks_nothing_up(book: Book, shelf: ReachedMilestones) -> None:
    ann = a_contact(book, rhythm=30, last="2025-01-02")
    log(book, a_talk(ann, on="2026-11-19", channel=Channel.MESSAGE, direction=Direction.IN))
    log(book, a_talk(ann, on="2026-11-20"))
    assert shelf.rekindled_on(day("2025-11-23")) is None


def test_every_circle_is_reached_when_the_last_of_them_is(book: Book, shelf: ReachedMilestones) -> None:
    ann, bo = a_contact(book, "Ann", circles=["work"]), a_contact(book, "Bo", circles=["choir"])
    log(book, a_talk(ann, on="2026-10-02"))
    assert shelf.every_circle_by(QUARTER, TODAY) is None
    log(book, a_talk(bo, on="2026-11-05"))
    log(book, a_talk(ann, on="2026-11-06"))
    assert shelf.every_circle_by(QUARTER, TODAY) == day("2026-11-05")


def test_a_circle_of_nobody_who_is_there_need_not_be_reached(book: Book, shelf: ReachedMilestones) -> None:
    people = [a_contact(book, name, circles=[name]) for name in ("work", "choir", "school")]
    for ident in people[:2]:
        log(book, a_talk(ident, on="2026-10-02"))
    with book.write("resting"):
        book.contacts.change(people[2], archived_at=book.now_utc())
    assert shelf.every_circle_by(QUARTER, TODAY) == day("2026-10-02")


def test_one_circle_alone_is_no_milestone(book: Book, shelf: ReachedMilestones) -> None:
    log(book, a_talk(a_contact(book, circles=["work"]), on="2026-10-02"))
    assert shelf.every_circle_by(QUARTER, TODAY) is None


def test_what_is_noted_quietly_is_no_step_of_the_undo(book: Book, shelf: ReachedMilestones) -> None:
    a_contact(book)
    with book.quietly():
        shelf.note("streak-3", TODAY)
    assert book.undo().label == "added Ann Lee"
    assert shelf.all() == [("streak-3", TODAY, "")]


def test_what_was_undone_can_come_back_after_something_was_noted(
    book: Book, shelf: ReachedMilestones
) -> None:
    a_contact(book)
    book.undo()
    with book.quietly():
        shelf.note("streak-3", TODAY)
    assert book.redo().label == "added Ann Lee"
