"""What is said while keys wait for something slow, and once they wait no longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.screen import Screen

from tui.widgets.message_row import MessageRow

SAVING = "Still saving; another program may be holding the book."
SAVED_LATER = "It is saved as soon as the book is free."
AT_WORK = "Still at work on that."
DONE_LATER = "It goes on by itself."


class MaySave(Protocol):
    """An app that may be in the middle of saving."""

    @property
    def is_saving(self) -> bool:
        """Whether a change of the book is under way."""

    @property
    def screen(self) -> Screen[object]:
        """What is in front."""

    def notify(self, message: str) -> None:
        """Say something where the screen has no row for it."""


class Waiting:
    """Says on the screen in front what is waited for, and takes it back."""

    def __init__(self, app: MaySave) -> None:
        self._app = app
        self._take_back: Callable[[], None] = _nothing

    def say_waiting(self, held: str) -> None:
        """Say what is waited for, that Escape ends it, and what is held."""
        self.say_waited()
        why = SAVING if self._app.is_saving else AT_WORK
        words = f"{why} Esc stops waiting." + (f" Typed meanwhile: {held}." if held else "")
        row = self._app.screen.query_one_optional(MessageRow)
        if row is not None:
            self._take_back = row.say_for_now(words)
        else:
            self._app.notify(words)

    def say_waited(self) -> None:
        """Say it no longer, unless something else is said by now."""
        self._take_back()
        self._take_back = _nothing

    def say_let_go(self, held: str) -> None:
        """Say what was dropped, and that what was begun is not."""
        goes_on = SAVED_LATER if self._app.is_saving else DONE_LATER
        words = f"Dropped what was typed meanwhile: {held}. {goes_on}" if held else goes_on
        row = self._app.screen.query_one_optional(MessageRow)
        if row is not None:
            row.tell(words)
        else:
            self._app.notify(words)
        self._take_back = _nothing

    def say_dropped(self, held: str) -> None:
        """Say, beside what could not be done, what was dropped that was typed behind it."""
        if not held:
            return
        words = f"Dropped what was typed behind it: {held}."
        row = self._app.screen.query_one_optional(MessageRow)
        if row is not None:
            row.add(words)
        else:
            self._app.notify(words)


def _nothing() -> None:
    """Nothing was said."""
