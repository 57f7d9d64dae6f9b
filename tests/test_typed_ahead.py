"""Typing ahead: keys that arrive at once are done in order, where the one before has led."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events

from tests.screens.app_in_test import AppInTest, a_small_book, open_app, with_book
from tui.domain.contact import ContactDraft
from tui.services.services import Services
from tui.store.search import USED_FIRST


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


def send(opened: AppInTest, *keys: str) -> None:
    """Send keys as a slow line brings them: all at once."""
    for key in keys:
        character = "/" if key == "slash" else key if len(key) == 1 else None
        opened.app.post_message(events.Key(key, character))


async def arrived(opened: AppInTest) -> None:
    """Wait until every key has been handed on."""
    while opened.app._typed_ahead._is_busy:
        await opened.pilot.pause()
    await opened.settle()


async def test_letters_behind_a_go_into_its_bar_and_fire_nothing(opened: AppInTest) -> None:
    send(opened, "a", *"Edwin", "enter")
    await arrived(opened)
    assert opened.is_known("Edwin")
    assert opened.desk.reader.book.contacts.count() == 6


async def test_a_paste_behind_a_key_goes_where_the_key_led(opened: AppInTest) -> None:
    send(opened, "l")
    opened.app.post_message(events.Paste("call hello"))
    await arrived(opened)
    assert opened.line == "call hello"


async def test_letters_behind_slash_go_into_the_finder(opened: AppInTest) -> None:
    send(opened, "slash", *"zoe", "enter")
    await arrived(opened)
    assert (opened.front, opened.selected) == ("ContactsScreen", "Zoë Martín")


@pytest.fixture
async def crowded(tmp_path: Path) -> AsyncIterator[AppInTest]:
    """A book in which a letter finds more than are looked for at first."""
    path = a_small_book(tmp_path)

    def crowd(services: Services) -> None:
        with services.book.write("added a crowd"):
            for number in range(USED_FIRST + 50):
                services.book.contacts.add(ContactDraft(f"Zacharias {number:03}"))

    with_book(path, crowd)
    async with open_app(path) as app:
        yield app


async def test_keys_behind_a_filter_and_enter_are_for_whom_it_finds(crowded: AppInTest) -> None:
    send(crowded, "2", "slash", *"zoe", "enter", "S", "G")
    await arrived(crowded)
    assert crowded.contacts.filter_field.value == "zoe"
    assert crowded.contact("Zoë Martín").is_starred


async def test_keys_behind_a_filter_that_finds_many_go_to_the_list(crowded: AppInTest) -> None:
    send(crowded, "2", "slash", "z", "a", "enter", "G")
    await arrived(crowded)
    assert crowded.contacts.filter_field.value == "za"
    assert crowded.contacts.rows.position == crowded.contacts.rows.row_count - 1 == USED_FIRST + 49


async def test_tab_behind_the_letters_of_a_filter_takes_what_they_ask_for(crowded: AppInTest) -> None:
    send(crowded, "2", "slash", *"has:birth", "tab", "z")
    await arrived(crowded)
    assert crowded.contacts.filter_field.value == "has:birthday z"


async def test_keys_behind_a_view_s_number_are_for_that_view(opened: AppInTest) -> None:
    send(opened, "2", "j", "j")
    await arrived(opened)
    assert opened.selected == "Ines Duarte"


async def test_keys_behind_a_closed_finder_are_for_the_list(opened: AppInTest) -> None:
    send(opened, "slash", "escape", "j")
    await arrived(opened)
    assert opened.selected == "Bo Chen"


async def test_each_act_sees_the_list_the_one_before_has_left(opened: AppInTest) -> None:
    send(opened, "d", "d", "s", "w")
    await arrived(opened)
    logged = [len(opened.timeline(name)) - 1 for name in ("Maya Okafor", "Bo Chen", "Anna Petrova")]
    assert logged == [1, 1, 0]
    assert opened.snoozed_until("Anna Petrova") is not None


async def test_undo_right_behind_an_act_takes_that_act_back(opened: AppInTest) -> None:
    send(opened, "d", "u")
    await arrived(opened)
    assert (opened.said, len(opened.queue)) == ("taken back: logged Maya Okafor", 3)


async def test_a_book_that_is_held_does_not_freeze_the_keys(
    opened: AppInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.typed_ahead.PATIENCE_SECONDS", 0.05)
    released, make = threading.Event(), opened.desk.writer._make

    def make_late() -> Services:
        released.wait(10)
        return make()

    opened.desk.writer._make = make_late
    send(opened, "d", "j")
    while opened.selected != "Bo Chen":
        await opened.pilot.pause()
    assert len(opened.timeline("Maya Okafor")) == 1
    released.set()
    await opened.settle()
    assert len(opened.timeline("Maya Okafor")) == 2
