"""What is alive in this program: for the tests that nothing is kept of what was closed."""

from __future__ import annotations

import os
import threading
from collections import Counter
from weakref import WeakSet

from benchmarks.kept import closed_but_kept
from tests.screens.app_in_test import AppInTest
from tests.waiting import until_it_is

KNOWN_THREADS = {
    "rapport-beside_0",
    "rapport-beside_1",
    "rapport-search_0",
    "rapport-warm-up",
    "rapport-writer_0",
}
_LOOK_SECONDS = 0.25
_TIMERS_SECONDS = 5.0
"""A timer that was called off is remembered by the loop until its time has come, with what it was set in."""


class Alive:
    """Watches over one app for what outlives its screen: widgets, the lines they drew, threads."""

    def __init__(self, opened: AppInTest) -> None:
        self._opened = opened
        self._before = WeakSet(closed_but_kept(opened.app))
        self._threads = {thread.name for thread in threading.enumerate()}

    async def kept(self) -> Counter[str]:
        """Count by kind what was closed and is yet alive, and stays so."""
        await self._opened.settle()
        await until_it_is(lambda: not self._kept_now(), _TIMERS_SECONDS, _LOOK_SECONDS)
        return self._kept_now()

    def _kept_now(self) -> Counter[str]:
        kept = closed_but_kept(self._opened.app)
        return Counter(type(each).__name__ for each in kept if each not in self._before)

    def strangers(self) -> set[str]:
        """Return the threads begun since that are none of the few this program has."""
        return {thread.name for thread in threading.enumerate()} - self._threads - KNOWN_THREADS


def descriptors() -> int:
    """Return how many files, sockets and pipes this program has open."""
    return len(os.listdir("/dev/fd"))
