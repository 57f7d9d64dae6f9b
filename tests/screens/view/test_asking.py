"""What an act asks with a menu or in the bar: answered, left, asked over, gone with the screen, offered again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.worker import NoActiveWorker

from tests.builders import a_contact, a_talk, log
from tests.screens.app_in_test import MONDAY, AppInTest, a_small_book, open_app, with_book
from tui.domain.clock import practice_date
from tui.screens.people.people import People
from tui.services.practice.practising import Practising
from tui.services.services import Services

WORDS = {
    "tag": (("t",), "harbour"),
    "snooze": (("s", "d"), "2w"),
    "pause": (("p", "d"), "6w"),
    "rhythm": (("R",), "6w"),
    "note": (("2", "n"), "likes harbours"),
    "relation": (("2", "L"), "sister: Bo Chen"),
    "follow-up": (("f",), "fri send the deck"),
    "person": (("a",), "Lena Haas"),
    "practice days": (("3", "e"), "mon wed"),
    "pace": (("3", "P"), "2"),
    "sentence": (("3", "h"), "After lunch."),
    "days off": (("3", "p", "d"), "3d ago to today"),
}


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


@pytest.mark.parametrize("bar", WORDS)
async def test_a_line_that_could_not_be_saved_stands_in_its_bar_again_and_enter_saves_it(
    bar: str, opened: AppInTest
) -> None:
    keys, line = WORDS[bar]
    await opened.press(*keys)
    opened.bar.field.value = ""
    await opened.write(line)
    opened.refuse()
    await opened.press("enter")
    assert (opened.bar.is_open, opened.line) == (True, line)
    assert opened.said.startswith("Another program is holding the book.")
    opened.refuse(changes=False)
    await opened.press("enter")
    assert not opened.bar.is_open
    assert opened.desk.lines.waiting() == []
    await opened.press("u")
    assert opened.said.startswith("taken back: ")


async def test_a_line_that_could_not_be_saved_is_left_with_escape_and_kept(opened: AppInTest) -> None:
    opened.refuse()
    await opened.press("t")
    await opened.write("harbour")
    await opened.press("enter", "escape", "t")
    assert opened.line == "harbour"


async def test_keys_typed_behind_a_question_answer_it(opened: AppInTest) -> None:
    opened.type_ahead("s", "d", *"2w", "enter", "l")
    await opened.until_still()
    assert opened.snoozed_until("Maya Okafor") == date(2026, 12, 7)
    assert (opened.bar.is_open, opened.line) == (True, "")
    assert "Log · Bo Chen" in opened.text


async def test_an_act_is_about_whom_it_was_asked_for_whatever_the_list_shows_by_then(
    opened: AppInTest,
) -> None:
    await opened.press("s")
    opened.elsewhere(lambda services: services.tending.archive([opened.id_of("Maya Okafor")]))
    opened.view.reload()
    await opened.press("3")
    assert opened.snoozed_until("Bo Chen") is None
    assert opened.snoozed_until("Maya Okafor") == date(2026, 11, 26)


async def test_what_is_asked_next_drops_what_was_asked_before(opened: AppInTest) -> None:
    await opened.press("s")
    opened.today.query_one(People).action_pause()
    await opened.settle()
    await opened.press("m")
    assert opened.snoozed_until("Maya Okafor") is None
    assert opened.said.startswith("paused Maya Okafor")
    assert all(worker.is_finished for worker in opened.app.workers)


async def test_no_answer_is_made_up_when_the_app_is_left_in_the_middle_of_a_question(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    today = practice_date(MONDAY)

    def rest(services: Services) -> None:
        for number in range(8):
            last = today - timedelta(40 + 3 * number)
            a_contact(services.book, f"P{number}", rhythm=30, last=last.isoformat())
        first = today - timedelta(11)
        log(services.book, a_talk(a_contact(services.book, "Zz"), on=(first - timedelta(1)).isoformat()))
        Practising(services.book).pause(first, today - timedelta(1))

    with_book(path, rest)
    async with open_app(path) as opened:
        assert "How do you want to begin?" in opened.text
    assert with_book(path, lambda services: services.returning.is_return())


async def test_nobody_can_ask_where_the_answer_could_not_come(opened: AppInTest) -> None:
    with pytest.raises(NoActiveWorker):
        async with asyncio.timeout(5):
            await opened.view.menu.ask("Never?", ())
