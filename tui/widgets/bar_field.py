"""The line of a bar: how it may go on, said dimly, and the word that Enter was refused for, underlined."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from tui.widgets.fields import LineField


class Ghost(Suggester):
    """Says dimly how the word begun at the end of the line goes on."""

    def __init__(self, goes_on: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._goes_on = goes_on

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word whole, or None."""
        return self._goes_on(value) or None


class Marked(Highlighter):
    """Underlines the word that Enter was refused for."""

    word: tuple[int, int] | None = None

    def highlight(self, text: Text) -> None:
        """Mark the word."""
        if self.word is not None:
            text.stylize("bold underline", *self.word)


class BarField(LineField):
    """The line of a bar; while several people are offered, a digit picks one instead of being typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Save", id="bar.save", tooltip="Save what the preview shows"),
    ]

    picks: Callable[[str], bool] = staticmethod(lambda character: False)

    async def _on_key(self, event: events.Key) -> None:
        if event.character and self.picks(event.character):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)
