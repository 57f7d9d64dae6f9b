"""A person's own keys: they win over a default that is live where they are, and only two own ones can clash."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.app_in_test import a_small_book, open_app
from tui.app.app import key_entries
from tui.config import Config
from tui.domain.errors import InvalidInput
from tui.screens.finder.commands import live_keys
from tui.terminal.keys import face_of, own_keys
from tui.widgets.key_row import KeyRow


def test_a_default_that_meets_an_own_key_is_without_a_key() -> None:
    own = own_keys({"contact.log": "o"}, key_entries())
    assert [(key, entry.id) for key, entry in own.without] == [("o", "today.sort")]
    assert own.sentence == "o is yours; Sort has no key."


def test_a_default_keeps_the_keys_that_are_left() -> None:
    own = own_keys({"contact.log": "t"}, key_entries())
    assert (own.keymap["contact.tag"], own.sentence) == ("number_sign", "")


def test_a_default_that_is_never_live_beside_the_own_key_keeps_its_own() -> None:
    own = own_keys({"today.why": "V", "practice.pause": "l"}, key_entries())
    assert set(own.keymap) == {"today.why", "practice.pause", "practice.log"}


def test_a_key_of_the_app_gives_way_anywhere() -> None:
    assert "app.quit" in own_keys({"merge.other": "q"}, key_entries()).keymap


@pytest.mark.parametrize("other", ["view.undo", "list.mark", "app.today", "today.done"])
def test_two_own_keys_that_are_live_together_are_refused(other: str) -> None:
    with pytest.raises(InvalidInput, match="would mean both"):
        own_keys({"contact.log": "o", other: "o"}, key_entries())


def test_two_own_keys_that_are_never_live_together_are_both_taken() -> None:
    own = own_keys({"contacts.why": "o", "today.why": "o", "practice.why": "o"}, key_entries())
    assert {own.keymap[ident] for ident in ("contacts.why", "today.why", "practice.why")} == {"o"}


async def test_the_own_key_acts_and_help_and_message_say_what_has_no_key(tmp_path: Path) -> None:
    config = Config(keys={"contact.log": "o", "contact.snooze": "question_mark"})
    async with open_app(a_small_book(tmp_path), config=config) as opened:
        keys = {entry.id: [face_of(key) for key in entry.keys] for entry in live_keys(opened.view, "Today")}
        assert (keys["contact.log"], keys["today.sort"], keys["view.help"]) == (["o"], ["no key"], ["no key"])
        assert opened.said == "? is yours; Help has no key. o is yours; Sort has no key."
        assert "no_key" not in opened.app.screen.query_one(KeyRow).text
        await opened.press("o")
        assert opened.bar.is_open
        await opened.press("escape", "l")
        assert not opened.bar.is_open
