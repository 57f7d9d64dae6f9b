"""What a screen is handed: questions to ask at once, changes to wait for, and what is kept beside the book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from tui.domain.clock import Clock
from tui.services.lines import LineHistory
from tui.services.services import Services
from tui.services.writer import Writer
from tui.store.drafts import Drafts

Result = TypeVar("Result")


@dataclass(slots=True)
class Desk:
    """One person's desk for as long as the app is open."""

    reader: Services
    """Over the screen's own connection: for questions, which are short."""
    writer: Writer[Services]
    """Over its own thread and connection: for every change."""
    clock: Clock
    drafts: Drafts
    history: LineHistory
    exchange: Path
    """Where a text that was copied out is also kept as a file."""
    backups: Path
    """Where copies of the book are kept."""
    day_first: bool | None = None
    """How 12/5 is read; None refuses it."""
    is_demo: bool = False
    kept_lines: dict[str, str] = field(default_factory=dict)
    """What was typed into a bar and left with Escape, by the kind of bar."""

    async def change(self, use_case: Callable[[Services], Result]) -> Result:
        """Make a change; whatever it raises is raised here, and then nothing was written."""
        return await self.writer.do(use_case)

    @property
    def today(self) -> date:
        """The current practice day."""
        return self.clock.today()

    def close(self) -> None:
        """Finish what was begun and close the book."""
        self.writer.close()
        self.reader.close()
