"""Typing ahead: a key is handed on only when all that the one before has set off is done.

A slow line brings several keys at once, and quick fingers are faster than a screen that opens or a
line that is saved. Textual hands every key to what has the focus at that moment, so the next one
would go to the list behind the bar, to a line about to be emptied, or to somebody else's row.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from typing import Any, Protocol

from textual import events
from textual.app import App
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.terminal.stillness import STOPPABLE, TYPING, Stillness

SAID_AFTER_SECONDS = 1.0
"""So long after the last key was typed or handed on, or a change was begun, it is said what is waited for."""
STRETCH_SECONDS = 0.4
"""A key that comes so soon behind one that was dropped was typed in one stretch with it."""
_TURNS_AT_FIRST = 40
"""So many turns of the loop are looked at one after the other, before it is looked now and then."""
_LOOK_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02)


class SaysWaiting(Protocol):
    """What tells the person that keys wait, and what became of them."""

    def say_waiting(self, held: str) -> None:
        """Say what is waited for, that Escape ends it, and what is held; empty for nothing."""

    def say_waited(self) -> None:
        """What was waited for is done: say no more that it is not."""

    def say_let_go(self, held: str) -> None:
        """The person waits no longer: say what was dropped, empty for nothing."""

    def say_dropped(self, held: str) -> None:
        """Say as well what was dropped because what was typed before it could not be done."""


class TypedAhead:
    """Holds what was typed until the key before is done with; nothing runs while nobody types."""

    def __init__(
        self, app: App[Any], hand_on: Callable[[events.Event], Awaitable[None]], says: SaysWaiting
    ) -> None:
        self._app = app
        self._hand_on = hand_on
        self._says = says
        self._still = Stillness(app)
        self._held: deque[events.Event] = deque()
        self._dropped: list[events.Event] = []
        """What was typed behind a change that failed, until it is said."""
        self._dropped_at = 0.0
        """When the last of them came."""
        self._typed_into: Widget | None = None
        """The line that the last key was a letter of."""
        self._since = 0.0
        """When the last key was handed on, a change was begun, or the first of those held was typed."""
        self._looks = 0
        """How often it was looked in vain since."""
        self._next_look: asyncio.Handle | None = None
        self._is_handing = False
        """Whether the next key is on its way to the app."""
        self._is_said = False

    @property
    def is_still(self) -> bool:
        """Whether nothing is held, all that was typed is done, and nothing else is said of it any more."""
        return not (self._held or self._dropped or self._is_said) and self._still.is_still()

    async def take(self, event: events.Event) -> None:
        """Take a key, a paste or a press of the mouse, in its turn."""
        if self._is_said and _is_escape(event) and not self._still.is_still_around_the_app():
            await self._stop_or_let_go(event)
        elif self._dropped and asyncio.get_running_loop().time() - self._dropped_at < STRETCH_SECONDS:
            self._drop(event)
        elif not self._held and self._still.is_still_around_the_app(self._need_not_wait_for(event)):
            self._rest()
            self._say_dropped()
            await self._hand(event)
        else:
            if not self._held and not self._is_said:
                # Nobody has waited yet, however long what is under way has taken.
                self._since = asyncio.get_running_loop().time()
            self._held.append(event)
            if self._is_said:
                self._says.say_waiting(self._what_is_held())
            self._watch()

    async def _stop_or_let_go(self, escape: events.Event) -> None:
        """Let Escape stop what says that it does; else end the waiting. What was typed meanwhile is dropped."""
        if self._still.can_be_stopped:
            self._rest()
            self.change_failed()
            await self._hand(escape)
        else:
            self._let_go()

    def change_begun(self) -> None:
        """A change is under way: see to it that a long one is said, whether or not keys wait for it."""
        if self._next_look is None and not self._is_handing:
            self._since = asyncio.get_running_loop().time()
        if self._is_said:
            self._says.say_waiting(self._what_is_held())
        self._watch()

    def change_failed(self) -> None:
        """A change that was asked for failed: what was typed behind it was meant for what it would have left.

        On the list as it is, or in the line that is offered again, it would mean something else.
        """
        held = tuple(self._held)
        self._held.clear()
        self._drop(*held)

    def _drop(self, *typed: events.Event) -> None:
        if typed:
            self._dropped += typed
            self._dropped_at = asyncio.get_running_loop().time()
            self._watch()

    def _say_dropped(self) -> None:
        """Say what was dropped, once the stretch it was typed in is over."""
        if self._dropped and asyncio.get_running_loop().time() - self._dropped_at >= STRETCH_SECONDS:
            self._says.say_dropped(_counted(self._dropped))
            self._dropped.clear()

    async def _hand(self, event: events.Event) -> None:
        self._since = asyncio.get_running_loop().time()
        self._typed_into = self._line() if _is_text(event) else None
        await self._hand_on(event)

    async def _hand_next(self) -> None:
        self._is_handing = False
        if self._held:
            await self._hand(self._held.popleft())
        if self._held or self._dropped:
            self._watch()

    def _watch(self) -> None:
        """Begin to look for rest, if nobody looks yet."""
        if self._next_look is None and not self._is_handing:
            self._looks = 0
            self._next_look = asyncio.get_running_loop().call_soon(self._look)

    def _look(self) -> None:
        """Hand the next key on when everything rests, else look again soon."""
        self._next_look = None
        if not self._app.is_running:
            self._held.clear()
            self._dropped.clear()
        elif self._still.is_still(self._need_not_wait_for(self._held[0]) if self._held else ""):
            self._rest()
            self._say_dropped()
            self._is_handing = bool(self._held) and self._app.call_later(self._hand_next)
            if self._dropped and not self._is_handing:
                self._look_again()
        else:
            self._say_if_long()
            self._look_again()

    def _look_again(self) -> None:
        """Look at every turn of the loop at first, then now and then: a held book may be held for long."""
        loop = asyncio.get_running_loop()
        late = self._looks - _TURNS_AT_FIRST
        self._looks += 1
        if late < 0:
            self._next_look = loop.call_soon(self._look)
        else:
            self._next_look = loop.call_later(_LOOK_SECONDS[min(late, len(_LOOK_SECONDS) - 1)], self._look)

    def _say_if_long(self) -> None:
        now = asyncio.get_running_loop().time()
        if not self._held and self._still.can_be_stopped:
            # It says so itself, until keys wait for it.
            self._since = now
        elif not self._is_said and now - self._since >= SAID_AFTER_SECONDS:
            self._is_said = True
            self._says.say_waiting(self._what_is_held())

    def _rest(self) -> None:
        if self._next_look is not None:
            self._next_look.cancel()
            self._next_look = None
        if self._is_said:
            self._is_said = False
            self._says.say_waited()

    def _let_go(self) -> None:
        """Wait no longer: what is under way goes on by itself, and what was typed behind it is dropped."""
        held = self._what_is_held()
        self._held.clear()
        self._still.let_go()
        self._since = asyncio.get_running_loop().time()
        self._is_said = False
        self._says.say_let_go(held)

    def _what_is_held(self) -> str:
        """Name what waits in words."""
        return _counted(self._held)

    def _need_not_wait_for(self, event: events.Event) -> str:
        """Return the group of workers that a letter behind a letter of the same line, or Escape, need not wait for."""
        if _is_escape(event):
            return STOPPABLE
        line = self._line()
        return TYPING if line is not None and line is self._typed_into and _is_text(event) else ""

    def _line(self) -> Widget | None:
        focused = self._app.focused
        return focused if isinstance(focused, Input | TextArea) else None


def _counted(typed: Collection[events.Event]) -> str:
    """Say how much was typed: "3 keys", "1 paste"."""
    keys = sum(isinstance(each, events.Key) for each in typed)
    pastes = sum(isinstance(each, events.Paste) for each in typed)
    clicks = sum(isinstance(each, events.MouseDown) for each in typed)
    counted = ((keys, "key", "keys"), (pastes, "paste", "pastes"), (clicks, "click", "clicks"))
    return " and ".join(f"{count} {one if count == 1 else more}" for count, one, more in counted if count)


def _is_text(event: events.Event) -> bool:
    if isinstance(event, events.Key):
        return event.is_printable or event.key == "backspace"
    return isinstance(event, events.Paste)


def _is_escape(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key == "escape"
