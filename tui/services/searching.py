"""Queries answered beside the keys: in a thread of their own, the newest before all others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from tui.services.contacts.finding import Answer
from tui.services.services import Services
from tui.store.file.breaking import BrokenOff
from tui.store.inspection.sentences import sentence_for

NOTHING_LOOKED_FOR = "Nothing was looked for."


class Searcher:
    """Answers one query at a time over its own connection, which only reads; a newer one breaks it off.

    ``make`` opens what is searched, in that thread, at the first query.
    """

    def __init__(self, make: Callable[[], Services | None]) -> None:
        self._make = make
        self._services: Services | None = None
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rapport-search")
        self._newest = 0

    async def ask(
        self,
        text: str,
        caret: int | None = None,
        show: int = 0,
        first: Callable[[Answer], object] | None = None,
    ) -> Answer | None:
        """Return the answer, or None when a newer query was asked meanwhile. Raises RapportError.

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
        if self._services is not None:
            self._services.book.search.breaking.break_off()

    def _answer(
        self, number: int, text: str, caret: int | None, show: int, first: Callable[[Answer], None]
    ) -> Answer | None:
        while number == self._newest:
            services = self._opened()
            if services is None:
                return None
            try:
                with services.book.search.breaking.question(lambda: number == self._newest):
                    return services.finding.ask(text, caret, show, first)
            except BrokenOff:
                continue
            except Exception as error:
                _say(error, services)
                raise
        return None

    def _opened(self) -> Services | None:
        """Open what is searched at the first query, and let SQLite make itself ready while nobody interrupts."""
        if self._services is None:
            services = self._make()
            if services is None:
                return None
            try:
                services.book.search.make_ready()
            except Exception as error:
                services.close()
                _say(error, services)
                raise
            self._services = services
        return self._services

    def _let_go(self) -> None:
        if self._services is not None:
            self._services.close()
            self._services = None


def _say(error: Exception, services: Services) -> None:
    """Raise the sentence for what is the book's fault; what may be damage is looked at here, beside the keys."""
    sentence = sentence_for(error, services.book.path, NOTHING_LOOKED_FOR)
    if sentence is not None:
        raise sentence from error
