"""The recovery screen: what it says, what it offers, and that nothing happens unasked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from tests.builders import a_book, a_clock, a_contact
from tests.faults.damage import digest
from tests.screen_text import text_of
from tests.screens.app_in_test import LARGE, NARROW, SMALL
from tui.screens.recovery import RecoveryApp
from tui.services.care import Care
from tui.store.book import Book
from tui.store.marks import Marks
from tui.themes import DARK
from tui.widgets.glyphs import UNICODE

PLACE = Path("data") / "rapport.db"


@pytest.fixture
def care(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Care:
    """A book of twelve with a backup, spoilt since."""
    monkeypatch.chdir(tmp_path)
    book = a_book(PLACE.parent)
    for number in range(12):
        a_contact(book, f"Person {number}")
    book.close()
    care = Care(PLACE, a_clock(), Marks(tmp_path / "books"))
    care.back_up(PLACE.parent / "backups" / "rapport-auto-20261123T070000Z.db")
    assert care.look() is None
    return care


def _spoil() -> None:
    with PLACE.open("r+b") as file:
        file.write(b"\0" * 100)


@asynccontextmanager
async def _opened(
    care: Care, size: tuple[int, int] = SMALL
) -> AsyncIterator[tuple[RecoveryApp, Pilot[bool]]]:
    trouble = care.look()
    assert trouble is not None
    app = RecoveryApp(care, trouble, glyphs=UNICODE, theme_name=DARK)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield app, pilot


async def _press(app: RecoveryApp, pilot: Pilot[bool], key: str) -> None:
    await pilot.press(key)
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW, (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_screen_as_text(
    care: Care, size: tuple[int, int], screen_snapshot: SnapshotAssertion
) -> None:
    _spoil()
    async with _opened(care, size) as (app, _):
        assert text_of(app) == screen_snapshot


async def test_r_puts_the_backup_in_place_and_opens_it(care: Care) -> None:
    _spoil()
    async with _opened(care) as (app, pilot):
        await _press(app, pilot, "r")
        assert app.return_value is True
    with closing(Book.open(PLACE, a_clock())) as book:
        assert book.contacts.count() == 12
    assert len(list(PLACE.parent.glob("rapport.db.replaced-*"))) == 1


async def test_e_saves_what_is_readable_and_stays(care: Care) -> None:
    _spoil()
    before = digest(PLACE)
    async with _opened(care) as (app, pilot):
        await _press(app, pilot, "e")
        assert "12 people, 0 interactions could be read" in text_of(app)
        assert app.return_value is None
    assert digest(PLACE) == before


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_leaving_changes_nothing(care: Care, key: str) -> None:
    _spoil()
    before = digest(PLACE)
    async with _opened(care) as (app, pilot):
        await _press(app, pilot, key)
        assert app.return_value is False
    assert digest(PLACE) == before


async def test_a_damaged_book_is_never_opened_anyway(care: Care) -> None:
    _spoil()
    async with _opened(care) as (app, pilot):
        await _press(app, pilot, "o")
        assert app.return_value is None
        assert "open it anyway" not in text_of(app)


async def test_a_book_with_few_people_left_may_be_opened_anyway(care: Care) -> None:
    with closing(Book.open(PLACE, a_clock())) as book, book.write("deleted"):
        book.conn.execute("DELETE FROM contact WHERE id > 2")
    async with _opened(care) as (app, pilot):
        assert "12 people" in text_of(app)
        await _press(app, pilot, "o")
        assert app.return_value is True
    assert care.look() is None


async def test_without_a_good_backup_r_does_nothing(care: Care) -> None:
    for path in (PLACE.parent / "backups").iterdir():
        path.write_bytes(b"spoilt as well")
    _spoil()
    async with _opened(care) as (app, pilot):
        assert "no good backup" in text_of(app)
        await _press(app, pilot, "r")
        assert app.return_value is None


async def test_a_restore_that_fails_says_why_and_stays(care: Care) -> None:
    _spoil()
    async with _opened(care) as (app, pilot):
        for path in (PLACE.parent / "backups").iterdir():
            path.unlink()
        await _press(app, pilot, "r")
        assert "is not there" in text_of(app)
        assert app.return_value is None


async def test_where_the_book_is_gone_a_new_one_may_be_begun_and_nothing_is_read(care: Care) -> None:
    PLACE.unlink()
    async with _opened(care) as (app, pilot):
        assert "begin a new book" in text_of(app)
        await _press(app, pilot, "e")
        assert list(PLACE.parent.glob("*readable*")) == []
        await _press(app, pilot, "o")
        assert app.return_value is True
    assert care.look() is None
