"""The filter of Contacts: answered as it is typed, completed, negated, kept as a view."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hostile import HOSTILE, controls_in
from tests.screen_text import text_of
from tests.screens.app_in_test import LARGE, NARROW, AppInTest, a_small_book, open_app, with_book
from tui.domain.quick_add.parsed import LineKind
from tui.domain.records.contact import ContactId
from tui.screens.finder.views import ViewsScreen
from tui.services.services import Services

TINY = (40, 10)


def a_filled_book(folder: Path) -> Path:
    path = a_small_book(folder)

    def fill(services: Services) -> None:
        book = services.book
        with book.write("tagged"):
            book.contacts.add_tags(ContactId(2), ["work"])
            book.contacts.add_tags(ContactId(3), ["workshop"])
        recording = services.recording
        recording.save(recording.parse(LineKind.LOG, "call @bo the logo is done"))
        recording.save(recording.parse(LineKind.LOG, "call @bo about the weather"))

    with_book(path, fill)
    return path


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_filled_book(tmp_path)) as app:
        await app.press("2", "slash")
        yield app


def listed(opened: AppInTest) -> list[str]:
    rows = opened.contacts.rows
    found = [rows._rows.at(number) for number in range(rows.row_count)]
    return [row.name for row in found if row is not None]


async def test_initials_find_a_person(opened: AppInTest) -> None:
    await opened.write("ma ok")
    assert listed(opened) == ["Maya Okafor"]
    assert "1 of 5" in opened.text


async def test_words_that_were_said_find_a_person(opened: AppInTest) -> None:
    await opened.write("logo")
    assert listed(opened) == ["Bo Chen"]


async def test_a_filter_narrows_and_a_minus_shows_what_is_left_out(opened: AppInTest) -> None:
    await opened.write("-#work last<90d")
    assert listed(opened) == ["Ines Duarte", "Zoë Martín", "Anna Petrova", "Maya Okafor"]
    assert "4 of 5 · not #work" in opened.text


async def test_tab_takes_the_first_of_what_is_offered(opened: AppInTest) -> None:
    await opened.write("#wo")
    assert "Tab #work  #workshop" in opened.text
    await opened.press("tab")
    assert opened.contacts.filter.field.value == "#work "
    assert listed(opened) == ["Bo Chen"]


async def test_the_name_of_a_filter_is_completed_too(opened: AppInTest) -> None:
    await opened.write("ci")
    assert "in a circle" in opened.text
    await opened.press("tab")
    assert opened.contacts.filter.field.value == "circle:"


async def test_tab_with_nothing_offered_stays_in_the_line(opened: AppInTest) -> None:
    await opened.write("maya")
    await opened.press("tab", "x")
    assert opened.contacts.filter.field.value == "mayax"


async def test_what_cannot_be_read_is_said_and_finds_nobody(opened: AppInTest) -> None:
    await opened.write("ogr:acme")
    assert "There is no filter “ogr:”." in opened.text
    assert (listed(opened), "0 of 5" in opened.text) == ([], True)


async def test_while_a_filter_is_begun_everybody_stays(opened: AppInTest) -> None:
    await opened.write("due:1")
    assert len(listed(opened)) == 5
    assert "due: takes a time" in opened.text


async def test_the_arrows_move_in_the_list_while_one_types(opened: AppInTest) -> None:
    await opened.write("m")
    first = opened.selected
    await opened.press("down")
    assert opened.selected not in ("", first)
    assert opened.contacts.filter.field.has_focus


async def test_enter_where_nobody_is_found_begins_to_add_them(opened: AppInTest) -> None:
    await opened.write("Xaver Quill")
    assert "Enter  adds “Xaver Quill”" in opened.text
    await opened.press("enter")
    assert (opened.bar.is_open, opened.line) == (True, "Xaver Quill")
    await opened.press("enter")
    assert listed(opened) == ["Xaver Quill"]


async def test_nobody_is_offered_to_be_added_for_a_filter(opened: AppInTest) -> None:
    await opened.write("#work Xaver")
    assert "adds" not in opened.text
    await opened.press("enter")
    assert not opened.bar.is_open


async def test_a_guess_is_called_one(opened: AppInTest) -> None:
    await opened.write("mya okafro")
    assert "spelt like it" in opened.text
    assert listed(opened) == ["Maya Okafor"]


async def test_after_a_change_the_next_key_finds_the_list_as_it_then_is(opened: AppInTest) -> None:
    await opened.write("last<90d")
    await opened.press("enter")
    before = listed(opened)
    await opened.pilot.press("D", "D")
    await opened.settle()
    assert listed(opened) == before[2:]


async def test_what_another_window_writes_is_found_under_the_same_filter(opened: AppInTest) -> None:
    await opened.write("okafor")
    opened.elsewhere(lambda services: services.recording.begin("Ada Okafor", None, None))
    opened.app._watch_book()
    await opened.settle()
    assert set(listed(opened)) == {"Maya Okafor", "Ada Okafor"}


async def test_a_hit_in_the_finder_opens_the_person_at_that_talk(opened: AppInTest) -> None:
    await opened.press("escape", "1", "slash")
    await opened.write("logo")
    await opened.press("enter")
    assert opened.selected == "Bo Chen"
    row = opened.contacts.page.rows.current
    assert row is not None and "logo" in str(row)
    assert opened.contacts.page.rows.has_focus


async def test_the_filter_is_saved_as_a_view_and_chosen_again(opened: AppInTest) -> None:
    await opened.write("#work")
    await opened.press("enter", "F", "s")
    await opened.write("Colleagues")
    await opened.press("enter")
    assert "saved the view Colleagues" in opened.text
    await opened.press("escape", "escape")
    assert len(listed(opened)) == 5
    await opened.press("F", "enter")
    assert listed(opened) == ["Bo Chen"]
    assert "Colleagues · 1 of 5" in opened.text


async def test_a_few_views_are_offered_and_cannot_be_deleted(opened: AppInTest) -> None:
    await opened.press("escape", "F")
    assert "VIEWS TO BEGIN WITH" in opened.text
    await opened.press("D")
    assert "only offered" in opened.text
    await opened.press("enter")
    assert opened.contacts.filter.field.value == "never:"


async def test_a_view_is_renamed_deleted_and_brought_back(opened: AppInTest) -> None:
    opened.elsewhere(lambda services: services.views.save("Old", "#work"))
    await opened.press("escape", "F", "e")
    await opened.press(*["backspace"] * 3)
    await opened.write("New")
    await opened.press("enter")
    assert [view.name for view in opened.desk.reader.views.all()] == ["New"]
    await opened.press("D")
    assert opened.desk.reader.views.all()[0].id is None
    await opened.press("u")
    assert [view.name for view in opened.desk.reader.views.all()] == ["New"]


async def test_what_was_taken_back_of_a_view_is_brought_back(opened: AppInTest) -> None:
    opened.elsewhere(lambda services: services.views.save("Old", "#work"))
    await opened.press("escape", "F", "D", "u", "U")
    assert "brought back: deleted the view Old" in opened.text
    assert opened.desk.reader.views.all()[0].id is None


async def test_the_filter_that_is_shown_goes_by_the_name_its_view_has_now(opened: AppInTest) -> None:
    opened.elsewhere(lambda services: services.views.save("Old", "#work"))
    await opened.press("escape", "F", "enter")
    assert "Old · 1 of 5" in opened.text
    await opened.press("F", "e", *["backspace"] * 3)
    await opened.write("New")
    await opened.press("enter", "escape")
    assert "New · 1 of 5" in opened.text
    await opened.press("F", "D", "escape")
    assert "New" not in opened.text
    assert "1 of 5" in opened.text


async def test_enter_is_named_only_where_it_adds_somebody(opened: AppInTest) -> None:
    await opened.write("Bo Chen")
    await opened.press("enter", "D")
    assert "Nobody matches." in opened.text
    assert "Enter  adds" not in opened.text


async def test_there_must_be_a_filter_to_save(opened: AppInTest) -> None:
    await opened.press("escape", "F", "s")
    assert "There is no filter to save" in opened.text
    assert isinstance(opened.app.screen, ViewsScreen)


async def test_a_view_is_reached_by_its_name_from_anywhere(opened: AppInTest) -> None:
    await opened.press("escape", "1", "colon")
    await opened.write("not in 90")
    await opened.press("enter")
    assert opened.contacts.filter.field.value == "last>90d"


@pytest.mark.parametrize("size", [LARGE, NARROW, TINY])
async def test_a_filter_can_be_typed_in_every_window(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_app(a_filled_book(tmp_path), size=size) as opened:
        await opened.press("2", "slash")
        await opened.write("ogr:x")
        assert "no filter" in opened.text
        await opened.press("escape", "escape", "F")
        assert "VIEWS" in opened.text


async def test_hostile_text_in_the_filter_is_shown_and_never_obeyed(opened: AppInTest) -> None:
    for text in HOSTILE:
        opened.contacts.filter.field.value = text
        await opened.settle()
        assert not controls_in(text_of(opened.app).replace("\n", "")), text
