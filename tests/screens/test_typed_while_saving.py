"""The book is held, nobody waits, and the typing goes on: what is typed then is neither saved unsaid nor lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events

from tests.screens.app_in_test import AppInTest, a_small_book, logged, open_app
from tui.screens.composer.composer import ComposerScreen
from tui.screens.composer.fields import Field
from tui.screens.editing.edit_contact import EditContactScreen
from tui.widgets.message_row import MessageRow


@pytest.fixture
async def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AppInTest]:
    monkeypatch.setattr("tui.terminal.typed_ahead.SAID_AFTER_SECONDS", 0.3)
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


async def _stop_waiting(opened: AppInTest) -> None:
    async with asyncio.timeout(20):
        while "Still saving" not in opened.app.screen.query_one(MessageRow).text:
            await opened.pilot.pause()
    opened.type_ahead("escape")
    await opened.pilot.pause()


async def test_the_next_line_goes_into_a_bar_of_its_own(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call the first")
    opened.hold()
    opened.type_ahead("enter")
    await _stop_waiting(opened)
    opened.type_ahead("l", *"call", "space", *"next")
    while opened.line != "call next":
        await opened.pilot.pause()
    assert logged(opened, "Maya Okafor") == [0]
    opened.release()
    await opened.until_still()
    await opened.settle()
    assert (opened.line, logged(opened, "Maya Okafor")) == ("call next", [1])


async def test_words_typed_into_the_composer_meanwhile_are_a_draft(opened: AppInTest) -> None:
    await opened.press("c")
    assert isinstance(opened.app.screen, ComposerScreen)
    opened.app.screen.query_one(f"#field-{Field.NOTES}").focus()
    await opened.settle()
    await opened.write("words to be saved")
    opened.hold()
    opened.type_ahead("ctrl+s")
    await _stop_waiting(opened)
    opened.app.post_message(events.Paste(" and more"))
    await opened.until_still()
    opened.release()
    await opened.settle()
    await opened.until_still()
    assert opened.said.endswith("what you typed meanwhile is a draft")
    (draft,) = opened.desk.drafts.abandoned(set())
    assert "words to be saved and more" in draft.texts.values()
    assert logged(opened, "Maya Okafor") == [1]


async def test_words_typed_over_a_contact_meanwhile_stay_where_they_are(opened: AppInTest) -> None:
    await opened.press("e")
    screen = opened.app.screen
    assert isinstance(screen, EditContactScreen)
    await opened.write(" One")
    opened.hold()
    opened.type_ahead("ctrl+s")
    await _stop_waiting(opened)
    opened.app.post_message(events.Paste(" Two"))
    await opened.until_still()
    opened.release()
    await opened.settle()
    assert opened.is_known("Maya Okafor One")
    assert opened.app.screen is screen
    await opened.press("ctrl+s")
    assert opened.is_known("Maya Okafor One Two")
