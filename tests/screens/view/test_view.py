"""What every numbered view has: find, commands, help, messages, and one reload whoever has written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from textual import events

from tests.screens.app_in_test import AppInTest, MovableClock, a_demo_book, a_small_book, open_app
from tui.domain.errors import BookBusy, RapportError
from tui.services.services import Services
from tui.widgets.key_row import KeyRow
from tui.widgets.practice_strip import PracticeStrip
from tui.widgets.virtual_list import VirtualList


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


def refuse(_services: Services) -> str:
    raise BookBusy("The disk is full.", "Nothing was saved.", "Make some room, then try again.")


async def test_slash_finds_a_person_and_enter_goes_there(opened: AppInTest) -> None:
    await opened.press("slash")
    assert opened.front == "FinderScreen"
    await opened.write("zoe")
    await opened.press("enter")
    assert opened.front == "ContactsScreen"
    assert opened.selected == "Zoë Martín"


async def test_slash_offers_to_add_who_is_not_found(opened: AppInTest) -> None:
    await opened.press("slash")
    await opened.write("Wilhelmina Quux")
    await opened.press("enter")
    assert opened.bar.is_open
    assert opened.line == "Wilhelmina Quux"


async def test_escape_closes_the_finder_and_goes_nowhere(opened: AppInTest) -> None:
    await opened.press("slash")
    await opened.write("zoe")
    await opened.press("escape")
    assert opened.selected == "Maya Okafor"


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_a_command_is_found_by_its_name_and_run(opened: AppInTest, key: str) -> None:
    await opened.press(key)
    await opened.write("snooze")
    await opened.press("enter")
    assert opened.view.menu.is_open


async def test_a_command_that_is_the_app_s_is_run(opened: AppInTest) -> None:
    await opened.press("colon")
    await opened.write("theme light")
    await opened.press("enter")
    assert opened.app.theme == "allotment-light"


async def test_import_takes_the_file_after_its_name(opened: AppInTest, tmp_path: Path) -> None:
    card = tmp_path / "ann.vcf"
    card.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEND:VCARD\r\n", encoding="utf-8")
    await opened.press("colon")
    await opened.write(f"import {card}")
    await opened.press("enter")
    assert opened.front == "ImporterScreen"
    assert not opened.is_known("Ann Lee")
    await opened.press("enter", "enter")
    assert opened.is_known("Ann Lee")
    assert opened.said.startswith("1 read, 1 new")


async def test_an_import_of_no_such_file_is_said_and_changes_nothing(opened: AppInTest) -> None:
    await opened.press("colon")
    await opened.write("import /nowhere/at-all.vcf")
    await opened.press("enter")
    assert "at-all.vcf cannot be read" in opened.text
    assert opened.desk.reader.book.contacts.count() == 5


async def test_help_lists_the_live_keys_and_a_letter_narrows_them(opened: AppInTest) -> None:
    await opened.press("question_mark")
    assert opened.front == "HelpScreen"
    await opened.write("sno")
    assert "Hide until a day; the rhythm stays" in opened.text
    await opened.press("escape")
    assert opened.selected == "Maya Okafor"


async def test_help_shows_a_person_s_own_key(tmp_path: Path) -> None:
    from tui.config import Config

    config = Config(keys={"today.done": "y"})
    async with open_app(a_small_book(tmp_path), config=config) as opened:
        await opened.press("d")
        assert len(opened.queue) == 3
        await opened.press("y")
        assert len(opened.queue) == 2


async def test_a_change_that_fails_is_said_and_nothing_is_lost(opened: AppInTest) -> None:
    assert await opened.view.change_and_say(refuse) is False
    assert opened.said == "The disk is full. Nothing was saved. Make some room, then try again."
    assert len(opened.queue) == 3


async def test_a_line_stays_in_its_bar_when_it_could_not_be_written(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call her launch slipped")
    opened.desk.writer._make = _held
    await opened.press("enter")
    assert (opened.bar.is_open, opened.line) == (True, "call her launch slipped")
    assert "Nothing was saved." in opened.said


def _held() -> Services:
    raise BookBusy("Another program is holding the book.", "Nothing was saved.", "Close it, then try again.")


async def test_the_message_stays_until_the_next_act(opened: AppInTest) -> None:
    await opened.press("d", "j", "k")
    assert opened.said == "logged Maya Okafor"
    await opened.press("l")
    assert opened.said == ""


async def test_what_another_program_writes_is_shown(opened: AppInTest) -> None:
    opened.elsewhere(lambda services: services.recording.done([opened.id_of("Bo Chen")]))
    opened.app._watch_book()
    await opened.settle()
    assert opened.queue == ["Maya Okafor", "Anna Petrova"]


async def test_the_book_is_watched_while_the_app_is_open(opened: AppInTest) -> None:
    watched = [timer._callback for timer in opened.app._timers if timer._callback is not None]
    assert opened.app._watch_book in watched
    assert opened.app._watch_day in watched


async def test_what_is_being_typed_is_not_touched_by_another_program(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call about")
    opened.elsewhere(lambda services: services.recording.done([opened.id_of("Bo Chen")]))
    opened.app._watch_book()
    await opened.settle()
    assert (opened.line, opened.bar.field.has_focus) == ("call about", True)


async def test_the_cursor_stays_on_its_row_when_another_program_writes(opened: AppInTest) -> None:
    await opened.press("j")
    opened.elsewhere(lambda services: services.recording.done([opened.id_of("Maya Okafor")]))
    opened.app._watch_book()
    await opened.settle()
    assert (opened.selected, opened.today.rows.position) == ("Bo Chen", 0)


async def test_the_day_turns_without_a_restart(tmp_path: Path) -> None:
    clock = MovableClock(datetime.fromisoformat("2026-11-23T23:30:00+01:00"))
    async with open_app(a_small_book(tmp_path), clock=clock) as opened:
        await opened.press("d", "n")
        clock.instant = datetime.fromisoformat("2026-11-24T04:00:00+01:00")
        opened.app._watch_day()
        await opened.settle()
        facts = opened.today.query_one(PracticeStrip).facts
        assert "Tue 24 Nov" in opened.text
        assert facts is not None
        assert facts.done_today == 0
        assert opened.queue == ["Bo Chen", "Anna Petrova", "Zoë Martín"]


async def test_midnight_is_not_yet_another_practice_day(tmp_path: Path) -> None:
    clock = MovableClock(datetime.fromisoformat("2026-11-23T23:30:00+01:00"))
    async with open_app(a_small_book(tmp_path), clock=clock) as opened:
        clock.instant = datetime.fromisoformat("2026-11-24T03:59:00+01:00")
        opened.app._watch_day()
        await opened.press("d")
        assert "Mon 23 Nov" in opened.text
        assert opened.timeline("Maya Okafor")[0].practice_date.isoformat() == "2026-11-23"


async def test_a_bar_opened_before_the_day_turned_writes_what_it_shows(tmp_path: Path) -> None:
    clock = MovableClock(datetime.fromisoformat("2026-11-24T03:59:00+01:00"))
    async with open_app(a_small_book(tmp_path), clock=clock) as opened:
        await opened.press("l")
        clock.instant = datetime.fromisoformat("2026-11-24T04:01:00+01:00")
        opened.app._watch_day()
        await opened.settle()
        shown = opened.text
        await opened.press("enter")
        logged = opened.timeline("Maya Okafor")[0].practice_date
        assert f"{logged:%a} {logged.day}" in shown


def test_every_error_that_is_said_tells_that_nothing_was_lost() -> None:
    with pytest.raises(RapportError, match="Nothing was saved"):
        _held()


@pytest.mark.parametrize("line", ["export {}/people.vcf", "backup"])
async def test_a_command_that_changes_nothing_offers_nothing_to_take_back(
    opened: AppInTest, tmp_path: Path, line: str
) -> None:
    await opened.press("colon")
    await opened.write(line.format(tmp_path))
    await opened.press("enter")
    await opened.settle()
    assert str(tmp_path) in opened.view.message.text
    assert "u undo" not in opened.text


async def test_keys_do_what_they_do_also_where_nothing_has_the_focus(opened: AppInTest) -> None:
    opened.view.set_focus(None)
    await opened.press("l")
    assert (opened.bar.is_open, opened.bar.field.has_focus) == (True, True)


async def test_the_row_of_keys_stays_while_the_terminal_is_not_in_front(opened: AppInTest) -> None:
    before = opened.view.query_one(KeyRow).text
    opened.app.post_message(events.AppBlur())
    await opened.settle()
    assert (opened.view.focused, opened.view.query_one(KeyRow).text) == (None, before)
    opened.app.post_message(events.AppFocus())
    await opened.press("l")
    assert opened.bar.is_open


@pytest.mark.parametrize("keys", [("1",), ("2",), ("3",), ("2", "D", "T")], ids=["1", "2", "3", "trash"])
async def test_every_list_gives_its_rows_as_lines_of_text_and_those_in_view_stand_on_the_screen_so(
    keys: Sequence[str], tmp_path: Path
) -> None:
    async with open_app(a_demo_book(tmp_path), is_demo=True) as opened:
        await opened.press(*keys)
        rows = opened.app.screen.query(VirtualList).first()
        lines = list(rows.as_text())
        shown = [rows.render_line(y).text.rstrip() for y in range(min(rows.size.height, len(lines)))]
        assert lines[: len(shown)] == shown
        assert all(line.strip() in opened.text for line in shown)
        assert len(lines) >= rows.row_count > 0


async def test_rows_out_of_view_are_lines_of_text_as_well(tmp_path: Path) -> None:
    async with open_app(a_demo_book(tmp_path), is_demo=True) as opened:
        await opened.press("2", "end")
        rows = opened.contacts.rows
        everyone = opened.desk.reader.finding.everyone()
        first, last = opened.desk.reader.finding.rows([everyone[0], everyone[-1]])
        lines = list(rows.as_text())
        assert rows.row_count > rows.size.height
        assert (first.name in lines[0], last.name in lines[-1]) == (True, True)
