"""The whole app as a person sees it: every screen in three sizes, its first start, its signs and colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.screens.app_in_test import LARGE, NARROW, SMALL, a_demo_book, a_small_book, open_app
from tui.config import Config, Theme

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE, NARROW], ids=lambda size: f"{size[0]}x{size[1]}")
SCREENS = {
    "today": (),
    "log-bar": ("l",),
    "snooze": ("s",),
    "contacts": ("2",),
    "help": ("question_mark",),
    "finder": ("slash", "m", "a", "y"),
    "commands": ("colon", "l", "o", "g"),
    "composer": ("c",),
}


@SIZES
@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_as_text(
    name: str, size: tuple[int, int], tmp_path: Path, screen_snapshot: SnapshotAssertion
) -> None:
    async with open_app(a_demo_book(tmp_path), size=size, is_demo=True) as opened:
        await opened.press(*SCREENS[name])
        assert opened.text == screen_snapshot


@SIZES
async def test_the_welcome_as_text(
    size: tuple[int, int], tmp_path: Path, screen_snapshot: SnapshotAssertion
) -> None:
    async with open_app(tmp_path / "new.db", size=size) as opened:
        assert opened.text == screen_snapshot


async def test_an_empty_book_says_how_to_begin(tmp_path: Path, screen_snapshot: SnapshotAssertion) -> None:
    async with open_app(tmp_path / "new.db") as opened:
        await opened.press("escape")
        assert opened.text == screen_snapshot


async def test_a_list_that_is_done_says_so_and_offers_one_more(
    tmp_path: Path, screen_snapshot: SnapshotAssertion
) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("d", "d", "d")
        assert opened.text == screen_snapshot


@pytest.mark.parametrize("name", SCREENS)
async def test_plain_signs_are_ascii_all_over(name: str, tmp_path: Path) -> None:
    config = Config(glyphs="ascii")
    async with open_app(a_small_book(tmp_path), size=NARROW, config=config) as opened:
        await opened.press(*SCREENS[name])
        strange = {sign for sign in opened.text if not sign.isascii()} - set("Zoë Martín")
        assert strange == set()


async def test_the_first_start_asks_three_things_and_shows_today(tmp_path: Path) -> None:
    async with open_app(tmp_path / "new.db") as opened:
        assert opened.front == "Welcome"
        await opened.write("Ann Lee")
        await opened.press("enter", "m", "enter", "2", "w", "enter")
        assert opened.front == "TodayScreen"
        contact = opened.contact("Ann Lee")
        assert (contact.rhythm_days, str(contact.last_touch_on)) == (30, "2026-11-09")
        assert "Ann Lee" in opened.text


async def test_a_book_with_somebody_in_it_asks_nothing(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        assert opened.front == "TodayScreen"


@pytest.mark.parametrize("theme", ["allotment-dark", "allotment-light", "terminal"])
async def test_a_theme_is_chosen_in_the_configuration(theme: Theme, tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path), config=Config(theme=theme)) as opened:
        assert opened.app.theme == theme


async def test_q_leaves_at_once(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.pilot.press("q")
        assert opened.app._exit


async def test_a_window_that_is_made_larger_shows_more_and_keeps_the_cursor(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("j")
        assert "WHY TODAY" not in opened.text
        await opened.pilot.resize_terminal(*LARGE)
        await opened.settle()
        assert "WHY TODAY" in opened.text
        assert opened.selected == "Bo Chen"


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (39, 9), (250, 80)], ids=str)
async def test_no_size_is_too_small_or_too_large(size: tuple[int, int], tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path), size=size) as opened:
        await opened.press("j", "2", "question_mark", "escape", "slash", "escape", "1", "l", "escape")
        assert opened.selected == "Bo Chen"
