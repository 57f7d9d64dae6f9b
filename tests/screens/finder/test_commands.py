"""What can be asked for by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.screens.app_in_test import a_small_book, open_app
from tui.config import Config
from tui.screens.finder.commands import APP_COMMANDS, Command, find_commands, live_commands, live_keys
from tui.terminal.keys import face_of

LOG = Command(
    "contact.log", "Log a call, message or meeting in one line", "log contact log", "screen.log", "l"
)
LOGBOOK = Command("app.backup", "Keep a copy of the logbook", "backup copy safe")
IMPORT = Command("app.import", "Bring in a file", "import bring in", takes="FILE")


def test_a_command_called_so_comes_before_one_that_only_mentions_the_word() -> None:
    assert find_commands([LOGBOOK, LOG], "log") == [LOG, LOGBOOK]


def test_every_word_of_a_query_must_begin_a_word() -> None:
    assert find_commands([LOG, LOGBOOK, IMPORT], "log meet") == [LOG]


def test_an_empty_query_gives_everything_in_its_order() -> None:
    assert find_commands([LOGBOOK, LOG], "  ") == [LOGBOOK, LOG]


def test_what_follows_a_command_that_takes_something_is_not_searched_for() -> None:
    assert find_commands([LOG, IMPORT], "import ~/log.vcf") == [IMPORT]


@given(st.text(max_size=40))
def test_no_query_breaks_the_search(query: str) -> None:
    assert set(find_commands(APP_COMMANDS, query)) <= set(APP_COMMANDS)


def test_every_command_of_the_app_is_found_by_its_own_name() -> None:
    for command in APP_COMMANDS:
        assert command in find_commands(APP_COMMANDS, command.name)


@pytest.mark.parametrize(
    ("key", "face"),
    [
        ("question_mark", "?"),
        ("ctrl+s", "ctrl+s"),
        ("pagedown", "PgDn"),
        ("G", "G"),
        ("greater_than_sign", ">"),
    ],
)
def test_a_key_is_written_as_on_a_keyboard(key: str, face: str) -> None:
    assert face_of(key) == face


async def test_the_bindings_of_a_view_are_commands_with_their_key(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        found = {each.id: each for each in live_commands(opened.view)}
    assert (found["contact.log"].action, found["contact.log"].key) == ("log", "l")
    assert found["app.quit"].action == "quit"


async def test_in_contacts_the_commands_begin_with_the_panes_undo_and_the_filter(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("2")
        first = [command.id for command in live_commands(opened.app.screen)[:5]]
        assert first == ["contacts.pane", "view.undo", "view.redo", "contacts.filter", "view.commands"]


async def test_in_contacts_the_help_begins_with_the_filter(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("2")
        assert live_keys(opened.app.screen, "Contacts")[0].id == "contacts.filter"


async def test_moving_in_a_list_is_no_command(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        found = live_commands(opened.view)
    assert not [each.id for each in found if each.id.startswith("list.")]


async def test_every_command_with_an_action_can_be_run(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        for command in live_commands(opened.view):
            if command.action:
                space, _, call = command.action.rpartition(".")
                node = {"app": opened.app, "screen": opened.view}.get(space, command.node)
                assert hasattr(node, f"action_{call.split('(')[0]}"), command


async def test_the_keys_come_place_by_place_and_the_screen_asked_from_comes_first(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        places = [entry.where for entry in live_keys(opened.view, "Today")]
    assert list(dict.fromkeys(places)) == ["Today", "lists", "bars", "everywhere"]


async def test_a_key_of_ones_own_is_the_one_that_is_shown(tmp_path: Path) -> None:
    config = Config(keys={"contact.log": "o", "bar.older": "ctrl+p"})
    async with open_app(a_small_book(tmp_path), config=config) as opened:
        keys = {entry.id: entry.keys for entry in live_keys(opened.view, "Today")}
    assert (keys["contact.log"], keys["bar.older"]) == (("o",), ("ctrl+p",))
