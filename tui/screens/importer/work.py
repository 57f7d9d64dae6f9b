"""What an import does in the writer's thread: how far it is, and stopping it from the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from tui.services.desk import Desk
from tui.services.importing.plan import Progress
from tui.services.services import Services
from tui.widgets.glyphs import Glyphs

Result = TypeVar("Result")


class Work:
    """One thing at a time in the writer's thread; nothing of it touches the screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = threading.Event()
        self._far = (0, 0)
        self.is_busy = False

    def begin(self) -> None:
        """Be busy from this key on, so that the next one already means to stop it."""
        self._stop.clear()
        self._far, self.is_busy = (0, 0), True

    async def do(self, use_case: Callable[[Services, Progress], Result]) -> Result:
        """Do it and give what it gives; whatever it raises is raised here."""
        self._far = (0, 0)
        return await self._desk.change(lambda services: use_case(services, self._told))

    def end(self) -> None:
        """Be ready for the next thing."""
        self.is_busy = False

    def stop(self) -> None:
        """Let it stop at its next word about the progress; what it began is taken back."""
        self._stop.set()

    def bar(self, glyphs: Glyphs, cells: int) -> str:
        """Draw how far it is."""
        done, total = self._far
        if not total:
            return "working" + glyphs.ellipsis
        return f"{glyphs.share(done / total, cells)}  {done} of {total}"

    def far(self, done: int, total: int) -> None:
        """Be so far."""
        self._far = (done, total)

    def _told(self, done: int, total: int) -> bool:
        self.far(done, total)
        return not self._stop.is_set()
