"""Words that are being typed, written down whenever the typing rests, so that no end of the program takes them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol, runtime_checkable

from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from tui.domain.errors import RapportError
from tui.domain.keeping.kept_line import KeepsLines, Kept, Line, Place
from tui.terminal.stillness import BESIDE

KEPT_AFTER_SECONDS = 0.3
"""How long after the first key that is not written down yet that is done, however long the typing goes on."""


@runtime_checkable
class HoldsWords(Protocol):
    """A screen or widget in which something is being written that is not in the book yet."""

    def keep_words(self) -> None:
        """Bring what stands here to safety: quick, waiting for nothing, from whichever thread."""


def keep_all_words(screens: Iterable[Screen[object]]) -> None:
    """Ask every screen and widget that holds words to bring them to safety; one that fails stops no other."""
    for screen in list(screens):
        for holder in (screen, *screen.walk_children(Widget)):
            if isinstance(holder, HoldsWords):
                with suppress(Exception):
                    holder.keep_words()


class HandedOver:
    """A line on its way into the book: it stays written down until it is there."""

    def __init__(self, line: Line, text: str) -> None:
        self._line = line
        self._text = text
        self.is_settled = False

    def saved(self) -> None:
        """Forget it; from whichever thread."""
        self.is_settled = True
        self._line.done()

    def failed(self) -> Kept:
        """Put it down for the next time, and say what became of it."""
        self.is_settled = True
        return self._line.leave(self._text)

    def keep_now(self) -> None:
        """Write it down at once, because the program is about to end."""
        if not self.is_settled:
            self._line.keep(self._text)


class Keeping:
    """Keeps the one line that is typed into a widget; without ``lines`` nothing is kept."""

    def __init__(self, widget: Widget, lines: KeepsLines | None) -> None:
        self._widget = widget
        self._lines = lines
        self._line: Line | None = None
        self._on_their_way: list[HandedOver] = []
        """The lines that are being saved: a held book may keep several waiting."""
        self._left: Line | None = None
        """A line put down that may still turn out to be saved."""
        self._typed = ""
        self._rest: Timer | None = None

    def begin(self, place: Place | None, *, anew: bool = False) -> str:
        """Begin to keep what is typed, and give the line taken up; without a place nothing is kept."""
        self.leave(self._typed)
        self._left = None
        if self._lines is None or place is None:
            return ""
        self._line = self._lines.begin(place, anew=anew)
        self._typed = self._line.text
        return self._typed

    def typed(self, text: str) -> None:
        """See to it that the line is written down soon."""
        if self._line is None or text == self._typed:
            return
        self._typed = text
        self._begin_rest()

    def move(self, place: Place) -> None:
        """Let the line belong elsewhere, as when nobody is chosen for it any more."""
        if self._line is not None:
            self._line.move(place)
            self._begin_rest()

    def keep_now(self, text: str | None = None) -> None:
        """Write the line down at once, because the program is about to end: as it stands, or as last known."""
        for each in self._on_their_way:
            each.keep_now()
        if self._line is not None:
            self._line.keep(self._typed if text is None else text)

    def leave(self, text: str) -> Kept:
        """Put the line down for the next time, and say what became of it."""
        self._left = self._let_go()
        return Kept.WRITTEN if self._left is None else self._left.leave(text)

    def done(self) -> None:
        """Forget the line, now that it is in the book or is not wanted."""
        line = self._let_go() or self._left
        if line is not None:
            line.done()

    def hand_over(self, text: str) -> HandedOver | None:
        """Let the line be saved: whoever saves it says what became of it."""
        line = self._let_go()
        self._on_their_way = [each for each in self._on_their_way if not each.is_settled]
        if line is None:
            return None
        handed_over = HandedOver(line, text)
        self._on_their_way.append(handed_over)
        return handed_over

    def _begin_rest(self) -> None:
        if self._rest is None:
            self._rest = self._widget.set_timer(KEPT_AFTER_SECONDS, self._rested)

    def _rested(self) -> None:
        self._rest = None
        # Beside the widget, which goes on taking keys; of the app, for it is done though the widget closes.
        self._widget.app.run_worker(self._write_down(self._line, self._typed), group=BESIDE)

    def _let_go(self) -> Line | None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        line, self._line, self._typed = self._line, None, ""
        return line

    async def _write_down(self, line: Line | None, text: str) -> None:
        if line is not None:
            # A disk that is full now is met again when the line is left, and said then.
            with suppress(RapportError, OSError):
                await asyncio.to_thread(line.keep, text)
