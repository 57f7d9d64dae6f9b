"""The gentle copy, and the one line chosen for today."""

from __future__ import annotations

import inspect
import re
from datetime import date, timedelta
from typing import Any

import pytest

from tui.domain.practice import copy
from tui.domain.practice.copy import line_for_today
from tui.domain.practice.plan import Pause, Schedule

MONDAY = date(2026, 1, 5)
FIRST_WEEKS = [date(2026, 1, day) for day in (5, 6, 7, 8, 9, 12, 13, 14, 15, 16)]


def january(*days: int) -> list[date]:
    return [date(2026, 1, day) for day in days]


@pytest.mark.parametrize(
    ("practice", "today", "line"),
    [
        pytest.param([], 5, "One small hello is a whole first day.", id="first day"),
        pytest.param(january(5), 5, "Today is tended. Anything more is a bonus.", id="done"),
        pytest.param(january(5), 6, "One small hello keeps the rhythm.", id="open"),
        pytest.param(january(5, 6, 7, 8, 9), 10, "A rest day. Nothing is asked of you.", id="rest"),
        pytest.param(
            january(5, 6, 7, 8, 9), 12, "A new week is a clean bed. Which one person?", id="a new week"
        ),
        pytest.param(
            january(5, 6), 8, "A spare covered Wednesday. That is what it is for.", id="a spare used"
        ),
        pytest.param(
            january(5),
            8,
            "No spares left for now. Four practice days bring one back.",
            id="the last spare used",
        ),
        pytest.param(
            january(5),
            9,
            "Your longest streak is 1 and stays in the book. Consistency: seedling. "
            "A new streak can start with one line to Ana.",
            id="the streak ended",
        ),
        pytest.param(
            january(5, 7), 7, "Good to see you back. Coming back is the skill.", id="back after a miss"
        ),
        pytest.param(
            january(5, 20), 20, "Good to see you back. Coming back is the skill.", id="back after a long time"
        ),
        pytest.param(
            january(5),
            13,
            "Welcome back. Nothing here is late; it is only waiting. One person today?",
            id="seven days away",
        ),
    ],
)
def test_the_line_fits_the_day(practice: list[date], today: int, line: str) -> None:
    assert line_for_today(practice, date(2026, 1, today), first_name="Ana") == line


def test_a_weekend_is_no_miss_to_come_back_from() -> None:
    assert line_for_today(january(8, 9, 12), date(2026, 1, 12)) == copy.done()


def test_a_pause_says_until_when_it_lasts() -> None:
    pauses = [Pause(MONDAY, date(2026, 1, 9)), Pause(date(2026, 1, 10), date(2026, 1, 14))]
    line = line_for_today([date(2025, 12, 31)], date(2026, 1, 7), pauses=pauses)
    assert line == "Resting until Wed 14 Jan. Your streak waits."


def test_an_open_pause_names_no_day() -> None:
    line = line_for_today([date(2025, 12, 31)], MONDAY, pauses=[Pause(MONDAY)])
    assert line == "Resting. Your streak waits."


def test_thirty_days_get_their_question() -> None:
    every_day = [Schedule(MONDAY, frozenset(range(7)))]
    days = [MONDAY + timedelta(n) for n in range(30)]
    assert line_for_today(days, days[-1], every_day) == "30 days of showing up. Whose answer surprised you?"


FORBIDDEN = re.compile(
    r"don.t lose|you broke|only \d+ hours|waiting for you|boost|\b(target|lead|pipeline|asset|ROI|leverage|"
    r"convert|score|ping)s?\b|streak at risk",
    re.IGNORECASE,
)
SLOTS: dict[str, Any] = {
    "day": MONDAY,
    "longest": 3,
    "word": "rooted",
    "until": MONDAY,
    "today": MONDAY,
    "count": 3,
    "plan": 3,
    "people": 3,
    "first_name": "Ann",
    "usual_days": 48,
    "suggested": "two-monthly",
}
SENTENCES = [
    function
    for name, function in inspect.getmembers(copy, inspect.isfunction)
    if function.__module__ == copy.__name__ and not name.startswith("_") and name != "line_for_today"
]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: str(sentence.__name__))
def test_no_sentence_presses_or_counts_people(sentence: Any) -> None:
    wanted = [
        name for name, each in inspect.signature(sentence).parameters.items() if each.default is each.empty
    ]
    assert not FORBIDDEN.search(sentence(**{name: SLOTS[name] for name in wanted}))
