"""Zones and clocks: a day stays the day it was, whatever the clock does afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.builders import a_contact
from tests.screens.app_in_test import MovableClock, a_small_book, open_app
from tui.domain.clock import FixedClock
from tui.domain.practice.streak import TodayState
from tui.domain.quick_add.parsed import LineKind
from tui.domain.records.contact import ContactId
from tui.services.services import Services
from tui.store.book import Book
from tui.widgets.practice_strip import PracticeStrip

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")


@contextmanager
def at(folder: Path, instant: datetime) -> Iterator[Services]:
    """Open the book in a folder at an instant, making it with Ann in it when there is none."""
    book = Book.open(folder / "rapport.db", FixedClock(instant), "here:1", "PT", 15.0)
    if book.contacts.is_empty():
        a_contact(book, "Ann", rhythm=30, last="2025-12-01")
    yield Services(book)
    book.close()


def log(folder: Path, *instants: datetime) -> None:
    """Log Ann as done, once at each instant."""
    for instant in instants:
        with at(folder, instant) as services:
            services.recording.done([ContactId(1)])


def days(folder: Path, instant: datetime) -> list[date]:
    """Return the practice days as they are seen at an instant."""
    with at(folder, instant) as services:
        return services.book.practice.days()


def berlin(month: int, day: int, hour: int, minute: int = 0, *, fold: int = 0) -> datetime:
    """Return a wall clock time of 2026 in Berlin."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN, fold=fold)


def test_what_was_logged_at_half_past_eleven_in_berlin_stays_on_its_day_in_tokyo(tmp_path: Path) -> None:
    logged = berlin(1, 5, 23, 30)
    log(tmp_path, logged)
    later = (logged + timedelta(minutes=5)).astimezone(TOKYO)
    assert later.date() == date(2026, 1, 6)
    assert days(tmp_path, later) == [date(2026, 1, 5)]
    with at(tmp_path, later) as services:
        (talk,) = services.finding.timeline(ContactId(1))[:1]
        assert talk.practice_date == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("hour", "minute", "on"),
    [(23, 59, 5), (0, 30, 5), (3, 59, 5), (4, 0, 6)],
    ids=["23:59", "0:30", "3:59", "4:00"],
)
def test_the_practice_day_turns_at_four(tmp_path: Path, hour: int, minute: int, on: int) -> None:
    log(tmp_path, berlin(1, 5 if hour == 23 else 6, hour, minute))
    assert days(tmp_path, berlin(1, 6, 12)) == [date(2026, 1, on)]


@pytest.mark.parametrize(
    ("instant", "on"),
    [
        (berlin(3, 29, 1, 59), "2026-03-28"),
        (berlin(3, 29, 3, 0), "2026-03-28"),
        (berlin(3, 29, 4, 0), "2026-03-29"),
        (berlin(10, 25, 2, 30), "2026-10-24"),
        (berlin(10, 25, 2, 30, fold=1), "2026-10-24"),
        (berlin(10, 25, 4, 0), "2026-10-25"),
    ],
    ids=[
        "before the spring hour",
        "after it",
        "four in spring",
        "first half past two",
        "second",
        "four in autumn",
    ],
)
def test_summer_time_moves_no_day(tmp_path: Path, instant: datetime, on: str) -> None:
    log(tmp_path, instant)
    assert days(tmp_path, instant) == [date.fromisoformat(on)]


def test_a_streak_runs_through_both_changes_of_the_hour(tmp_path: Path) -> None:
    for month, first in ((3, 27), (10, 23)):
        folder = tmp_path / str(month)
        folder.mkdir()
        # Friday, Monday, Tuesday: the hour changes on the Sunday between.
        moments = [berlin(month, first, 3, 30) + timedelta(days=n) for n in (1, 4, 5)]
        log(folder, *moments)
        with at(folder, moments[-1]) as services:
            assert services.practising.streak().current == 3


def _a_week_of_practice(folder: Path) -> datetime:
    """Practise from Monday to Friday at six, and give the last instant."""
    moments = [berlin(1, day, 18) for day in range(5, 10)]
    log(folder, *moments)
    return moments[-1]


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=7)], ids=["an hour", "a week"])
def test_a_clock_set_back_loses_no_streak(tmp_path: Path, back: timedelta) -> None:
    friday = _a_week_of_practice(tmp_path)
    log(tmp_path, friday - back)
    with at(tmp_path, friday) as services:
        now = services.practising.streak()
        assert (now.current >= 5, now.today) == (True, TodayState.DONE)


def test_days_ahead_of_a_clock_set_back_wait_and_are_not_lost(tmp_path: Path) -> None:
    friday = _a_week_of_practice(tmp_path)
    seen = []
    for instant in (friday - timedelta(days=7), friday - timedelta(days=2), friday):
        with at(tmp_path, instant) as services:
            seen.append(services.practising.streak().current)
    assert seen == [0, 3, 5]


def test_the_same_instant_in_utc_and_in_berlin_may_be_two_practice_days(tmp_path: Path) -> None:
    instant = berlin(1, 6, 4, 30)
    log(tmp_path, instant)
    with at(tmp_path, instant.astimezone(UTC)) as services:
        assert services.book.practice.days() == [date(2026, 1, 6)]
        assert services.finding.today() == date(2026, 1, 5)


async def test_an_app_left_open_over_four_turns_the_day_and_asks_for_the_new_one(tmp_path: Path) -> None:
    clock = MovableClock(datetime.fromisoformat("2026-11-24T03:59:00+01:00"))
    async with open_app(a_small_book(tmp_path), clock=clock) as opened:
        await opened.press("d")
        before = opened.today.query_one(PracticeStrip).facts
        clock.instant += timedelta(minutes=1)
        opened.app._watch_day()
        await opened.settle()
        after = opened.today.query_one(PracticeStrip).facts
        assert before is not None and after is not None
        assert (before.done_today, after.done_today) == (1, 0)
        assert (before.streak.today, after.streak.today) == (TodayState.DONE, TodayState.OPEN)
        assert len(opened.queue) == 3
        assert "Tue 24 Nov" in opened.text


def test_a_line_logged_after_midnight_says_the_day_it_counts_for(tmp_path: Path) -> None:
    with at(tmp_path, berlin(1, 6, 1)) as services:
        parsed = services.recording.parse(LineKind.LOG, "call @ann")
        assert parsed.practice_date == date(2026, 1, 5)
