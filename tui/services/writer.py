"""The one thread that changes the book while the screen stays awake."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")
Owned = TypeVar("Owned")


class Writer(Generic[Owned]):
    """Runs use cases one after the other in its own thread, over its own connection.

    ``make`` opens what the use cases work on, in that thread, at the first change.
    """

    def __init__(self, make: Callable[[], Owned], close: Callable[[Owned], None]) -> None:
        self._make = make
        self._close = close
        self._owned: Owned | None = None
        self._under_way: set[Future[Any]] = set()
        self.begins: Callable[[], object] = lambda: None
        """Called when a change is begun, in the thread that asks for it."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rapport-writer")

    async def do(self, use_case: Callable[[Owned], Result]) -> Result:
        """Run a use case and give what it returns; whatever it raises is raised here.

        What was begun is done even when nobody waits for it any more, as after a screen was left.
        """
        future = self._pool.submit(self._run, use_case)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        self.begins()
        return await asyncio.shield(asyncio.wrap_future(future))

    @property
    def is_busy(self) -> bool:
        """Whether a change is under way, or waits for its turn."""
        return bool(self._under_way)

    @asynccontextmanager
    async def idle(self) -> AsyncIterator[None]:
        """Let nothing be under way inside the block: what was begun is finished first, what follows waits."""
        is_idle, go_on = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        def stand_still() -> None:
            loop.call_soon_threadsafe(is_idle.set)
            go_on.wait()

        standing = loop.run_in_executor(self._pool, stand_still)
        try:
            await is_idle.wait()
            yield
        finally:
            go_on.set()
            await standing

    def close(self) -> None:
        """Finish what was begun, then let go of the book."""
        self._pool.submit(self._let_go).result()
        self._pool.shutdown()

    def _run(self, use_case: Callable[[Owned], Result]) -> Result:
        if self._owned is None:
            self._owned = self._make()
        return use_case(self._owned)

    def _let_go(self) -> None:
        if self._owned is not None:
            self._close(self._owned)
            self._owned = None
