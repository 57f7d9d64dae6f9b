"""An app left open for weeks holds what it held on the first evening."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from textual.screen import Screen

import tui.screens
from benchmarks.kept import strike
from benchmarks.wandering import CARDS, WAY_OUT, wander
from tests.formats.samples import card
from tests.screens.app_in_test import LARGE, AppInTest, a_demo_book, open_app
from tests.screens.growing import Alive, descriptors
from tests.waiting import until_it_is
from tui.screens.view.view import View

WAYS: dict[str, tuple[str, ...]] = {
    "ComposerScreen": ("1", "c"),
    "EditContactScreen": ("1", "e"),
    "FinderScreen": ("1", "/", "m"),
    "HelpScreen": ("1", "?"),
    "TrashScreen": ("1", "T"),
    "DuplicatesScreen": ("2", "="),
    "ViewsScreen": ("2", "F"),
    "MergeScreen": ("2", " ", "down", " ", "M"),
    "ImporterScreen": ("1", ":", *f"import {CARDS}", "enter"),
}
"""How each screen that can be closed is opened."""
ONCE_AT_MOST = {"RecoveryScreen", "Welcome"}
"""What no key opens, and what is gone for good when it closes."""
PATIENCE_SECONDS = 10.0
IN_SHORT, IN_FULL, LOOKS_IN_FULL = 300, 20_000, 10


@pytest.fixture
async def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AppInTest]:
    (tmp_path / CARDS).write_bytes(b"".join(card(f"FN:Few Sample{n}") for n in range(6)))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    async with open_app(a_demo_book(tmp_path), size=LARGE) as app:
        yield app


async def go_home(opened: AppInTest) -> None:
    """Leave whatever is open in any view, until only the views are left."""
    for view in "213":
        await strike(opened.app, view)
        for _ in range(8):
            await strike(opened.app, "escape")
    await opened.settle()


async def open_and_close(opened: AppInTest, name: str) -> None:
    """Open a screen and leave it again."""
    for key in WAYS[name]:
        await strike(opened.app, key)
    await opened.settle()
    assert opened.front == name
    await go_home(opened)


def test_each_screen_that_can_be_closed_is_looked_at() -> None:
    for module in walk_packages(tui.screens.__path__, "tui.screens."):
        import_module(module.name)
    closed = {kind.__name__ for kind in _kinds_of(Screen) if not issubclass(kind, View)}
    assert closed == {*WAYS, *ONCE_AT_MOST}


def _kinds_of(kind: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
    """Yield our screens, without what they only inherit from."""
    kinds = kind.__subclasses__()
    if not kinds and kind.__module__.startswith("tui."):
        yield kind
    for each in kinds:
        yield from _kinds_of(each)


async def test_of_a_screen_that_was_closed_nothing_is_kept(opened: AppInTest) -> None:
    await go_home(opened)
    alive = Alive(opened)
    for name in WAYS:
        await open_and_close(opened, name)
    assert await alive.kept() == {}


async def test_threads_and_descriptors_stay_as_few_as_they_were(opened: AppInTest) -> None:
    alive = Alive(opened)
    for name in WAYS:
        await open_and_close(opened, name)
    before = descriptors()
    for name in WAYS:
        await open_and_close(opened, name)
    assert (alive.strangers(), descriptors()) == (set(), before)


async def test_rubbish_is_collected_again_once_the_first_frame_stands(tmp_path: Path) -> None:
    gc.disable()
    try:
        async with open_app(a_demo_book(tmp_path)):
            assert await until_it_is(gc.isenabled, PATIENCE_SECONDS)
    finally:
        gc.enable()


async def test_keys_at_random_leave_nothing_behind(opened: AppInTest, is_long: bool) -> None:
    await go_home(opened)
    alive, presses = Alive(opened), IN_FULL if is_long else IN_SHORT
    look_after = presses // (LOOKS_IN_FULL if is_long else 1)
    for number, key in enumerate(islice(wander(seed=5), presses), 1):
        if key != "enter" or WAY_OUT not in opened.text:
            await strike(opened.app, key)
        if number % look_after == 0:
            await go_home(opened)
            assert (number, opened.front, await alive.kept()) == (number, "PracticeScreen", {})
    assert alive.strangers() == set()
