"""The message in the composer: starters, open slots, hints, the way out, and how it felt."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_talk
from tests.screens.app_in_test import LARGE, NARROW, SMALL, a_small_book, open_app, with_book
from tests.screens.composer.composing import Composing
from tui.domain.records.contact import ContactId, ContactPoint, PointKind
from tui.domain.records.interaction import Channel, Direction
from tui.screens.composer.fields import Field
from tui.screens.composer.starters import StarterMenu
from tui.services.services import Services
from tui.widgets.key_menu import KeyMenu
from tui.widgets.lines import Lines
from tui.widgets.note_field import NoteField

MAYA = "Maya Okafor"


def prepared(folder: Path) -> Path:
    """Make the small book, with something known of Maya."""
    path = a_small_book(folder)

    def fill(services: Services) -> None:
        book = services.book
        maya = book.contacts.named_exactly(MAYA)[0]
        with book.write("known"):
            book.contacts.change(maya, met_at="PyCon")
            book.knowing.add_questions(maya, ["how is the flat?", "and the cat?"], TODAY)
            book.contacts.add_points(maya, [ContactPoint(PointKind.EMAIL, "maya@example.org")])

    with_book(path, fill)
    return path


@pytest.fixture
async def composing(tmp_path: Path) -> AsyncIterator[Composing]:
    async with open_app(prepared(tmp_path)) as opened:
        yield Composing(opened)


def hint(composing: Composing) -> str:
    return composing.opened.app.screen.query_one("#message-hint", Lines).text


def menu(composing: Composing) -> str:
    return composing.opened.app.screen.query_one(StarterMenu).text


def is_asking(composing: Composing) -> bool:
    return composing.opened.app.screen.query_one(KeyMenu).is_open


async def test_three_starters_are_shown_for_the_likely_situation(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("ctrl+t")
    assert "STARTERS · keep the rhythm  5 in all" in menu(composing)
    assert "What is the best thing you read, saw or cooked this month, Maya?" in menu(composing)


async def test_r_shows_three_others_and_a_digit_puts_one_in(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("ctrl+t")
    first = menu(composing)
    await composing.press("r")
    assert menu(composing) != first
    await composing.press("1")
    assert composing.value(Field.MESSAGE)
    assert composing.focused == Field.MESSAGE


async def test_another_starter_takes_the_place_of_one_left_untouched(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("ctrl+t", "1")
    first = composing.value(Field.MESSAGE)
    await composing.press("ctrl+t", "2")
    assert first not in composing.value(Field.MESSAGE)


async def test_a_starter_leaves_what_was_written_where_it_is(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.fill(Field.MESSAGE, "My own words.")
    await composing.press("ctrl+t", "1")
    assert composing.value(Field.MESSAGE).startswith("My own words.\n")


async def test_the_situation_chosen_is_kept_with_the_interaction(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("ctrl+t", "right")
    assert "birthday" in menu(composing)
    await composing.press("1", "ctrl+s")
    latest = composing.opened.timeline(MAYA)[0]
    assert latest.situation == "key_date"
    assert latest.message.startswith("Happy birthday, Maya.")


async def test_escape_leaves_the_starters_and_not_the_composer(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("ctrl+t", "escape")
    assert not composing.opened.app.screen.query_one(StarterMenu).is_open
    assert (composing.given, composing.focused, composing.value(Field.MESSAGE)) == ([], Field.CHANNEL, "")


async def test_keys_meant_for_the_starters_reach_no_field(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("ctrl+t", "9", "z", "e", "escape")
    assert composing.value(Field.CHANNEL) == Channel.CALL


async def test_tab_goes_from_one_open_slot_to_the_next_and_then_on(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.fill(Field.MESSAGE, "")
    composing.opened.app.screen.query_one(f"#field-{Field.MESSAGE}").focus()
    await composing.opened.write("On {date}: {thing}?")
    message = composing.opened.app.screen.query_one(f"#field-{Field.MESSAGE}", NoteField)
    message.move_cursor((0, 0))
    await composing.press("tab", *"Friday", "tab", *"coffee")
    assert composing.value(Field.MESSAGE) == "On Friday: coffee?"
    await composing.press("tab")
    assert composing.focused == Field.GUESS


async def test_a_starter_with_an_open_slot_begins_in_it_and_says_what_it_wants(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("ctrl+t", *["left"] * 8, "2")
    assert "{thing}" in composing.value(Field.MESSAGE)
    assert hint(composing) == "{thing}: what it is; Tab goes there."
    await composing.type("the prize")
    assert "{thing}" not in composing.value(Field.MESSAGE)


@pytest.mark.parametrize("key", ["ctrl+o", "ctrl+s"])
async def test_a_message_with_an_open_slot_is_neither_copied_nor_saved(
    composing: Composing, key: str
) -> None:
    await composing.begin(MAYA)
    count = len(composing.opened.timeline(MAYA))
    await composing.fill(Field.MESSAGE, "On {date} then?")
    await composing.press(key)
    assert "{date} is still open: which day." in composing.said
    assert composing.focused == Field.MESSAGE
    assert not composing.opened.desk.exchange.exists()
    assert len(composing.opened.timeline(MAYA)) == count


async def test_a_hint_is_one_quiet_line_and_never_in_the_way(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.fill(Field.MESSAGE, "Just checking in. How are you?")
    assert hint(composing) == '"just checking in": name the reason instead?'
    await composing.press("ctrl+s")
    assert composing.opened.timeline(MAYA)[0].message == "Just checking in. How are you?"


async def test_the_same_text_to_a_third_person_is_noticed(composing: Composing) -> None:
    def sent_before(services: Services) -> None:
        for name in ("Bo Chen", "Anna Petrova"):
            who = services.finding.who(name)
            talk = a_talk(who.id, on="2026-11-20", channel=Channel.MESSAGE)
            text = f"Hi {who.first_name}, how is your autumn?"
            services.recording.record(replace(talk, message=text))

    composing.opened.elsewhere(sent_before)
    await composing.begin(MAYA)
    await composing.fill(Field.MESSAGE, "Hi Maya, how is your autumn?")
    assert hint(composing) == "Make this one theirs?"


async def test_what_they_wrote_draws_no_hint(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.fill(Field.WAY, "in")
    await composing.fill(Field.MESSAGE, "just checking in")
    assert hint(composing) == ""


async def test_a_message_written_is_logged_as_a_message_unless_said_otherwise(composing: Composing) -> None:
    await composing.begin(MAYA)
    assert composing.value(Field.CHANNEL) == Channel.CALL
    await composing.fill(Field.MESSAGE, "How are you?")
    assert (composing.value(Field.CHANNEL), composing.value(Field.WAY)) == (Channel.MESSAGE, Direction.OUT)


async def test_a_channel_that_was_chosen_stays(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("v")
    await composing.fill(Field.MESSAGE, "How are you?")
    assert composing.value(Field.CHANNEL) == Channel.VIDEO


async def test_after_copying_one_key_logs_it(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.fill(Field.MESSAGE, "How are you?")
    await composing.press("ctrl+o")
    assert "Did you send it?" in composing.opened.text
    await composing.press("y")
    assert composing.given == ["logged a message with Maya Okafor"]
    assert composing.opened.timeline(MAYA)[0].message == "How are you?"


async def test_not_sent_yet_goes_on_writing(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.fill(Field.MESSAGE, "How are you?")
    await composing.press("ctrl+o", "escape")
    assert not is_asking(composing)
    assert composing.given == []


async def test_an_email_shows_its_mailto_line_and_m_copies_it(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("e")
    await composing.fill(Field.MESSAGE, "How are you?")
    await composing.press("ctrl+o")
    line = "mailto:maya@example.org?body=How%20are%20you%3F"
    assert line in composing.opened.text
    await composing.press("m")
    assert composing.opened.app.clipboard == line
    assert is_asking(composing)


async def test_a_guess_is_asked_for_only_with_a_message(composing: Composing) -> None:
    await composing.begin(MAYA)
    row = composing.opened.app.screen.query_one(f"#field-{Field.GUESS}").parent
    assert row is not None
    shown = [row.display]
    for text in ("How are you?", ""):
        await composing.fill(Field.MESSAGE, text)
        shown.append(row.display)
    assert shown == [False, True, False]


async def test_a_guess_is_held_against_what_it_felt_like(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.fill(Field.MESSAGE, "How are you?")
    await composing.fill(Field.GUESS, "4")
    await composing.press("ctrl+s")
    assert "How awkward did writing to Maya feel, 1-5?" in composing.opened.text
    await composing.press("2")
    latest = composing.opened.timeline(MAYA)[0]
    assert (latest.awkward_guess, latest.awkward_felt) == (4, 2)
    assert composing.given == ["logged a message with Maya Okafor; noted how it felt"]


async def test_how_it_felt_need_not_be_said(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.fill(Field.MESSAGE, "How are you?")
    await composing.fill(Field.GUESS, "4")
    await composing.press("ctrl+s", "escape")
    assert composing.opened.timeline(MAYA)[0].awkward_felt is None
    assert composing.given == ["logged a message with Maya Okafor"]
    assert composing.drafts() == []


async def test_a_message_can_be_kept_as_a_starter_of_ones_own(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.fill(Field.MESSAGE, "Maya, how is the garden?")
    await composing.press("ctrl+t", "k")
    assert composing.said == "kept a starter: keep the rhythm"
    await composing.press("ctrl+t")
    assert "1 Maya, how is the garden?  (yours)" in menu(composing)


async def test_an_empty_message_is_no_starter(composing: Composing) -> None:
    await composing.begin(MAYA)
    await composing.press("ctrl+t", "k")
    assert "The starter is empty." in composing.said


async def test_a_digit_strikes_off_a_question_with_the_interaction(composing: Composing) -> None:
    await composing.begin(MAYA)
    assert "1   how is the flat?" in composing.opened.text
    composing.opened.app.screen.query_one(f"#field-{Field.QUESTIONS}").focus()
    await composing.press("1", "2", "2", "7", "ctrl+s")
    maya = composing.opened.id_of(MAYA)
    flat, cat = composing.opened.desk.reader.knowing.of(maya).questions
    latest = composing.opened.timeline(MAYA)[0]
    assert (flat.asked_on, flat.interaction_id) == (date(2026, 11, 23), latest.id)
    assert cat.asked_on is None


async def test_without_questions_there_is_no_row_for_them(composing: Composing) -> None:
    await composing.begin("Bo Chen")
    row = composing.opened.app.screen.query_one(f"#field-{Field.QUESTIONS}").parent
    assert row is not None and not row.display


async def test_a_struck_question_and_the_situation_come_back_with_the_draft(composing: Composing) -> None:
    await composing.begin(MAYA)
    composing.opened.app.screen.query_one(f"#field-{Field.QUESTIONS}").focus()
    await composing.press("1", "ctrl+t", "right", "2", "escape")
    await composing.begin(MAYA)
    assert composing.value(Field.QUESTIONS)
    assert "MESSAGE · birthday, key date" in composing.opened.text


async def test_before_a_long_silence_is_broken_an_easy_hello_is_proposed(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        composing = Composing(opened)
        old = opened.id_of(MAYA)
        opened.elsewhere(lambda services: _be_quiet_since(services, old, "2025-01-10"))
        await composing.begin(MAYA)
        assert composing.said == "First one easy hello to someone current, then Maya."
        await composing.press("ctrl+t")
        assert "STARTERS · reconnect" in menu(composing)


def _be_quiet_since(services: Services, who: ContactId, on: str) -> None:
    book = services.book
    with book.write("long ago"):
        for ident in book.interactions.timeline_of(who):
            book.interactions.trash(ident)
        book.interactions.add(a_talk(who, on=on, before_book=True))


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW])
async def test_starters_and_questions_fit_on_every_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_app(prepared(tmp_path), size=size) as opened:
        composing = Composing(opened)
        await composing.begin(MAYA)
        await composing.press("ctrl+t")
        rows = opened.text.splitlines()
        assert any(row.startswith(" STARTERS") for row in rows)
        assert [row[:3] for row in rows if row[:3] in (" 1 ", " 2 ", " 3 ")][-3:] == [" 1 ", " 2 ", " 3 "]
        await composing.press("1", "ctrl+t", "escape")
        message = opened.app.screen.query_one(f"#field-{Field.MESSAGE}")
        assert opened.app.screen.region.contains_region(message.region)


async def test_a_second_composer_has_a_draft_of_its_own(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        composing = Composing(opened)
        await opened.press("c")
        await composing.fill(Field.NOTES, "first")
        await opened.pilot.pause(0.4)
        await opened.press("2", "c")
        assert opened.front == "ComposerScreen"
        assert composing.value(Field.NOTES) == ""
        await composing.fill(Field.NOTES, "second")
        await opened.press("ctrl+s", "1")
        assert composing.value(Field.NOTES) == "first"
