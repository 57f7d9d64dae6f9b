"""What was begun and is in no book yet: Today names it, takes it up where it was begun, or puts it away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from tests.screens.app_in_test import AppInTest, a_small_book, open_app
from tui.domain.keeping.kept_line import Place
from tui.screens.composer.composer import ComposerScreen
from tui.screens.composer.fields import Field
from tui.services.drafts.editor_words import Whose, note_editor, take_back_from_editors
from tui.services.drafts.kept_lines import KeptLines
from tui.store.interactions.drafts import EDITORS, ENDED_PROCESS
from tui.widgets.lines import Lines

MAYA = "Maya Okafor"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


def named(opened: AppInTest) -> str:
    return opened.today.query_one("#today-drafts", Lines).text


async def cut_off(opened: AppInTest, bar: str, *names: str, text: str = "harbour") -> None:
    """Leave a line behind as a window does that ends in the middle of it; then look at Today again."""
    elsewhere = KeptLines(opened.desk.drafts, opened.desk.clock)
    elsewhere.begin(Place.of(bar, [opened.id_of(name) for name in names])).keep(text)
    await opened.press("2", "1")


async def test_an_edit_that_was_left_is_named_and_taken_up(opened: AppInTest) -> None:
    await opened.press("e")
    await opened.write("!")
    await opened.press("escape")
    assert named(opened) == " b Unfinished: edit of Maya Okafor, kept 13:32  “Maya Okafor!”"
    await opened.press("j", "b", "t")
    assert opened.front == "EditContactScreen"
    await opened.press("ctrl+s")
    assert opened.is_known("Maya Okafor!")
    assert named(opened) == ""


async def test_a_line_that_was_cut_off_is_named_and_taken_up_for_its_person(opened: AppInTest) -> None:
    await cut_off(opened, "log", "Bo Chen", text="call about the harbour")
    assert named(opened) == " b Unfinished: log line · Bo Chen, kept 13:32  “call about the harbour”"
    await opened.press("b", "t")
    assert (opened.line, "Log · Bo Chen" in opened.text) == ("call about the harbour", True)
    await opened.press("enter")
    assert opened.timeline("Bo Chen")[0].notes == "about the harbour"
    assert opened.desk.lines.waiting() == []


@pytest.mark.parametrize("bar", ["tag", "rhythm", "snooze", "pause", "follow_up"])
async def test_a_question_about_somebody_is_asked_again_with_what_was_typed(
    bar: str, opened: AppInTest
) -> None:
    await cut_off(opened, bar, "Bo Chen", text="harbour")
    await opened.press("b", "t")
    assert (opened.line, "Bo Chen" in opened.text) == ("harbour", True)
    assert opened.bar.is_open


async def test_a_note_is_taken_up_on_their_page(opened: AppInTest) -> None:
    await cut_off(opened, "note", "Bo Chen", text="sails")
    await opened.press("b", "t")
    assert (opened.front, opened.line) == ("ContactsScreen", "sails")
    assert "Note of Bo Chen" in opened.text


async def test_the_if_then_sentence_is_taken_up_in_practice(opened: AppInTest) -> None:
    await cut_off(opened, "plan", text="After lunch I call somebody.")
    await opened.press("b", "t")
    assert (opened.front, opened.line) == ("PracticeScreen", "After lunch I call somebody.")


async def test_a_line_about_several_is_taken_up_for_all_of_them(opened: AppInTest) -> None:
    await cut_off(opened, "log", "Bo Chen", MAYA, text="call about the harbour")
    await opened.press("b", "t")
    assert (opened.line, "Log · 2 people" in opened.text) == ("call about the harbour", True)


async def test_a_line_left_on_purpose_waits_in_its_bar_and_is_not_named(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call about the harbour")
    await opened.press("escape", "2", "1")
    assert named(opened) == ""


async def test_a_line_about_somebody_who_is_gone_is_named_and_opened_for_nobody(opened: AppInTest) -> None:
    opened.desk.lines.begin(Place.of("log", [4711])).leave("call about the harbour")
    await opened.press("2", "1")
    assert "log line · somebody who is gone" in named(opened)
    await opened.press("b", "t")
    assert (opened.line, " Log\n" in opened.text) == ("call about the harbour", True)


async def test_what_an_older_version_kept_for_nobody_is_named(tmp_path: Path) -> None:
    path = a_small_book(tmp_path)
    (tmp_path / "begun-history.txt").write_text("log\tcall about the harbour")
    async with open_app(path) as opened:
        assert named(opened) == " b Unfinished: log line, kept 13:32  “call about the harbour”"
        await opened.press("l")
        assert opened.line == ""
        await opened.press("escape", "b", "t")
        assert opened.line == "call about the harbour"
    assert not (tmp_path / "begun-history.txt").exists()


async def test_a_line_put_away_comes_back_with_u(opened: AppInTest) -> None:
    await cut_off(opened, "log", "Bo Chen")
    await opened.press("b", "x")
    assert (named(opened), opened.said) == ("", "put away: log line · Bo Chen")
    await opened.press("u")
    assert "log line · Bo Chen" in named(opened)


async def test_the_newest_of_drafts_edits_and_lines_is_named_with_their_number(opened: AppInTest) -> None:
    await cut_off(opened, "log", "Bo Chen")
    await opened.press("e")
    await opened.write("!")
    await opened.press("escape")
    assert named(opened).startswith(" b 2 unfinished, the newest: ")
    await opened.press("b")
    assert "edit of Maya Okafor" in opened.text
    assert "log line" in opened.text


async def test_a_field_that_shows_its_words_again_by_itself_is_not_named(opened: AppInTest) -> None:
    KeptLines(opened.desk.drafts, opened.desk.clock).begin(Place.in_field("find")).keep("harbour")
    await opened.press("2", "1")
    assert named(opened) == ""


async def test_a_line_is_not_offered_on_a_newcomer_who_has_the_number_of_somebody_gone(
    opened: AppInTest,
) -> None:
    opened.elsewhere(lambda services: services.recording.begin("Zed Gone", 30, None))
    await opened.press("2")
    opened.contacts.show_contact(opened.id_of("Zed Gone"))
    number = opened.id_of("Zed Gone")
    await opened.press("l")
    await opened.write("call about the harbour")
    await opened.press("escape")
    opened.elsewhere(lambda services: services.undo())
    opened.elsewhere(lambda services: services.recording.begin("Kim New", 30, None))
    assert opened.id_of("Kim New") == number
    await opened.press("1", "2")
    opened.contacts.show_contact(number)
    await opened.press("l")
    assert ("Log · Kim New" in opened.text, opened.line) == (True, "")
    await opened.press("escape", "1")
    assert "log line · somebody who is gone" in named(opened)


async def test_what_was_begun_about_somebody_goes_with_them_when_they_are_merged(opened: AppInTest) -> None:
    gone, kept = opened.id_of("Bo Chen"), opened.id_of(MAYA)
    opened.desk.lines.begin(Place.of("log", [gone])).leave("call about the harbour")
    opened.desk.follow_merged({gone}, kept)
    await opened.press("l")
    assert opened.line == "call about the harbour"


async def test_what_an_editor_alone_had_of_a_message_is_still_for_whom_it_was_begun(
    opened: AppInTest, tmp_path: Path
) -> None:
    written = tmp_path / "message.md"
    written.write_text("dear both")
    whose = Whose((opened.id_of(MAYA),), str(Field.MESSAGE), "a-draft")
    noted = note_editor(opened.desk.drafts, whose, written, "")
    opened.desk.drafts.aside(EDITORS).keep(replace(noted, process=ENDED_PROCESS, started=""))
    take_back_from_editors(opened.desk.drafts)
    await opened.press("2", "1", "b", "t")
    assert isinstance(opened.app.screen, ComposerScreen)
    assert opened.app.screen.query_one(f"#field-{Field.WHO}", Input).value.startswith(MAYA)
