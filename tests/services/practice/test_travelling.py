"""Travelling: the clock moves, two days rest, and that can be taken back for good."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace

from tests.builders import a_contact, a_talk, log
from tests.new_book import a_new_book_at
from tui.domain.clock import FixedClock
from tui.domain.practice.plan import Pause
from tui.services.practice.travelling import Travelling
from tui.services.recording.recording import Recording
from tui.store.book import Book

BERLIN, TOKYO, LONDON = "+01:00", "+09:00", "+00:00"


def at(folder: Path, offset: str, day: int = 23) -> Book:
    clock = FixedClock(datetime.fromisoformat(f"2026-11-{day}T12:00:00{offset}"))
    return Book.open(a_new_book_at(folder / "rapport.db"), clock, "here:1")


def practise(folder: Path, offset: str, day: int = 20) -> None:
    """Log an act where the clock shows an offset."""
    book = at(folder, offset, day)
    Recording(book).done([a_contact(book)])


def rests(book: Book) -> list[Pause]:
    return book.practice.pauses()


def test_a_new_book_has_come_from_nowhere(tmp_path: Path) -> None:
    book = at(tmp_path, BERLIN)
    assert not Travelling(book).has_moved
    assert Travelling(book).arrive() is None
    assert rests(book) == []


def test_at_home_nothing_has_moved(tmp_path: Path) -> None:
    practise(tmp_path, BERLIN)
    assert not Travelling(at(tmp_path, BERLIN)).has_moved


def test_a_long_way_lets_the_arrival_and_the_day_before_rest(tmp_path: Path) -> None:
    practise(tmp_path, BERLIN)
    book = at(tmp_path, TOKYO)
    assert Travelling(book).arrive() == "travel days rest: Sun 22 Nov and Mon 23 Nov"
    assert [(each.first.day, each.last and each.last.day) for each in rests(book)] == [(22, 22), (23, 23)]


def test_a_short_way_is_noted_and_nothing_rests(tmp_path: Path) -> None:
    practise(tmp_path, BERLIN)
    book = at(tmp_path, LONDON)
    assert Travelling(book).has_moved
    assert Travelling(book).arrive() is None
    assert rests(book) == []
    assert not Travelling(book).has_moved


def test_noting_the_clock_is_no_step_of_the_undo(tmp_path: Path) -> None:
    practise(tmp_path, BERLIN)
    book = at(tmp_path, LONDON)
    Travelling(book).arrive()
    assert book.undo().label == "logged Ann Lee"


def test_the_next_start_in_that_place_is_no_arrival(tmp_path: Path) -> None:
    practise(tmp_path, BERLIN)
    Travelling(at(tmp_path, TOKYO)).arrive()
    book = at(tmp_path, TOKYO, day=24)
    assert not Travelling(book).has_moved
    assert len(rests(book)) == 2


def test_the_way_home_is_a_travel_day_too(tmp_path: Path) -> None:
    practise(tmp_path, BERLIN)
    Travelling(at(tmp_path, TOKYO)).arrive()
    book = at(tmp_path, BERLIN, day=28)
    assert Travelling(book).arrive() == "travel days rest: Fri 27 Nov and Sat 28 Nov"


def test_travel_days_taken_back_do_not_return(tmp_path: Path) -> None:
    practise(tmp_path, BERLIN)
    book = at(tmp_path, TOKYO)
    Travelling(book).arrive()
    book.undo()
    assert Travelling(book).arrive() is None
    assert rests(book) == []


def test_a_day_that_rests_already_is_not_paused_twice(tmp_path: Path) -> None:
    practise(tmp_path, BERLIN)
    there = at(tmp_path, TOKYO)
    with there.write("holiday"):
        there.practice.pause(date(2026, 11, 20), date(2026, 11, 22))
    assert Travelling(there).arrive() == "travel days rest: Mon 23 Nov"
    assert len(rests(there)) == 2


def test_what_a_file_brought_in_says_nothing_of_the_place(tmp_path: Path) -> None:
    book = at(tmp_path, TOKYO)
    occurred = datetime.fromisoformat("2026-11-20T12:00:00+00:00")
    talk = replace(a_talk(a_contact(book), on="2026-11-20"), occurred_at=occurred, source_key="file:1")
    log(book, talk)
    assert not Travelling(book).has_moved
