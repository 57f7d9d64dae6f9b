"""The composer: everything that can be said of one interaction, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.screens.app_in_test import LARGE, NARROW, SMALL, AppInTest, a_small_book, open_app
from tests.screens.composer.composing import Composing
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, Direction, Value, ValueKind, Way
from tui.screens.composer.composer import ComposerScreen
from tui.screens.composer.fields import EDITED, Field

TO_NOTES = ["tab"] * 13
"""From the channel to the notes."""


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


@pytest.fixture
def composing(opened: AppInTest) -> Composing:
    return Composing(opened)


async def test_who_given_a_channel_and_save_are_three_keys(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.press("e", "ctrl+s")
    [latest, *_] = composing.opened.timeline("Maya Okafor")
    assert (latest.channel, latest.direction, latest.practice_date) == (
        Channel.EMAIL,
        Direction.OUT,
        date(2026, 11, 23),
    )
    assert composing.given == ["logged an email with Maya Okafor"]


async def test_every_field_reaches_the_book(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    for field, text in {
        Field.CHANNEL: "message",
        Field.WAY: "in",
        Field.WHEN: "yesterday",
        Field.LENGTH: "40",
        Field.WHERE: "linkedin",
        Field.GAVE: "intro to Bo",
        Field.NEXT: "fri send the notes",
        Field.MINE: "the deck by 12 dec",
        Field.THEIRS: "a list",
        Field.TOPICS: "#work",
        Field.FEELING: "4",
        Field.NOTES: "Launch slipped.",
        Field.MESSAGE: "Hi Maya",
    }.items():
        await composing.fill(field, text)
    await composing.press("ctrl+s")
    latest = composing.opened.timeline("Maya Okafor")[0]
    page = composing.opened.page("Maya Okafor")
    assert (latest.channel, latest.direction, latest.practice_date) == (
        Channel.MESSAGE,
        Direction.IN,
        date(2026, 11, 22),
    )
    assert (latest.minutes, latest.platform, latest.feeling, latest.topics) == (40, "linkedin", 4, ("work",))
    assert latest.values == (Value(Way.GIVEN, "intro to Bo", ValueKind.INTRODUCTION),)
    assert (latest.notes, latest.message) == ("Launch slipped.", "Hi Maya")
    assert [(step.text, step.due_on) for step in page.next_steps] == [("send the notes", date(2026, 11, 27))]
    assert {(promise.text, promise.made_by, promise.due_on) for promise in page.promises} == {
        ("the deck", "me", date(2026, 12, 12)),
        ("a list", "them", None),
    }


async def test_the_channel_last_used_stands_there_already(composing: Composing) -> None:
    await composing.begin("Ines Duarte")
    assert composing.value(Field.CHANNEL) == composing.opened.timeline("Ines Duarte")[0].channel


async def test_the_way_follows_the_channel_until_it_is_chosen(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.press("c")
    assert composing.value(Field.WAY) == "mutual"
    await composing.press("m")
    assert composing.value(Field.WAY) == "out"
    await composing.press("tab", "t", "shift+tab", "c")
    assert composing.value(Field.WAY) == "in"


async def test_a_name_begun_is_completed_by_tab(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.press("shift+tab")
    await composing.type(", @zo")
    assert "Zoë Martín" in composing.opened.text
    await composing.press("tab", "tab", "c", "ctrl+s")
    assert composing.opened.timeline("Zoë Martín")[0].names == ("Maya Okafor", "Zoë Martín")


async def test_somebody_new_is_added_by_a_plus(composing: Composing) -> None:
    await composing.begin()
    await composing.type("+ Lena Haas")
    await composing.press("ctrl+s")
    assert composing.opened.timeline("Lena Haas")


async def test_a_name_nobody_has_keeps_everything_and_goes_to_the_names(composing: Composing) -> None:
    await composing.begin()
    await composing.type("mya")
    await composing.fill(Field.NOTES, "Launch slipped.")
    await composing.press("ctrl+s")
    assert composing.focused == Field.WHO
    assert "Did you mean Maya Okafor?" in composing.said
    assert composing.value(Field.NOTES) == "Launch slipped."


async def test_what_was_refused_is_not_said_any_more_once_the_field_is_another(composing: Composing) -> None:
    await composing.begin()
    await composing.type("mya")
    await composing.press("ctrl+s")
    assert composing.said
    await composing.fill(Field.NOTES, "Launch slipped.")
    assert composing.said
    await composing.fill(Field.WHO, "maya")
    assert composing.said == ""


async def test_a_field_that_cannot_be_read_gets_the_caret_and_nothing_is_written(
    composing: Composing,
) -> None:
    await composing.begin("Maya Okafor")
    before = len(composing.opened.timeline("Maya Okafor"))
    await composing.fill(Field.WHEN, "31 feb")
    await composing.press("ctrl+s")
    assert composing.focused == Field.WHEN
    assert "is not a date" in composing.said
    assert len(composing.opened.timeline("Maya Okafor")) == before


async def test_escape_keeps_the_draft_and_the_next_time_it_is_back(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.press("v", *TO_NOTES)
    await composing.type("Launch slipped")
    await composing.press("escape")
    assert composing.given == [None]
    await composing.begin("Maya Okafor")
    assert composing.value(Field.NOTES) == "Launch slipped"
    assert composing.value(Field.CHANNEL) == Channel.VIDEO


async def test_a_draft_is_written_down_while_one_still_types(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.press(*TO_NOTES)
    await composing.type("Launch slipped")
    await composing.opened.pilot.pause(0.4)
    assert [draft.texts["notes"] for draft in composing.drafts()] == ["Launch slipped"]


async def test_a_draft_written_down_while_the_form_is_taken_down_ends_nothing(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.press(*TO_NOTES)
    await composing.type("Launch slipped")
    await composing.opened.app.screen.query("#composer-kept").remove()
    await composing.opened.pilot.pause(0.4)
    assert composing.drafts()
    assert composing.opened.app.is_running


async def test_a_draft_goes_only_once_it_is_in_the_book(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.fill(Field.NOTES, "Launch slipped.")
    await composing.opened.pilot.pause(0.4)
    assert composing.drafts()
    await composing.press("ctrl+s")
    assert composing.drafts() == []
    await composing.begin("Maya Okafor")
    assert composing.value(Field.NOTES) == ""


async def test_looking_in_keeps_no_draft(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.press("v", "escape")
    assert composing.drafts() == []


async def test_emptying_a_draft_forgets_it(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.fill(Field.NOTES, "Launch slipped.")
    await composing.press("escape")
    await composing.begin("Maya Okafor")
    await composing.fill(Field.NOTES, "")
    await composing.press("escape")
    assert composing.drafts() == []


async def test_a_draft_to_somebody_else_stays_theirs(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.fill(Field.NOTES, "Launch slipped.")
    await composing.press("escape")
    await composing.begin("Bo Chen")
    assert composing.value(Field.NOTES) == ""


async def test_a_draft_recorded_before_is_not_recorded_twice(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.fill(Field.NOTES, "Launch slipped.")
    await composing.opened.pilot.pause(0.4)
    [draft] = composing.drafts()
    await composing.press("ctrl+s")
    composing.opened.desk.drafts.keep(replace(draft))
    count = len(composing.opened.timeline("Maya Okafor"))
    await composing.begin("Maya Okafor")
    await composing.press("ctrl+s")
    assert len(composing.opened.timeline("Maya Okafor")) == count


async def test_a_draft_that_cannot_be_written_is_said_and_stays_on_screen(composing: Composing) -> None:
    folder = composing.opened.path.parent / "drafts"
    folder.write_text("a file stands in the way")
    await composing.begin("Maya Okafor")
    await composing.fill(Field.NOTES, "Launch slipped.")
    await composing.press("escape")
    assert "Esc again leaves without the draft." in composing.said
    assert composing.value(Field.NOTES) == "Launch slipped."
    await composing.press("escape")
    assert composing.given == [None]


async def test_ctrl_j_saves_outside_the_notes_and_breaks_the_line_within(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.press(*TO_NOTES, "a", "ctrl+j", "b")
    assert composing.value(Field.NOTES) == "a\nb"
    await composing.press("shift+tab", "ctrl+j")
    assert composing.opened.timeline("Maya Okafor")[0].notes == "a\nb"


async def test_copying_out_sends_the_message_and_keeps_a_file(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.fill(Field.MESSAGE, "Hi Maya, here is the deck.")
    await composing.press("ctrl+o")
    path = composing.opened.desk.exchange / "last.txt"
    assert composing.opened.app.clipboard == "Hi Maya, here is the deck."
    assert path.read_text() == "Hi Maya, here is the deck."
    assert composing.said == f"sent to your terminal's clipboard; also in {path}"


async def test_without_a_message_nothing_is_copied(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.press("ctrl+o")
    assert composing.said == "There is no message yet."
    assert not composing.opened.desk.exchange.exists()


async def test_the_characters_are_counted_against_what_the_platform_takes(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    await composing.fill(Field.MESSAGE, "Hi Maya")
    assert "7 characters" in composing.opened.text
    await composing.fill(Field.WHERE, "LinkedIn")
    assert "7 of ~300 for LinkedIn" in composing.opened.text


async def test_a_line_from_the_log_bar_goes_on_field_by_field(composing: Composing) -> None:
    await composing.begin("Maya Okafor", line="video yesterday 40m launch slipped #work > fri send the deck")
    assert {
        field: composing.value(field)
        for field in (Field.CHANNEL, Field.WHEN, Field.LENGTH, Field.NOTES, Field.TOPICS, Field.NEXT)
    } == {
        Field.CHANNEL: "video",
        Field.WHEN: "2026-11-22",
        Field.LENGTH: "40m",
        Field.NOTES: "launch slipped",
        Field.TOPICS: "#work",
        Field.NEXT: "2026-11-27 send the deck",
    }


async def test_a_line_that_is_not_clear_stands_whole_in_the_notes(composing: Composing) -> None:
    await composing.begin("Maya Okafor", line="call @mya 31feb her launch")
    assert composing.value(Field.NOTES) == "call @mya 31feb her launch"


async def test_what_is_known_stands_beside_the_fields_where_there_is_room(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path), size=LARGE) as opened:
        composing = Composing(opened)
        await composing.begin("Maya Okafor")
        assert "LAST TIMES" in opened.text and "1 Sep" in opened.text


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW])
async def test_every_field_comes_into_sight_by_tab(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_app(a_small_book(tmp_path), size=size) as opened:
        composing = Composing(opened)
        await composing.begin("Maya Okafor")
        await composing.press("shift+tab")
        seen = []
        reached = [field for field in EDITED if field not in (Field.QUESTIONS, Field.GUESS)]
        for _ in reached:
            focused = opened.app.screen.focused
            assert focused is not None and opened.app.screen.region.contains_region(focused.region)
            assert focused.region.width >= 6 and focused.region.height >= 1
            seen.append(composing.focused)
            await composing.press("tab")
        assert seen == [str(field) for field in reached]


async def test_undo_takes_a_composed_interaction_back(opened: AppInTest) -> None:
    name = opened.selected
    count = len(opened.timeline(name))
    await opened.press("c", "e", "ctrl+s")
    assert len(opened.timeline(name)) == count + 1
    await opened.press("u")
    assert len(opened.timeline(name)) == count


async def test_somebody_gone_meanwhile_is_said_and_nothing_is_lost(composing: Composing) -> None:
    await composing.begin("Maya Okafor")
    screen = composing.opened.app.screen
    assert isinstance(screen, ComposerScreen)
    screen.fields.who.labels["Maya Okafor"] = ContactId(9_999)
    await composing.fill(Field.NOTES, "Launch slipped.")
    await composing.press("ctrl+s")
    assert "no longer in the book" in composing.said
    assert composing.value(Field.NOTES) == "Launch slipped."
