"""When the clock is believed: by what was written down, never by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tui.domain.keeping.clock_doubt import (
    BACKED_BY_DAYS,
    LEAP,
    SLACK,
    UNSEEN,
    ClockDoubt,
    Written,
    clock_doubt,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def doubted(*days_ago: int, ahead: timedelta = timedelta(0)) -> ClockDoubt | None:
    """Doubt a clock by days on which something was written down, the last one first."""
    days = tuple((NOW - timedelta(days=each)).date() for each in days_ago)
    return clock_doubt(NOW, Written(NOW + ahead, days))


def test_an_empty_book_doubts_nothing() -> None:
    assert clock_doubt(NOW, Written()) is None


def test_daily_and_weekly_writing_backs_the_clock() -> None:
    assert doubted(*range(10)) is None
    assert doubted(*range(0, 70, 7)) is None


@pytest.mark.parametrize(("ahead", "is_doubted"), [(SLACK, False), (SLACK + timedelta(seconds=1), True)])
def test_what_was_written_down_more_than_a_day_ahead_is_a_sign(ahead: timedelta, is_doubted: bool) -> None:
    doubt = doubted(0, 1, ahead=ahead)
    assert (doubt is not None) is is_doubted
    assert doubt is None or (not doubt.is_ahead and doubt.is_worth_saying)


@pytest.mark.parametrize(
    ("days", "is_doubted", "is_said"),
    [
        (UNSEEN.days, False, False),
        (UNSEEN.days + 1, True, False),
        (LEAP.days, True, False),
        (LEAP.days + 1, True, True),
    ],
)
def test_a_clock_that_moved_on_by_itself_is_not_believed_at_once(
    days: int, is_doubted: bool, is_said: bool
) -> None:
    doubt = doubted(days, days + 1)
    assert (doubt is not None) is is_doubted
    assert doubt is None or (doubt.is_ahead and doubt.is_worth_saying is is_said)


def test_seven_days_of_writing_make_it_believed() -> None:
    long_ago = 400
    for backed in range(1, BACKED_BY_DAYS + 1):
        doubt = doubted(*range(backed), long_ago)
        assert (doubt is None) is (backed == BACKED_BY_DAYS)
        assert doubt is None or not doubt.is_worth_saying


def test_a_day_out_of_order_is_a_sign_of_a_clock_that_jumped() -> None:
    assert doubted(0, 1, 300, 2, 3) is not None


def test_it_is_said_with_both_days() -> None:
    doubt = clock_doubt(datetime(2099, 12, 1, tzinfo=UTC), Written(NOW, (date(2026, 11, 22),)))
    assert doubt is not None
    assert "The clock says Tue 1 Dec 2099" in doubt.words
    assert "Sun 22 Nov 2026" in doubt.words
