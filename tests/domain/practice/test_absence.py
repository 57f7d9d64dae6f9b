"""Absence: how long nothing was practised, and how many days one has been back."""

from __future__ import annotations

from datetime import date, timedelta

from tui.domain.practice.absence import Absence, absence

LAST = date(2026, 1, 5)


def after(*days: int) -> list[date]:
    return [LAST + timedelta(n) for n in days]


def test_somebody_new_was_never_away() -> None:
    assert absence([], LAST) == Absence()


def test_six_whole_days_are_no_absence() -> None:
    assert absence([LAST], LAST + timedelta(7)) == Absence()


def test_seven_whole_days_are_one() -> None:
    assert absence([LAST], LAST + timedelta(8)) == Absence(7)


def test_on_the_day_of_the_return_nothing_counts_yet() -> None:
    found = absence(after(0, 11), LAST + timedelta(11))
    assert (found, found.is_away) == (Absence(10), True)


def test_practice_days_since_the_return_are_counted_up_to_yesterday() -> None:
    assert absence(after(0, 11), LAST + timedelta(12)) == Absence(10, 1)
    assert absence(after(0, 11, 12, 15), LAST + timedelta(15)) == Absence(10, 2)


def test_the_return_is_over_after_ten_practice_days() -> None:
    assert absence(after(0, *range(11, 21)), LAST + timedelta(21)) == Absence()
    assert absence(after(0, *range(11, 21)), LAST + timedelta(20)) == Absence(10, 9)


def test_days_still_to_come_do_not_end_an_absence() -> None:
    assert absence(after(0, 20), LAST + timedelta(11)) == Absence(10)
