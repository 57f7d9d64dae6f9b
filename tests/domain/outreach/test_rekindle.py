"""Rekindling: who is offered, and in what order."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.outreach.rekindle import Dormant, is_eligible, rekindle_rank
from tui.domain.rhythms.lateness import State

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("feelings", "is_other_world", "rank"),
    [
        ([5], False, 0.60),
        ([3], True, 0.76),
        ([4], True, 0.88),
        ([2], True, 0.64),
        ([], False, 0.36),
        ([1, 5, 5, 5], False, 0.60),
    ],
)
def test_the_rank_of_an_old_tie(feelings: list[int], is_other_world: bool, rank: float) -> None:
    assert rekindle_rank(feelings, is_other_world) == pytest.approx(rank)


@pytest.mark.parametrize(
    ("facts", "may_be_offered"),
    [
        (Dormant(State.DORMANT, 0.6, None), True),
        (Dormant(State.DORMANT, 1.0, date(2025, 12, 2)), True),
        (Dormant(State.DORMANT, 1.0, date(2025, 12, 3)), False),
        (Dormant(State.DORMANT, 0.5, None), False),
        (Dormant(State.PAUSED, 1.0, None), False),
        (Dormant(State.OVERDUE, 1.0, None), False),
    ],
)
def test_who_may_be_offered(facts: Dormant, may_be_offered: bool) -> None:
    assert is_eligible(facts, TODAY) is may_be_offered
