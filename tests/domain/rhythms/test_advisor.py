"""The rhythm advisor: it suggests, never changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tui.domain.rhythms.advisor import gaps_between, may_ask_again, suggested_rhythm
from tui.domain.rhythms.rhythm import Touch

START = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("ideal", "gaps", "suggested"),
    [
        (30, [30, 31, 29], None),
        (30, [50, 46, 47, 60], 60),
        (30, [45, 45, 45, 45], None),
        (30, [10, 12, 15, 17], 14),
        (30, [18, 18, 18, 18], None),
        (365, [400, 600, 700, 900], None),
        (7, [1, 1, 1, 1], None),
        (42, [80, 80, 80, 80], 60),
    ],
)
def test_the_suggestion_for_gaps(ideal: int, gaps: list[int], suggested: int | None) -> None:
    assert suggested_rhythm(ideal, gaps) == suggested


def test_gaps_are_between_the_last_six_touches() -> None:
    touches = [Touch(START + timedelta(n), 1.0) for n in (0, 100, 110, 130, 160, 200, 250)]
    assert gaps_between(touches) == (10, 20, 30, 40, 50)


def test_light_touches_and_second_ones_of_a_day_make_no_gap() -> None:
    touches = [
        Touch(START, 1.0),
        Touch(START, 0.6),
        Touch(START + timedelta(3), 0.3),
        Touch(START + timedelta(9), 0.5),
    ]
    assert gaps_between(touches) == (9,)


def test_the_question_comes_back_after_ninety_days_at_the_earliest() -> None:
    assert may_ask_again(None, START)
    assert not may_ask_again(START, START + timedelta(89))
    assert may_ask_again(START, START + timedelta(90))
