"""The rows D01-D18 of the practice model through ``rapport due --json``."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.cli.shell import Shell


class Row(NamedTuple):
    """One row of the table in the practice model, 3.2."""

    id: str
    ideal_days: int
    touches: str
    """Days and channels: "2026-03-02 call, 2026-03-10 comment"."""
    today: str
    due: str
    ratio: float
    state: str


ROWS = (
    Row("D01", 30, "2026-03-02 call", "2026-03-10", "2026-04-01", 0.2667, "fresh"),
    Row("D02", 30, "2026-03-02 call", "2026-03-27", "2026-04-01", 0.8333, "soon"),
    Row("D03", 30, "2026-03-02 call", "2026-04-01", "2026-04-01", 1.0, "due"),
    Row("D04", 30, "2026-03-02 call", "2026-04-16", "2026-04-01", 1.5, "due"),
    Row("D05", 30, "2026-03-02 call", "2026-04-17", "2026-04-01", 1.5333, "overdue"),
    Row("D06", 30, "2026-03-02 call, 2026-03-10 comment", "2026-04-01", "2026-04-01", 1.0, "due"),
    Row("D07", 30, "2026-03-02 call, 2026-03-28 comment", "2026-04-01", "2026-04-06", 0.8333, "soon"),
    Row("D08", 30, "2026-03-02 call, 2026-03-28 message", "2026-04-01", "2026-04-15", 0.5333, "fresh"),
    Row("D09", 30, "2026-03-02 call, 2026-03-28 reaction", "2026-04-01", "2026-04-01", 1.0, "due"),
    Row("D10", 90, "2025-03-02 in-person", "2026-03-02", "2025-05-31", 4.0556, "dormant"),
    Row("D11", 365, "2025-03-02 in-person", "2026-03-02", "2026-03-02", 1.0, "due"),
    Row("D12", 365, "2023-03-01 in-person", "2026-03-02", "2024-02-29", 3.0055, "dormant"),
    Row("D13", 7, "2026-02-16 in-person", "2026-03-02", "2026-02-23", 2.0, "overdue"),
    Row("D14", 7, "2026-02-16 in-person", "2026-03-02", "2026-02-23", 2.0, "overdue"),
    Row("D15", 90, "2026-01-01 email", "2026-03-14", "2026-03-14", 1.0, "due"),
    Row("D16", 30, "2026-03-02 call", "2026-04-05", "2026-05-05", 0.0, "fresh"),
    Row("D17", 90, "2026-03-02 call", "2026-05-31", "2026-06-07", 0.9222, "soon"),
    Row("D18", 30, "2026-03-02 group", "2026-03-17", "2026-03-17", 1.0, "due"),
)


def live(rapport: Shell, row: Row) -> None:
    """Do what the row says, up to its day; the first contact of a book has id 1 (shift +7 when quarterly)."""
    rapport.at(row.touches[:10])
    rapport.ok("add", "Maya Okafor")
    rapport.ok("rhythm", "maya", f"{row.ideal_days}d", "--spread" if row.id == "D17" else "--exact")
    for touch in row.touches.split(", "):
        day, channel = touch.split()
        rapport.at(day)
        rapport.ok("log", channel, "@maya")
    rapport.at(row.today)
    if row.id == "D14":
        rapport.ok("star", "maya")
    if row.id == "D16":
        rapport.ok("skip", "maya")


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_the_due_list_says_what_the_row_says(rapport: Shell, row: Row) -> None:
    live(rapport, row)
    (found,) = rapport.ok("due", "--all", "--json").json
    assert (found["due"], found["ratio"], found["state"]) == (row.due, row.ratio, row.state)
    assert found["rhythm_days"] == row.ideal_days


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_only_who_is_due_or_overdue_is_on_the_due_list(rapport: Shell, row: Row) -> None:
    live(rapport, row)
    assert bool(rapport.ok("due", "--json").json) is (row.state in ("due", "overdue"))


def test_a_row_has_the_fields_of_the_contract(rapport: Shell) -> None:
    rapport.at("2026-03-02")
    rapport.ok("add", "Maya Okafor", "tag:berlin")
    rapport.ok("rhythm", "maya", "monthly", "--exact")
    rapport.ok("log", "call", "@maya")
    rapport.at("2026-04-01")
    assert rapport.ok("due", "--json").json == [
        {
            "id": 1,
            "name": "Maya Okafor",
            "tier": "rhythm",
            "reason": "4 weeks have passed",
            "state": "due",
            "due": "2026-04-01",
            "ratio": 1.0,
            "rhythm_days": 30,
            "last_touch": "2026-03-02",
            "tags": ["berlin"],
        }
    ]


def test_the_most_overdue_come_first_and_a_star_counts_a_quarter_more(rapport: Shell) -> None:
    rapport.at("2026-03-02")
    for name, every in (("Late Lee", "20d"), ("Star Sun", "24d"), ("Calm Cho", "30d"), ("Next Ngo", "90d")):
        rapport.ok("add", name)
        rapport.ok("rhythm", name, every, "--exact")
        rapport.ok("log", "call", f"@{name}")
    rapport.ok("star", "star.sun")
    rapport.at("2026-04-01")
    everyone = [row["name"] for row in rapport.ok("due", "--all", "--json").json]
    assert everyone == ["Star Sun", "Late Lee", "Calm Cho", "Next Ngo"]
    assert [row["name"] for row in rapport.ok("due", "--json", "--limit", "2").json] == everyone[:2]


def test_the_snoozed_are_named_only_when_everyone_is_asked_for(rapport: Shell) -> None:
    live(rapport, ROWS[2])
    rapport.ok("snooze", "maya", "in", "3", "days")
    assert rapport.ok("due", "--json").json == []
    (row,) = rapport.ok("due", "--all", "--json").json
    assert (row["state"], row["reason"]) == ("snoozed", "snoozed until Sat 4 Apr")


def test_a_login_greeting_is_one_line(rapport: Shell) -> None:
    live(rapport, ROWS[4])
    assert rapport.ok("due", "--motd").out == "Rapport: Maya Okafor would be glad of a hello.\n"


def test_a_login_greeting_says_nothing_when_nobody_is_due(rapport: Shell) -> None:
    live(rapport, ROWS[0])
    assert rapport.ok("due", "--motd").out == ""


@pytest.mark.parametrize("flag", ["--db", "--config"])
def test_a_login_greeting_stays_silent_when_something_is_wrong(
    rapport: Shell, flag: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    said = rapport(flag, str(folder), "due", "--motd")
    assert (said.code, said.out, said.err) == (0, "", "")
