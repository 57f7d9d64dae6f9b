"""Fields that are no bar: what was typed when the program ended stands there again, and only then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Input, TextArea

from tests.screens.app_in_test import AppInTest, a_small_book, open_app
from tui.screens.every_view.asking import bring_in
from tui.services.desk import Desk
from tui.widgets.keeping import HoldsWords
from tui.widgets.line_bar import LineBar

WORDS = "harbour"


async def finder(opened: AppInTest) -> None:
    await opened.press("slash")


async def commands(opened: AppInTest) -> None:
    await opened.press("colon")


async def contacts_filter(opened: AppInTest) -> None:
    await opened.press("2", "slash")


async def import_path(opened: AppInTest) -> None:
    bring_in(opened.view)
    await opened.settle()


async def view_name(opened: AppInTest) -> None:
    await opened.press("2")
    opened.contacts.show_query("#work")
    await opened.press("F", "s")


OPENS: dict[str, Callable[[AppInTest], Awaitable[None]]] = {
    "finder": finder,
    "commands": commands,
    "filter": contacts_filter,
    "import path": import_path,
    "name of a view": view_name,
}


def field_of(opened: AppInTest) -> Input:
    field = opened.app.focused
    assert isinstance(field, Input)
    return field


@pytest.mark.parametrize("name", OPENS)
async def test_what_was_typed_when_the_program_ended_stands_there_again(name: str, tmp_path: Path) -> None:
    book = a_small_book(tmp_path)
    async with open_app(book) as opened:
        await OPENS[name](opened)
        await opened.write(WORDS)
        opened.app.keep_words()
    async with open_app(book) as opened:
        await OPENS[name](opened)
        assert field_of(opened).value == WORDS


@pytest.mark.parametrize("name", OPENS)
async def test_what_was_left_on_purpose_is_not_brought_back(name: str, tmp_path: Path) -> None:
    book = a_small_book(tmp_path)
    async with open_app(book) as opened:
        await OPENS[name](opened)
        await opened.write(WORDS)
        opened.app.keep_words()
        await opened.press("escape")
        assert opened.desk.lines.waiting() == []


async def test_a_letter_writes_over_what_was_cut_off(tmp_path: Path) -> None:
    book = a_small_book(tmp_path)
    async with open_app(book) as opened:
        await finder(opened)
        await opened.write(WORDS)
        opened.app.keep_words()
    async with open_app(book) as opened:
        await opened.press("slash", "b", "o")
        assert field_of(opened).value == "bo"


async def test_a_first_name_typed_when_the_line_dropped_is_asked_for_no_second_time(tmp_path: Path) -> None:
    book = tmp_path / "rapport.db"
    async with open_app(book) as opened:
        await opened.write("Lena Haas")
        opened.app.keep_words()
    async with open_app(book) as opened:
        assert field_of(opened).value == "Lena Haas"
        await opened.press("escape")
        assert opened.desk.lines.waiting() == []


def _screens(desk: Desk) -> list[Screen[object]]:
    """Make every screen one can type in."""
    from tui.domain.records.contact import ContactId
    from tui.screens.composer.composer import ComposerScreen
    from tui.screens.editing.edit_contact import EditContactScreen
    from tui.screens.finder.finder import FinderScreen
    from tui.screens.finder.views import ViewsScreen
    from tui.screens.importer.importer import ImporterScreen
    from tui.screens.tidying.duplicates import DuplicatesScreen
    from tui.screens.tidying.trash import TrashScreen
    from tui.screens.welcome.welcome import Welcome

    screens: list[object] = [
        ComposerScreen(desk, [ContactId(1)]),
        DuplicatesScreen(desk),
        EditContactScreen(desk, ContactId(1)),
        FinderScreen(desk),
        ImporterScreen(desk),
        TrashScreen(desk),
        ViewsScreen(desk),
        Welcome(desk),
    ]
    return screens  # type: ignore[return-value]


async def test_there_is_no_field_whose_words_nobody_keeps(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        unkept = _unkept(opened.app.screen)
        for view in ("2", "3"):
            await opened.press(view)
            unkept += _unkept(opened.app.screen)
        for screen in _screens(opened.desk):
            await opened.app.push_screen(screen)
            await opened.settle()
            unkept += _unkept(screen)
            opened.app.pop_screen()
            await opened.settle()
    assert unkept == []


def _unkept(screen: Screen[object]) -> list[str]:
    """Return the fields of a screen that neither it, nor their bar, nor they themselves keep."""
    if isinstance(screen, HoldsWords):
        return []
    fields = [*screen.query(Input), *screen.query(TextArea)]
    return [
        f"{type(screen).__name__} #{field.id}"
        for field in fields
        if not isinstance(field.parent, LineBar) and getattr(field, "_words", None) is None
    ]
