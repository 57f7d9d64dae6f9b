"""Small steps: which level an act counts as, and which step a day offers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.records.interaction import Channel, Direction, ValueKind, Way
from tui.domain.writing.small_steps import (
    LADDER,
    RecordedAct,
    SmallStep,
    level_of,
    own_level,
    step_for,
    warm_up,
)

TODAY = date(2026, 11, 23)


def act(channel: Channel = Channel.MESSAGE, days_ago: int = 0, **more: object) -> RecordedAct:
    direction = more.pop("direction", Direction.OUT)
    return RecordedAct(TODAY - timedelta(days_ago), channel, direction, **more)  # type: ignore[arg-type]


def gave(kind: ValueKind) -> frozenset[tuple[Way, ValueKind]]:
    return frozenset({(Way.GIVEN, kind)})


@pytest.mark.parametrize(
    ("one", "level"),
    [
        (act(Channel.NOTE), 0),
        (act(Channel.REACTION), 0),
        (act(Channel.COMMENT), 1),
        (act(Channel.MESSAGE), 1),
        (act(situation="thanks"), 2),
        (act(values=gave(ValueKind.ENCOURAGEMENT)), 2),
        (act(values=gave(ValueKind.RESOURCE)), 3),
        (act(asks_something=True), 4),
        (act(Channel.EMAIL, is_answer=True), 5),
        (act(Channel.VOICE_NOTE), 6),
        (act(Channel.CALL), 7),
        (act(Channel.INTRODUCTION), 8),
        (act(values=gave(ValueKind.INTRODUCTION)), 8),
        (act(values=frozenset({(Way.RECEIVED, ValueKind.INTRODUCTION)})), 1),
        (act(direction=Direction.IN), None),
    ],
)
def test_an_act_counts_as_the_highest_step_that_fits(one: RecordedAct, level: int | None) -> None:
    assert level_of(one) == level


def test_a_level_is_ones_own_once_it_was_used_twice_in_thirty_days() -> None:
    acts = [act(Channel.CALL), act(Channel.VOICE_NOTE), act(Channel.VOICE_NOTE, 29), act(days_ago=3)]
    assert own_level(acts, TODAY) == 6


def test_what_lies_thirty_days_back_does_not_count() -> None:
    assert own_level([act(Channel.VOICE_NOTE), act(Channel.VOICE_NOTE, 30)], TODAY) == 0


def test_a_new_person_begins_at_the_bottom() -> None:
    assert own_level([], TODAY) == 0


def test_two_days_in_a_row_offer_the_own_level_and_the_next() -> None:
    assert {step_for(3, TODAY + timedelta(n)).level for n in range(2)} == {3, 4}


def test_beyond_the_top_there_is_nothing() -> None:
    assert {step_for(8, TODAY + timedelta(n)).level for n in range(2)} == {8}


@given(st.integers(0, 8), st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sets(st.integers(1, 8)))
def test_what_cannot_be_done_now_is_not_offered(level: int, today: date, left_out: set[int]) -> None:
    step = step_for(level, today, left_out=left_out)
    assert isinstance(step, SmallStep)
    assert step.level not in left_out
    assert step.level <= level + 1


def test_the_ladder_counts_up_from_nothing() -> None:
    assert [step.level for step in LADDER] == list(range(9))


def test_the_warm_up_names_whom_it_is_for() -> None:
    assert warm_up("Maya") == "First one easy hello to someone current, then Maya."
