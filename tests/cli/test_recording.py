"""Writing down in one line: add, log and follow-up."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell


@pytest.fixture
def book(rapport: Shell) -> Shell:
    """Return a book with four people in it."""
    for name in ("Maya Okafor", "Bo Chen", "Anna Lindqvist", "Anna Petrova"):
        rapport.ok("add", name)
    return rapport


def test_a_person_is_added_with_everything_on_the_line(newcomer: Shell) -> None:
    newcomer.ok(
        "add", "Kofi", "Mensah", "met:PyCon DE", "org:Trailblaze", "role:CTO", "tag:python", "every:6w"
    )
    kofi = newcomer.ok("show", "kofi", "--json").json
    assert (kofi["name"], kofi["met_at"], kofi["organisation"], kofi["role"]) == (
        "Kofi Mensah",
        "PyCon DE",
        "Trailblaze",
        "CTO",
    )
    assert (kofi["tags"], kofi["rhythm_days"]) == (["python"], 42)


def test_somebody_who_is_here_already_is_not_added_again(book: Shell) -> None:
    said = book("add", "Maya Okafor")
    assert said.code == 2
    assert "already here" in said.err
    assert len(book.ok("list", "--json").json) == 4


def test_a_line_of_shell_words_makes_the_record_of_the_bar(book: Shell) -> None:
    said = book.ok(
        "log",
        "--json",
        "coffee",
        "with",
        "@maya",
        "and",
        "@bo",
        "-3d",
        "her",
        "May",
        "launch",
        "next:fri send it",
    ).json
    assert said.pop("uid")
    assert said == {
        "id": 1,
        "kind": "log",
        "contacts": [{"id": 1, "name": "Maya Okafor"}, {"id": 2, "name": "Bo Chen"}],
        "channel": "in_person",
        "direction": "mutual",
        "date": "2026-11-20",
        "note": "her May launch",
        "next": {"date": "2026-11-27", "text": "send it"},
        "created_contacts": [],
    }


def test_one_quoted_line_makes_the_same_record_as_its_words(book: Shell) -> None:
    whole = book.ok("log", "--json", "call @maya yesterday asked about the grant > fri send contacts").json
    words = book.ok(
        "log",
        "--json",
        *["call", "@maya", "yesterday", "asked", "about", "the", "grant"],
        "next:fri send contacts",
    ).json
    assert whole | {"id": 0, "uid": ""} == words | {"id": 0, "uid": ""}


def test_what_was_written_is_said(book: Shell) -> None:
    said = book.ok("log", "call", "@maya", "yesterday", "her", "move").out
    assert said == "Logged: Maya Okafor · call · Sun 22 Nov · note: her move\n"


def test_somebody_new_on_a_log_line_is_reported(book: Shell) -> None:
    assert "Lena is new in the book." in book.ok("log", "met", "@lena", "at:pycon").out
    created = book.ok("log", "--json", "call", "@Goran Ilic").json["created_contacts"]
    assert created == [{"id": 6, "name": "Goran Ilic"}]


def test_several_matches_are_listed_with_their_numbers(book: Shell) -> None:
    said = book("log", "lunch", "@anna")
    assert said.code == 2
    assert "Anna Lindqvist (3)" in said.err
    assert "Anna Petrova (4)" in said.err


@pytest.mark.parametrize(
    "line",
    ["call yesterday caught up", "call @mya", "call @bo 2026-02-30", "li @bo tomorrow"],
)
def test_a_line_with_an_open_question_saves_nothing_and_ends_with_2(book: Shell, line: str) -> None:
    said = book("log", line)
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("Nothing was saved.\n")
    assert book.ok("streak", "--json").json["today"] == "new"


def test_a_follow_up_is_a_next_step(book: Shell) -> None:
    said = book.ok("follow-up", "--json", "@maya", "2w", "send", "the", "deck").json
    assert (said["kind"], said["date"], said["note"]) == ("follow_up", "2026-12-07", "send the deck")
    (step,) = book.ok("show", "maya", "--json").json["next_steps"]
    assert (step["due"], step["text"]) == ("2026-12-07", "send the deck")


def test_lines_from_standard_input_are_each_reported_and_a_bad_one_stops_nobody(book: Shell) -> None:
    said = book("log", "-", stdin="call @maya\n\ncall @nobody.at.all 2026-02-30\nemail @bo\n")
    assert said.code == 2
    assert [line.partition(":")[0] for line in said.out.splitlines()] == ["1", "4"]
    assert said.err.startswith("3: ")
    assert len(book.ok("show", "bo", "--json").json["interactions"]) == 1


def test_good_lines_from_standard_input_end_with_0_and_print_json(book: Shell) -> None:
    said = book.ok("log", "-", "--json", stdin="call @maya\nemail @bo\n").json
    assert [(each["line"], each["channel"]) for each in said] == [(1, "call"), (2, "email")]


def test_no_line_without_a_terminal_asks_for_one(book: Shell) -> None:
    said = book("log")
    assert (said.code, said.out) == (2, "")
    assert "rapport log LINE" in said.err


def test_words_that_begin_with_a_dash_are_words(book: Shell) -> None:
    assert book.ok("log", "--json", "call", "@maya", "-3d").json["date"] == "2026-11-20"
