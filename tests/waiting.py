"""Waiting for what another process or a loop does: its state can only be asked for again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from textual.app import App

from tui.terminal.stillness import waits_for_the_person

_POLL_SECONDS = 0.02


def until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so, at most so long; say whether it is."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(_POLL_SECONDS)
    return True


async def until_it_is(is_so: Callable[[], bool], seconds: float, look_seconds: float = _POLL_SECONDS) -> bool:
    """Let everything else in this loop go on until something is so, at most so long; say whether it is."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(look_seconds)
    return True


async def a_moment(seconds: float = 0.001) -> None:
    """Let the loop go on: for what can only be asked for again."""
    await asyncio.sleep(seconds)


def do_workers_rest(app: App[Any]) -> bool:
    """Say whether every worker of an app is done, or waits for the person."""
    return all(each.is_finished or waits_for_the_person(each) for each in app.workers)


async def until_workers_rest(app: App[Any]) -> None:
    """Wait for every worker of an app but those that wait for the person."""
    while not do_workers_rest(app):
        await a_moment()
