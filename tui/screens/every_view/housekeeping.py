"""Looking after copies and journal beside the app, in a thread that holds nobody up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App

from tui.screens.view.view import View

if TYPE_CHECKING:
    from tui.services.care.care import Care
    from tui.services.care.trouble import Trouble


class Housekeeping:
    """What is done now and then while the app is open, and what comes of it."""

    def __init__(self, app: App[None], care: Care | None, end_with: Callable[[Trouble], None]) -> None:
        self._app = app
        self._care = care
        self._end_with = end_with
        self.lock = threading.Lock()
        """Held meanwhile: the program is not stopped in the middle of that."""

    def begin(self) -> None:
        """Look after the book in a thread of its own."""
        threading.Thread(target=self._keep_house, name="rapport-housekeeping", daemon=True).start()

    def _keep_house(self) -> None:
        """Leave when the book is damaged; say when the clock may be wrong, no copy can be made, or one was begun."""
        if self._care is None:
            return
        with self.lock:
            trouble = self._care.keep_house()
        doubt = self._care.clock_doubt
        with suppress(RuntimeError):  # The app has been left meanwhile.
            if trouble is not None:
                self._app.call_from_thread(self._end_with, trouble)
            elif doubt is not None and doubt.is_worth_saying:
                self._app.call_from_thread(self._say, doubt.words)
            elif self._care.no_copy:
                self._app.call_from_thread(self._say, self._care.no_copy)
            elif self._care.half_made:
                self._app.call_from_thread(self._say, half_made_words(self._care.half_made))

    def _say(self, sentence: str) -> None:
        screen = next(iter(self._app.screen_stack), None)
        if isinstance(screen, View):
            screen.message.tell(sentence)


def half_made_words(count: int) -> str:
    """Say that copies left half made were taken away."""
    what = "A copy that was" if count == 1 else f"{count} copies that were"
    return f"{what} half made when a program was ended {'is' if count == 1 else 'are'} taken away; no other is touched."
