"""Typing ahead: keys that arrive at once are done in order, where the one before has led."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import ClassVar

import pytest
from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tests.screens.app_in_test import AppInTest, a_small_book, logged, open_app, with_book
from tests.waiting import a_moment
from tui.domain.records.contact import ContactDraft
from tui.services.services import Services
from tui.store.search.search import USED_FIRST
from tui.terminal.stillness import STOPPABLE


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


async def test_letters_behind_a_go_into_its_bar_and_fire_nothing(opened: AppInTest) -> None:
    opened.type_ahead("a", *"Edwin", "enter")
    await opened.until_still()
    assert opened.is_known("Edwin")
    assert opened.desk.reader.book.contacts.count() == 6


async def test_a_paste_behind_a_key_goes_where_the_key_led(opened: AppInTest) -> None:
    opened.type_ahead("l")
    opened.app.post_message(events.Paste("call hello"))
    await opened.until_still()
    assert opened.line == "call hello"


async def test_letters_behind_slash_go_into_the_finder(opened: AppInTest) -> None:
    opened.type_ahead("slash", *"zoe", "enter")
    await opened.until_still()
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
    crowded.type_ahead("2", "slash", *"zoe", "enter", "S", "G")
    await crowded.until_still()
    assert crowded.contacts.filter.field.value == "zoe"
    assert crowded.contact("Zoë Martín").is_starred


async def test_keys_behind_a_filter_that_finds_many_go_to_the_list(crowded: AppInTest) -> None:
    crowded.type_ahead("2", "slash", "z", "a", "enter", "G")
    await crowded.until_still()
    assert crowded.contacts.filter.field.value == "za"
    assert crowded.contacts.rows.position == crowded.contacts.rows.row_count - 1 == USED_FIRST + 49


async def test_tab_behind_the_letters_of_a_filter_takes_what_they_ask_for(crowded: AppInTest) -> None:
    crowded.type_ahead("2", "slash", *"has:birth", "tab", "z")
    await crowded.until_still()
    assert crowded.contacts.filter.field.value == "has:birthday z"


async def test_keys_behind_a_view_s_number_are_for_that_view(opened: AppInTest) -> None:
    opened.type_ahead("2", "j", "j")
    await opened.until_still()
    assert opened.selected == "Ines Duarte"


async def test_keys_behind_a_closed_finder_are_for_the_list(opened: AppInTest) -> None:
    opened.type_ahead("slash", "escape", "j")
    await opened.until_still()
    assert opened.selected == "Bo Chen"


async def test_each_act_sees_the_list_the_one_before_has_left(opened: AppInTest) -> None:
    opened.type_ahead("d", "d", "s", "w")
    await opened.until_still()
    logged = [len(opened.timeline(name)) - 1 for name in ("Maya Okafor", "Bo Chen", "Anna Petrova")]
    assert logged == [1, 1, 0]
    assert opened.snoozed_until("Anna Petrova") is not None


async def test_undo_right_behind_an_act_takes_that_act_back(opened: AppInTest) -> None:
    opened.type_ahead("d", "u")
    await opened.until_still()
    assert (opened.said, len(opened.queue)) == ("taken back: logged Maya Okafor", 3)


LINE = ("l", *"call", "space", "a", "b", "o", "u", "t", "space")


async def test_a_key_behind_a_saved_line_is_not_swallowed_by_its_bar(opened: AppInTest) -> None:
    opened.type_ahead(*LINE, *"xxxx", "enter", "j")
    await opened.until_still()
    assert (logged(opened, "Maya Okafor"), opened.selected) == ([1], "Anna Petrova")


async def test_an_act_behind_a_saved_line_is_done_with_whom_the_list_then_shows(opened: AppInTest) -> None:
    opened.type_ahead(*LINE, *"xxxx", "enter", "j", "d")
    await opened.until_still()
    assert logged(opened, "Maya Okafor", "Bo Chen", "Anna Petrova") == [1, 0, 1]


async def test_two_lines_in_a_row_are_two_talks(opened: AppInTest) -> None:
    opened.type_ahead(*LINE, *"xxxx", "enter", *LINE, *"yyyy", "enter")
    await opened.until_still()
    said = [
        opened.timeline(name)[0].summary + opened.timeline(name)[0].notes
        for name in ("Maya Okafor", "Bo Chen")
    ]
    assert (opened.front, said) == ("TodayScreen", ["about xxxx", "about yyyy"])


async def test_somebody_added_and_a_line_behind_them_are_both_there(opened: AppInTest) -> None:
    opened.type_ahead("a", *"Zoe", "space", *"Quick", "enter", *LINE, *"yyyy", "enter")
    await opened.until_still()
    assert opened.is_known("Zoe Quick")
    assert (opened.front, logged(opened, "Maya Okafor")) == ("TodayScreen", [1])


async def test_escape_in_the_stream_closes_what_the_keys_before_it_opened(opened: AppInTest) -> None:
    opened.type_ahead(*LINE, "escape", "j", "l")
    opened.app.post_message(events.Paste("call kept apart"))
    opened.type_ahead("enter", "k")
    await opened.until_still()
    assert logged(opened, "Maya Okafor", "Bo Chen") == [0, 1]


async def test_an_arrow_behind_letters_in_the_finder_moves_among_what_they_find(opened: AppInTest) -> None:
    opened.type_ahead("/", *"a", "down", "down", "enter")
    await opened.until_still()
    ahead = opened.selected
    await opened.press("1", "slash", *"a", "down", "down", "enter")
    assert ahead == opened.selected


async def test_a_click_behind_a_key_waits_for_what_the_key_set_off(opened: AppInTest) -> None:
    opened.slow_down(0.1)
    row = opened.today.rows.region.offset
    opened.type_ahead("d")
    for kind in (events.MouseDown, events.MouseUp):
        opened.app.post_message(
            kind(None, row.x + 5, row.y + 2, 0, 0, 1, False, False, False, row.x + 5, row.y + 2)
        )
    opened.type_ahead("s", "w")
    await opened.until_still()
    assert logged(opened, "Maya Okafor") == [1]
    assert opened.snoozed_until("Anna Petrova") is not None


# A save that takes long


@pytest.fixture
def said_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is waited for be said after a moment."""
    monkeypatch.setattr("tui.terminal.typed_ahead.SAID_AFTER_SECONDS", 0.3)


async def waited(opened: AppInTest) -> None:
    """Wait until it is said that something is waited for."""
    async with asyncio.timeout(30):
        while "Still saving" not in opened.said:
            await opened.pilot.pause()


async def test_keys_behind_a_slow_save_wait_for_it_however_long_it_takes(
    opened: AppInTest, said_early: None
) -> None:
    opened.hold()
    opened.type_ahead(*LINE, *"xxxx", "enter", "j", "d")
    await waited(opened)
    assert logged(opened, "Maya Okafor", "Bo Chen", "Anna Petrova") == [0, 0, 0]
    opened.release()
    await opened.until_still()
    assert logged(opened, "Maya Okafor", "Bo Chen", "Anna Petrova") == [1, 0, 1]


async def test_undo_behind_a_slow_save_takes_that_save_back(opened: AppInTest) -> None:
    opened.slow_down(0.3)
    opened.type_ahead("d", "u")
    await opened.until_still()
    assert (opened.said, logged(opened, "Maya Okafor")) == ("taken back: logged Maya Okafor", [0])


async def test_a_slow_save_is_said_with_what_waits_behind_it_and_then_no_more(
    opened: AppInTest, said_early: None
) -> None:
    opened.hold()
    opened.type_ahead("d", "j")
    await waited(opened)
    assert opened.said.startswith("Still saving; another program may be holding the book.")
    async with asyncio.timeout(20):
        while "Typed meanwhile: 1 key." not in opened.text:
            await opened.pilot.pause()
    opened.type_ahead("j")
    while "2 keys" not in opened.said:
        await opened.pilot.pause()
    opened.release()
    await opened.until_still()
    assert opened.said == "logged Maya Okafor"


async def test_a_slow_save_is_said_also_when_nothing_is_typed_behind_it(
    opened: AppInTest, said_early: None
) -> None:
    opened.hold()
    opened.type_ahead("d")
    await waited(opened)
    opened.release()
    await opened.until_still()
    assert opened.said == "logged Maya Okafor"


async def test_escape_ends_the_waiting_and_drops_what_waits_but_not_the_save(
    opened: AppInTest, said_early: None
) -> None:
    opened.hold()
    opened.type_ahead("d", "j", "d")
    await waited(opened)
    opened.type_ahead("escape")
    await opened.pilot.pause()
    assert opened.said.startswith("Dropped what was typed meanwhile: 2 keys.")
    opened.type_ahead("j")
    while opened.selected != "Bo Chen":
        await opened.pilot.pause()
    assert logged(opened, "Maya Okafor") == [0]
    opened.release()
    await opened.settle()
    assert logged(opened, "Maya Okafor", "Bo Chen", "Anna Petrova") == [1, 0, 0]


async def test_escape_that_came_before_anything_was_said_keeps_its_own_meaning(opened: AppInTest) -> None:
    opened.slow_down(0.2)
    opened.type_ahead("d", "l", "escape", "j")
    await opened.until_still()
    assert (opened.bar.is_open, opened.selected) == (False, "Anna Petrova")


async def test_escape_behind_what_is_done_by_then_lets_nothing_go(
    opened: AppInTest, said_early: None
) -> None:
    opened.hold()
    opened.type_ahead("d")
    await waited(opened)
    opened.release()
    while opened.app.is_saving or not opened.app.typed_ahead._still.is_still_around_the_app():
        await a_moment(0)
    opened.type_ahead("l", "escape", "j")
    await opened.until_still()
    assert (opened.bar.is_open, opened.selected) == (False, "Anna Petrova")


async def test_escape_stops_what_says_so_and_drops_what_was_typed_meanwhile(
    opened: AppInTest, said_early: None
) -> None:
    stopped = asyncio.Event()

    class Work(Screen[None]):
        BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop")]

        def action_stop(self) -> None:
            stopped.set()

    async def work() -> None:
        await stopped.wait()

    await opened.app.push_screen(screen := Work())
    screen.run_worker(work(), group=STOPPABLE)
    opened.type_ahead("j", "j")
    while not opened.app.typed_ahead._is_said:
        await a_moment()
    opened.type_ahead("escape")
    async with asyncio.timeout(10):
        await opened.until_still()
    assert stopped.is_set()


async def test_a_change_that_nobody_waits_for_any_more_is_made_all_the_same(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        opened.slow_down(0.3)
        opened.type_ahead("d")
        while not opened.app.is_saving:
            await opened.pilot.pause()
        opened.app.exit()
    with_book(opened.path, lambda services: _assert_logged(services, "Maya Okafor"))


def _assert_logged(services: Services, name: str) -> None:
    (ident,) = services.book.contacts.named_exactly(name)
    assert len(services.book.interactions.latest_of(ident, 5)) == 2
