"""What is under way in the app: the one place that looks inside Textual to say whether anything still moves.

Whatever a key sets off, in a screen of today or of next year, lives in a queue, in a handler, in a
worker or in a callback of the screen until it is done. So it need not be told: it is seen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

TYPING = "typing"
"""Workers that follow what is being typed: the next letter does not wait for them, every other key does."""
STOPPABLE = "stoppable"
"""Workers whose screen says how far they are and that Escape stops them: Escape does not wait for them."""
BESIDE = "beside"
"""Workers whose outcome no key depends on: nothing waits for them."""

_asked: WeakKeyDictionary[Worker[Any], asyncio.Future[Any]] = WeakKeyDictionary()
"""What each worker that asked the person last waits for."""


def wait_for_the_person(answer: asyncio.Future[Any]) -> None:
    """From a worker: until the person has answered, nothing waits for it, for the answer comes by keys.

    Raises NoActiveWorker anywhere else: a handler that waited would keep every key from coming.
    """
    _asked[get_current_worker()] = answer


def waits_for_the_person(worker: Worker[Any]) -> bool:
    """Whether a worker asked something that the person has not answered yet."""
    answer = _asked.get(worker)
    return answer is not None and not answer.done()


class Stillness:
    """Says what is still under way in an app."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._let_go: WeakSet[MessagePump | Worker[Any]] = WeakSet()
        """What is waited for no longer, until it is done."""

    def is_still(self, but_for: str = "") -> bool:
        """Whether all that was set off is done, but for the workers of one group.

        But for TYPING, nor is it waited until the screen is laid out: a letter changes nothing of where
        the next one goes.
        """
        return next(self._under_way(but_for), None) is None

    def is_still_around_the_app(self, but_for: str = "") -> bool:
        """The same, asked by the app while it holds a key: nothing else may be on its way to it."""
        app: Any = self._app
        if app._message_queue.values or app._pending_message is not None or app._next_callbacks:
            return False
        return next(self._beyond_the_app(but_for), None) is None

    @property
    def can_be_stopped(self) -> bool:
        """Whether some work is under way, and Escape stops all of it."""
        groups = {worker.group for worker in self._workers("")}
        return groups == {STOPPABLE}

    def let_go(self) -> None:
        """Wait no longer for what is under way now."""
        self._let_go.update(each for each in self._under_way() if isinstance(each, MessagePump | Worker))

    def _under_way(self, but_for: str = "") -> Iterator[object]:
        if not _is_parked(self._app):
            yield self._app
        yield from self._beyond_the_app(but_for)

    def _beyond_the_app(self, but_for: str) -> Iterator[object]:
        yield from self._workers(but_for)
        if but_for != TYPING:
            yield from self._unsettled_screens()
        for node in self._app._registry:
            if _is_parked(node):
                self._let_go.discard(node)
            elif not node._closed and node not in self._let_go:
                yield node

    def _workers(self, but_for: str) -> Iterator[Worker[Any]]:
        for worker in self._app.workers:
            if worker.is_finished or worker.group in (BESIDE, but_for) or worker in self._let_go:
                continue
            if not (waits_for_the_person(worker) or self._is_asked_over(worker)):
                yield worker

    def _is_asked_over(self, worker: Worker[Any]) -> bool:
        """Whether a question was opened over what the worker belongs to, by it or by its like, and waits there."""
        front = self._app._screen_stack[-1]
        is_asked = any(
            asked.future is not None and not asked.future.done() for asked in front._result_callbacks
        )
        return is_asked and front not in worker.node.ancestors_with_self

    def _unsettled_screens(self) -> Iterator[Screen[Any]]:
        """Yield the screens that are still to be laid out, or to do something once they are painted."""
        stack = self._app._screen_stack
        for screen in stack:
            if screen._callbacks or (screen is stack[-1] and screen._layout_required):
                yield screen


def _is_parked(pump: MessagePump) -> bool:
    """Whether a pump waits for its next message: none is in its queue, and none in its hands."""
    queue: Any = pump._message_queue
    return not queue.values and bool(queue.ready_event._waiters)
