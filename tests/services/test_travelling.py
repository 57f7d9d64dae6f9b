"""Travelling: the clock moves, two days rest, and that can be taken back for good."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tui.domain.clock import FixedClock
from tui.domain.errors import NothingToUndo
from tui.domain.practice_plan import Pause
from tui.services.travelling import Travelling
from tui.store.book import Book

BERLIN, TOKYO, LONDON = "+01:00", "+09:00", "+00:00"


def at(folder: Path, offset: str, day: int = 23) -> Book:
    clock = FixedClock(datetime.fromisoformat(f"2026-11-{day}T12:00:00{offset}"))
    return Book.open(folder / "rapport.db", clock, "here:1")


def rests(book: Book) -> list[Pause]:
    return book.practice.pauses()


def test_the_first_start_only_looks_round(tmp_path: Path) -> None:
    book = at(tmp_path, BERLIN)
    assert Travelling(book).has_moved
    assert Travelling(book).arrive() is None
    assert rests(book) == []
    assert not Travelling(book).has_moved


def test_noting_the_clock_is_no_step_of_the_undo(tmp_path: Path) -> None:
    book = at(tmp_path, BERLIN)
    Travelling(book).arrive()
    with pytest.raises(NothingToUndo):
        book.undo()


def test_a_long_way_lets_the_arrival_and_the_day_before_rest(tmp_path: Path) -> None:
    Travelling(at(tmp_path, BERLIN)).arrive()
    book = at(tmp_path, TOKYO)
    assert Travelling(book).arrive() == "travel days rest: Sun 22 Nov and Mon 23 Nov"
    assert [(each.first.day, each.last and each.last.day) for each in rests(book)] == [(22, 22), (23, 23)]


def test_a_short_way_is_noted_and_nothing_rests(tmp_path: Path) -> None:
    Travelling(at(tmp_path, BERLIN)).arrive()
    book = at(tmp_path, LONDON)
    assert Travelling(book).arrive() is None
    assert rests(book) == []
    assert not Travelling(book).has_moved


def test_the_next_start_in_that_place_is_no_arrival(tmp_path: Path) -> None:
    Travelling(at(tmp_path, BERLIN)).arrive()
    Travelling(at(tmp_path, TOKYO)).arrive()
    book = at(tmp_path, TOKYO, day=24)
    assert Travelling(book).arrive() is None
    assert len(rests(book)) == 2


def test_travel_days_taken_back_do_not_return(tmp_path: Path) -> None:
    Travelling(at(tmp_path, BERLIN)).arrive()
    book = at(tmp_path, TOKYO)
    Travelling(book).arrive()
    book.undo()
    assert Travelling(book).arrive() is None
    assert rests(book) == []


def test_a_day_that_rests_already_is_not_paused_twice(tmp_path: Path) -> None:
    book = at(tmp_path, BERLIN)
    Travelling(book).arrive()
    holiday = Pause(date(2026, 11, 20), date(2026, 11, 22))
    with book.write("holiday"):
        book.practice.pause(holiday.first, holiday.last)
    there = at(tmp_path, TOKYO)
    assert Travelling(there).arrive() == "travel days rest: Mon 23 Nov"
    assert len(rests(there)) == 2
