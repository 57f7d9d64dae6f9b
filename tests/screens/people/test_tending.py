"""Tending under its keys: pause, rhythm of a group, and what is asked back and answered with one key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.builders import a_contact, a_talk, log
from tests.screens.app_in_test import AppInTest, MovableClock, a_small_book, open_app, with_book
from tui.domain.editing.grouping import Grouping
from tui.domain.records.interaction import Value, ValueKind, Way
from tui.services.services import Services
from tui.store.many.many import Many

TODAY = date(2026, 11, 23)
THOUGHT = "Maybe the rhythm is wrong, not you. Slower, pause, or let rest?"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


async def test_p_o_pauses_until_it_is_said_and_p_0_takes_up_again(opened: AppInTest) -> None:
    await opened.press("p", "o")
    assert "Maya Okafor" not in opened.queue
    assert opened.said == "paused Maya Okafor, until you say"
    await opened.press("2")
    opened.contacts.rows.select(opened.id_of("Maya Okafor"))
    await opened.settle()
    assert "paused" in opened.text
    await opened.press("p", "0")
    assert opened.said == "took Maya Okafor up again"


async def test_p_d_asks_for_a_day(opened: AppInTest) -> None:
    await opened.press("p", "d")
    await opened.write("1 mar")
    await opened.press("enter")
    assert opened.said == "paused Maya Okafor until Mon 1 Mar 2027"


async def test_the_third_snooze_without_a_touch_asks_about_the_rhythm(opened: AppInTest) -> None:
    await opened.press("2")
    opened.contacts.rows.select(opened.id_of("Maya Okafor"))
    await opened.press("s", "3", "s", "3", "s", "3")
    assert THOUGHT in opened.text
    await opened.press("s")
    assert opened.said == "Maya Okafor: every 2 months"


async def test_two_rounds_let_go_ask_and_escape_leaves_all_as_it_is(tmp_path: Path) -> None:
    path = a_small_book(tmp_path)

    def skip_once(services: Services) -> None:
        with services.book.write("let go"):
            Many(services.book, [services.finding.who("maya").id]).skip(date(2026, 10, 1))

    with_book(path, skip_once)
    async with open_app(path) as opened:
        assert opened.today.rows.select(("today", opened.id_of("Maya Okafor")))
        await opened.press("r")
        assert THOUGHT in opened.text
        await opened.press("escape")
        assert opened.contact("Maya Okafor").ideal_days == 30


async def test_a_line_of_a_tag_gives_its_people_their_rhythm(opened: AppInTest) -> None:
    opened.elsewhere(
        lambda services: services.tending.group([services.finding.who("bo").id], Grouping(add_tags=("work",)))
    )
    await opened.press("R")
    await opened.write("#work 6w")
    assert "#work: every 6 weeks" in opened.text
    await opened.press("enter")
    assert opened.said == "#work: every 6 weeks (1 person)"


async def test_the_command_of_that_name_does_the_same_and_the_page_says_why(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    with_book(path, lambda services: a_contact(services.book, "Bo Chen", tags=["work"], last="2026-11-02"))
    async with open_app(path) as opened:
        await opened.press("colon")
        await opened.write("rhythm #work 6w")
        await opened.press("enter")
        await opened.settle()
        assert opened.said == "#work: every 6 weeks (1 person)"
        await opened.press("2")
        assert "every 6 weeks, from #work" in opened.text
        await opened.press("w")
        assert opened.said.startswith("Every 6 weeks comes from the tag #work. Due ")
        await opened.press("w")
        assert opened.said.startswith("Warmth is ")


async def test_ambient_beside_a_rhythm_is_never_due(opened: AppInTest) -> None:
    await opened.press("R")
    await opened.write("ambient")
    await opened.press("enter")
    assert "Maya Okafor" not in opened.queue
    assert opened.said == "Maya Okafor: ambient: you see each other anyway"


def _often_in_touch(path: Path) -> None:
    def fill(services: Services) -> None:
        ann = a_contact(services.book, "Ann Lee", rhythm=30)
        for weeks in range(6):
            log(services.book, a_talk(ann, on=TODAY - timedelta(weeks=weeks)))

    with_book(path, fill)


async def test_advice_stands_on_the_page_and_one_key_follows_it(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    _often_in_touch(path)
    async with open_app(path) as opened:
        await opened.press("2")
        assert "With Ann it is about every 7 days of late." in opened.text
        await opened.press("V", "y")
        assert opened.contact("Ann Lee").ideal_days == 14
        assert "of late" not in opened.text


async def test_without_advice_its_key_says_so(opened: AppInTest) -> None:
    await opened.press("2", "V")
    assert opened.said.startswith("There is no advice about them")


async def test_o_gives_somebody_without_a_rhythm_one_with_two_keys_and_three_a_day(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    with_book(path, lambda services: [a_contact(services.book, name) for name in "ABCDE"])
    async with open_app(path) as opened:
        assert "3 people have no rhythm yet: o chooses" in opened.text
        await opened.press("o", "q", "o", "z", "o", "l", "o")
        assert opened.said == "Nobody else is asked about today."
        assert opened.contact("A").ideal_days == 90
        assert opened.contact("B").is_archived
        assert opened.snoozed_until("C") == TODAY + timedelta(30)
        assert opened.contact("D").ideal_days is None


async def test_give_and_take_go_away_with_one_command(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"

    def fill(services: Services) -> None:
        ann = a_contact(services.book, "Ann Lee")
        for _ in range(3):
            log(services.book, replace(a_talk(ann), values=(Value(Way.GIVEN, ValueKind.HELP),)))

    with_book(path, fill)
    async with open_app(path) as opened:
        await opened.press("2")
        assert "You have given a lot here" in opened.text
        await opened.press("colon")
        await opened.write("balance")
        await opened.press("enter")
        await opened.settle()
        assert "You have given a lot here" not in opened.text


async def test_w_goes_on_to_the_numbers_of_the_strip(opened: AppInTest) -> None:
    said = []
    for _ in range(7):
        await opened.press("w")
        said.append(opened.said.split(" ", 1)[0])
    assert said == ["The", "Maya", "Streak:", "Spares:", "Consistency:", "Week:", "Today:"]


async def test_back_from_a_pause_it_is_asked_once_how_to_begin(tmp_path: Path) -> None:
    path = a_small_book(tmp_path)

    def rest(services: Services) -> None:
        log(services.book, a_talk(5, on="2026-11-10"))
        services.practising.pause(date(2026, 11, 11), date(2026, 11, 22))

    with_book(path, rest)
    async with open_app(path) as opened:
        assert "How do you want to begin?" in opened.text
        await opened.press("a")
        assert (opened.said, len(opened.queue)) == ("back at the usual pace", 3)
    async with open_app(path) as opened:
        assert not opened.view.menu.is_open


async def test_escape_eases_in(tmp_path: Path) -> None:
    path = a_small_book(tmp_path)

    def rest(services: Services) -> None:
        log(services.book, a_talk(5, on="2026-11-10"))
        services.practising.pause(date(2026, 11, 11), date(2026, 11, 22))

    with_book(path, rest)
    async with open_app(
        path, clock=MovableClock(datetime.fromisoformat("2026-11-23T09:00:00+01:00"))
    ) as opened:
        await opened.press("escape")
        assert (opened.said, len(opened.queue)) == ("easing in: one person today, one more each day", 1)
