"""Resting: which pauses there are, and the way back from one."""

from __future__ import annotations

import pytest

from tests.builders import TODAY, day
from tui.domain.errors import InvalidInput
from tui.domain.practice.plan import Pause
from tui.services.practice.practising import Practising
from tui.services.practice.resting import Resting
from tui.store.book import Book

LAST_WEEK = Pause(day("2026-11-16"), day("2026-11-20"))
RUNNING = Pause(day("2026-11-21"), day("2026-11-30"))
CHRISTMAS = Pause(day("2026-12-24"), day("2027-01-02"))


def rest(book: Book, *pauses: Pause) -> Resting:
    for pause in pauses:
        Practising(book).pause(pause.first, pause.last or pause.first)
    return Resting(book)


def test_pauses_to_come_run_or_have_gone_by(book: Book) -> None:
    found = rest(book, LAST_WEEK, RUNNING, CHRISTMAS).all()
    assert [(each.pause, each.is_running, each.is_ahead) for each in found] == [
        (CHRISTMAS, False, True),
        (RUNNING, True, False),
        (LAST_WEEK, False, False),
    ]


def test_who_comes_back_is_asked_again_today(book: Book) -> None:
    resting = rest(book, RUNNING)
    resting.come_back(RUNNING)
    assert resting.all()[0].pause == Pause(RUNNING.first, day("2026-11-22"))


def test_a_pause_begun_today_leaves_nothing_behind(book: Book) -> None:
    today = Pause(TODAY, TODAY)
    resting = rest(book, today)
    resting.come_back(today)
    assert resting.all() == ()


def test_nobody_comes_back_from_a_pause_that_does_not_run(book: Book) -> None:
    with pytest.raises(InvalidInput):
        rest(book, CHRISTMAS).come_back(CHRISTMAS)


def test_a_pause_taken_away_comes_back_by_undo(book: Book) -> None:
    resting = rest(book, LAST_WEEK)
    assert resting.take_away(LAST_WEEK) == "pause taken away: Mon 16 Nov to Fri 20 Nov, 5 days"
    assert resting.all() == ()
    book.undo()
    assert [each.pause for each in resting.all()] == [LAST_WEEK]
