"""A query answered beside the keys: asked at every letter, the newest answer shown, waited for by Enter and Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import Worker, WorkerCancelled

from tui.domain.errors import RapportError
from tui.services.contacts.finding import Answer
from tui.services.desk import Desk
from tui.terminal.stillness import TYPING
from tui.widgets.query_field import QueryField, QueryNotes

_CHANGE = "change"


class QueryAsking:
    """Keeps one line of query and its newest answer together."""

    def __init__(
        self,
        screen: Screen[Any],
        desk: Desk,
        line: Callable[[], QueryField],
        notes: Callable[[], QueryNotes],
        show: Callable[[Answer, bool], None],
        wanted: int = 0,
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._line = line
        self._notes = notes
        self._show = show
        self._wanted = wanted
        """How many finds are wanted with the words around them."""
        self._under_way: Worker[None] | None = None
        self._asked = 0
        self.answer: Answer | None = None
        """The newest answer; None before the first, and while nothing is asked."""

    def ask(self, *, is_typed: bool) -> None:
        """Ask what stands in the line; a key pressed after anything but typing waits for the answer."""
        self._under_way = self._screen.run_worker(
            self._ask(is_typed=is_typed), group=TYPING if is_typed else _CHANGE
        )

    def forget(self) -> None:
        """Nothing is asked any more."""
        if self._under_way is not None:
            self._under_way.cancel()
        self._asked += 1
        self._under_way = self.answer = None
        self._notes().show([])

    async def settled(self) -> Answer | None:
        """Wait for the answer to what stands in the line now."""
        while (under_way := self._under_way) is not None and not under_way.is_finished:
            try:
                await under_way.wait()
            except WorkerCancelled:
                continue
        return self.answer

    async def accept(self) -> None:
        """Take the first of what is offered for the text as it stands."""
        answer = await self.settled()
        if answer is not None and answer.offers:
            self._line().take(answer.offers[0])

    async def _ask(self, *, is_typed: bool) -> None:
        with self._unless_gone():
            await self._ask_and_show(is_typed=is_typed)

    async def _ask_and_show(self, *, is_typed: bool) -> None:
        line = self._line()
        is_shown = False

        def take(answer: Answer) -> None:
            nonlocal is_shown
            if not self._screen.is_mounted or self._asked != number:
                return
            with self._unless_gone():
                self.answer = answer
                self._notes().tell(answer.problem, answer.offers if line.has_focus else ())
                self._show(answer, is_typed and not is_shown)
                is_shown = True

        self._asked += 1
        number = self._asked
        try:
            answer = await self._desk.searcher.ask(line.value, line.cursor_position, self._wanted, take)
        except RapportError as error:
            self._notes().tell(str(error), ())
            return
        if answer is not None:
            take(answer)

    @contextmanager
    def _unless_gone(self) -> Iterator[None]:
        """Drop an answer that comes after its screen has gone: there is nobody left to show it to."""
        try:
            yield
        except NoMatches:
            if self._screen.is_attached and self._screen in self._screen.app.screen_stack:
                raise
