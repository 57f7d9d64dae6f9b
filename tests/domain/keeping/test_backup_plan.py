"""When a copy is due by itself, and which copies may go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.keeping.backup_plan import DAILY, MONTHLY, RECENT, WEEKLY, is_due, superseded

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
INSTANTS = st.lists(
    st.integers(0, 1_095 * 24).map(lambda hours: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)),
    max_size=80,
)


@pytest.mark.parametrize(
    ("age", "due"),
    [
        (timedelta(hours=11, minutes=59), False),
        (timedelta(hours=12), True),
        (timedelta(hours=-4), False),
    ],
)
def test_a_copy_is_due_after_twelve_hours(age: timedelta, due: bool) -> None:
    assert is_due(NOW - age, NOW, has_changed=True) is due


def test_the_first_copy_is_due_at_once() -> None:
    assert is_due(None, NOW, has_changed=True)


def test_no_copy_is_due_of_a_book_that_did_not_change() -> None:
    assert not is_due(NOW - timedelta(days=30), NOW, has_changed=False)


def test_two_years_of_daily_copies_leave_the_days_weeks_and_months_asked_for() -> None:
    made = [NOW - timedelta(days=number) for number in range(730)]
    kept = sorted(set(made) - set(superseded(made)), reverse=True)
    assert kept[:DAILY] == made[:DAILY]
    assert len({at.isocalendar()[:2] for at in kept[: DAILY + WEEKLY]}) >= WEEKLY
    assert len({(at.year, at.month) for at in kept}) == MONTHLY
    assert len(kept) <= RECENT + DAILY + WEEKLY + MONTHLY


@given(INSTANTS)
def test_the_newest_copy_never_goes(made: list[datetime]) -> None:
    assert not made or max(made) not in superseded(made)


@given(INSTANTS)
def test_letting_go_twice_lets_nothing_more_go(made: list[datetime]) -> None:
    kept = set(made) - set(superseded(made))
    assert superseded(kept) == []


@given(INSTANTS)
def test_no_more_is_kept_than_the_tiers_hold(made: list[datetime]) -> None:
    assert len(set(made) - set(superseded(made))) <= RECENT + DAILY + WEEKLY + MONTHLY
