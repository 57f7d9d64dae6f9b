"""A simulated year through the real services: nobody is lost, and no day asks for more than the pace."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.simulation.year import FIRST, Year
from tui.domain.practice.plan import DEFAULT_PACE
from tui.services.today.due import DueList


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_year_of_practice_keeps_everybody_within_reach(tmp_path: Path, seed: int) -> None:
    lived = Year(tmp_path, seed).live(365)
    assert lived.within >= 0.99, f"{lived.within:.2%} within, worst ratio {lived.worst_ratio:.2f}"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_day_of_a_year_shows_more_than_the_pace(tmp_path: Path, seed: int) -> None:
    assert Year(tmp_path, seed).live(365).most_shown == DEFAULT_PACE


def test_no_day_of_a_year_holds_more_than_two_spares_or_a_streak_above_the_longest(tmp_path: Path) -> None:
    streaks = Year(tmp_path).live(365).streaks
    assert {now.spares for now in streaks} == {0, 1, 2}
    assert all(now.current <= now.longest for now in streaks)
    assert all(before.longest <= now.longest for before, now in pairwise(streaks))


def test_the_command_line_tells_the_same_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    year, rapport = Year(tmp_path), Shell(monkeypatch)
    monkeypatch.setenv("RAPPORT_DB", str(tmp_path / "year.db"))
    for _ in range(26):
        year.live(14)
        rapport.at(year.clock.day.isoformat(), hour=12)
        services = year.services
        shown = [row.person.name for row in services.today.queue().rows]
        due = [each.person.name for each in DueList(services.book).due()]
        assert [row["name"] for row in rapport.ok("today", "--json").json] == shown
        assert [row["name"] for row in rapport.ok("due", "--json").json] == due
        assert rapport.ok("streak", "--json").json["current"] == services.practising.streak().current
    assert year.clock.day == FIRST + timedelta(364)
