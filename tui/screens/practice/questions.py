"""What the Practice view asks, and how the answers are read."""

from __future__ import annotations

from datetime import date, timedelta

from tui.domain.practice.plan import Pause, Schedule
from tui.domain.practice.weekly import monday_of
from tui.domain.practice.words import read_pace
from tui.services.practice.practice_view import Garden
from tui.services.services import Services
from tui.widgets.key_menu import MenuKey

PRACTICE_PAUSE_KEYS = (
    MenuKey(("1",), "1", "today"),
    MenuKey(("7",), "7", "the last 7 days"),
    MenuKey(("w",), "w", "this week"),
    MenuKey(("d",), "d", "dates"),
)
HINT_KEYS = (MenuKey(("m",), "m", "make it the plan"), MenuKey(("k",), "k", "keep the plan as it is"))
RUNNING_KEYS = (MenuKey(("b",), "b", "be back today"), MenuKey(("x",), "x", "take the pause away"))
REST_KEYS = (MenuKey(("x",), "x", "take the pause away"),)


def pause_of(key: str, today: date) -> Pause | None:
    """Return the days off that a key of the pause menu means; None for a key that asks further."""
    pauses = {
        "1": Pause(today, today),
        "7": Pause(today - timedelta(7), today - timedelta(1)),
        "w": Pause(monday_of(today), monday_of(today) + timedelta(6)),
    }
    return pauses.get(key)


def looked_round(services: Services) -> Garden:
    """Keep milestones newly reached, and give the gentle measures."""
    services.milestones.note()
    return services.overview.garden()


def choose_days(services: Services, schedule: Schedule) -> str:
    """Follow a plan from its day on, in either mode."""
    if schedule.per_week is not None:
        return services.practising.choose_weekly(schedule.per_week)
    return services.practising.choose_days(schedule.weekdays)


def take_hint(services: Services) -> str:
    """Make the natural rhythm the plan, as it is by now."""
    hint = services.overview.view().hint
    return services.overview.take_hint(hint) if hint else "the plan fits already"


def pace_words(line: str) -> str:
    """Read a pace back as it was understood; raises InvalidInput."""
    return f"{read_pace(line)} a day"
