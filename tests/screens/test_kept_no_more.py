"""Somebody is deleted for ever in another window: what was being written about them is not called kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.screens.app_in_test import AppInTest, a_small_book, open_app, with_book
from tui.screens.editing.edit_contact import NOT_KEPT
from tui.services.deleting.where_names_lie import Beside


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        # The app asks for it after its first frame.
        while app.desk._departures is None:
            await app.pilot.pause()
        yield app


def _delete_maya_elsewhere(opened: AppInTest) -> None:
    maya = opened.id_of("Maya Okafor")
    beside = Beside(opened.desk.history, opened.desk.drafts, opened.desk.exchange, opened.desk.outbox)
    with_book(opened.path, lambda services: services.deleting.contact_for_ever(maya, beside))


@pytest.mark.parametrize(("keys", "words"), [("l", "call about the deck"), ("t", "harbour")])
async def test_a_line_about_them_that_is_left_is_not_called_kept(
    opened: AppInTest, keys: str, words: str
) -> None:
    await opened.press(keys)
    await opened.write(words)
    _delete_maya_elsewhere(opened)
    await opened.press("escape")
    assert opened.said == "Not kept: it was about somebody who was deleted for ever."
    assert opened.desk.lines.waiting() == []


@pytest.mark.parametrize(("keys", "words"), [("l", "call about the deck"), ("t", "harbour")])
async def test_a_line_about_them_that_cannot_be_saved_is_not_called_kept(
    opened: AppInTest, keys: str, words: str
) -> None:
    await opened.press(keys)
    await opened.write(words)
    _delete_maya_elsewhere(opened)
    await opened.press("enter")
    assert "no longer in the book" in opened.said
    assert "kept" not in opened.said


async def test_what_was_typed_over_them_is_not_called_kept(opened: AppInTest) -> None:
    await opened.press("e")
    await opened.write(" One")
    _delete_maya_elsewhere(opened)
    await opened.press("escape")
    assert opened.said == NOT_KEPT


async def test_a_line_about_somebody_else_is_kept_as_ever(opened: AppInTest) -> None:
    await opened.press("j", "l")
    await opened.write("call about the deck")
    _delete_maya_elsewhere(opened)
    await opened.press("escape")
    assert opened.said.startswith("kept:")
