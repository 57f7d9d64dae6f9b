"""The depth of a practice day."""

from __future__ import annotations

import pytest

from tui.domain.heatmap import Act, day_depth


@pytest.mark.parametrize(
    ("acts", "depth"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param([Act(0.0, 5)], 0, id="a like"),
        pytest.param([Act(0.3, 3)], 1, id="a comment"),
        pytest.param([Act(0.6, 3)], 2, id="a message"),
        pytest.param([Act(0.6)], 2, id="a message, feeling not noted"),
        pytest.param([Act(0.6, 3)] * 9, 2, id="nine messages"),
        pytest.param([Act(0.6, 4)], 3, id="a message that felt good"),
        pytest.param([Act(1.0, 3)], 3, id="a call"),
        pytest.param([Act(1.0, 5)], 4, id="in person, felt very good"),
        pytest.param([Act(0.6, 3), Act(0.0, 5)], 2, id="a like adds no feeling"),
    ],
)
def test_a_day_is_as_deep_as_its_richest_act(acts: list[Act], depth: int) -> None:
    assert day_depth(acts) == depth
