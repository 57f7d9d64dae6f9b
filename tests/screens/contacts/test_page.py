"""The page of a contact: everything known of them, and what one key does with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.builders import a_contact, a_talk, log
from tests.screens.app_in_test import LARGE, NARROW, SMALL, AppInTest, open_app, with_book
from tests.well_known import somebody_well_known
from tui.domain.records.contact_fields import ContactField
from tui.services.services import Services

TINY, THREE_PANES = (40, 10), (150, 40)


def a_book_of_friends(folder: Path) -> Path:
    path = folder / "rapport.db"
    with_book(path, lambda services: somebody_well_known(services.book))
    return path


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    """Contacts, with Maya under the cursor."""
    async with open_app(a_book_of_friends(tmp_path)) as app:
        await app.press("2", "j")
        yield app


@pytest.fixture
def copied(opened: AppInTest, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the terminal's clipboard."""
    found: list[str] = []
    monkeypatch.setattr(opened.app, "copy_to_clipboard", found.append)
    return found


@pytest.mark.parametrize("keys", [(), ("v", "v")], ids=["timeline", "facts"])
@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_page_of_somebody_well_known_as_text(
    size: tuple[int, int], keys: tuple[str, ...], tmp_path: Path, screen_snapshot: SnapshotAssertion
) -> None:
    async with open_app(a_book_of_friends(tmp_path), size=size) as app:
        await app.press("2", "j", *keys)
        assert app.text == screen_snapshot


@pytest.mark.parametrize("size", [TINY, THREE_PANES], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_page_stands_at_any_size(size: tuple[int, int], tmp_path: Path) -> None:
    async with open_app(a_book_of_friends(tmp_path), size=size) as app:
        await app.press("2", "j", "enter")
        assert "Maya Okafor" in app.text
        assert "TIMELINE · 11" in app.text


async def test_the_page_says_what_time_it_is_for_them_and_how_the_name_is_said(opened: AppInTest) -> None:
    assert "Lisbon 12:32" in opened.text
    assert "oh-KAH-for" in opened.text


async def test_v_goes_round_all_kinds_only_talks_and_facts(opened: AppInTest) -> None:
    assert "they promised: reading list" in opened.text
    await opened.press("v")
    assert "TIMELINE · 5" in opened.text
    assert "they promised: reading list" not in opened.text
    await opened.press("v")
    assert "ALL THAT IS KNOWN" in opened.text
    await opened.press("v")
    assert "they promised: reading list" in opened.text


async def test_the_view_stays_when_another_contact_is_shown(opened: AppInTest) -> None:
    await opened.press("v", "v", "k")
    assert "ALL THAT IS KNOWN" in opened.text
    assert "mentee of Maya Okafor" in opened.text


async def test_n_notes_a_fact_in_one_line_and_u_takes_it_back(opened: AppInTest) -> None:
    await opened.press("n")
    await opened.write("plays the cello")
    assert "fact: plays the cello" in opened.text
    await opened.press("enter")
    known = opened.desk.reader.knowing.of(opened.id_of("Maya Okafor"))
    assert "plays the cello" in known.facts
    await opened.press("u")
    assert "plays the cello" not in opened.desk.reader.knowing.of(opened.id_of("Maya Okafor")).facts


async def test_a_line_begun_and_left_is_there_again(opened: AppInTest) -> None:
    await opened.press("n")
    await opened.write("plays the ce")
    await opened.press("escape", "n")
    assert opened.line == "plays the ce"


async def test_a_strikes_off_the_question_that_is_chosen(opened: AppInTest) -> None:
    await opened.press("A")
    assert "2 what came of the book" in opened.text
    await opened.press("2")
    maya = opened.id_of("Maya Okafor")
    assert [each.text for each in opened.desk.reader.knowing.of(maya).to_ask] == ["how the move went"]
    assert opened.said.startswith("asked Maya Okafor: what came of the book")
    await opened.press("A")
    assert opened.desk.reader.knowing.of(maya).to_ask == ()


async def test_a_strikes_off_the_question_under_the_cursor(opened: AppInTest) -> None:
    await opened.press("v", "v", "tab", "j", "A")
    maya = opened.id_of("Maya Okafor")
    assert [each.text for each in opened.desk.reader.knowing.of(maya).to_ask] == ["how the move went"]


async def test_a_says_so_where_nothing_is_to_be_asked(opened: AppInTest) -> None:
    await opened.press("k", "A")
    assert opened.said.startswith("There is nothing to ask them yet.")


async def test_capital_l_says_who_they_are_to_whom(opened: AppInTest) -> None:
    await opened.press("L")
    await opened.write("co-founder of zoë")
    assert "Maya is Zoë Martín's co-founder" in opened.text
    await opened.press("enter")
    zoe = opened.desk.reader.knowing.of(opened.id_of("Zoë Martín")).relations
    assert "co-founder of Maya Okafor" in [each.line for each in zoe]


async def test_a_relation_with_nobody_known_is_refused_and_kept(opened: AppInTest) -> None:
    await opened.press("L")
    await opened.write("mentor of Zebedee Quux")
    await opened.press("enter")
    assert opened.bar.is_open
    assert opened.line == "mentor of Zebedee Quux"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("y", "n"), "Maya Okafor"),
        (("y", "p"), "+351 912 345 678"),
        (("y", "e", "2"), "m.okafor@work.example"),
        (("y", "u", "1"), "https://www.linkedin.com/in/mayaokafor"),
        (("y", "a"), "Rua da Rosa 5\n1200 Lisbon"),
    ],
)
async def test_y_hands_it_to_the_terminals_clipboard(
    opened: AppInTest, copied: list[str], keys: tuple[str, ...], text: str
) -> None:
    await opened.press(*keys)
    assert copied == [text]
    assert opened.said.startswith("sent to your terminal's clipboard")
    assert (opened.desk.exchange / "last.txt").read_text(encoding="utf-8") == text


async def test_escape_copies_nothing(opened: AppInTest, copied: list[str]) -> None:
    await opened.press("y", "escape", "y", "e", "escape")
    assert copied == []
    assert opened.contacts.rows.has_focus


async def test_the_brackets_go_to_the_next_and_the_one_before(opened: AppInTest) -> None:
    await opened.press("enter", "right_square_bracket")
    assert opened.selected == "Zoë Martín"
    await opened.press("left_square_bracket", "left_square_bracket")
    assert opened.selected == "Bo Chen"
    assert opened.contacts.page.rows.has_focus


async def test_without_an_editor_e_in_capitals_says_what_to_do(
    opened: AppInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    await opened.press("E")
    assert "No editor is set." in opened.said
    assert opened.contact("Maya Okafor").notes.startswith("Wants to write")


async def test_a_shared_login_opens_no_editor(opened: AppInTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    opened.desk.kiosk = True
    await opened.press("E")
    assert "No editor is opened here." in opened.said


async def test_a_terminal_that_cannot_be_handed_over_loses_nothing(
    opened: AppInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    await opened.press("E")
    assert "Nothing was changed." in opened.said
    assert list(opened.desk.exchange.glob("edit-*")) == []


async def test_somebody_who_has_died_is_remembered_and_nothing_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"

    def fill(services: Services) -> None:
        ines = a_contact(services.book, "Ines Duarte", rhythm=7, last="2026-01-01")
        log(services.book, a_talk(ines, on="2026-01-02", summary="sang together"))
        services.knowing.note(ines, "? the choir")
        before = services.editing.form_of(ines)
        services.editing.save(
            ines, before, {**before, ContactField.DECEASED: "yes", ContactField.BIRTHDAY: "4 may"}
        )

    with_book(path, fill)
    async with open_app(path) as app:
        await app.press("2")
        text = app.text
    assert "remembered" in text
    assert "birthday: 4 May" in text
    assert "sang together" in text
    assert not [word for word in ("overdue", "was due", "the choir", "warmth") if word in text]
