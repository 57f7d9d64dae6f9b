"""Several lines in a row, as after an evening: the bar stays open and goes on with where and when it was."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.screens.app_in_test import AppInTest, a_small_book, logged, open_app


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


async def test_ctrl_t_keeps_the_bar_open_and_the_next_line_begins_with_the_evening(opened: AppInTest) -> None:
    await opened.press("l", "ctrl+t")
    await opened.write("met @lena at:pycon yesterday > 3d write")
    await opened.press("enter")
    assert (opened.bar.is_open, opened.line) == (True, "met at:pycon yesterday ")
    await opened.write("@tom and @zoe")
    await opened.press("enter", "escape")
    assert not opened.bar.is_open
    assert [each.place for each in (*opened.timeline("Tom"), *opened.timeline("Lena"))] == ["pycon", "pycon"]
    assert opened.timeline("Zoë Martín")[0].names == ("Zoë Martín", "Tom")
    assert opened.contact("Lena").met_on == date(2026, 11, 22)


async def test_several_people_added_in_a_row_were_met_at_the_same_place(opened: AppInTest) -> None:
    await opened.press("a", "ctrl+t")
    await opened.write('Lena Haas met:"PyCon DE" #radio')
    await opened.press("enter")
    assert (opened.line, opened.bar.field.cursor_position) == (' met:"PyCon DE"', 0)
    await opened.write("tall woman, red scarf")
    await opened.press("enter", "escape")
    assert opened.contact("tall woman, red scarf").met_at == "PyCon DE"
    assert opened.contact("tall woman, red scarf").tags == ()


async def test_in_a_row_a_line_that_names_nobody_is_about_nobody(opened: AppInTest) -> None:
    await opened.press("l", "ctrl+t")
    await opened.write("call about the deck")
    await opened.press("enter")
    assert "who? type @" in opened.text
    assert logged(opened, "Maya Okafor") == [0]


async def test_in_a_row_somebody_who_is_here_already_does_not_end_it(opened: AppInTest) -> None:
    await opened.press("a", "ctrl+t")
    await opened.write("Bo Chen")
    await opened.press("enter")
    assert opened.bar.is_open
    assert "Bo Chen is already here" in opened.text


async def test_ctrl_t_again_ends_it_with_the_line_kept(opened: AppInTest) -> None:
    await opened.press("l", "ctrl+t")
    await opened.write("call about the deck")
    await opened.press("ctrl+t", "enter")
    assert not opened.bar.is_open
    assert logged(opened, "Maya Okafor") == [1]


async def test_what_the_next_line_begins_with_is_no_line_to_keep(opened: AppInTest) -> None:
    await opened.press("l", "ctrl+t")
    await opened.write("met @bo at:pycon")
    await opened.press("enter", "escape", "l")
    assert opened.line == ""


async def test_an_evening_is_begun_from_the_list_of_commands(opened: AppInTest) -> None:
    await opened.press("colon")
    await opened.write("evening PyCon DE")
    await opened.press("enter")
    assert opened.line == 'met at:"PyCon DE" '
    await opened.write("@lena")
    await opened.press("enter")
    assert (opened.line, opened.said) == ('met at:"PyCon DE" ', "logged a meeting with Lena")


async def test_the_line_of_an_evening_goes_on_in_the_composer(opened: AppInTest) -> None:
    await opened.press("l", "ctrl+t")
    await opened.write("met @bo at:pycon about radios")
    await opened.press("ctrl+g")
    assert opened.front == "ComposerScreen"
    assert "Compose · Bo Chen" in opened.text
    await opened.press("ctrl+s")
    assert (opened.front, opened.line) == ("TodayScreen", "met at:pycon ")
    assert (opened.timeline("Bo Chen")[0].notes, logged(opened, "Maya Okafor")) == ("about radios", [0])


async def test_the_composer_left_in_an_evening_keeps_a_draft_and_goes_on(opened: AppInTest) -> None:
    await opened.press("l", "ctrl+t")
    await opened.write("met @lena at:pycon")
    await opened.press("ctrl+g")
    assert "Maya Okafor" not in opened.text
    await opened.press("escape")
    assert (opened.bar.is_open, opened.line) == (True, "met at:pycon ")
    assert opened.said == "kept as a draft; Today offers it"
    assert len(opened.desk.drafts.all()) == 1
