"""The trash from the shell: listed, brought back, deleted for ever with a typed word."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell
from tui.locations import book_path, drafts_folder, history_path
from tui.services.drafts.lines import LineHistory
from tui.store.interactions.drafts import Draft, Drafts


@pytest.fixture
def thrown(rapport: Shell) -> Shell:
    """Return a book with Maya and a call with Bo in the trash; Bo's call names Maya."""
    for name in ("Maya Okafor", "Bo Chen"):
        rapport.ok("add", name)
    rapport.ok("log", "call @bo the glockenspiel")
    rapport.ok("log", "lunch @bo Maya Okafor sings")
    rapport.ok("delete", "contact", "maya")
    rapport.ok("delete", "interaction", "1")
    return rapport


def test_the_list_says_since_when_and_for_how_long(thrown: Shell) -> None:
    said = thrown.ok("trash")
    assert "c1  Maya Okafor" in said.out
    assert "kept 30 more days" in said.out
    assert "i1  call with Bo Chen" in said.out


def test_the_list_is_json_on_request(thrown: Shell) -> None:
    found = {each["key"]: each for each in thrown.ok("trash", "--json").json}
    assert set(found) == {"c1", "i1"}
    assert (found["i1"]["kind"], found["i1"]["text"], found["i1"]["days_left"]) == (
        "interaction",
        "the glockenspiel",
        30,
    )


def test_an_empty_trash_is_said_so(newcomer: Shell) -> None:
    assert newcomer.ok("trash").out == "The trash is empty.\n"
    assert newcomer.ok("trash", "--json").json == []


@pytest.mark.parametrize("keys", [("c1",), ("Maya Okafor",), ("c1", "i1")])
def test_things_are_brought_back_by_key_or_name(thrown: Shell, keys: tuple[str, ...]) -> None:
    thrown.ok("trash", "restore", *keys)
    assert thrown("show", "maya").code == 0
    thrown.ok("undo")
    assert len(thrown.ok("trash", "--json").json) == 2


def test_what_is_not_there_is_said_so(thrown: Shell) -> None:
    said = thrown("trash", "restore", "c2")
    assert (said.code, "'c2' is not in the trash" in said.err) == (2, True)


@pytest.mark.parametrize("typed", ["\n", "y\n", "YES!\n", ""])
def test_only_the_word_deletes(thrown: Shell, typed: str) -> None:
    said = thrown("trash", "delete", "c1", stdin=typed, on_terminal=True)
    assert (said.code, "Nothing was deleted." in said.err) == (2, True)
    assert len(thrown.ok("trash", "--json").json) == 2


def test_a_contact_is_deleted_with_every_word_about_them(thrown: Shell) -> None:
    LineHistory(history_path(book_path())).remember("log", "call @maya glockenspiel")
    Drafts(drafts_folder(), str(book_path())).keep(Draft((1,), {"message": "Dear Maya"}))
    thrown.ok("backup")
    said = thrown("trash", "delete", "c1", stdin="yes\n", on_terminal=True)
    assert 'Their name stands in 1 text about others, where it becomes "someone"' in said.out
    assert "Maya Okafor is deleted" in said.out
    assert "1 copy still holds them" in said.out
    assert b"Okafor" not in book_path().read_bytes()
    assert thrown.ok("show", "bo", "--json").json["interactions"][0]["note"] == "someone sings"
    assert not history_path(book_path()).exists()
    assert Drafts(drafts_folder()).all() == []


def test_their_name_in_texts_about_others_is_left_on_request(thrown: Shell) -> None:
    thrown.ok("trash", "restore", "c1")
    words = ("delete", "contact", "maya", "--for-ever", "--keep-mentions")
    said = thrown(*words, stdin="yes\n", on_terminal=True)
    assert "Their name stands in 1 text about others, and was left." in said.out
    assert thrown.ok("show", "bo", "--json").json["interactions"][0]["note"] == "Maya Okafor sings"


def test_emptying_asks_only_for_what_is_old(thrown: Shell) -> None:
    assert thrown.ok("trash", "empty").out == "Nothing was old enough to go.\n"
    thrown.at("2026-12-31")
    refused = thrown("trash", "empty", stdin="no\n", on_terminal=True)
    said = thrown("trash", "empty", stdin="yes\n", on_terminal=True)
    assert (refused.code, said.code) == (2, 0)
    assert "2 things from the trash deleted for ever; a backup from just before is at" in said.out
    assert b"glockenspiel" not in book_path().read_bytes()


def test_what_would_go_and_change_is_json_before_anything_is_deleted(thrown: Shell) -> None:
    thrown.ok("trash", "restore", "c1")
    said = thrown.ok("delete", "contact", "maya", "--for-ever", "--json").json
    assert set(said) == {"id", "name", "goes", "changes", "left", "beside", "copies"}
    assert said["changes"] == ["interaction: Maya Okafor sings → someone sings"]
    assert thrown("show", "maya").code == 0


def test_the_copy_made_before_is_said_and_deleted_on_request(thrown: Shell) -> None:
    said = thrown("trash", "delete", "c1", stdin="yes\n", on_terminal=True)
    copies = list((book_path().parent / "backups").glob("*-before-deletion-*.db"))
    assert "`rapport trash forget-copy` deletes it now" in said.out
    assert [str(copies[0]) in said.out, len(copies)] == [True, 1]
    assert "is deleted" in thrown.ok("trash", "forget-copy").out
    assert not copies[0].exists()


def test_doctor_lists_every_place_names_lie_in(thrown: Shell) -> None:
    said = thrown("doctor").out
    assert "names: drafts, edits and lines begun" in said
    assert "names: lines for another machine" in said
    assert "cleared by a deletion for ever" in said
