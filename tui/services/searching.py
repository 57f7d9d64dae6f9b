"""Queries answered beside the keys: in a thread of their own, the newest before all others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from tui.services.finding import Answer
from tui.services.services import Services
from tui.store.search import BrokenOff

SEEN_SECONDS = 0.05
"""So long after the best of many are handed on, the rest is begun."""


class Searcher:
    """Answers one query at a time over its own connection, which only reads; a newer one breaks it off.

    ``make`` opens what is searched, in that thread, at the first query.
    """

    def __init__(self, make: Callable[[], Services | None]) -> None:
        self._make = make
        self._services: Services | None = None
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rapport-search")
        self._newest = 0
        self._asked_again = threading.Event()

    async def ask(
        self,
        text: str,
        caret: int | None = None,
        show: int = 0,
        first: Callable[[Answer], object] | None = None,
    ) -> Answer | None:
        """Give the answer, or None when a newer query was asked meanwhile. Raises RapportError.

        ``first`` is handed the best of many before the rest is looked for, unless a newer query was asked.
        """
        self._ask_anew()
        loop = asyncio.get_running_loop()
        number, context = self._newest, copy_context()

        def tell(answer: Answer) -> None:
            if first is not None:
                loop.call_soon_threadsafe(lambda: number == self._newest and first(answer), context=context)

        return await loop.run_in_executor(self._pool, self._answer, number, text, caret, show, tell)

    def close(self) -> None:
        """Break off what is under way and let go of the book."""
        self._ask_anew()
        self._pool.submit(self._let_go).result()
        self._pool.shutdown()

    def _ask_anew(self) -> None:
        """Break off what is under way."""
        self._newest += 1
        self._asked_again.set()
        if self._services is not None:
            self._services.book.search.break_off()

    def _let_it_be_seen(self) -> None:
        """Leave the machine to whoever paints what is there; the rest is for nobody when more is typed."""
        if self._asked_again.wait(SEEN_SECONDS):
            raise BrokenOff

    def _answer(
        self, number: int, text: str, caret: int | None, show: int, first: Callable[[Answer], None]
    ) -> Answer | None:
        while number == self._newest:
            self._asked_again.clear()
            if self._services is None:
                self._services = self._make()
            if self._services is None:
                return None
            try:
                with self._services.book.search.breakable():
                    return self._services.finding.ask(text, caret, show, first)
            except BrokenOff:
                # Meant for the query before, when this one is still the newest: it begins again.
                continue
        return None

    def _let_go(self) -> None:
        if self._services is not None:
            self._services.close()
            self._services = None
