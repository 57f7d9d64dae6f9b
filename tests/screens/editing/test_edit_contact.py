"""Editing a contact by keyboard: saved as one step, left without losing a word, refused where it belongs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.builders import dump
from tests.hostile import HOSTILE
from tests.screens.app_in_test import LARGE, NARROW, SMALL, AppInTest, open_app
from tests.screens.contacts.test_page import a_book_of_friends
from tui.domain.records.contact_fields import ContactField
from tui.screens.editing.edit_contact import EditContactScreen
from tui.screens.editing.rows import ORDER
from tui.services.services import Services
from tui.widgets.message_row import MessageRow


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    """Maya's fields, open from Contacts."""
    async with open_app(a_book_of_friends(tmp_path)) as app:
        await app.press("2", "j", "e")
        yield app


def screen_of(app: AppInTest) -> EditContactScreen:
    screen = app.app.screen
    assert isinstance(screen, EditContactScreen)
    return screen


def here(app: AppInTest) -> str:
    focused = app.app.screen.focused
    return (focused.id or "").removeprefix("edit-") if focused else ""


async def go_to(app: AppInTest, field: ContactField) -> None:
    """Go to a field by its own key."""
    await app.press(*["tab"] * ORDER.index(field))
    assert here(app) == field


async def put(app: AppInTest, field: ContactField, text: str) -> None:
    """Write a text in the place of what stands in a field."""
    await go_to(app, field)
    screen_of(app)._put(field, text)
    await app.settle()


def said(app: AppInTest) -> str:
    return app.app.screen.query_one(MessageRow).text


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_fields_as_text(
    size: tuple[int, int], tmp_path: Path, screen_snapshot: SnapshotAssertion
) -> None:
    async with open_app(a_book_of_friends(tmp_path), size=size) as app:
        await app.press("2", "j", "e")
        assert app.text == screen_snapshot


async def test_e_edits_from_today_as_well(tmp_path: Path) -> None:
    async with open_app(a_book_of_friends(tmp_path)) as app:
        await app.press("e")
        assert app.front == "EditContactScreen"
        assert "Edit · Maya Okafor" in app.text


async def test_every_field_is_reached_with_tab(opened: AppInTest) -> None:
    reached = []
    for _ in ORDER:
        reached.append(here(opened))
        await opened.press("tab")
    assert reached == list(ORDER)
    assert here(opened) == ContactField.NAME


async def test_the_arrows_go_through_the_lines_of_a_field_and_on(opened: AppInTest) -> None:
    await opened.press("down", "down")
    assert here(opened) == ContactField.ALIASES
    await opened.press("up")
    assert here(opened) == ContactField.ALIASES
    await opened.press("up")
    assert here(opened) == ContactField.PHONETIC


async def test_saving_is_one_step_and_u_takes_it_back(opened: AppInTest) -> None:
    before = dump(opened.desk.reader.book.conn)
    await put(opened, ContactField.FACTS, "plays the cello\nvegan")
    await opened.press("ctrl+s")
    assert opened.front == "ContactsScreen"
    assert opened.said.startswith("changed Maya Okafor: facts")
    assert opened.desk.reader.knowing.of(opened.id_of("Maya Okafor")).facts == ("plays the cello", "vegan")
    await opened.press("u")
    assert dump(opened.desk.reader.book.conn) == before


async def test_typed_letters_are_letters(opened: AppInTest) -> None:
    await opened.press("tab", "q", "u", "1", "question_mark")
    assert screen_of(opened)._hand.texts[ContactField.PHONETIC] == "oh-KAH-forqu1?"


async def test_escape_leaves_and_what_was_typed_is_there_again(opened: AppInTest) -> None:
    await put(opened, ContactField.PLACE, "Porto")
    await opened.press("escape")
    assert opened.contact("Maya Okafor").place == "Lisbon"
    assert opened.said.startswith("what you typed is kept")
    await opened.press("e")
    assert screen_of(opened)._hand.texts[ContactField.PLACE] == "Porto"
    assert "stands here again" in said(opened)


async def test_what_was_typed_survives_the_program(tmp_path: Path) -> None:
    path = a_book_of_friends(tmp_path)
    async with open_app(path) as app:
        await app.press("2", "j", "e")
        await put(app, ContactField.PLACE, "Porto")
    async with open_app(path) as app:
        await app.press("2", "j", "e")
        assert screen_of(app)._hand.texts[ContactField.PLACE] == "Porto"


async def test_leaving_without_a_change_leaves_no_draft(opened: AppInTest) -> None:
    await opened.press("escape", "e")
    assert said(opened) == ""


async def test_once_saved_there_is_no_draft_left(opened: AppInTest) -> None:
    await put(opened, ContactField.PLACE, "Porto")
    await opened.press("ctrl+s", "e")
    assert said(opened) == ""
    assert opened.desk.drafts.aside("editing").all() == []


async def test_a_draft_is_none_of_the_composers(opened: AppInTest) -> None:
    await put(opened, ContactField.PLACE, "Porto")
    await opened.press("escape")
    assert opened.desk.drafts.all() == []


async def test_a_refused_field_takes_the_cursor_and_nothing_is_lost(opened: AppInTest) -> None:
    await put(opened, ContactField.EMAILS, "maya@ex.org\nno address")
    screen_of(opened)._editor(ContactField.NAME).focus()
    await opened.press("ctrl+s")
    assert here(opened) == ContactField.EMAILS
    assert '"no address" is no e-mail address.' in said(opened)
    assert screen_of(opened)._hand.texts[ContactField.EMAILS] == "maya@ex.org\nno address"
    assert opened.contact("Maya Okafor").points[0].value == "maya@ex.org"


async def test_a_field_says_while_it_is_typed_how_it_is_read(opened: AppInTest) -> None:
    await put(opened, ContactField.BIRTHDAY, "may 2")
    assert "2 May" in opened.text
    screen_of(opened)._put(ContactField.BIRTHDAY, "02-05")
    await opened.settle()
    assert "2 May or 5 Feb" in opened.text


async def test_another_windows_change_is_not_overwritten_unseen(opened: AppInTest) -> None:
    await put(opened, ContactField.PLACE, "Porto")

    def elsewhere(services: Services) -> None:
        maya = services.finding.who("Maya Okafor").id
        before = services.editing.form_of(maya)
        services.editing.save(
            maya, before, {**before, ContactField.PLACE: "Faro", ContactField.ROLE: "Director"}
        )

    opened.elsewhere(elsewhere)
    await opened.press("ctrl+s")
    assert opened.front == "EditContactScreen"
    assert "another window meanwhile: Place" in said(opened)
    assert opened.contact("Maya Okafor").place == "Faro"
    texts = screen_of(opened)._hand.texts
    assert (texts[ContactField.PLACE], texts[ContactField.ROLE]) == ("Porto", "Director")
    await opened.press("ctrl+s")
    assert opened.contact("Maya Okafor").place == "Porto"
    assert opened.contact("Maya Okafor").role == "Director"


async def test_ctrl_t_puts_back_what_the_book_says(opened: AppInTest) -> None:
    await put(opened, ContactField.PLACE, "Porto")
    await opened.press("ctrl+t")
    assert screen_of(opened)._hand.texts[ContactField.PLACE] == "Lisbon"


async def test_hostile_text_is_only_text(opened: AppInTest) -> None:
    await put(opened, ContactField.FACTS, "\n".join(HOSTILE))
    await opened.press("ctrl+s")
    assert opened.front == "ContactsScreen"
    await opened.press("e")
    assert opened.front == "EditContactScreen"


async def test_marked_people_are_edited_one_at_a_time(opened: AppInTest) -> None:
    await opened.press("escape", "asterisk", "e")
    assert opened.front == "ContactsScreen"
    assert opened.said.startswith("One at a time")
