"""Tending in one line: snooze, skip, rhythm, star, delete, undo and redo."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell
from tui.locations import book_path


@pytest.fixture
def maya(rapport: Shell) -> Shell:
    """Return a book with Maya in it, due on this Monday."""
    rapport.at("2026-10-24")
    rapport.ok("add", "Maya Okafor")
    rapport.ok("rhythm", "maya", "30d", "--exact")
    rapport.ok("log", "call", "@maya", "about", "her", "move")
    rapport.at("2026-11-23")
    return rapport


def due(rapport: Shell) -> list[str]:
    return [row["name"] for row in rapport.ok("due", "--json").json]


def test_a_snooze_hides_until_its_day(maya: Shell) -> None:
    assert maya.ok("snooze", "maya", "fri").out == "Snoozed Maya Okafor until Fri 27 Nov.\n"
    hidden = due(maya)
    maya.at("2026-11-27")
    assert (hidden, due(maya)) == ([], ["Maya Okafor"])


def test_a_day_gone_by_cannot_be_snoozed_to(maya: Shell) -> None:
    said = maya("snooze", "maya", "2026-11-20")
    assert said.code == 2
    assert "Nothing was changed." in said.err


def test_a_skip_lets_the_round_go(maya: Shell) -> None:
    maya.ok("skip", "maya")
    assert maya.ok("show", "maya", "--json").json["due"] == "2026-12-23"


def test_who_may_be_a_slug_a_name_or_a_number(maya: Shell) -> None:
    shown = [
        maya.ok("show", who, "--json").json["id"] for who in ("maya", "maya.o", "Maya Okafor", "1", "@maya")
    ]
    assert shown == [1] * 5


def test_a_rhythm_is_said_in_words(maya: Shell) -> None:
    assert maya.ok("rhythm", "maya", "every", "6", "weeks").out == "Maya Okafor: every 6 weeks.\n"


def test_an_exact_rhythm_has_no_shift_and_a_spread_one_has(maya: Shell) -> None:
    maya.ok("rhythm", "maya", "90d", "--exact")
    exact = maya.ok("show", "maya", "--json").json["due"]
    maya.ok("rhythm", "maya", "90d", "--spread")
    assert (exact, maya.ok("show", "maya", "--json").json["due"]) == ("2027-01-22", "2027-01-29")


def test_a_star_is_given_and_taken(maya: Shell) -> None:
    maya.ok("star", "maya")
    given = maya.ok("show", "maya", "--json").json["starred"]
    maya.ok("star", "maya", "--off")
    assert (given, maya.ok("show", "maya", "--json").json["starred"]) == (True, False)


def test_undo_and_redo_name_what_they_did(maya: Shell) -> None:
    maya.ok("snooze", "maya", "fri")
    assert maya.ok("undo").out == "Undone: snoozed Maya Okafor until Fri 27 Nov.\n"
    assert due(maya) == ["Maya Okafor"]
    assert maya.ok("redo").out == "Redone: snoozed Maya Okafor until Fri 27 Nov.\n"
    assert due(maya) == []


def test_nothing_to_redo_is_a_sentence(maya: Shell) -> None:
    said = maya("redo")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Nothing to redo.")


def test_a_deleted_interaction_comes_back_by_undo(maya: Shell) -> None:
    (interaction,) = maya.ok("show", "maya", "--json").json["interactions"]
    assert "to the trash" in maya.ok("delete", "interaction", str(interaction["id"])).out
    gone = maya.ok("show", "maya", "--json").json["interactions"]
    maya.ok("undo")
    assert (gone, maya.ok("show", "maya", "--json").json["interactions"]) == ([], [interaction])


def test_an_interaction_that_is_not_there_cannot_be_deleted(maya: Shell) -> None:
    assert maya("delete", "interaction", "99").code == 2


def test_a_deleted_contact_comes_back_by_undo(maya: Shell) -> None:
    maya.ok("delete", "contact", "maya")
    gone = maya("show", "maya").code
    maya.ok("undo")
    assert (gone, maya("show", "maya").code) == (2, 0)


def test_deleting_for_ever_wants_the_word_yes(maya: Shell) -> None:
    said = maya("delete", "contact", "maya", "--for-ever", stdin="y\n", on_terminal=True)
    assert said.code == 2
    assert "Nothing was deleted." in said.err
    assert maya("show", "maya").code == 0


def test_deleted_for_ever_is_gone_from_undo_as_well(maya: Shell) -> None:
    said = maya("delete", "contact", "maya", "--for-ever", stdin="yes\n", on_terminal=True)
    assert said.code == 0
    assert maya("undo").code == 2
    assert maya.ok("list", "--json").json == []
    assert b"Okafor" not in book_path().read_bytes()


def test_deleting_for_ever_asks_only_on_a_terminal(maya: Shell) -> None:
    said = maya("delete", "contact", "maya", "--for-ever", stdin="yes\n")
    assert said.code == 2
    assert "Nothing was deleted." in said.err
    assert maya("show", "maya").code == 0


def test_a_tag_s_rhythm_is_told_with_its_source(maya: Shell) -> None:
    maya.ok("add", "Bo", "Chen", "tag:work")
    assert maya.ok("rhythm", "#work", "6w").out == "#work: every 6 weeks (1 person).\n"
    assert "every 6 weeks, from #work" in maya.ok("show", "bo").out
    assert maya.ok("show", "bo", "--json").json["rhythm_from"] == "tag"


def test_a_tag_becomes_a_circle_that_can_be_close(maya: Shell) -> None:
    maya.ok("add", "Bo", "Chen", "tag:friends")
    assert maya.ok("circle", "friends", "--closeness", "1").out == "Circle friends: closeness 1.\n"
    assert maya.ok("show", "bo", "--json").json["circles"] == ["friends"]


def test_a_group_that_is_not_there_has_no_rhythm_to_change(maya: Shell) -> None:
    said = maya("rhythm", "circle:nobody", "monthly")
    assert said.code == 2
    assert "There is no circle called 'nobody'" in said.err


def test_a_pause_ends_by_itself_or_when_it_is_said(maya: Shell) -> None:
    assert maya.ok("pause", "maya", "1", "mar").out == "Paused Maya Okafor until Mon 1 Mar 2027.\n"
    paused = (due(maya), maya.ok("show", "maya", "--json").json["paused"])
    assert maya.ok("resume", "maya").out == "Took Maya Okafor up again.\n"
    assert (paused, maya.ok("show", "maya", "--json").json["paused"]) == (([], True), False)
