"""The floor for first frames: the smallest Textual app there is."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

READY = "HELLO-READY"


class Hello(App[None]):
    """One line of text and a way out."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static(READY)


if __name__ == "__main__":
    Hello().run()
