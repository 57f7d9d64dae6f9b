"""Lines written without the book at hand, and delivered once however often they are sent."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tui.locations import outbox_folder
from tui.services.exporting.outbox import Outbox

LINE = "id:2026-11-20-1f0c call @maya yesterday about the boat"


@pytest.fixture
def book(rapport: Shell) -> Shell:
    """Return a book with two people in it, on Monday 23 November."""
    rapport.at("2026-11-23")
    for name in ("Maya Okafor", "Bo Chen"):
        rapport.ok("add", name)
    return rapport


def talks(book: Shell) -> list[tuple[str, str]]:
    """Return day and note of what was logged with Maya."""
    found = book.ok("show", "maya", "--json").json["interactions"]
    return [(each["date"], each["note"]) for each in found]


def test_a_line_that_comes_twice_is_written_once(book: Shell) -> None:
    book.ok("log", "-", stdin=f"{LINE}\n")
    said = book.ok("log", "-", stdin=f"{LINE}\n")
    assert said.out.startswith("1: Delivered before: logged a call with Maya Okafor")
    assert len(talks(book)) == 1


def test_a_line_counts_its_days_from_when_it_was_written(book: Shell) -> None:
    book.ok("log", "-", stdin=f"{LINE}\n")
    assert talks(book) == [("2026-11-19", "about the boat")]


def test_a_line_from_the_future_counts_from_today(book: Shell) -> None:
    book.ok("log", "-", stdin="id:2031-01-01-x call @maya yesterday\n")
    assert [day for day, _note in talks(book)] == ["2026-11-22"]


def test_a_line_whose_id_says_no_day_counts_from_today(book: Shell) -> None:
    book.ok("log", "-", stdin="id:seven call @maya yesterday\n")
    assert [day for day, _note in talks(book)] == ["2026-11-22"]


def test_a_line_taken_back_is_not_delivered_again(book: Shell) -> None:
    book.ok("log", "-", stdin=f"{LINE}\n")
    book.ok("undo")
    book.ok("log", "-", stdin=f"{LINE}\n")
    assert talks(book) == []


def test_a_line_that_was_refused_can_be_sent_again_once_it_is_mended(book: Shell) -> None:
    assert book("log", "-", stdin="id:2026-11-20-2a call about the boat\n").code == 2
    assert "Logged" in book.ok("log", "-", stdin="id:2026-11-20-2a call @maya about the boat\n").out


def test_half_of_the_lines_delivered_the_other_half_still_comes(book: Shell) -> None:
    lines = [f"id:2026-11-20-{number} call @maya number {number}\n" for number in range(6)]
    book.ok("log", "-", stdin="".join(lines[:3]))
    said = book.ok("log", "-", stdin="".join(lines)).out.splitlines()
    assert [line.split(" ")[1] for line in said] == ["Delivered"] * 3 + ["Logged:"] * 3
    assert len(talks(book)) == 6


@pytest.mark.parametrize(
    ("command", "line"),
    [("add", "id:2026-11-20-a Zoe Martin"), ("follow-up", "id:2026-11-20-f @maya 2w write")],
)
def test_people_and_next_steps_are_delivered_once_too(command: str, line: str, book: Shell) -> None:
    before = book.ok("list", "--json").json
    book.ok(command, "-", stdin=f"{line}\n")
    assert "Delivered before" in book.ok(command, "-", stdin=f"{line}\n").out
    assert len(book.ok("list", "--json").json) - len(before) == (command == "add")


def test_json_says_what_came_before(book: Shell) -> None:
    book.ok("log", "-", stdin=f"{LINE}\n")
    assert book.ok("log", "-", "--json", stdin=f"{LINE}\n").json == [{"line": 1, "delivered_before": True}]


def test_one_line_with_an_id_may_be_said_again(book: Shell) -> None:
    book.ok("log", *LINE.split())
    assert "Delivered before" in book.ok("log", *LINE.split()).out


def test_a_line_is_kept_for_later_for_its_owner_alone(rapport: Shell) -> None:
    rapport.at("2026-11-23")
    said = rapport.ok("outbox", "call", "@maya", "the boat", "next:fri write")
    path = Outbox(outbox_folder()).path("log")
    assert path.read_text().startswith("id:2026-11-23-")
    assert path.read_text().endswith("call @maya the boat next:fri write\n")
    assert path.read_text().strip() in said.out
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_keeping_a_line_makes_no_book(newcomer: Shell, home: Path) -> None:
    newcomer.ok("outbox", "call @maya")
    assert list(home.rglob("*.db")) == []


def test_lines_that_wait_are_listed(rapport: Shell) -> None:
    assert rapport.ok("outbox").out == "Nothing waits to be sent.\n"
    rapport.ok("outbox", "--to", "add", "Zoe", "Martin")
    assert "Zoe Martin" in rapport.ok("outbox").out


@pytest.fixture
def there(tmp_path: Path) -> tuple[str, ...]:
    """Return the command that reaches Rapport on another machine: one with a home of its own."""
    home = tmp_path / "there"
    home.mkdir()
    places = [f"{name}={home}" for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")]
    return ("env", *places, f"PYTHONPATH={os.getcwd()}", sys.executable, "-m", "tui")


def test_lines_are_sent_and_then_wait_no_more(rapport: Shell, there: tuple[str, ...]) -> None:
    rapport.ok("outbox", "--to", "add", "Maya", "Okafor")
    rapport.ok("outbox", "--send", *there)
    rapport.ok("outbox", "call", "@maya")
    rapport.ok("outbox", "--send", *there)
    assert rapport.ok("outbox").out == "Nothing waits to be sent.\n"


def test_lines_that_do_not_arrive_are_kept(rapport: Shell) -> None:
    rapport.ok("outbox", "call", "@maya")
    assert rapport("outbox", "--send", "false").code == 1
    assert "call @maya" in rapport.ok("outbox").out


def test_a_command_that_is_not_there_keeps_the_lines(rapport: Shell) -> None:
    rapport.ok("outbox", "call", "@maya")
    assert rapport("outbox", "--send", "/no/such/command").code == 3
    assert "call @maya" in rapport.ok("outbox").out
