"""Screens close where they stand, and what comes too late for one hurts nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from tui.app.guarded import GuardedApp


class Sheet(Screen[str]):
    """A screen that can be closed."""

    def compose(self) -> ComposeResult:
        yield Leaf("a leaf", markup=False)


class Leaf(Label):
    """Says when it goes."""

    def on_unmount(self) -> None:
        screen = self.screen
        if isinstance(screen, Late):
            screen.is_going.set()


class Late(Sheet):
    """A screen whose answer comes while it is being closed."""

    def __init__(self) -> None:
        super().__init__()
        self.is_going = asyncio.Event()
        self.was_late = False

    @work
    async def ask(self) -> None:
        await self.is_going.wait()
        self.was_late = True
        self.query_one(Leaf).update("an answer")


class TwoViews(GuardedApp[None]):
    """An app with two views."""

    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {"one": Screen, "two": Screen}
    DEFAULT_MODE = "one"


@pytest.fixture
def given() -> list[str | None]:
    """What the screens gave back."""
    return []


def kinds(app: TwoViews, mode: str) -> list[type[Screen[Any]]]:
    return [type(screen) for screen in app._screen_stacks[mode]]


async def test_a_screen_behind_another_view_closes_there(given: list[str | None]) -> None:
    app = TwoViews()
    async with app.run_test() as pilot:
        sheet = Sheet()
        await app.push_screen(sheet, given.append)
        await app.switch_mode("two")
        sheet.dismiss("saved")
        await pilot.pause()
        assert (kinds(app, "one"), kinds(app, "two"), given) == ([Screen], [Screen], ["saved"])
        assert not sheet.is_attached


async def test_a_screen_that_is_covered_closes_and_not_the_one_above(given: list[str | None]) -> None:
    app = TwoViews()
    async with app.run_test() as pilot:
        sheet, above = Sheet(), Late()
        await app.push_screen(sheet, given.append)
        await app.push_screen(above)
        sheet.dismiss("saved")
        await pilot.pause()
        assert (kinds(app, "one"), given) == ([Screen, Late], ["saved"])


async def test_a_screen_closes_once_however_often_it_is_asked(given: list[str | None]) -> None:
    app = TwoViews()
    async with app.run_test() as pilot:
        sheet = Sheet()
        await app.push_screen(Sheet())
        await app.push_screen(sheet, given.append)
        sheet.dismiss("left")
        sheet.dismiss("saved")
        await pilot.pause()
        assert (kinds(app, "one"), given) == ([Screen, Sheet], ["left"])


async def test_an_answer_that_comes_while_its_screen_closes_is_dropped() -> None:
    app = TwoViews()
    async with app.run_test() as pilot:
        late = Late()
        await app.push_screen(late)
        late.ask()
        late.dismiss(None)
        await pilot.pause()
        assert late.was_late


async def test_an_answer_that_finds_nothing_on_a_screen_that_stands_is_a_fault() -> None:
    app = TwoViews()
    with pytest.raises(Exception, match="No nodes match"):
        async with app.run_test() as pilot:
            late = Late()
            await app.push_screen(late)
            late.ask()
            await late.query_one(Leaf).remove()
            await pilot.pause()
