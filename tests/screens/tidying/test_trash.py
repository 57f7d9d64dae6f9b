"""The trash on screen: bringing back, and deleting for ever with a typed word."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.screens.app_in_test import (
    LARGE,
    MONDAY,
    NARROW,
    AppInTest,
    MovableClock,
    a_small_book,
    open_app,
    with_book,
)
from tui.domain.keeping.kept_line import Place
from tui.screens.tidying.trash import TrashScreen
from tui.services.services import Services


def throw_away(services: Services) -> None:
    """Trash Maya and a call with Bo; Bo's notes name Maya."""
    book = services.book
    maya, bo = (services.finding.who(handle).id for handle in ("maya", "bo"))
    with book.write("noted"):
        book.contacts.change(bo, notes="sings with Maya Okafor")
    services.tending.trash([maya])
    services.deleting.interaction(book.interactions.latest_of(bo, 1)[0].id)


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    path = a_small_book(tmp_path)
    with_book(path, throw_away)
    async with open_app(path) as app:
        await app.press("2", "T")
        yield app


def trash_of(opened: AppInTest) -> TrashScreen:
    screen = opened.app.screen
    assert isinstance(screen, TrashScreen)
    return screen


async def on_maya(opened: AppInTest) -> None:
    trash_of(opened).rows.select("c1")
    await opened.settle()


def said(opened: AppInTest) -> str:
    return trash_of(opened).message.text


def in_trash(opened: AppInTest) -> set[str]:
    return {each.key for each in opened.desk.reader.trash.items()}


async def test_it_says_what_lies_there_and_how_long_it_stays(opened: AppInTest) -> None:
    assert "2 here" in opened.text
    await on_maya(opened)
    assert "Maya Okafor · kept 30 more days" in opened.text


async def test_b_brings_back_and_u_puts_it_into_the_trash_again(opened: AppInTest) -> None:
    await on_maya(opened)
    await opened.press("b")
    assert (said(opened), in_trash(opened)) == ("brought back Maya Okafor", {"i2"})
    await opened.press("u")
    assert in_trash(opened) == {"c1", "i2"}


async def test_the_marked_are_brought_back_together(opened: AppInTest) -> None:
    await opened.press("asterisk", "b")
    assert in_trash(opened) == set()
    await opened.press("escape")
    assert opened.is_known("Maya Okafor")
    assert opened.front == "ContactsScreen"
    assert "Maya Okafor" in opened.text


@pytest.mark.parametrize("keys", [["enter"], ["enter", "enter"], ["y", "enter"], ["D", "enter"]])
async def test_enter_alone_deletes_nothing(opened: AppInTest, keys: list[str]) -> None:
    await on_maya(opened)
    await opened.press("D", "s", *keys)
    assert "c1" in in_trash(opened)
    assert trash_of(opened).bar.is_open


async def test_what_goes_is_said_before_and_yes_deletes(opened: AppInTest) -> None:
    await on_maya(opened)
    await opened.press("D")
    assert "Their name stands in 1 text about others" in opened.text
    assert "sings with Maya Okafor" in opened.text
    await opened.press("s")
    assert "This deletes everything about Maya Okafor" in opened.text
    await opened.press("y", "e", "s")
    assert "Enter deletes Maya Okafor for ever" in opened.text
    await opened.press("enter")
    assert in_trash(opened) == {"i2"}
    assert "Maya Okafor is deleted for ever" in said(opened)
    assert b"Okafor" not in opened.path.read_bytes()
    assert opened.contact("Bo Chen").notes == "sings with someone"


async def test_a_line_begun_in_a_bar_loses_their_name_and_stays(opened: AppInTest) -> None:
    opened.desk.lines.begin(Place.of("log", [opened.id_of("Bo Chen")])).leave("call @maya and @bo about tea")
    await on_maya(opened)
    await opened.press("D", "s", "y", "e", "s", "enter")
    assert [each.texts for each in opened.desk.lines.waiting()] == [{"log": "call someone and @bo about tea"}]


async def test_a_line_begun_on_their_page_goes_with_them(opened: AppInTest) -> None:
    maya = next(each.id for each in opened.desk.reader.trash.items() if each.key == "c1")
    opened.desk.lines.begin(Place.of("log", [maya])).leave("call about tea")
    await on_maya(opened)
    await opened.press("D", "s", "y", "e", "s", "enter")
    assert opened.desk.lines.waiting() == []


async def test_texts_about_others_are_kept_on_request(opened: AppInTest) -> None:
    await on_maya(opened)
    await opened.press("D", "k", "y", "e", "s", "enter")
    assert opened.contact("Bo Chen").notes == "sings with Maya Okafor"
    assert not opened.is_known("Maya Okafor")


async def test_escape_leaves_everything_as_it_is(opened: AppInTest) -> None:
    await on_maya(opened)
    await opened.press("D", "s", "y", "e", "s", "escape")
    assert (said(opened), "c1" in in_trash(opened)) == ("nothing was deleted", True)
    await opened.press("D", "escape", "escape")
    assert opened.front == "ContactsScreen"


async def test_emptying_is_offered_only_for_what_is_old(tmp_path: Path) -> None:
    path = a_small_book(tmp_path)
    with_book(path, throw_away)
    clock = MovableClock()
    async with open_app(path, clock=clock) as opened:
        await opened.press("T", "X")
        assert said(opened) == "nothing has lain here 30 days yet"
        clock.instant = MONDAY + timedelta(days=31)
        await opened.press("X")
        assert "A backup of the whole book is made first." in opened.text
        await opened.press("y", "e", "s", "enter")
        assert in_trash(opened) == set()
        assert len(list(opened.desk.backups.glob("*.db"))) == 1


@pytest.mark.parametrize("size", [LARGE, NARROW, (40, 10)])
async def test_it_fits_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    path = a_small_book(tmp_path)
    with_book(path, throw_away)
    async with open_app(path, size=size) as opened:
        await opened.press("T")
        assert "Maya Okafor" in opened.text
        await on_maya(opened)
        await opened.press("D", "s")
        assert "Delete Maya Okafor for ever?" in opened.text
        assert trash_of(opened).bar.field.has_focus


async def test_a_talk_of_the_timeline_goes_to_the_trash_and_comes_back(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("2", "enter", "D")
        assert opened.said.startswith("moved call with ")
        assert opened.said.endswith("to the trash")
        assert opened.desk.reader.book.contacts.count() == 5
        await opened.press("T", "b", "escape")
        assert in_trash(opened) == set()
