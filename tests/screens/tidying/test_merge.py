"""Merging and duplicates under their keys: previewed, never done by Enter, and taken back with u."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.builders import a_contact, dump
from tests.screens.app_in_test import LARGE, NARROW, SMALL, AppInTest, open_app, with_book
from tui.domain.records.contact import ContactPoint, PointKind
from tui.services.services import Services

TINY = (40, 10)


def a_book_with_twins(folder: Path) -> Path:
    """Make a book in which Bo stands twice and Maya nearly so."""
    path = folder / "rapport.db"

    def fill(services: Services) -> None:
        book = services.book
        phone = (ContactPoint(PointKind.PHONE, "+49 30 1234567"),)
        bo = a_contact(book, "Bo Chen", rhythm=60, last="2026-10-01", tags=["work"], points=phone)
        twin = a_contact(book, "B. Chen", last="2026-11-01", tags=["choir"], points=phone)
        a_contact(book, "Maya Okafor", last="2026-09-01")
        a_contact(book, "Maya Okaforr")
        with book.write("told"):
            book.contacts.change(bo, organisation="Fernweh Rail", notes="Two cats.")
            book.contacts.change(twin, organisation="Widgets Ltd", place="Berlin", notes="Plays the cello.")

    with_book(path, fill)
    return path


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_book_with_twins(tmp_path)) as app:
        await app.press("2")
        yield app


async def mark(app: AppInTest, *names: str) -> None:
    for name in names:
        app.contacts.rows.select(app.id_of(name))
        await app.press("space")


async def test_m_shows_what_would_become_of_the_marked_and_writes_nothing(opened: AppInTest) -> None:
    before = dump(opened.desk.reader.book.conn)
    await mark(opened, "Bo Chen", "B. Chen")
    await opened.press("M")
    assert opened.front == "MergeScreen"
    assert "[Fernweh Rail]" in opened.text
    assert "or Widgets Ltd" in opened.text
    await opened.press("space", "enter", "o", "enter", "escape")
    assert opened.front == "ContactsScreen"
    assert dump(opened.desk.reader.book.conn) == before


@pytest.mark.parametrize("key", ["M", "ctrl+s"])
async def test_a_named_key_merges_and_u_takes_it_back(opened: AppInTest, key: str) -> None:
    before = dump(opened.desk.reader.book.conn)
    await mark(opened, "Bo Chen", "B. Chen")
    await opened.press("M", "down", "space", key)
    assert opened.said == "merged B. Chen into Bo Chen"
    assert opened.selected == "Bo Chen"
    merged = opened.contact("Bo Chen")
    assert (merged.organisation, merged.aliases) == ("Widgets Ltd", ("B. Chen",))
    assert merged.notes == "Two cats.\n\nPlays the cello."
    await opened.press("u")
    assert dump(opened.desk.reader.book.conn) == before


async def test_o_lets_the_other_stay(opened: AppInTest) -> None:
    wanted = opened.id_of("B. Chen")
    await mark(opened, "Bo Chen", "B. Chen")
    await opened.press("M", "o", "M")
    assert opened.said == "merged Bo Chen into B. Chen"
    assert opened.id_of("B. Chen") == wanted


async def test_m_with_one_chosen_says_what_to_do(opened: AppInTest) -> None:
    await opened.press("M")
    assert opened.front == "ContactsScreen"
    assert "Mark them with space, then M." in opened.said


async def test_somebody_changed_meanwhile_is_shown_again_before_anything_is_merged(opened: AppInTest) -> None:
    await mark(opened, "Bo Chen", "B. Chen")
    await opened.press("M")
    bo = opened.id_of("B. Chen")

    def move(services: Services) -> None:
        with services.book.write("moved"):
            services.book.contacts.change(bo, place="Riga")

    opened.elsewhere(move)
    await opened.press("M")
    assert opened.front == "MergeScreen"
    assert "changed meanwhile" in opened.text
    assert "Riga" in opened.text
    await opened.press("M")
    assert opened.contact("Bo Chen").place == "Riga"


async def test_duplicates_are_listed_with_the_reason_and_merged_after_a_preview(opened: AppInTest) -> None:
    await opened.press("equals_sign")
    assert opened.front == "DuplicatesScreen"
    assert "same phone and a name that fits" in opened.text
    assert "2 to look at" in opened.text
    await opened.press("enter")
    assert opened.front == "MergeScreen"
    await opened.press("M")
    assert opened.front == "DuplicatesScreen"
    assert "one to look at" in opened.text
    await opened.press("escape")
    assert not opened.is_known("Bo Chen")


async def test_n_says_they_are_two_people_for_good_and_u_takes_that_back(opened: AppInTest) -> None:
    await opened.press("equals_sign", "n")
    assert "B. Chen and Bo Chen are two people" in opened.text
    await opened.press("escape", "equals_sign")
    assert "same phone" not in opened.text
    await opened.press("u")
    assert "same phone" in opened.text
    await opened.press("M", "n")
    assert "same phone" not in opened.text


async def test_the_palette_knows_the_word(opened: AppInTest) -> None:
    await opened.press("colon")
    await opened.write("duplicates")
    await opened.press("enter")
    assert opened.front == "DuplicatesScreen"


async def test_a_book_without_any_says_so(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    with_book(path, lambda services: a_contact(services.book))
    async with open_app(path) as app:
        await app.press("2", "equals_sign")
        assert "Nobody seems to be in the book twice." in app.text
        await app.press("enter", "M", "n")
        assert app.front == "DuplicatesScreen"


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW, TINY])
async def test_preview_and_list_as_they_look(
    tmp_path: Path, size: tuple[int, int], screen_snapshot: SnapshotAssertion
) -> None:
    async with open_app(a_book_with_twins(tmp_path), size=size) as app:
        await app.press("2", "equals_sign")
        assert app.text == screen_snapshot(name=f"duplicates-{size[0]}x{size[1]}")
        await app.press("M")
        assert app.text == screen_snapshot(name=f"merge-{size[0]}x{size[1]}")
