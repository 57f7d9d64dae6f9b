"""Contacts under its keys: the list, the filter, the page beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.screens.app_in_test import NARROW, AppInTest, a_small_book, open_app
from tui.domain.records.interaction import Channel
from tui.widgets.key_row import KeyRow
from tui.widgets.virtual_list import VirtualList

NAMES = ["Anna Petrova", "Bo Chen", "Ines Duarte", "Maya Okafor", "Zoë Martín"]


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        await app.press("2")
        yield app


def listed(opened: AppInTest) -> list[str]:
    rows = opened.contacts.rows
    found = [rows._rows.at(number) for number in range(rows.row_count)]
    return [row.name for row in found if row is not None]


async def test_everybody_is_listed_by_name(opened: AppInTest) -> None:
    assert listed(opened) == NAMES
    assert "5 here" in opened.text


async def test_the_page_follows_the_cursor(opened: AppInTest) -> None:
    await opened.press("j")
    assert "last talked Sun 20 Sep" in opened.text
    await opened.press("j")
    assert "last talked Fri 20 Nov" in opened.text


async def test_slash_shows_only_who_matches(opened: AppInTest) -> None:
    await opened.press("slash")
    await opened.write("may")
    assert listed(opened)[0] == "Maya Okafor"
    assert f"{len(listed(opened))} of 5" in opened.text


async def test_letters_are_only_letters_while_a_filter_is_typed(opened: AppInTest) -> None:
    await opened.press("slash", "d", "q", "l")
    assert opened.contacts.filter.field.value == "dql"
    assert not opened.bar.is_open


async def test_enter_in_the_filter_goes_to_the_list_and_writes_nothing(opened: AppInTest) -> None:
    await opened.press("slash")
    await opened.write("bo")
    await opened.press("enter", "d")
    assert opened.selected == "Bo Chen"
    assert len(opened.timeline("Bo Chen")) == 1


async def test_nobody_who_matches_is_said(opened: AppInTest) -> None:
    await opened.press("slash")
    await opened.write("xyzxyz")
    assert "Nobody matches." in opened.text


async def test_escape_goes_back_from_the_filter_and_then_clears_it(opened: AppInTest) -> None:
    await opened.press("slash")
    await opened.write("maya")
    await opened.press("escape")
    assert opened.contacts.rows.has_focus
    await opened.press("escape")
    assert listed(opened) == NAMES


async def test_escape_unmarks_before_it_clears_the_filter(opened: AppInTest) -> None:
    await opened.press("slash")
    await opened.write("maya")
    await opened.press("enter", "space", "escape")
    assert opened.contacts.rows.marked == ()
    assert opened.contacts.filter.field.value == "maya"


async def test_tab_goes_to_the_timeline_and_back(opened: AppInTest) -> None:
    await opened.press("tab")
    assert opened.contacts.query_one("#timeline", VirtualList).has_focus
    await opened.press("tab")
    assert opened.contacts.rows.has_focus


async def test_enter_opens_the_timeline_and_changes_nothing(opened: AppInTest) -> None:
    await opened.press("enter")
    assert opened.contacts.query_one("#timeline", VirtualList).has_focus
    assert len(opened.timeline("Anna Petrova")) == 1


async def test_in_a_narrow_window_enter_shows_the_page_and_escape_the_list(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path), size=(50, 20)) as opened:
        await opened.press("2")
        assert "TIMELINE" not in opened.text
        await opened.press("enter")
        assert "TIMELINE" in opened.text
        await opened.press("escape")
        assert "TIMELINE" not in opened.text
        assert "Zoë Martín" in opened.text


async def test_l_logs_and_the_timeline_shows_it(opened: AppInTest) -> None:
    await opened.press("l", "m")
    await opened.write(" a first hello")
    await opened.press("enter")
    assert opened.timeline("Anna Petrova")[0].channel is Channel.MESSAGE
    assert "a first hello" in opened.text


async def test_marks_take_the_act_of_several(opened: AppInTest) -> None:
    await opened.press("space", "space", "S")
    assert [opened.contact(name).is_starred for name in NAMES] == [True, True, False, False, False]


async def test_z_lets_rest_and_z_again_brings_back(opened: AppInTest) -> None:
    await opened.press("z")
    assert opened.contact("Anna Petrova").is_archived
    await opened.press("z")
    assert not opened.contact("Anna Petrova").is_archived


async def test_capital_r_gives_a_rhythm_and_0_takes_it(opened: AppInTest) -> None:
    await opened.press("R")
    await opened.write("6w")
    await opened.press("enter")
    assert opened.contact("Anna Petrova").ideal_days == 42
    await opened.press("R", "0", "enter")
    assert opened.contact("Anna Petrova").ideal_days is None


async def test_capital_d_moves_to_the_trash_and_u_brings_back(opened: AppInTest) -> None:
    await opened.press("D")
    assert "Anna Petrova" not in listed(opened)
    await opened.press("u")
    assert listed(opened) == NAMES


async def test_a_adds_somebody_who_is_then_listed(opened: AppInTest) -> None:
    await opened.press("a")
    await opened.write("Cleo Adams")
    await opened.press("enter")
    assert "Cleo Adams" in listed(opened)


async def test_adding_somebody_who_is_here_opens_their_page(opened: AppInTest) -> None:
    await opened.press("a")
    await opened.write("Maya Okafor")
    await opened.press("enter")
    assert (opened.selected, len(listed(opened))) == ("Maya Okafor", 5)


async def test_c_opens_the_composer_on_the_selected(opened: AppInTest) -> None:
    await opened.press("G", "c")
    assert "Compose · Zoë Martín" in opened.text


async def test_the_cursor_stays_on_its_contact_when_others_come(opened: AppInTest) -> None:
    await opened.press("G")
    opened.elsewhere(lambda services: services.recording.begin("Abe Stone", None, None))
    opened.app._watch_book()
    await opened.settle()
    assert (opened.selected, listed(opened)[0]) == ("Zoë Martín", "Abe Stone")


async def test_an_empty_list_says_how_to_begin(tmp_path: Path) -> None:
    async with open_app(tmp_path / "new.db", size=NARROW) as opened:
        await opened.press("escape", "2")
        assert "Nobody here yet." in opened.text
        assert "a  adds somebody" in opened.text


async def test_b_stops_speaking_of_give_and_take_and_begins_again(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        standings = opened.app.desk.reader.standings
        before = standings.is_balance_shown
        await opened.press("2", "b")
        assert standings.is_balance_shown is not before
        await opened.press("b")
        assert standings.is_balance_shown is before


async def test_a_page_opened_from_today_in_a_narrow_window_names_its_keys_and_stays_with_its_person(
    tmp_path: Path,
) -> None:
    async with open_app(a_small_book(tmp_path), size=(40, 15)) as opened:
        await opened.press("enter")
        assert opened.view.query_one(KeyRow).text == "? Help"
        shown = opened.text
        await opened.press("j")
        assert opened.text == shown
