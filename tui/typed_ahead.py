"""Typing ahead: a key is handed on only when the one before has had its effect.

A slow line brings several keys at once, and quick fingers are faster than a screen that opens.
Textual hands every key to what has the focus at that moment, so the second would go to the list
behind the bar that the first one opens.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker

CHANGE = "change"
"""The group of the workers that change the book: the next key waits for them."""
PATIENCE_SECONDS = 1.0
"""The longest that a key waits: a book held by another program never freezes the keys."""
_LOOK_SECONDS = 0.005


class TypedAhead:
    """Holds what was typed until the key before is done with; nothing runs while nobody types."""

    def __init__(self, app: App[Any], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[events.Event] = deque()
        self._number = 0
        """Which key is in hand, counted from 1."""
        self._is_busy = False
        self._screen_before: Screen[Any] | None = None
        self._given_up: WeakSet[Worker[Any]] = WeakSet()
        """The changes a key has waited for long enough: no other waits for them."""

    async def take(self, event: events.Event) -> None:
        """Take a key or a paste, in its turn."""
        self._waiting.append(event)
        if not self._is_busy:
            await self._next()

    async def _next(self) -> None:
        self._is_busy = bool(self._waiting)
        if not self._waiting:
            return
        self._number += 1
        screen = self._screen_before = self._app.screen
        start = self._app.focused or screen
        loop = asyncio.get_running_loop()
        loop.call_later(PATIENCE_SECONDS, self._lose_patience, self._number)
        await self._hand_on(self._waiting.popleft())
        path: list[MessagePump] = [node for node in start.ancestors_with_self for _ in range(2)]
        self._climb(self._number, path)

    def _climb(self, number: int, path: list[MessagePump]) -> None:
        """Pass behind everything the key has set off, from where it was pressed up to the app.

        A message is posted to its sender first and goes up from there, so each step is taken twice.
        """
        while path:
            node = path.pop(0)
            if node.call_later(self._climb, number, path):
                return
        self._app.call_later(self._look, number)

    async def _look(self, number: int) -> None:
        """Go on when the screen that was asked for is there and what was to be written is written."""
        if number != self._number or not self._is_busy:
            return
        if self._is_at_work():
            self._app.set_timer(_LOOK_SECONDS, lambda: self._app.call_later(self._look, number))
        else:
            await self._next()

    def _is_at_work(self) -> bool:
        screen = self._app.screen
        if screen is not self._screen_before and not _is_ready(screen):
            return True
        return any(worker not in self._given_up for worker in self._changes())

    def _changes(self) -> list[Worker[Any]]:
        return [worker for worker in self._app.workers if worker.group == CHANGE and not worker.is_finished]

    def _lose_patience(self, number: int) -> None:
        if number == self._number and self._is_busy:
            self._given_up.update(self._changes())
            self._app.call_later(self._next)


def _is_ready(screen: Screen[Any]) -> bool:
    """Say whether a screen that was opened can take keys."""
    return screen.is_mounted and (screen.focused is not None or not screen.focus_chain)
