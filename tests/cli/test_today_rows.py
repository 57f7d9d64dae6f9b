"""The rows T1-T7 of the practice model through ``rapport today``."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from tests.cli.shell import Shell
from tui.build import build
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import PromiseDraft

MONDAY = "2026-11-23"


def promise(contact_id: int, day: str) -> None:
    """Promise somebody something for a day; no line of the command line makes promises."""
    with closing(build().services()) as services, services.book.write("promised"):
        draft = PromiseDraft("the deck", is_mine=True, due_on=date.fromisoformat(day))
        services.book.promises.promise(ContactId(contact_id), draft, made_on=date.fromisoformat(day))


def people(rapport: Shell, count: int, *, every: str = "30d", last: str = "2026-10-20") -> None:
    """Add people of one rhythm, last in touch on one day, and look on Monday."""
    rapport.at(last)
    for number in range(count):
        name = f"Person {'abcdefghijklmnop'[number]}"
        rapport.ok("add", name)
        rapport.ok("rhythm", name, every, "--exact")
        rapport.ok("log", "call", f"@{name}")
    rapport.at(MONDAY)


def acted_lately(rapport: Shell, *days: str) -> None:
    """Practise on days before, so that nobody is eased in after an absence."""
    for day in days:
        rapport.at(day)
        rapport.ok("log", "call", "@someone")
    rapport.at(MONDAY)


def shown(rapport: Shell) -> list[tuple[str, str]]:
    return [(row["tier"], row["name"]) for row in rapport.ok("today", "--json").json]


def last_line(rapport: Shell) -> str:
    return rapport.ok("today").out.splitlines()[-1]


def test_t1_one_promise_and_five_rhythms_show_the_promise_and_two(rapport: Shell) -> None:
    rapport.ok("add", "Someone")
    people(rapport, 6)
    acted_lately(rapport, "2026-11-18", "2026-11-19", "2026-11-20")
    rapport.ok("rhythm", "person.a", "none")
    promise(2, MONDAY)
    assert [tier for tier, _ in shown(rapport)] == ["promise", "rhythm", "rhythm"]
    assert last_line(rapport) == "3 more can wait"


def test_t2_four_promises_are_all_shown_and_two_rhythms_wait(rapport: Shell) -> None:
    rapport.ok("add", "Someone")
    people(rapport, 6)
    acted_lately(rapport, "2026-11-18", "2026-11-19", "2026-11-20")
    for contact_id in (2, 3, 4, 5):
        promise(contact_id, MONDAY)
    assert [tier for tier, _ in shown(rapport)] == ["promise"] * 4
    assert last_line(rapport) == "2 more can wait"


def test_t3_with_nothing_due_one_dormant_contact_is_offered(rapport: Shell) -> None:
    rapport.ok("add", "Someone")
    people(rapport, 1, every="90d", last="2025-03-02")
    acted_lately(rapport, "2026-11-18", "2026-11-19", "2026-11-20")
    assert shown(rapport) == [("rekindle", "Person a")]


def test_t4_with_nothing_at_all_everyone_is_tended(rapport: Shell) -> None:
    rapport.ok("add", "Someone")
    assert shown(rapport) == []
    assert last_line(rapport) == "All tended. Someone you simply feel like hearing?"


def test_t5_after_ten_days_away_the_list_comes_back_one_by_one(rapport: Shell) -> None:
    rapport.at("2026-11-12")
    rapport.ok("add", "Someone")
    people(rapport, 12, every="30d", last="2026-10-01")
    acted_lately(rapport, "2026-11-12")
    counts = []
    for day in ("2026-11-23", "2026-11-24", "2026-11-25"):
        rapport.at(day)
        counts.append(int(rapport.ok("today", "--count").out))
        rapport.ok("log", "call", "@someone")
    assert counts == [1, 2, 3]


def test_t6_one_person_with_three_reasons_is_one_row_with_two_tags(rapport: Shell) -> None:
    rapport.at("2026-10-20")
    rapport.ok("add", "Ana Cruz", "bday:11-23")
    rapport.ok("rhythm", "ana", "30d", "--exact")
    rapport.ok("log", "call", "@ana")
    rapport.at(MONDAY)
    promise(1, MONDAY)
    (row,) = rapport.ok("today", "--json").json
    assert (row["tier"], row["also"]) == ("promise", ["birthday today", "4 weeks have passed"])


def test_t7_of_equal_ratios_the_one_more_days_late_comes_first(rapport: Shell) -> None:
    rapport.at("2026-10-18")
    for name, every, last in (("Six Late", "30d", "2026-10-18"), ("Nine Late", "45d", "2026-09-30")):
        rapport.ok("add", name)
        rapport.ok("rhythm", name, every, "--exact")
        rapport.ok("log", "call", f"@{name}", last)
    rapport.ok("add", "Someone")
    acted_lately(rapport, "2026-11-18", "2026-11-19", "2026-11-20")
    rows = rapport.ok("today", "--json").json
    assert [(row["name"], row["ratio"]) for row in rows] == [("Nine Late", 1.2), ("Six Late", 1.2)]


def test_the_plain_list_is_numbered_and_aligned(rapport: Shell) -> None:
    rapport.ok("add", "Someone")
    people(rapport, 1)
    acted_lately(rapport, "2026-11-18", "2026-11-19", "2026-11-20")
    assert rapport.ok("today", "--plain").out == "Monday, 23 Nov\n1  Person a  4 weeks have passed\n"


def test_without_a_command_plain_prints_the_list_of_today(rapport: Shell) -> None:
    people(rapport, 1)
    assert rapport.ok("--plain").out == rapport.ok("today").out


def test_an_empty_book_says_how_to_begin(newcomer: Shell) -> None:
    assert newcomer.ok("today").out == "Nobody is in the book yet. Begin with: rapport add NAME\n"
    assert newcomer.ok("today", "--json").json == []
    assert newcomer.ok("today", "--count").out == "0\n"
