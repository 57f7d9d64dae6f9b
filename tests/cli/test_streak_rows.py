"""The rows S01-S30 of the practice model, lived through on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Shell

ROWS = json.loads((Path(__file__).parents[1] / "data" / "streak.json").read_text(encoding="utf-8"))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_acts_logged_day_by_day_give_the_streak_of_the_row(rapport: Shell, row: dict[str, Any]) -> None:
    rapport.at("2026-01-01")
    rapport.ok("add", "Maya Okafor")
    rapport.ok(
        "practice", "--days", ",".join(WEEKDAYS[day] for day in row["expected"]), "--from", "2026-01-01"
    )
    for day in row["practice"]:
        rapport.at(day)
        rapport.ok("log", "call", "@maya")
    rapport.at(row["today"])
    if row["pauses"]:
        rapport.ok("practice", "--pause", row["pauses"][0], row["pauses"][-1])
    found = rapport.ok("streak", "--json").json
    wanted = row["out"] | {"consistency": pytest.approx(row["out"]["consistency"], abs=1e-9)}
    assert {name: found[name] for name in wanted} == wanted
    assert found["expected_days"] == row["expected"]


def test_a_call_logged_late_mends_the_streak(rapport: Shell) -> None:
    rapport.at("2026-01-01")
    rapport.ok("add", "Maya Okafor")
    for day in (*range(5, 10), *range(12, 17)):
        rapport.at(f"2026-01-{day:02}")
        rapport.ok("log", "call", "@maya")
    rapport.at("2026-01-22")
    broken = rapport.ok("streak", "--json").json["current"]
    rapport.ok("log", "call", "@maya", "2026-01-20")
    assert (broken, rapport.ok("streak", "--json").json["current"]) == (0, 11)


def test_a_deleted_act_leaves_the_streak(rapport: Shell) -> None:
    rapport.at("2026-01-05")
    rapport.ok("add", "Maya Okafor")
    ident = rapport.ok("log", "--json", "call", "@maya").json["id"]
    before = rapport.ok("streak", "--json").json["current"]
    rapport.ok("delete", "interaction", str(ident))
    assert (before, rapport.ok("streak", "--json").json["current"]) == (1, 0)


def test_weekly_mode_counts_weeks(rapport: Shell) -> None:
    rapport.at("2026-01-01")
    rapport.ok("add", "Maya Okafor")
    rapport.ok("practice", "--weekly", "3", "--from", "2026-01-01")
    for day in (5, 6, 8):
        rapport.at(f"2026-01-{day:02}")
        rapport.ok("log", "call", "@maya")
    rapport.at("2026-01-09")
    found = rapport.ok("streak", "--json").json
    assert (found["mode"], found["current"], found["spares"], found["week_done"]) == ("weekly", 1, 1, 3)
