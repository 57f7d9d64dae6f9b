"""What was typed behind a change that failed was meant for what it would have left: it is dropped, and said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.screens.app_in_test import AppInTest, a_small_book, logged, open_app
from tui.domain.errors import BookBusy
from tui.services.services import Services
from tui.widgets.message_row import MessageRow

LINE = ("l", *"call", "space", *"abc")


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


def _refusing() -> Services:
    raise BookBusy("Another program is holding the book.", "Nothing was saved.")


async def test_a_line_that_failed_stands_alone_and_the_keys_behind_it_are_counted(opened: AppInTest) -> None:
    opened.desk.writer._make = _refusing
    opened.type_ahead(*LINE, "enter", *LINE, "enter")
    await opened.until_still()
    assert (opened.line, logged(opened, "Maya Okafor", "Bo Chen")) == ("call abc", [0, 0])
    assert opened.said.endswith("Dropped what was typed behind it: 10 keys.")
    assert opened.said.startswith("Another program is holding the book.")


async def test_an_act_behind_one_that_failed_is_done_with_nobody(opened: AppInTest) -> None:
    make, opened.desk.writer._make = opened.desk.writer._make, _refusing
    opened.hold()
    opened.type_ahead("z", "d")
    await opened.pilot.pause()
    opened.release()
    await opened.until_still()
    opened.desk.writer._make = make
    assert opened.said.endswith("Dropped what was typed behind it: 1 key.")
    assert logged(opened, "Maya Okafor", "Bo Chen") == [0, 0]


async def test_a_key_typed_in_one_stretch_with_what_was_dropped_is_dropped_with_it(opened: AppInTest) -> None:
    opened.desk.writer._make = _refusing
    opened.type_ahead("d", "j")
    while not opened.app.typed_ahead._dropped:
        await opened.pilot.pause()
    opened.type_ahead("j", "j")
    await opened.until_still()
    assert opened.selected == "Maya Okafor"
    assert opened.said.endswith("Dropped what was typed behind it: 3 keys.")


async def test_keys_behind_what_was_said_are_taken_as_ever(opened: AppInTest) -> None:
    opened.desk.writer._make = _refusing
    opened.type_ahead("d", "j")
    await opened.until_still()
    opened.type_ahead("j")
    await opened.until_still()
    assert opened.selected == "Bo Chen"


async def test_keys_behind_an_undo_with_nothing_left_to_take_back_are_taken(opened: AppInTest) -> None:
    opened.type_ahead(*("u" * 9), "j")
    await opened.until_still()
    assert opened.said.startswith("Nothing to undo.")
    assert opened.selected != "Maya Okafor"


async def test_what_nobody_asked_for_drops_nothing_when_it_fails(opened: AppInTest) -> None:
    opened.desk.writer._make = _refusing
    opened.hold()
    opened.app._arrive()
    await opened.pilot.pause()
    opened.type_ahead("j")
    opened.release()
    await opened.until_still()
    assert opened.selected == "Bo Chen"


async def test_what_was_dropped_is_still_said_when_the_watch_finds_the_book_gone(opened: AppInTest) -> None:
    await opened.press("l")
    opened.path.rename(opened.path.with_suffix(".away"))
    opened.type_ahead(*"call", "enter", *"jj")
    await opened.until_still()
    opened.app._watch_book()
    row = opened.app.screen.query_one(MessageRow)
    assert "is gone" in row.text
    assert row.text.endswith("Dropped what was typed behind it: 2 keys.")
