"""What is under way is seen, whatever set it off: the few things of Textual's inside that this looks at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from textual import events, work
from textual.app import App, ComposeResult
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from tests.waiting import a_moment
from tui.terminal.stillness import BESIDE, STOPPABLE, TYPING, Stillness


class Asked(Message):
    """Sent from a widget to its screen."""


class Question(ModalScreen[str]):
    """Waits for the person."""


class Somewhere(Screen[None]):
    """A screen as somebody may write it next month."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.answer = ""

    def compose(self) -> ComposeResult:
        """Hold one widget."""
        yield Static("here")

    @property
    def widget(self) -> Widget:
        """Return the widget."""
        return self.query_one(Static)

    async def on_asked(self, event: Asked) -> None:
        """Take as long as the gate is closed."""
        await self.gate.wait()

    async def wait(self) -> None:
        """Take as long as the gate is closed."""
        await self.gate.wait()

    @work
    async def ask(self) -> None:
        """Open a question and wait for the answer."""
        self.answer = await self.app.push_screen_wait(Question())


class House(App[None]):
    """An app with that screen."""

    def get_default_screen(self) -> Somewhere:
        """Return the screen."""
        return Somewhere()


class Opened:
    """The app, and what is seen of it."""

    def __init__(self, app: House) -> None:
        screen = app.screen
        assert isinstance(screen, Somewhere)
        self.screen = screen
        self.still = Stillness(app)

    async def becomes_still(self, but_for: str = "") -> bool:
        """Say whether everything rests after a while."""
        for _ in range(200):
            if self.still.is_still(but_for):
                return True
            await a_moment(0)
        # What waits for the next frame waits for a timer.
        await a_moment(0.05)
        return self.still.is_still(but_for)


@pytest.fixture
async def opened() -> AsyncIterator[Opened]:
    app = House()
    async with app.run_test() as pilot:
        await pilot.pause()
        there = Opened(app)
        yield there
        there.screen.gate.set()


async def test_an_app_in_which_nothing_happens_is_still(opened: Opened) -> None:
    assert await opened.becomes_still()


async def test_a_message_on_its_way_is_under_way(opened: Opened) -> None:
    assert await opened.becomes_still()
    opened.screen.widget.post_message(Asked())
    assert not opened.still.is_still()


async def test_a_handler_two_hops_away_is_under_way_until_it_has_returned(opened: Opened) -> None:
    opened.screen.widget.post_message(Asked())
    assert not await opened.becomes_still()
    opened.screen.gate.set()
    assert await opened.becomes_still()


@pytest.mark.parametrize("group", ["default", "anything", TYPING, STOPPABLE])
async def test_a_worker_of_any_group_is_under_way_until_it_is_done(opened: Opened, group: str) -> None:
    opened.screen.run_worker(opened.screen.wait(), group=group)
    assert not await opened.becomes_still()
    opened.screen.gate.set()
    assert await opened.becomes_still()


async def test_only_a_worker_that_says_so_runs_beside(opened: Opened) -> None:
    opened.screen.run_worker(opened.screen.wait(), group=BESIDE)
    assert await opened.becomes_still()


@pytest.mark.parametrize(("group", "is_spared"), [(TYPING, True), (STOPPABLE, False), ("default", False)])
async def test_a_letter_does_not_wait_for_what_follows_the_typing(
    opened: Opened, group: str, is_spared: bool
) -> None:
    opened.screen.run_worker(opened.screen.wait(), group=group)
    assert await opened.becomes_still(but_for=TYPING) is is_spared


async def test_what_waits_for_the_next_frame_is_under_way(opened: Opened) -> None:
    done: list[bool] = []
    opened.screen.widget.refresh(layout=True)
    opened.screen.call_after_refresh(done.append, True)
    for _ in range(2_000):
        if opened.still.is_still():
            break
        await a_moment(0.001)
    assert done


async def test_a_callback_for_later_is_under_way(opened: Opened) -> None:
    opened.screen.call_next(opened.screen.wait)
    assert not await opened.becomes_still()
    opened.screen.gate.set()
    assert await opened.becomes_still()


async def test_a_screen_that_opens_is_under_way_until_it_can_take_keys(opened: Opened) -> None:
    opened.screen.app.push_screen(Question())
    assert not opened.still.is_still()
    assert await opened.becomes_still()
    assert isinstance(opened.screen.app.screen, Question)


async def test_a_question_waiting_for_the_person_is_not_under_way(opened: Opened) -> None:
    opened.screen.ask()
    assert await opened.becomes_still()
    question = opened.screen.app.screen
    assert isinstance(question, Question)
    question.dismiss("yes")
    assert not opened.still.is_still()
    assert await opened.becomes_still()
    assert opened.screen.answer == "yes"


async def test_what_is_let_go_is_waited_for_no_longer_and_what_comes_after_it_is(opened: Opened) -> None:
    opened.screen.run_worker(opened.screen.wait())
    opened.screen.widget.post_message(Asked())
    assert not await opened.becomes_still()
    opened.still.let_go()
    assert await opened.becomes_still()
    opened.screen.run_worker(opened.screen.wait())
    assert not await opened.becomes_still()
    opened.screen.gate.set()
    assert await opened.becomes_still()
    opened.screen.gate.clear()
    opened.screen.widget.post_message(Asked())
    assert not await opened.becomes_still()


async def test_a_key_behind_another_message_of_the_app_waits_for_it(opened: Opened) -> None:
    assert opened.still.is_still_around_the_app()
    opened.screen.app.post_message(events.Key("a", "a"))
    assert not opened.still.is_still_around_the_app()
