"""The two knobs, and holidays: what is taken, what is refused, and that the past keeps its own plan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import TODAY, a_contact, a_talk, day, log
from tests.hostile import HOSTILE
from tui.domain.errors import InvalidInput
from tui.domain.records.interaction import Channel, Direction
from tui.domain.text import clean
from tui.services.practice.practising import Practising
from tui.store.book import Book


def _practise(book: Book, *days: str) -> None:
    ann = a_contact(book)
    for each in days:
        log(book, a_talk(ann, on=each))


WEEK = ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")


def test_the_streak_is_read_from_the_records(book: Book) -> None:
    _practise(book, *WEEK, "2026-11-23")
    assert Practising(book).streak().current == 6


def test_several_acts_on_one_day_are_one_practice_day(book: Book) -> None:
    _practise(book, "2026-11-23", "2026-11-23")
    assert book.practice.days() == [TODAY]


@pytest.mark.parametrize(
    ("channel", "direction"),
    [(Channel.REACTION, Direction.OUT), (Channel.NOTE, Direction.OUT), (Channel.MESSAGE, Direction.IN)],
)
def test_what_is_no_act_of_mine_is_no_practice(book: Book, channel: Channel, direction: Direction) -> None:
    log(book, a_talk(a_contact(book), channel=channel, direction=direction))
    assert book.practice.days() == []


def test_what_was_before_the_book_is_no_practice(book: Book) -> None:
    log(book, a_talk(a_contact(book), before_book=True))
    assert book.practice.days() == []


def test_an_act_in_the_trash_is_no_practice(book: Book) -> None:
    talk = log(book, a_talk(a_contact(book)))
    with book.write("trashed"):
        book.interactions.trash(talk)
    assert book.practice.days() == []


def test_a_holiday_marked_afterwards_gives_the_streak_back(book: Book) -> None:
    _practise(book, *WEEK[:1])
    assert Practising(book).streak().current == 0
    Practising(book).pause(day("2026-11-17"), day("2026-11-22"))
    assert Practising(book).streak().current == 1


def test_new_practice_days_leave_the_past_its_own(book: Book) -> None:
    _practise(book, *WEEK)
    before = Practising(book).streak()
    Practising(book).choose_days(frozenset({1, 3}))
    assert Practising(book).streak().longest == before.longest == 5


def test_days_chosen_twice_on_one_day_are_chosen_once(book: Book) -> None:
    for days in ({0}, {1, 2}):
        Practising(book).choose_days(frozenset(days))
    (schedule,) = Practising(book).settings().schedules
    assert schedule.weekdays == {1, 2}


def test_the_words_name_the_days_chosen(book: Book) -> None:
    assert Practising(book).choose_days(frozenset({4, 0})) == "practice days: Mon, Fri"


def test_no_day_at_all_is_refused(book: Book) -> None:
    with pytest.raises(InvalidInput):
        Practising(book).choose_days(frozenset())


@pytest.mark.parametrize("days", [0, 8])
def test_a_week_has_one_to_seven_practice_days(book: Book, days: int) -> None:
    with pytest.raises(InvalidInput):
        Practising(book).choose_weekly(days)


@pytest.mark.parametrize("pace", [0, 11])
def test_the_pace_is_one_to_ten(book: Book, pace: int) -> None:
    with pytest.raises(InvalidInput):
        Practising(book).choose_pace(pace)
    assert Practising(book).settings().pace == 3


def test_a_pace_chosen_is_kept(book: Book) -> None:
    for pace in (5, 2):
        Practising(book).choose_pace(pace)
    assert Practising(book).settings().pace == 2


def test_a_holiday_ends_after_it_begins(book: Book) -> None:
    with pytest.raises(InvalidInput):
        Practising(book).pause(TODAY, TODAY - timedelta(1))


@pytest.mark.parametrize(("days", "taken"), [(90, True), (91, False)])
def test_a_holiday_is_at_most_ninety_days(book: Book, days: int, taken: bool) -> None:
    last = TODAY + timedelta(days - 1)
    if taken:
        Practising(book).pause(TODAY, last)
    else:
        with pytest.raises(InvalidInput):
            Practising(book).pause(TODAY, last)
    assert bool(Practising(book).settings().pauses) is taken


def test_a_plan_is_kept_clean_and_comes_back_after_an_undo(book: Book) -> None:
    practising = Practising(book)
    for text in HOSTILE:
        practising.write_plan(text)
        practising.write_plan("After coffee")
        book.undo()
        assert practising.settings().plan == clean(text.strip()), repr(text)
