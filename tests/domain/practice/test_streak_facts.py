"""What lies behind the streak: since when, what was covered, when it was longest."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui.domain.practice.plan import Schedule
from tui.domain.practice.streak import streak
from tui.domain.practice.streak_facts import StreakFacts, streak_facts

MONDAY = date(2026, 1, 5)
THREE_A_WEEK = (Schedule(date(2026, 1, 1), frozenset(range(7)), 3),)


def january(*days: int) -> list[date]:
    return [date(2026, 1, day) for day in days]


def test_a_streak_is_dated_by_its_first_practice_day() -> None:
    facts = streak_facts(january(5, 6, 8), date(2026, 1, 8))
    assert (facts.since, facts.covered) == (date(2026, 1, 5), (date(2026, 1, 7),))


def test_a_miss_before_the_streak_is_not_among_its_spares() -> None:
    facts = streak_facts(january(5, 16), date(2026, 1, 16))
    assert (facts.since, facts.covered) == (date(2026, 1, 16), ())


def test_the_longest_is_dated_by_the_day_it_had_its_length_first() -> None:
    facts = streak_facts(january(5, 6, 7, 8, 9, 22), date(2026, 1, 22))
    assert facts.longest_on == date(2026, 1, 9)


def test_kept_and_missed_days_are_what_consistency_has_seen() -> None:
    facts = streak_facts(january(5, 6, 8), date(2026, 1, 9))
    assert (facts.practised, facts.missed) == (3, 1)


def test_weeks_are_dated_by_the_last_day_practised_in_them() -> None:
    facts = streak_facts(january(5, 6, 8, 14), date(2026, 1, 18), THREE_A_WEEK)
    assert facts == StreakFacts(longest_on=date(2026, 1, 8), practised=1)


def test_before_the_first_act_there_is_nothing_to_say() -> None:
    assert streak_facts([], MONDAY) == StreakFacts()


@given(st.sets(st.integers(0, 60).map(lambda n: MONDAY + timedelta(n))))
def test_the_days_since_its_beginning_are_as_many_as_the_streak_is_long(days: set[date]) -> None:
    today = MONDAY + timedelta(60)
    facts, now = streak_facts(days, today), streak(days, today)
    since = [day for day in days if facts.since is not None and day >= facts.since]
    assert len(since) == now.current
