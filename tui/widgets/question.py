"""A question that waits for the person: whoever asks goes on with the answer, and no key waits for whoever asks."""

from __future__ import annotations

import asyncio
from typing import Generic, TypeVar

from textual.app import App
from textual.screen import Screen

from tui.terminal.stillness import wait_for_the_person

Answer = TypeVar("Answer")


class Question(Generic[Answer]):
    """What a menu or a bar asks: one thing at a time, of one worker."""

    _answer: asyncio.Future[Answer | None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody waits for an answer."""
        return self._answer is not None and not self._answer.done()

    async def answer(self) -> Answer | None:
        """Wait for the answer; None when the person leaves the question.

        What was asked before is dropped: who asked it ends there, as at the end of the screen.
        """
        self.drop()
        self._answer = asyncio.get_running_loop().create_future()
        wait_for_the_person(self._answer)
        return await self._answer

    def give(self, answer: Answer | None) -> None:
        """Let whoever asked go on with an answer, or with None where the question is left."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    def drop(self) -> None:
        """Ask no more: who waits for an answer is cancelled."""
        if self._answer is not None:
            self._answer.cancel()


async def left_with(app: App[object], screen: Screen[Answer]) -> Answer | None:
    """Show a screen over the one in front, and give what it is left with; from a worker."""
    answer = app.push_screen(screen, wait_for_dismiss=True)
    wait_for_the_person(answer)
    return await answer
