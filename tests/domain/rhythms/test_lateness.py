"""How late is late: the constants of each preset, and the order of states."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.rhythms.lateness import (
    State,
    dormant_days,
    maximum_days,
    round_half_up,
    shift_range,
    soon_days,
    state_of,
    weighted_ratio,
)
from tui.domain.rhythms.rhythm import LONGEST_RHYTHM, PRESETS


def day(text: str) -> date:
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def test_halves_are_rounded_upwards() -> None:
    assert [round_half_up(x) for x in (10.4, 10.5, 547.5, 0.3 * 365, 0.15 * 30)] == [10, 11, 548, 110, 5]


@pytest.mark.parametrize(
    ("ideal", "most", "soon", "shift", "dormant"),
    [
        (7, 11, 1, 0, 365),
        (14, 21, 2, 1, 365),
        (30, 45, 5, 3, 365),
        (60, 90, 9, 6, 365),
        (90, 135, 14, 7, 365),
        (180, 270, 14, 7, 540),
        (365, 548, 14, 7, 1096),
    ],
)
def test_the_constants_of_each_preset(ideal: int, most: int, soon: int, shift: int, dormant: int) -> None:
    assert (maximum_days(ideal), soon_days(ideal), shift_range(ideal)) == (most, soon, shift)
    assert dormant_days(ideal) == dormant
    assert ideal in PRESETS


def test_between_the_presets_the_constants_follow_the_same_shares() -> None:
    for ideal in range(1, LONGEST_RHYTHM + 1):
        most = (3 * ideal + 1) // 2
        assert maximum_days(ideal) == most, ideal
        assert soon_days(ideal) == min(14, max(1, (15 * ideal + 50) // 100)), ideal
        assert shift_range(ideal) == len([tenth for tenth in range(1, 8) if 10 * tenth <= ideal]), ideal
        assert dormant_days(ideal) == (365 if most <= 182 else 2 * most), ideal


def test_d14_a_starred_contact_counts_a_quarter_more() -> None:
    assert weighted_ratio(2.0, True) == 2.5


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"is_archived": True, "is_paused": True}, State.ARCHIVED),
        ({"ideal_days": None, "is_paused": True}, State.NONE),
        ({"is_paused": True, "snoozed_until": day("12-01")}, State.PAUSED),
        ({"snoozed_until": day("12-01"), "is_on_ladder": True}, State.SNOOZED),
        ({"is_on_ladder": True}, State.LADDER),
        ({"is_on_ladder": True, "ideal_days": None}, State.LADDER),
        ({"last_touch_on": None, "due_on": None}, State.NEW),
        ({"last_touch_on": None, "due_on": day("12-01")}, State.NEW),
        ({"last_touch_on": None}, State.DUE),
        ({"last_touch_on": day("2024-01-01")}, State.DORMANT),
        ({"snoozed_until": day("04-01")}, State.DUE),
    ],
)
def test_the_first_state_that_applies_counts(facts: dict[str, object], state: State) -> None:
    usual: dict[str, object] = {"ideal_days": 30, "due_on": day("04-01"), "last_touch_on": day("03-02")}
    assert state_of(day("04-01"), **(usual | facts)) is state  # type: ignore[arg-type]
