"""Several marked: the keys act on all of them, the message says how many, and one u takes it back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.builders import a_contact
from tests.screens.app_in_test import AppInTest, a_small_book, open_app, with_book
from tui.domain.editing.grouping import Grouping
from tui.services.services import Services


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        await app.press("2")
        yield app


def tags_of(app: AppInTest) -> dict[str, tuple[str, ...]]:
    book = app.desk.reader.book
    return {each.name: each.tags for each in book.contacts.get_all(book.contacts.ids_by_name()) if each.tags}


async def test_marking_says_how_many_and_escape_unmarks(opened: AppInTest) -> None:
    await opened.press("space", "x")
    assert opened.said == "2 marked"
    assert "M merge" in opened.text
    await opened.press("escape")
    assert (opened.said, opened.contacts.rows.marked) == ("", ())


async def test_all_shown_under_a_filter_are_marked_and_nobody_else(opened: AppInTest) -> None:
    await opened.press("slash")
    await opened.write("ma")
    await opened.press("enter", "asterisk")
    shown = opened.contacts.rows.row_count
    assert 0 < shown < 5
    assert opened.said == f"{shown} marked"
    await opened.press("t")
    await opened.write("found")
    await opened.press("enter")
    assert len(tags_of(opened)) == shown


async def test_one_line_tags_and_untags_all_marked_and_u_takes_it_back(opened: AppInTest) -> None:
    opened.elsewhere(
        lambda services: services.tending.group([opened.id_of("Bo Chen")], Grouping(add_tags=("old",)))
    )
    await opened.press("asterisk", "t")
    await opened.write("new -old circle:singers")
    assert "tagged #new, no longer #old, joined the circle singers" in opened.text
    await opened.press("enter")
    assert opened.said.startswith("5 contacts: tagged #new")
    assert set(tags_of(opened).values()) == {("new",)}
    assert opened.contacts.rows.marked == ()
    await opened.press("u")
    assert tags_of(opened) == {"Bo Chen": ("old",)}


async def test_l_with_two_marked_previews_with_whom_and_logs_one_meeting(opened: AppInTest) -> None:
    await opened.press("space", "space", "l")
    await opened.write("i lunch")
    assert "Log · 2 people" in opened.text
    assert "together: Anna Petrova + Bo Chen · in person" in opened.text
    await opened.press("enter")
    assert opened.said == "logged in person with Anna Petrova and Bo Chen"
    assert opened.timeline("Anna Petrova")[0].id == opened.timeline("Bo Chen")[0].id


async def test_a_message_goes_to_each_of_those_marked(opened: AppInTest) -> None:
    await opened.press("space", "space", "l")
    await opened.write("m hello")
    assert "each: Anna Petrova + Bo Chen · message" in opened.text
    await opened.press("enter")
    assert opened.said == "logged message with each of Anna Petrova and Bo Chen"
    assert opened.timeline("Anna Petrova")[0].id != opened.timeline("Bo Chen")[0].id
    await opened.press("u")
    assert len(opened.timeline("Bo Chen")) == 1


async def test_a_line_that_names_somebody_is_about_them_though_others_are_marked(opened: AppInTest) -> None:
    await opened.press("space", "space", "l")
    await opened.write("call @zoe")
    await opened.press("enter")
    assert opened.said == "logged a call with Zoë Martín"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("s", "w"), "snoozed 5 contacts until Mon 30 Nov"),
        (("p", "o"), "paused 5 contacts, until you say"),
        (("z",), "5 contacts may rest"),
        (("S",), "starred 5 contacts"),
        (("D",), "moved 5 contacts to the trash"),
    ],
)
async def test_each_key_acts_on_all_marked_and_is_one_step_back(
    opened: AppInTest, keys: tuple[str, ...], said: str
) -> None:
    before = opened.contacts.rows.row_count
    await opened.press("asterisk", *keys)
    assert opened.said == said
    await opened.press("u")
    assert opened.said == f"taken back: {said}"
    assert opened.contacts.rows.row_count == before


async def test_marks_on_today_are_logged_with_d_each_on_their_own(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as app:
        names = app.queue[:2]
        await app.press("space", "space", "d")
        assert app.said == f"logged {names[0]} and {names[1]}"
        assert app.timeline(names[0])[0].id != app.timeline(names[1])[0].id


async def test_many_marked_stay_marked_when_one_of_them_goes(tmp_path: Path) -> None:
    path = a_small_book(tmp_path)

    def fill(services: Services) -> None:
        for n in range(40):
            a_contact(services.book, f"P {n}")

    with_book(path, fill)
    async with open_app(path) as app:
        await app.press("2", "asterisk")
        app.elsewhere(lambda services: services.tending.trash([app.id_of("P 7")]))
        app.contacts.reload()
        await app.settle()
        assert app.said == "44 marked"
