"""What is alive in this program: for the tests that nothing is kept of what was closed."""

from __future__ import annotations

import gc
import os
import threading
from collections import Counter
from weakref import WeakSet

from textual import events
from textual._styles_cache import StylesCache
from textual.keys import _character_to_key
from textual.message_pump import MessagePump

from tests.screens.app_in_test import AppInTest
from tests.waiting import until_it_is

KNOWN_THREADS = ("rapport-beside_0", "rapport-beside_1", "rapport-search_0", "rapport-writer_0")
_QUIET_SECONDS = 0.002
_PATIENCE_SECONDS = 20.0
_LOOK_SECONDS = 0.25
_TIMERS_SECONDS = 5.0
"""A timer that was called off is remembered by the loop until its time has come, with what it was set in."""


class Alive:
    """Watches over one app for what outlives its screen: widgets, and the lines they drew."""

    def __init__(self, opened: AppInTest) -> None:
        self._opened = opened
        self._before = WeakSet(_drawn_things())
        self._threads = {thread.name for thread in threading.enumerate()}

    async def kept(self) -> Counter[str]:
        """Count by kind what is alive and no longer part of the app, and stays so."""
        await self._opened.settle()
        await until_it_is(lambda: not self._kept_now(), _TIMERS_SECONDS, _LOOK_SECONDS)
        return self._kept_now()

    def _kept_now(self) -> Counter[str]:
        live = _drawn_things()
        shown = {id(node) for node in live if self._is_shown(node)}
        shown |= {
            id(node._styles_cache) for node in live if id(node) in shown and hasattr(node, "_styles_cache")
        }
        return Counter(
            type(each).__name__ for each in live if id(each) not in shown and each not in self._before
        )

    def strangers(self) -> set[str]:
        """Give the threads begun since that are none of the few this program has."""
        return (
            {thread.name for thread in threading.enumerate()}
            - self._threads
            - {*KNOWN_THREADS, "rapport-warm-up"}
        )

    def _is_shown(self, node: object) -> bool:
        return isinstance(node, MessagePump) and any(each is self._opened.app for each in _line_of(node))


def descriptors() -> int:
    """Give how many files, sockets and pipes this program has open."""
    return len(os.listdir("/dev/fd"))


async def strike(opened: AppInTest, key: str) -> None:
    """Press a key, a name or a character, and wait only until it has had its effect."""
    is_named = len(key) > 1
    opened.app.post_message(
        events.Key(key if is_named else _character_to_key(key), None if is_named else key)
    )
    await until_it_is(lambda: not opened.app._message_queue.qsize(), _PATIENCE_SECONDS, _QUIET_SECONDS)
    await until_it_is(lambda: not opened.app._typed_ahead._is_busy, _PATIENCE_SECONDS, _QUIET_SECONDS)


def _drawn_things() -> list[MessagePump | StylesCache]:
    # What stood on the screen shortly after the start is kept out of the collector's way for good.
    gc.unfreeze()
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, MessagePump | StylesCache)]


def _line_of(node: MessagePump) -> list[MessagePump]:
    line = [node]
    while (parent := line[-1]._parent) is not None:
        line.append(parent)
    return line
