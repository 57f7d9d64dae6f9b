"""Travel days: three hours and more, the arrival and the day before."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.practice.travel import travel_days

ARRIVAL = date(2026, 11, 23)
BOTH = (date(2026, 11, 22), ARRIVAL)


@pytest.mark.parametrize(
    ("last", "now", "days"),
    [
        pytest.param(60, 540, BOTH, id="Berlin to Tokyo"),
        pytest.param(540, 60, BOTH, id="and back"),
        pytest.param(60, 240, BOTH, id="three hours exactly"),
        pytest.param(60, 239, (), id="a minute less"),
        pytest.param(60, 120, (), id="summer time"),
        pytest.param(60, 60, (), id="at home"),
        pytest.param(-660, 780, BOTH, id="over the date line"),
        pytest.param(None, 540, (), id="the first start ever"),
    ],
)
def test_a_shift_of_three_hours_lets_two_days_rest(
    last: int | None, now: int, days: tuple[date, ...]
) -> None:
    assert travel_days(last, now, ARRIVAL) == days
