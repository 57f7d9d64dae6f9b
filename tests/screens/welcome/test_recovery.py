"""The recovery screen: what it says, what it offers, and that nothing happens unasked."""

from __future__ import annotations

import random
import sqlite3
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
from tests.waiting import until_workers_rest
from tui.app.recovery import RecoveryApp
from tui.app.themes import DARK
from tui.services.care.care import Care
from tui.services.care.trouble import Trouble
from tui.store.book import Book
from tui.store.file.run_marks import Marks
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
    async with _showing(care, trouble, size) as shown:
        yield shown


@asynccontextmanager
async def _showing(
    care: Care, trouble: Trouble, size: tuple[int, int] = SMALL
) -> AsyncIterator[tuple[RecoveryApp, Pilot[bool]]]:
    app = RecoveryApp(care, trouble, glyphs=UNICODE, theme_name=DARK)
    async with app.run_test(size=size) as pilot:
        await until_workers_rest(app)
        await pilot.pause()
        yield app, pilot


async def _press(app: RecoveryApp, pilot: Pilot[bool], *keys: str) -> None:
    await pilot.press(*keys)
    await until_workers_rest(app)
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
        await _press(app, pilot, "r", *"yes", "enter")
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
        assert "open it all the same" not in text_of(app)


async def test_a_book_with_few_people_left_may_be_opened_anyway(care: Care) -> None:
    with closing(Book.open(PLACE, a_clock())) as book, book.write("deleted"):
        book.conn.execute("DELETE FROM contact WHERE id > 2")
    async with _opened(care) as (app, pilot):
        assert "12 people" in text_of(app)
        await _press(app, pilot, "o")
        assert app.return_value is True
    assert care.look() is None


async def test_without_a_good_backup_r_does_nothing(care: Care) -> None:
    for path in (PLACE.parent / "backups").glob("*.db"):
        path.write_bytes(b"spoilt as well")
    _spoil()
    async with _opened(care) as (app, pilot):
        assert "no good backup" in text_of(app)
        await _press(app, pilot, "r")
        assert app.return_value is None


async def test_a_restore_that_fails_says_why_and_stays(care: Care) -> None:
    _spoil()
    async with _opened(care) as (app, pilot):
        for path in (PLACE.parent / "backups").glob("*.db"):
            path.unlink()
        await _press(app, pilot, "r", *"yes", "enter")
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


async def _undecodable(care: Care) -> Trouble:
    """Something that cannot be read, in a book whose every page can: a suspicion that no look bears out."""
    with closing(Book.open(PLACE, a_clock())) as book, pytest.raises(Exception, match="decode") as caught:
        book.conn.execute("SELECT CAST(x'ff' AS TEXT)").fetchall()
    trouble = care.trouble_in(caught.value)
    assert trouble is not None
    return trouble


async def test_a_suspicion_is_looked_into_and_found_whole_the_book_may_be_opened_first_of_all(
    care: Care, screen_snapshot: SnapshotAssertion
) -> None:
    async with _showing(care, await _undecodable(care)) as (app, pilot):
        assert text_of(app) == screen_snapshot
        await _press(app, pilot, "o")
        assert app.return_value is True
    assert care.look() is None


async def test_a_book_opened_after_a_mere_suspicion_is_still_missed_when_it_goes(care: Care) -> None:
    async with _showing(care, await _undecodable(care)) as (app, pilot):
        await _press(app, pilot, "o")
    PLACE.unlink()
    trouble = care.look()
    assert trouble is not None
    assert trouble.is_gone


@pytest.mark.parametrize(
    "said", [("r",), ("r", "enter"), ("r", *"no", "enter"), ("r", *"yes", "escape"), ("r", "r")]
)
async def test_no_backup_takes_the_place_of_the_book_without_the_whole_word(
    care: Care, said: tuple[str, ...]
) -> None:
    _spoil()
    before = digest(PLACE)
    async with _opened(care) as (app, pilot):
        await _press(app, pilot, *said)
        assert app.return_value is None
    assert digest(PLACE) == before
    assert list(PLACE.parent.glob("*.replaced-*")) == []


async def test_random_keys_never_put_another_book_in_its_place(care: Care) -> None:
    _spoil()
    before = digest(PLACE)
    chance = random.Random(8)
    async with _opened(care) as (app, pilot):
        keys = [*"abcdefghijklmnoprstuvwxyz", "enter", "space", "tab", "backspace", "up", "down"]
        await _press(app, pilot, *(chance.choice(keys) for _ in range(150)))
        assert app.return_value is None
    assert digest(PLACE) == before


async def test_an_empty_file_says_that_nothing_is_in_it(care: Care) -> None:
    PLACE.write_bytes(b"")
    async with _opened(care) as (app, _):
        assert "There is nothing in it." in text_of(app)
        assert "all the same" not in text_of(app)


async def test_where_people_are_missing_the_look_says_that_nothing_is_damaged(care: Care) -> None:
    with closing(Book.open(PLACE, a_clock())) as book, book.write("deleted"):
        book.conn.execute("DELETE FROM contact WHERE id > 2")
    async with _opened(care) as (app, _):
        said = text_of(app)
        assert "No damage: every page can be read." in said
        assert said.index("open it all the same") < said.index("put that backup in its place")


async def test_a_book_that_is_held_while_it_is_to_be_looked_at_says_so(
    care: Care, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = await _undecodable(care)
    monkeypatch.setattr("tui.store.inspection.quick_check._WAIT_SECONDS", 0.0)
    with closing(sqlite3.connect(PLACE)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        async with _showing(care, trouble) as (app, _):
            assert "held by another program" in text_of(app)
