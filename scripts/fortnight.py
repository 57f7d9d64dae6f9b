"""A new user's first fortnight in the real app, day by day, drawn where something turns.

A missed day, a missed week, a holiday set afterwards, the return.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from tui.app.app import RapportApp
from tui.build import Setting, open_desk
from tui.config import Config
from tui.domain.clock import FixedClock
from tui.terminal.stillness import waits_for_the_person

SIZE = (80, 24)
PEOPLE = ("Bo Chen ~weekly", "Cleo Brandt ~weekly #choir", "Dev Rao ~fortnightly #work", "Eve Lund ~monthly")
"""Whom the person adds on the first day, after Ana."""
NAMES = (
    "fortnight-01-first-question",
    "fortnight-02-first-person",
    "fortnight-03-first-day-done",
    "fortnight-04-after-a-missed-day",
    "fortnight-05-back-after-it",
    "fortnight-06-a-rest-day",
    "fortnight-07-after-a-missed-week",
    "fortnight-08-a-holiday-set-afterwards",
    "fortnight-09-the-return",
    "fortnight-10-one-person-and-why",
    "fortnight-11-good-to-see-you-back",
    "fortnight-12-the-day-after",
)
"""The turning points, in order."""
Page = tuple[str, RapportApp]
"""A turning point by its name, with the app as it stands then."""


async def turning_points(folder: Path, config: Config) -> AsyncIterator[Page]:
    """Live the fortnight in a folder, and stop wherever something turns."""
    book = folder / "fortnight.db"
    async with _day(book, config, "2026-11-23T18:00") as (app, pilot):
        yield "fortnight-01-first-question", app
        await _type(app, pilot, "Ana Lima", "w", "2w")
        yield "fortnight-02-first-person", app
        await _press(app, pilot, "1", "escape")
        await _press(app, pilot, "l", "m", "enter")
        for line in PEOPLE:
            await _press(app, pilot, "a")
            await _type(app, pilot, line)
        yield "fortnight-03-first-day-done", app
    for day in ("2026-11-24", "2026-11-25"):
        async with _day(book, config, f"{day}T18:00") as (app, pilot):
            await _press(app, pilot, "l", "m", "enter")
    # Thursday is missed.
    async with _day(book, config, "2026-11-27T18:00") as (app, pilot):
        yield "fortnight-04-after-a-missed-day", app
        await _press(app, pilot, "l", "c", "enter")
        yield "fortnight-05-back-after-it", app
    async with _day(book, config, "2026-11-28T11:00") as (app, _pilot):
        yield "fortnight-06-a-rest-day", app
    # A whole week away, nothing opened.
    async with _day(book, config, "2026-12-07T18:00") as (app, pilot):
        yield "fortnight-07-after-a-missed-week", app
        await _press(app, pilot, "3", "p", "d")
        await _type(app, pilot, "30 nov to 6 dec")
        yield "fortnight-08-a-holiday-set-afterwards", app
        await _press(app, pilot, "1")
        yield "fortnight-09-the-return", app
        await _press(app, pilot, "e")
        await _press(app, pilot, "w")
        yield "fortnight-10-one-person-and-why", app
        await _press(app, pilot, "d")
        yield "fortnight-11-good-to-see-you-back", app
    async with _day(book, config, "2026-12-08T18:00") as (app, pilot):
        await _press(app, pilot, "d")
        yield "fortnight-12-the-day-after", app


@asynccontextmanager
async def _day(book: Path, config: Config, when: str) -> AsyncIterator[tuple[RapportApp, Pilot[None]]]:
    """Open the app at an hour of a day, and leave it."""
    clock = FixedClock(datetime.fromisoformat(f"{when}:00+01:00"))
    with closing(open_desk(Setting(config, clock, book))) as desk:
        app = RapportApp(desk, config)
        async with app.run_test(size=SIZE) as pilot:
            await settle(app, pilot)
            yield app, pilot


async def _press(app: RapportApp, pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(app, pilot)


async def _type(app: RapportApp, pilot: Pilot[None], *lines: str) -> None:
    """Answer with whole lines, each ended by Enter."""
    for line in lines:
        app.post_message(events.Paste(line))
        await settle(app, pilot)
        await _press(app, pilot, "enter")


async def settle(app: RapportApp, pilot: Pilot[None]) -> None:
    """Wait until nothing is under way but what waits for the person."""
    while any(not (each.is_finished or waits_for_the_person(each)) for each in app.workers):
        await asyncio.sleep(0.001)
    await pilot.pause()
