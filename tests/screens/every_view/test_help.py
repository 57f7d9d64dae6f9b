"""The help: all keys at a glance, and each in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.app_in_test import LARGE, NARROW, SMALL, a_small_book, open_app
from tui.screens.every_view.help import HelpScreen, lay_help, matching
from tui.screens.finder.commands import live_keys
from tui.terminal.keys import KeyEntry

LOG = KeyEntry("contact.log", "Today", ("l",), "Log", "Log a call, message or meeting in one line")
SNOOZE = KeyEntry("contact.snooze", "Today", ("s",), "Snooze", "Hide until a day; the rhythm stays")
DOWN = KeyEntry("list.down", "lists", ("down", "j"), "Down", "Go one row down")


def said(lines: list[object]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)  # type: ignore[attr-defined]


def test_a_word_of_what_a_key_does_finds_it() -> None:
    assert matching([LOG, SNOOZE, DOWN], "hide") == [SNOOZE]


def test_a_key_finds_itself() -> None:
    assert matching([SNOOZE, DOWN], "j") == [DOWN]


def test_columns_hold_every_key_with_its_name() -> None:
    text = said(list(lay_help([LOG, SNOOZE, DOWN], 78, 20)))
    assert all(word in text for word in ("TODAY", "l Log", "s Snooze", "LISTS", "Down j Down"))


def test_no_columns_are_laid_where_a_key_would_be_left_out() -> None:
    many = [KeyEntry(f"x.{n}", "Today", ("x",), f"Act {n}", "") for n in range(90)]
    assert lay_help(many, 78, 18) == []


def test_no_heading_stands_alone_at_the_foot_of_a_column() -> None:
    entries = [*(KeyEntry(f"x.{n}", "Today", ("x",), f"Act {n}", "") for n in range(8)), DOWN]
    last = said(list(lay_help(entries, 78, 10))).splitlines()[-1]
    assert "LISTS" not in last


async def test_everything_that_works_on_today_is_in_sight_at_80x24(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        names = {entry.name for entry in live_keys(opened.view, "Today")}
        await opened.press("question_mark")
        missing = {name for name in names if name not in opened.text}
    assert missing == set()


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW])
async def test_it_ends_in_plain_words_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_app(a_small_book(tmp_path), size=size) as opened:
        await opened.press("question_mark")
        text = " ".join(opened.text.split())
    assert "One real hello on a practice day grows your streak." in text
    assert "rapport today, rapport log" in text


async def test_typing_gives_the_full_sentence_of_a_key(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("question_mark", *"sno")
        assert "Hide until a day; the rhythm stays" in opened.text


async def test_nothing_found_says_so(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("question_mark", *"zzz")
        assert "No key answers to “zzz” here." in opened.text


@pytest.mark.parametrize("key", ["question_mark", "escape"])
async def test_it_closes_while_one_types(tmp_path: Path, key: str) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("question_mark", "s", key)
        assert not isinstance(opened.app.screen, HelpScreen)


async def test_on_a_narrow_screen_the_arrows_go_through_the_list(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path), size=NARROW) as opened:
        await opened.press("question_mark", "down", "down")
        screen = opened.app.screen
        assert isinstance(screen, HelpScreen) and screen.rows.position == 2
