"""The message row."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from textual.pilot import Pilot

from tests.hostile import HOSTILE, controls_in
from tests.screen_text import text_of
from tests.widgets.stage import Stage, clickable_in
from tui.domain.errors import BookBusy
from tui.widgets.message_row import MessageRow

FULL = BookBusy("The disk is full.", "Nothing was lost: your words are still here.", "Free some space.")

Played = tuple[MessageRow, Pilot[None], Stage]


@pytest.fixture
async def played() -> AsyncIterator[Played]:
    row = MessageRow()
    app = Stage(row)
    async with app.run_test(size=(40, 6)) as pilot:
        yield row, pilot, app


async def test_what_was_done_stands_left_and_what_can_follow_right(played: Played) -> None:
    row, pilot, app = played
    row.say("logged a call", "u undo")
    await pilot.pause()
    assert text_of(app).splitlines()[0] == " ✓ logged a call                  u undo"


async def test_a_long_message_gives_way_to_the_hint(played: Played) -> None:
    row, pilot, app = played
    row.say("logged a call with somebody whose name is long", "u undo")
    await pilot.pause()
    assert text_of(app).splitlines()[0] == " ✓ logged a call with somebody …  u undo"


async def test_nothing_is_said_after_it_is_cleared(played: Played) -> None:
    row, pilot, app = played
    row.say("logged a call")
    row.clear()
    await pilot.pause()
    assert (row.text, text_of(app).strip()) == ("", "")


async def test_an_error_takes_the_rows_it_needs(played: Played) -> None:
    row, pilot, app = played
    row.fail(FULL)
    await pilot.pause()
    assert text_of(app).splitlines()[:3] == [
        " ! The disk is full. Nothing was lost:",
        "   your words are still here. Free some",
        "   space.",
    ]


async def test_the_next_message_takes_one_row_again(played: Played) -> None:
    row, pilot, _ = played
    row.fail(FULL)
    await pilot.pause()
    row.say("saved")
    await pilot.pause()
    assert row.size.height == 1


async def test_hostile_words_are_shown_and_obeyed_by_nothing(played: Played) -> None:
    row, pilot, app = played
    for text in HOSTILE:
        row.say(text, text)
        await pilot.pause()
        assert controls_in(text_of(app).replace("\n", "")) == set(), repr(text)
        row.fail(BookBusy(text, text, text))
        await pilot.pause()
        assert controls_in(text_of(app).replace("\n", "")) == set(), repr(text)
        assert list(clickable_in(app)) == [], repr(text)
