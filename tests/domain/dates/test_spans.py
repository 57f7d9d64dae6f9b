"""How days and lengths of time are written."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.dates.spans import ago, day_words, span_short, span_words


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (0, "today"),
        (3, "3d"),
        (13, "13d"),
        (14, "2w"),
        (42, "6w"),
        (91, "13w"),
        (92, "3m"),
        (160, "5m"),
        (729, "23m"),
        (730, "2y"),
        (1100, "3y"),
    ],
)
def test_a_column_writes_a_span_as_a_person_would_read_it(days: int, written: str) -> None:
    assert span_short(days) == written


@pytest.mark.parametrize(
    ("days", "written"),
    [(1, "1 day"), (4, "4 days"), (56, "8 weeks"), (100, "3 months"), (800, "2 years")],
)
def test_a_sentence_writes_a_span_out(days: int, written: str) -> None:
    assert span_words(days) == written


def test_ago_knows_today_and_yesterday() -> None:
    assert [ago(days) for days in (0, 1, 4)] == ["today", "yesterday", "4 days ago"]


def test_a_day_carries_its_year_only_when_it_is_another() -> None:
    today = date(2026, 11, 23)
    assert day_words(date(2026, 11, 20), today) == "Fri 20 Nov"
    assert day_words(date(2025, 11, 20), today) == "Thu 20 Nov 2025"
