"""The quiet lines of Today: drafts to take up, and one small thing a day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_talk, log
from tests.screens.app_in_test import AppInTest, MovableClock, a_small_book, open_app, with_book
from tests.screens.composer.composing import Composing
from tui.domain.records.interaction import Channel
from tui.screens.composer.fields import Field
from tui.services.drafts.drafting import Draft
from tui.services.services import Services
from tui.widgets.lines import Lines

MAYA = "Maya Okafor"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


def drafts_line(opened: AppInTest) -> str:
    return opened.today.query_one("#today-drafts", Lines).text


def quiet_line(opened: AppInTest) -> str:
    return opened.today.query_one("#today-quiet", Lines).text


async def begin_a_draft(opened: AppInTest, text: str) -> None:
    await opened.press("c")
    await Composing(opened).fill(Field.NOTES, text)
    await opened.press("escape")


async def test_without_drafts_nothing_is_said_of_them(opened: AppInTest) -> None:
    assert drafts_line(opened) == ""
    await opened.press("b")
    assert opened.said == "There is no unfinished draft."


async def test_a_draft_that_was_left_is_offered_with_its_first_words(opened: AppInTest) -> None:
    await begin_a_draft(opened, "Launch slipped")
    assert drafts_line(opened) == " b Unfinished: to Maya Okafor, kept 13:32  “Launch slipped”"


async def test_b_t_takes_it_up_where_it_was_left(opened: AppInTest) -> None:
    await begin_a_draft(opened, "Launch slipped")
    await opened.press("j", "b", "t")
    composing = Composing(opened)
    assert (composing.value(Field.NOTES), composing.value(Field.WHO)) == ("Launch slipped", MAYA)


async def test_once_saved_it_is_no_longer_offered_and_in_the_book_once(opened: AppInTest) -> None:
    await begin_a_draft(opened, "Launch slipped")
    await opened.press("b", "t", "ctrl+s")
    assert drafts_line(opened) == ""
    assert [each.notes for each in opened.timeline(MAYA)].count("Launch slipped") == 1


async def test_b_x_puts_it_away_and_u_brings_it_back(opened: AppInTest) -> None:
    await begin_a_draft(opened, "Launch slipped")
    await opened.press("b", "x")
    assert (drafts_line(opened), opened.said) == ("", "put away: draft to Maya Okafor")
    await opened.press("u")
    assert "Launch slipped" in drafts_line(opened)


async def test_u_takes_back_what_was_done_after_a_draft_was_put_away(opened: AppInTest) -> None:
    await begin_a_draft(opened, "Launch slipped")
    await opened.press("b", "x", "d", "u")
    assert opened.said == "taken back: logged Maya Okafor"
    assert drafts_line(opened) == ""


async def test_of_several_drafts_one_is_chosen_by_its_digit(opened: AppInTest) -> None:
    await begin_a_draft(opened, "Launch slipped")
    opened.desk.drafts.keep(
        Draft((opened.id_of("Bo Chen"),), {"notes": "older"}, "2026-11-20T09:00:00+00:00")
    )
    await begin_a_draft(opened, "Launch slipped again")
    assert drafts_line(opened).startswith(" b 2 unfinished, the newest: to Maya Okafor")
    await opened.press("b", "2")
    assert "Draft to Bo Chen, kept Fri 20 Nov" in opened.text
    await opened.press("t")
    assert Composing(opened).value(Field.NOTES) == "older"


async def test_a_draft_to_nobody_yet_is_offered_by_what_was_typed(opened: AppInTest) -> None:
    opened.desk.drafts.keep(
        Draft((), {"who": "+ Lena Haas", "message": "Hi Lena"}, "2026-11-23T09:00:00+00:00")
    )
    await opened.press("b")
    assert "Draft to + Lena Haas, kept 10:00" in opened.text


async def test_a_small_step_stands_there_and_n_leaves_it_for_today(opened: AppInTest) -> None:
    assert quiet_line(opened).startswith("m A small step: ")
    await opened.press("m", "n")
    assert quiet_line(opened) == ""
    assert opened.said == "no small step today"


async def test_x_offers_none_any_more_and_u_takes_that_back(opened: AppInTest) -> None:
    await opened.press("m", "x")
    assert quiet_line(opened) == ""
    await opened.press("u")
    assert quiet_line(opened).startswith("m A small step: ")


async def test_the_step_opens_the_composer_begun_for_it(tmp_path: Path) -> None:
    path = a_small_book(tmp_path)

    def used_to_thank(services: Services) -> None:
        bo = services.finding.who("Bo Chen").id
        for n in range(2):
            talk = a_talk(bo, on=TODAY - timedelta(2 + n), channel=Channel.MESSAGE)
            log(services.book, replace(talk, situation="thanks"))

    with_book(path, used_to_thank)
    clock = MovableClock()
    clock.instant += timedelta(TODAY.toordinal() % 2)
    async with open_app(path, clock=clock) as opened:
        assert quiet_line(opened) == "m A small step: thank one person for one thing"
        await opened.press("m", "c")
        composing = Composing(opened)
        assert composing.value(Field.CHANNEL) == Channel.MESSAGE
        await opened.press("ctrl+t")
        assert "STARTERS · thank you" in opened.text


async def test_the_day_after_it_is_asked_how_a_message_felt(tmp_path: Path) -> None:
    path = a_small_book(tmp_path)

    def wrote(services: Services) -> None:
        talk = a_talk(services.finding.who("Bo Chen").id, on="2026-11-22", channel=Channel.MESSAGE)
        log(services.book, replace(talk, message="Hi", awkward_guess=4))

    with_book(path, wrote)
    async with open_app(path) as opened:
        assert quiet_line(opened) == "m How awkward did writing to Bo feel, 1-5?"
        await opened.press("m", "2")
        assert opened.said == "noted how it felt"
        assert opened.timeline("Bo Chen")[0].awkward_felt == 2
        assert "awkward" not in quiet_line(opened)


async def test_a_milestone_gets_its_line_and_the_answer_is_kept(tmp_path: Path) -> None:
    path = a_small_book(tmp_path)

    def two_days(services: Services) -> None:
        who = services.finding.who("Ines Duarte").id
        for day in ("2026-11-19", "2026-11-20"):
            log(services.book, a_talk(who, on=day))

    with_book(path, two_days)
    async with open_app(path) as opened:
        await opened.press("d")
        assert quiet_line(opened) == "m 3 practice days held together. What made the first hello easy?"
        await opened.press("m")
        await opened.write("It was short.")
        await opened.press("enter")
        assert [each.reflection for each in opened.desk.reader.milestones.all()] == ["It was short."]
        assert "held together" not in quiet_line(opened)


async def test_an_empty_book_is_offered_no_step(tmp_path: Path) -> None:
    async with open_app(tmp_path / "new.db") as opened:
        await opened.press("escape", "escape")
        assert quiet_line(opened) == ""
