"""Rekindling: in what order old ties are offered."""

from __future__ import annotations

import pytest

from tui.domain.outreach.rekindle import rekindle_rank


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
