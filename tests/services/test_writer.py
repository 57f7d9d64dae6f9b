"""The one thread that writes: in order, awake, and never keeping an error to itself."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_book, a_contact
from tui.domain.errors import BookBusy, InvalidInput
from tui.services.services import Services
from tui.services.writer import Writer


def _patient(folder: Path) -> Services:
    return Services(a_book(folder))


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer[Services]]:
    """A writer over a book of its own connection."""
    made = Writer(lambda: _patient(tmp_path), lambda services: services.close())
    yield made
    made.close()


def _add(name: str, services: Services) -> int:
    return a_contact(services.book, name)


async def test_a_change_gives_back_what_the_use_case_gives(writer: Writer[Services]) -> None:
    assert await writer.do(lambda services: _add("Ann", services)) == 1


async def test_changes_are_made_one_after_the_other_in_one_thread(writer: Writer[Services]) -> None:
    threads = await asyncio.gather(*(writer.do(lambda _: threading.get_ident()) for _ in range(20)))
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


async def test_changes_are_kept_in_the_order_they_were_asked_for(
    writer: Writer[Services], tmp_path: Path
) -> None:
    await asyncio.gather(*(writer.do(lambda s, n=n: _add(f"P{n}", s)) for n in range(10)))  # type: ignore[misc]
    book = a_book(tmp_path)
    assert [contact.name for contact in book.contacts.get_all(range(1, 11))] == [f"P{n}" for n in range(10)]
    book.close()


async def test_what_a_use_case_raises_is_raised_to_whoever_asked(writer: Writer[Services]) -> None:
    with pytest.raises(InvalidInput):
        await writer.do(lambda services: services.practising.choose_pace(99))
    assert await writer.do(lambda services: _add("Ann", services)) == 1


async def test_the_screen_stays_awake_while_another_program_holds_the_book(
    writer: Writer[Services], tmp_path: Path
) -> None:
    await writer.do(lambda services: _add("Ann", services))
    holder = sqlite3.connect(tmp_path / "rapport.db")
    holder.execute("BEGIN IMMEDIATE")
    adding = asyncio.ensure_future(writer.do(lambda services: _add("Bo", services)))
    done, _ = await asyncio.wait([adding], timeout=0.1)
    assert not done
    holder.rollback()
    holder.close()
    assert await adding == 2


async def test_a_book_held_for_too_long_is_told_to_whoever_asked(tmp_path: Path) -> None:
    hasty = Writer(lambda: Services(a_book(tmp_path, wait_seconds=0.1)), lambda services: services.close())
    await hasty.do(lambda services: services.book.conn.execute("PRAGMA busy_timeout = 10"))
    holder = sqlite3.connect(tmp_path / "rapport.db")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(BookBusy):
        await hasty.do(lambda services: _add("Bo", services))
    holder.close()
    assert await hasty.do(lambda services: _add("Bo", services)) == 1
    hasty.close()


async def test_closing_finishes_what_was_begun(tmp_path: Path) -> None:
    writer = Writer(lambda: _patient(tmp_path), lambda services: services.close())
    asked = [asyncio.ensure_future(writer.do(lambda s, n=n: _add(f"P{n}", s))) for n in range(5)]  # type: ignore[misc]
    await asyncio.wait(asked, timeout=0)
    writer.close()
    assert await asyncio.gather(*asked) == [1, 2, 3, 4, 5]


def test_a_writer_never_used_opens_no_book(tmp_path: Path) -> None:
    Writer(lambda: _patient(tmp_path), lambda services: services.close()).close()
    assert not list(tmp_path.iterdir())
