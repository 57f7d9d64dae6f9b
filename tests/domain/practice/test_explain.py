"""Why a number is what it is: the rule, the facts, and short enough to be read at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tui.domain.measures.load import Load
from tui.domain.practice import explain
from tui.domain.practice.milestones import EVERY_CIRCLE, Reached
from tui.domain.practice.natural_rhythm import NaturalRhythm
from tui.domain.practice.plan import Schedule
from tui.domain.practice.streak import Streak, streak
from tui.domain.practice.streak_facts import StreakFacts, streak_facts
from tui.domain.rhythms.tending import Tending

MONDAY = date(2026, 1, 5)
WEEKLY = (Schedule(date(2026, 1, 1), frozenset(range(7)), 3),)
THREE_ROWS = 3 * 76 - 12
"""What the message row takes at 80 columns, words broken off included."""


def seen(days: list[date], today: date, *schedules: Schedule) -> tuple[Streak, StreakFacts, date]:
    return streak(days, today, schedules), streak_facts(days, today, schedules), today


def january(*days: int) -> list[date]:
    return [date(2026, 1, day) for day in days]


LONG = [MONDAY + timedelta(n) for n in range(1400) if n % 9 != 2]
SITUATIONS = [
    pytest.param(seen([], MONDAY), id="new"),
    pytest.param(seen(january(5), MONDAY), id="first day"),
    pytest.param(seen(january(5, 6, 8), date(2026, 1, 8)), id="a spare used"),
    pytest.param(seen(january(5), date(2026, 1, 9)), id="ended"),
    pytest.param(seen(LONG, LONG[-1]), id="years"),
    pytest.param(seen(january(5, 6, 8, 14), date(2026, 1, 18), *WEEKLY), id="weekly"),
]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_number_of_the_streak_is_explained_within_three_rows(
    situation: tuple[Streak, StreakFacts, date],
) -> None:
    now, facts, today = situation
    said = [
        explain.streak_length(now, facts, today),
        explain.spares_held(now, facts, today),
        explain.longest_length(now, facts, today),
        explain.consistency_number(now, facts),
        explain.this_week(now, WEEKLY[0] if now.week_need == 3 else Schedule(MONDAY)),
    ]
    assert [each for each in said if not each.endswith(".") or len(each) > THREE_ROWS] == []


@pytest.mark.parametrize(
    "said",
    [
        explain.heat(52, 203),
        explain.practice_days(Schedule(MONDAY, frozenset({0, 1, 2, 3, 5, 6}))),
        explain.pace(10, Load(123.4, 60)),
        explain.pace(1, None),
        explain.load_meter(Load(123.4, 60)),
        explain.if_then_plan(False),
        explain.if_then_plan(True),
        explain.tending_share(Tending(5, 45)),
        explain.worlds_number(123, 4.7),
        explain.quiet_world("neighbours of the old house", 0.31, 0.02),
        explain.natural(NaturalRhythm(frozenset({0, 2, 4}), None, 12, 20)),
        explain.milestone(Reached(EVERY_CIRCLE, date(2025, 3, 5)), MONDAY),
        explain.rest_days("travel"),
        explain.rest_days(""),
    ],
)
def test_everything_else_is_explained_within_three_rows(said: str) -> None:
    assert len(said) <= THREE_ROWS


def test_the_streak_names_its_beginning_and_its_spares() -> None:
    said = explain.streak_length(*seen(january(5, 6, 8), date(2026, 1, 8)))
    assert said.startswith("3 practice days since Mon 5 Jan.")
    assert said.endswith("Spares covered Wed 7 Jan.")


def test_no_streak_is_an_invitation_and_no_loss() -> None:
    assert "one real hello starts one" in explain.streak_length(*seen(january(5), date(2026, 1, 9)))


def test_consistency_is_a_number_on_demand() -> None:
    now, facts, _ = seen(january(5, 6, 8), date(2026, 1, 8))
    said = explain.consistency_number(now, facts)
    assert said.startswith("14 of 100, “seedling”")
    assert said.endswith("So far 3 kept, 1 missed.")


def test_spares_name_the_next_one() -> None:
    assert "The next comes in 3 days." in explain.spares_held(*seen(january(5, 6, 8), date(2026, 1, 8)))


def test_a_travel_day_says_that_the_clock_moved() -> None:
    assert "three hours" in explain.rest_days("travel")
