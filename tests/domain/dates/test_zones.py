from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui.domain.dates.zones import wall_clock_in

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_a_zone_gives_its_own_time_of_day() -> None:
    assert wall_clock_in("Europe/Oslo", NOON) == "13:00"
    assert wall_clock_in("Asia/Kolkata", NOON) == "17:30"


def test_summer_time_is_known() -> None:
    assert wall_clock_in("Europe/Lisbon", datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == "13:00"


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "\x00", "Europe/" + "x" * 300])
def test_an_unknown_zone_has_no_time(name: str) -> None:
    assert wall_clock_in(name, NOON) == ""
