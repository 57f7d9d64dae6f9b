"""The streak: rows S01-S30 of the practice model, consistency, and the week strip."""

from __future__ import annotations

import json
import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tui.domain.practice.days import covered_days, missed_days
from tui.domain.practice.plan import Pause, Schedule
from tui.domain.practice.streak import (
    Mark,
    Mode,
    TodayState,
    consistency_step,
    consistency_word,
    streak,
    week_strip,
)

VECTORS = json.loads((Path(__file__).parents[2] / "data" / "streak.json").read_text(encoding="utf-8"))
MONDAY = date(2026, 1, 5)
START = date(2026, 1, 1)


def january(*days: int) -> list[date]:
    return [date(2026, 1, day) for day in days]


def days_of(texts: list[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize("row", VECTORS, ids=[row["id"] for row in VECTORS])
def test_the_streak_is_what_the_spares_hold_together(row: dict[str, Any]) -> None:
    found = streak(
        days_of(row["practice"]),
        date.fromisoformat(row["today"]),
        [Schedule(START, frozenset(row["expected"]))],
        [Pause(day, day) for day in days_of(row["pauses"])],
    )
    out = row["out"]
    assert (found.current, found.longest, found.spares) == (out["current"], out["longest"], out["spares"])
    assert (found.next_in, found.today) == (out["next_in"], out["today"])
    assert found.consistency == pytest.approx(out["consistency"], abs=1e-9)
    assert found.practised_today is (out["today"] == "done")


def test_monday_to_friday_is_expected_unless_said_otherwise() -> None:
    found = streak([], MONDAY)
    assert (found.mode, found.expected_days) == (Mode.DAILY, (0, 1, 2, 3, 4))


def test_the_expected_days_are_those_of_the_schedule_valid_now() -> None:
    schedules = [Schedule(date(2026, 1, 10), frozenset({4, 0})), Schedule(START)]
    assert streak([], date(2026, 1, 12), schedules).expected_days == (0, 4)


def test_a_new_schedule_does_not_rewrite_the_past() -> None:
    done = january(5, 6, 7, 8, 9)
    every_day_later = [Schedule(START), Schedule(date(2026, 1, 12), frozenset(range(7)))]
    assert missed_days(done, date(2026, 1, 12), every_day_later) == frozenset()


def test_the_first_schedule_also_answers_for_the_days_before_it() -> None:
    tuesdays = [Schedule(date(2026, 1, 12), frozenset({1}))]
    assert missed_days(january(6), date(2026, 1, 15), tuesdays) == set(january(13))


def test_an_open_pause_lasts_until_further_notice() -> None:
    found = streak(january(5), date(2026, 3, 2), pauses=[Pause(date(2026, 1, 6))])
    assert (found.current, found.today) == (1, TodayState.PAUSED)


def test_practice_within_a_pause_counts() -> None:
    found = streak(january(5, 6), date(2026, 1, 6), pauses=[Pause(MONDAY, date(2026, 1, 9))])
    assert (found.current, found.today) == (2, TodayState.DONE)


def test_the_week_counts_done_and_needed_days() -> None:
    found = streak(january(5, 6, 10), date(2026, 1, 10), pauses=[Pause(date(2026, 1, 9), date(2026, 1, 12))])
    assert (found.week_done, found.week_need) == (3, 4)


@pytest.mark.parametrize(
    ("days", "value"),
    [(1, 0.0519), (5, 0.2340), (10, 0.4133), (13, 0.5), (26, 0.75), (66, 0.9704), (100, 0.9952)],
)
def test_consistency_after_so_many_practice_days(days: int, value: float) -> None:
    consistency = 0.0
    for _ in range(days):
        consistency = consistency_step(consistency, 1)
    assert consistency == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(("misses", "value"), [(1, 0.8533), (2, 0.8090), (5, 0.6894), (13, 0.45)])
def test_consistency_after_so_many_misses(misses: int, value: float) -> None:
    consistency = 0.9
    for _ in range(misses):
        consistency = consistency_step(consistency, 0)
    assert consistency == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(
    ("frequency", "previous", "practised", "value"),
    [(1, 0, 1, 0.051922), (1, 0.5, 1, 0.525961), (1, 0.75, 1, 0.762981), (3 / 7, 0.5, 1, 0.517152)],
)
def test_consistency_agrees_with_loop(
    frequency: float, previous: float, practised: float, value: float
) -> None:
    assert consistency_step(previous, practised, frequency) == pytest.approx(value, abs=1e-6)


def test_consistency_in_words() -> None:
    limits = (0.0, 0.2, 0.5, 0.8, 0.95)
    assert [consistency_word(value) for value in limits] == [
        "seedling",
        "taking root",
        "rooted",
        "deep roots",
        "evergreen",
    ]
    assert consistency_word(math.nextafter(0.2, 0)) == "seedling"


def test_the_misses_inside_a_streak_are_covered() -> None:
    assert covered_days(january(5, 6, 8), date(2026, 1, 8)) == set(january(7))


def test_the_misses_that_ended_a_streak_are_not_covered() -> None:
    assert covered_days(january(5), date(2026, 1, 9)) == frozenset()


def test_misses_covered_in_an_earlier_streak_stay_covered() -> None:
    done = [*january(5, 6, 8, 9), date(2026, 2, 9), date(2026, 2, 11)]
    assert covered_days(done, date(2026, 2, 11)) == {date(2026, 1, 7), date(2026, 2, 10)}


def marks(done: list[date], today: date, pauses: tuple[Pause, ...] = ()) -> list[Mark]:
    return [each.mark for each in week_strip(done, today, pauses=pauses)]


def test_the_strip_shows_each_day_of_the_week() -> None:
    done = january(5, 6, 8)
    assert marks(done, date(2026, 1, 8)) == [
        Mark.PRACTISED,
        Mark.PRACTISED,
        Mark.SPARED,
        Mark.PRACTISED,
        Mark.AHEAD,
        Mark.REST,
        Mark.REST,
    ]


def test_the_strip_leaves_a_missed_day_empty_and_today_open() -> None:
    assert marks([], date(2026, 1, 7)) == [
        Mark.EMPTY,
        Mark.EMPTY,
        Mark.OPEN,
        Mark.AHEAD,
        Mark.AHEAD,
        Mark.REST,
        Mark.REST,
    ]


def test_the_strip_shows_a_pause_also_ahead() -> None:
    pause = Pause(date(2026, 1, 6), date(2026, 1, 10))
    assert marks(january(5), date(2026, 1, 7), (pause,)) == [
        Mark.PRACTISED,
        *[Mark.PAUSED] * 5,
        Mark.REST,
    ]


def test_the_strip_shows_practice_on_a_rest_day() -> None:
    assert marks(january(10), date(2026, 1, 10))[5] is Mark.PRACTISED


def test_a_day_still_to_come_is_not_practised_yet() -> None:
    assert marks(january(5, 7), MONDAY)[2] is Mark.AHEAD


def test_the_strip_knows_today() -> None:
    strip = week_strip([], date(2026, 1, 7))
    assert [each.day for each in strip if each.is_today] == [date(2026, 1, 7)]
    assert [each.day for each in strip] == [MONDAY + timedelta(n) for n in range(7)]


def test_ten_years_of_days_are_counted_whole() -> None:
    done = [date(2016, 1, 4) + timedelta(n) for n in range(3650)]
    found = streak(done, done[-1], [Schedule(date(2016, 1, 1), frozenset(range(7)))])
    assert (found.current, found.longest, found.spares) == (3650, 3650, 2)
