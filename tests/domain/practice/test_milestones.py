"""Milestones: which lengths are marked, on which day, and whose question stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.practice import milestones
from tui.domain.practice.milestones import (
    OF_SUBSTANCE,
    PROMISE_KEPT,
    RATED_FIVE,
    Reached,
    latest_first,
    marked_lengths,
    milestone_named,
    reached_by_streak,
    streak_milestone,
    to_be_asked,
)
from tui.domain.practice.plan import Schedule

MONDAY = date(2026, 1, 5)
EVERY_DAY = (Schedule(MONDAY, frozenset(range(7))),)
TODAY = date(2026, 11, 23)


def run_of(length: int) -> list[date]:
    return [MONDAY + timedelta(n) for n in range(length)]


@pytest.mark.parametrize(
    ("longest", "marked"),
    [
        (2, ()),
        (3, (3,)),
        (29, (3, 7, 14)),
        (30, (3, 7, 14, 30)),
        (365, (3, 7, 14, 30, 66, 100, 200, 365)),
        (729, (3, 7, 14, 30, 66, 100, 200, 365)),
        (1095, (3, 7, 14, 30, 66, 100, 200, 365, 730, 1095)),
    ],
)
def test_a_few_lengths_are_marked_then_every_year_of_days(longest: int, marked: tuple[int, ...]) -> None:
    assert marked_lengths(longest) == marked


def test_each_is_dated_by_the_day_the_streak_had_its_length() -> None:
    reached = reached_by_streak(run_of(8), MONDAY + timedelta(20), EVERY_DAY)
    assert [(each.milestone.name, each.on) for each in reached] == [
        ("streak-3", date(2026, 1, 7)),
        ("streak-7", date(2026, 1, 11)),
    ]


def test_a_second_streak_of_that_length_is_no_second_milestone() -> None:
    days = [*run_of(4), *(day + timedelta(60) for day in run_of(4))]
    assert [each.on for each in reached_by_streak(days, MONDAY + timedelta(70), EVERY_DAY)] == [
        date(2026, 1, 7)
    ]


def test_a_rest_day_does_not_count_and_does_not_break() -> None:
    days = [date(2026, 1, day) for day in (8, 9, 12)]
    assert [each.on for each in reached_by_streak(days, date(2026, 1, 12))] == [date(2026, 1, 12)]


def test_future_records_reach_nothing_yet() -> None:
    assert reached_by_streak(run_of(8), MONDAY, EVERY_DAY) == ()


def test_in_weekly_mode_weeks_are_marked() -> None:
    weekly = (Schedule(MONDAY, frozenset(range(7)), 1),)
    days = [MONDAY + timedelta(weeks=n) for n in range(3)]
    (reached,) = reached_by_streak(days, days[-1], weekly)
    assert (reached.milestone.words, reached.on) == ("3 weeks held together", days[-1])


@given(st.sets(st.integers(0, 400).map(lambda n: MONDAY + timedelta(n))), st.integers(0, 400))
def test_logging_more_never_takes_a_milestone_back(days: set[date], more: int) -> None:
    today = MONDAY + timedelta(400)
    before = {each.milestone.name for each in reached_by_streak(days, today)}
    after = {each.milestone.name for each in reached_by_streak(days | {MONDAY + timedelta(more)}, today)}
    assert before <= after


@pytest.mark.parametrize(
    "milestone",
    [*OF_SUBSTANCE, streak_milestone(3), streak_milestone(730), streak_milestone(7, in_weeks=True)],
    ids=lambda milestone: str(milestone.name),
)
def test_every_milestone_is_known_again_by_its_name(milestone: milestones.Milestone) -> None:
    assert milestone_named(milestone.name) == milestone


@pytest.mark.parametrize("name", ["", "streak-", "streak-many", "streak-²", "first-million"])
def test_a_name_from_elsewhere_is_nobody(name: str) -> None:
    assert milestone_named(name) is None


def test_every_milestone_asks_something_worth_a_thought() -> None:
    known = [*OF_SUBSTANCE, *(streak_milestone(length) for length in marked_lengths(1095))]
    assert all(each.question.endswith("?") for each in known)


def test_thirty_days_ask_what_the_practice_model_asks() -> None:
    assert streak_milestone(30).question == "30 days of showing up. Whose answer surprised you?"


def on(milestone: milestones.Milestone, day: int, reflection: str = "") -> Reached:
    return Reached(milestone, date(2026, 11, day), reflection)


def test_on_one_day_those_of_substance_come_before_a_streak() -> None:
    found = latest_first([on(streak_milestone(7), 20), on(PROMISE_KEPT, 20), on(streak_milestone(14), 21)])
    assert [each.milestone.name for each in found] == ["streak-14", "promise-kept", "streak-7"]


def test_the_question_of_substance_stands_before_a_later_streak() -> None:
    asked = to_be_asked([on(streak_milestone(14), 23), on(RATED_FIVE, 20)], TODAY)
    assert asked is not None
    assert asked.milestone is RATED_FIVE


def test_without_one_of_substance_the_latest_streak_asks() -> None:
    asked = to_be_asked([on(streak_milestone(7), 18), on(streak_milestone(14), 23)], TODAY)
    assert asked is not None
    assert asked.milestone == streak_milestone(14)


@pytest.mark.parametrize("day", [16, 24])
def test_a_question_stands_for_a_week(day: int) -> None:
    assert to_be_asked([on(PROMISE_KEPT, day)], TODAY) is None


def test_an_answered_question_rests() -> None:
    assert to_be_asked([on(PROMISE_KEPT, 23, "She was moved.")], TODAY) is None
