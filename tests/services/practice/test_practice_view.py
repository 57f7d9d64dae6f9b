"""The Practice view from a real book: weeks, facts, hint, garden, milestones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.practice.streak import Mark
from tui.domain.records.interaction import Channel
from tui.services.practice.milestones import Milestones
from tui.services.practice.practice_view import PracticeOverview
from tui.services.practice.practising import Practising
from tui.services.today.today import Today
from tui.store.book import Book

LAST_FOUR_WEEKS = [TODAY - timedelta(28) + timedelta(weeks=week) for week in range(4)]


@pytest.fixture
def overview(book: Book) -> PracticeOverview:
    return PracticeOverview(book)


def practise(book: Book, days: Iterable[date], channel: Channel = Channel.CALL) -> None:
    ann = a_contact(book)
    for on in days:
        log(book, a_talk(ann, on=on, channel=channel))


def mondays_wednesdays_fridays() -> list[date]:
    return [monday + timedelta(day) for monday in LAST_FOUR_WEEKS for day in (0, 2, 4)]


@pytest.mark.parametrize("weeks", [26, 52])
def test_the_heatmap_begins_on_a_monday_and_ends_today(overview: PracticeOverview, weeks: int) -> None:
    heat = overview.view(weeks).heat
    assert (heat[0].day.weekday(), heat[-1].day, len(heat)) == (0, TODAY, 7 * (weeks - 1) + 1)


def test_a_day_is_as_deep_as_its_richest_act(book: Book, overview: PracticeOverview) -> None:
    ann = a_contact(book)
    log(book, a_talk(ann, channel=Channel.COMMENT))
    for _ in range(9):
        log(book, a_talk(ann, channel=Channel.MESSAGE))
    assert overview.view().heat[-1].depth == 2
    log(book, replace(a_talk(ann, channel=Channel.MESSAGE), feeling=4))
    assert overview.view().heat[-1].depth == 3
    assert overview.view().practice_days == 1


def test_the_strip_says_what_today_says(book: Book, overview: PracticeOverview) -> None:
    practise(book, [TODAY - timedelta(10)])
    a_contact(book, "Bo Chen", rhythm=30, last="2026-09-01")
    assert overview.view().practice == Today(book).view().practice


def test_three_days_of_five_are_offered_as_the_plan(book: Book, overview: PracticeOverview) -> None:
    practise(book, mondays_wednesdays_fridays())
    hint = overview.view().hint
    assert hint is not None
    overview.take_hint(hint)
    view = overview.view()
    assert view.schedule.weekdays == {0, 2, 4}
    assert view.hint is None


def test_taking_the_hint_leaves_the_past_as_it_was(book: Book, overview: PracticeOverview) -> None:
    practise(book, mondays_wednesdays_fridays())
    before = overview.view()
    assert before.hint is not None
    overview.take_hint(before.hint)
    assert overview.view().practice.streak.longest == before.practice.streak.longest


def test_a_hint_put_off_is_silent_for_four_weeks(book: Book, overview: PracticeOverview) -> None:
    practise(book, mondays_wednesdays_fridays())
    overview.put_hint_off()
    assert overview.view().hint is None
    book.undo()
    assert overview.view().hint is not None


def test_the_question_of_a_fresh_milestone_stands(book: Book, overview: PracticeOverview) -> None:
    practise(book, [date(2026, 11, day) for day in (18, 19, 20)])
    Milestones(book).note()
    asked = overview.view().asked
    assert asked is not None
    assert asked.milestone.words == "3 practice days held together"


def test_a_new_book_has_nothing_to_say(overview: PracticeOverview) -> None:
    view, garden = overview.view(), overview.garden()
    assert (view.hint, view.asked, view.milestones, view.rests) == (None, None, (), ())
    assert {each.mark for each in view.heat} == {Mark.EMPTY, Mark.OPEN}
    assert (garden.tending.word, garden.worlds_sentence, garden.quiet_corner) == ("", None, None)


def test_the_load_is_what_rhythms_ask_of_the_pace(book: Book, overview: PracticeOverview) -> None:
    for number in range(40):
        a_contact(book, f"Person {number}", rhythm=30)
    load = overview.garden().load
    assert (round(load.asked, 2), load.capacity, round(load.use, 4)) == (9.33, 15, 0.6222)


def test_fewer_practice_days_give_the_pace_less_room(book: Book, overview: PracticeOverview) -> None:
    Practising(book).choose_weekly(2)
    assert overview.garden().load.capacity == 6


def in_touch(book: Book, world: str, people: int, touched: int) -> None:
    for number in range(people):
        last = "2026-11-20" if number < touched else "2026-01-05"
        a_contact(book, f"{world} {number}", circles=[world], last=last)


def test_five_people_of_two_worlds_are_spoken_of(book: Book, overview: PracticeOverview) -> None:
    in_touch(book, "work", 3, 3)
    in_touch(book, "choir", 2, 2)
    assert overview.garden().worlds_sentence == "5 people from about 2 worlds"


def test_four_people_are_not_yet(book: Book, overview: PracticeOverview) -> None:
    in_touch(book, "work", 4, 4)
    assert overview.garden().worlds_sentence is None


def test_the_quiet_corner_comes_with_its_shares(book: Book, overview: PracticeOverview) -> None:
    for world, people, touched in (("work", 20, 8), ("school", 10, 1), ("community", 10, 1)):
        in_touch(book, world, people, touched)
    quiet = overview.garden().quiet_corner
    assert quiet is not None
    assert (quiet.world, quiet.in_book, quiet.in_touch) == ("community", 0.25, 0.1)
