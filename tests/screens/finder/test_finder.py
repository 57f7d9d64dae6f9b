"""The finder: people, what was said, and commands from one line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hostile import HOSTILE, controls_in
from tests.screen_text import text_of
from tests.screens.app_in_test import AppInTest, a_small_book, open_app, with_book
from tui.domain.quick_add.parsed import LineKind
from tui.screens.finder.commands import Command
from tui.screens.finder.finder import FinderScreen
from tui.screens.finder.rows import AddPerson, Chosen, OpenContact, OpenInteraction, RunCommand
from tui.services.services import Services

COMMANDS = (
    Command(
        "contact.log", "Log a call, message or meeting in one line", "log contact log", "screen.log", "l"
    ),
    Command("app.import", "Bring in a file", "import bring in", takes="FILE"),
)


def log(services: Services) -> None:
    recording = services.recording
    recording.save(recording.parse(LineKind.LOG, "call @bo the logo is done"))


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    path = a_small_book(tmp_path)
    with_book(path, log)
    async with open_app(path) as app:
        yield app


async def find(opened: AppInTest, commands: tuple[Command, ...], *keys: str) -> list[Chosen | None]:
    chosen: list[Chosen | None] = []
    await opened.app.push_screen(FinderScreen(opened.desk, commands), chosen.append)
    await opened.settle()
    await opened.press(*keys)
    return chosen


async def test_the_first_letters_of_a_name_and_enter_open_that_person(opened: AppInTest) -> None:
    assert await find(opened, (), *"zo", "enter") == [OpenContact(opened.id_of("Zoë Martín"))]


async def test_what_was_said_is_found_after_the_people(opened: AppInTest) -> None:
    [chosen] = await find(opened, (), *"logo", "enter")
    assert isinstance(chosen, OpenInteraction)
    assert chosen.contact_id == opened.id_of("Bo Chen")


async def test_commands_come_before_people_and_show_their_key(opened: AppInTest) -> None:
    await find(opened, COMMANDS, *"log")
    lines = [line.strip() for line in opened.text.splitlines()]
    headings = [line for line in lines if line.isupper() or line.startswith(("COMMANDS", "NOTES"))]
    assert headings == ["COMMANDS · 1", "NOTES · 1"]
    assert next(line for line in lines if "Log a call" in line).endswith(" l")


async def test_enter_on_a_command_gives_its_id(opened: AppInTest) -> None:
    assert await find(opened, COMMANDS, *"log", "enter") == [RunCommand("contact.log")]


async def test_a_command_that_wants_something_waits_for_it(opened: AppInTest) -> None:
    chosen = await find(opened, COMMANDS, *"imp", "enter")
    assert chosen == []
    await opened.press(*"a.vcf", "enter")
    assert chosen == [RunCommand("app.import", "a.vcf")]


async def test_the_arrows_move_while_one_types(opened: AppInTest) -> None:
    [chosen] = await find(opened, (), "n", "down", "up", "down", "backspace", *"an", "enter")
    assert chosen == OpenContact(opened.id_of("Anna Petrova"))


async def test_a_name_nobody_has_can_be_added(opened: AppInTest) -> None:
    assert await find(opened, (), *"Xaver", "enter") == [AddPerson("Xaver")]


async def test_nobody_is_offered_to_be_added_while_somebody_is_found(opened: AppInTest) -> None:
    await find(opened, (), *"maya")
    assert "add “" not in opened.text


async def test_a_slip_of_the_finger_finds_the_person_and_still_offers_to_add(opened: AppInTest) -> None:
    await find(opened, (), *"Mayya Okafr")
    assert "Maya Okafor" in opened.text and "add “Mayya Okafr”" in opened.text


async def test_escape_opens_nothing(opened: AppInTest) -> None:
    assert await find(opened, COMMANDS, *"maya", "escape") == [None]


async def test_enter_with_nothing_typed_opens_nothing(opened: AppInTest) -> None:
    assert await find(opened, (), "enter") == []


async def test_it_keeps_the_cursor_on_the_first_hit_as_the_text_changes(opened: AppInTest) -> None:
    await find(opened, (), "down", "down", "a")
    screen = opened.app.screen
    assert isinstance(screen, FinderScreen) and screen.rows.position == 0


async def test_hostile_queries_are_shown_and_never_obeyed(opened: AppInTest) -> None:
    await find(opened, COMMANDS)
    screen = opened.app.screen
    assert isinstance(screen, FinderScreen)
    for text in HOSTILE:
        screen.line.value = text
        await opened.settle()
        assert not controls_in(text_of(opened.app).replace("\n", "")), text


async def test_an_answer_that_comes_after_the_finder_has_gone_is_dropped(opened: AppInTest) -> None:
    finder = FinderScreen(opened.desk, ())
    await opened.app.push_screen(finder)
    await opened.settle()
    await opened.press("z", "escape")
    await opened.settle()
    assert finder.query_one_optional("#finder-line") is None
    finder.query_asking.ask(is_typed=True)
    await opened.settle()
    assert opened.app.return_code in (0, None)
    assert "REACH OUT" in opened.text
