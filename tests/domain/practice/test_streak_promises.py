"""What the streak promises whatever is logged: the six invariants, and the definition by brute force."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from tui.domain.practice.days import covered_days, missed_days
from tui.domain.practice.plan import Pause, Schedule
from tui.domain.practice.spares import DAILY_SPARES, WEEKLY_SPARES, Beat, Held, SpareRules, hold_together
from tui.domain.practice.streak import Streak, streak

FIRST = date(2026, 1, 5)
LENGTH = 56

often = settings(max_examples=2000)


class Record(Struct, frozen=True):
    """A few weeks of somebody's practice, looked at on one day."""

    practice: frozenset[date]
    today: date
    schedules: tuple[Schedule, ...]
    pauses: tuple[Pause, ...]

    def streak(self, *more: date, pause: Pause | None = None) -> Streak:
        pauses = self.pauses if pause is None else (*self.pauses, pause)
        return streak([*self.practice, *more], self.today, self.schedules, pauses)


def _days(bits: int) -> frozenset[date]:
    return frozenset(FIRST + timedelta(n) for n in range(LENGTH) if bits >> n & 1)


def _weekdays(bits: int) -> frozenset[int]:
    return frozenset(n for n in range(7) if bits >> n & 1)


def _day(number: int) -> date:
    return FIRST + timedelta(number % LENGTH)


def _record(facts: bytes, *, is_weekly: bool | None = None) -> Record:
    """Read a record out of bytes: drawing them at once takes a third of the time of drawing each fact."""
    one, other = int.from_bytes(facts[:7]), int.from_bytes(facts[7:14])
    density, ends, today, mode, schedules, pauses, *more = facts[14:]
    some, many = one & other, one | other
    practice = (0, one, some, many, one, some, many, one)[density % 8] >> max(0, ends - 200)
    if is_weekly if is_weekly is not None else mode % 2:
        planned = [Schedule(FIRST, frozenset[int](), mode % 7 + 1)]
    else:
        planned = [Schedule(_day(more[n]), _weekdays(more[n + 1])) for n in range(0, 2 * (schedules % 4), 2)]
    begun = [(_day(more[n]), more[n + 1] % 21) for n in range(6, 6 + 2 * (pauses % 3), 2)]
    paused = [Pause(first, first + timedelta(days)) for first, days in begun]
    return Record(_days(practice), _day(today), tuple(planned), tuple(paused))


some_bytes = st.binary(min_size=30, max_size=30)
daily = some_bytes.map(partial(_record, is_weekly=False))
any_mode = some_bytes.map(_record)
a_day = st.integers(0, LENGTH - 1).map(_day)
a_pause = st.builds(lambda first, days: Pause(first, first + timedelta(days)), a_day, st.integers(0, 20))


@often
@given(any_mode, a_day)
def test_one_more_practice_day_never_shortens_a_streak(record: Record, day: date) -> None:
    before, after = record.streak(), record.streak(day)
    assert after.current >= before.current
    assert after.longest >= before.longest


@often
@given(daily, a_day)
def test_one_more_practice_day_never_lowers_consistency(record: Record, day: date) -> None:
    assert record.streak(day).consistency >= record.streak().consistency - 1e-12


@often
@given(any_mode, a_pause)
def test_one_more_pause_never_shortens_a_streak(record: Record, pause: Pause) -> None:
    before, after = record.streak(), record.streak(pause=pause)
    assert after.current >= before.current
    assert after.longest >= before.longest


@often
@given(any_mode, st.randoms(use_true_random=False))
def test_the_order_of_logging_does_not_matter(record: Record, chance: random.Random) -> None:
    shuffled = sorted(record.practice)
    chance.shuffle(shuffled)
    assert streak(shuffled, record.today, record.schedules, record.pauses) == record.streak()


@often
@given(any_mode)
def test_two_acts_on_one_day_are_one_practice_day(record: Record) -> None:
    assert record.streak(*record.practice) == record.streak()


@often
@given(any_mode)
def test_looking_changes_nothing(record: Record) -> None:
    practice = list(record.practice)
    first = streak(practice, record.today, record.schedules, record.pauses)
    assert streak(practice, record.today, record.schedules, record.pauses) == first
    assert practice == list(record.practice)


@often
@given(any_mode)
def test_every_number_keeps_within_its_bounds(record: Record) -> None:
    found = record.streak()
    arrived = sum(day <= record.today for day in record.practice)
    assert 0 <= found.spares <= 2
    assert 0 <= found.current <= found.longest <= arrived
    assert 0.0 <= found.consistency <= 1.0
    assert found.next_in is None or 1 <= found.next_in <= 4


@often
@given(daily)
def test_covered_days_are_missed_days_and_as_many_as_the_spares_allow(record: Record) -> None:
    given_facts = (record.practice, record.today, record.schedules, record.pauses)
    covered = covered_days(*given_facts)
    assert covered <= missed_days(*given_facts)
    assert not covered & record.practice
    arrived = sum(day <= record.today for day in record.practice)
    assert len(covered) <= 2 * arrived


def _by_definition(beats: Sequence[Beat], rules: SpareRules) -> list[Held]:
    """Try every start one by one and keep, at each beat, the longest streak and its fullest spares."""
    best = [(0, 0)] * len(beats)
    for start, first in enumerate(beats):
        if first is not Beat.HELD:
            continue
        length, level = 0, rules.at_start * rules.earn
        for place in range(start, len(beats)):
            if beats[place] is Beat.HELD:
                level = min(rules.most * rules.earn, level + 1) if length else level
                length += 1
            elif beats[place] is Beat.MISSED:
                level -= rules.earn
            if level < 0:
                break
            best[place] = max(best[place], (length, level))
    return [Held(length, level) for length, level in best]


def test_the_streak_agrees_with_trying_every_start_one_by_one() -> None:
    chance = random.Random(1)
    for _ in range(20_000):
        weights = (chance.random() * 4 + 0.5, 1.0, chance.random())
        beats = chance.choices((Beat.HELD, Beat.MISSED, Beat.NEUTRAL), weights, k=chance.randint(0, 26))
        rules = chance.choice((DAILY_SPARES, WEEKLY_SPARES))
        assert hold_together(beats, rules) == _by_definition(beats, rules)
