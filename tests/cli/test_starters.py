"""Starters from the shell."""

from __future__ import annotations

from tests.cli.shell import Shell


def test_every_starter_is_listed_with_its_situation(rapport: Shell) -> None:
    listed = rapport.ok("starters", "list").out.splitlines()
    assert len(listed) == 54
    assert listed[0].split()[0] == "event"


def test_one_situation_can_be_asked_for_by_its_words(rapport: Shell) -> None:
    found = rapport.ok("starters", "list", "hard", "times", "--json").json
    assert {each["situation"] for each in found} == {"hard_times"}


def test_ones_own_comes_first_with_its_number_and_goes_again(rapport: Shell) -> None:
    added = rapport.ok("starters", "add", "rhythm", "How is the garden, {first_name}?")
    [first, *_] = rapport.ok("starters", "list", "rhythm", "--json").json
    removed = rapport.ok("starters", "remove", "1")
    assert added.out == "Kept a starter: keep the rhythm.\n"
    assert (first["id"], first["text"], first["slots"]) == (
        1,
        "How is the garden, {first_name}?",
        ["first_name"],
    )
    assert removed.out == "Took a starter away: How is the garden, {first_name}?\n"
    assert len(rapport.ok("starters", "list").out.splitlines()) == 54


def test_undo_brings_a_starter_back(rapport: Shell) -> None:
    rapport.ok("starters", "add", "rhythm", "Hello.")
    rapport.ok("starters", "remove", "1")
    rapport.ok("undo")
    assert len(rapport.ok("starters", "list").out.splitlines()) == 55


def test_an_unknown_slot_is_refused_with_those_there_are(rapport: Shell) -> None:
    said = rapport("starters", "add", "rhythm", "Hi {name}")
    assert said.code == 2
    assert "{name} is no slot." in said.err
    assert "{first_name}" in said.err


def test_a_number_nobody_has_is_said(rapport: Shell) -> None:
    said = rapport("starters", "remove", "7")
    assert said.code == 2
    assert "Nothing was changed." in said.err


def test_the_slots_and_situations_are_listed(rapport: Shell) -> None:
    out = rapport.ok("starters", "slots").out
    assert "{time_ago}" in out and "reconnect" in out
