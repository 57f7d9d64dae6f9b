"""The line one types into, with a steady cursor and a gate for what is pasted."""

from __future__ import annotations

from typing import Self

from textual import events
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.domain.keeping.kept_line import KeepsLines, Place
from tui.domain.text import clean
from tui.widgets.keeping import Keeping
from tui.widgets.pasting import TextLeftOut

LINE_LIMIT = 2_000
"""The most characters one paste adds to a line."""


class LineField(Input):
    """A line of text on one row, without a box; the cursor does not blink, so an idle app sends nothing."""

    DEFAULT_CSS = """
    LineField, LineField:focus {
        height: 1; border: none; padding: 0; background: $background; color: $foreground;
    }
    """

    _words: Keeping | None = None

    def on_mount(self) -> None:
        """Hold the cursor still."""
        self.cursor_blink = False

    def kept_in(self, lines: KeepsLines) -> Self:
        """Let what is typed here be kept, where no screen keeps it; ``take_up`` begins that."""
        self._words = Keeping(self, lines)
        return self

    def take_up(self, place: Place, text: str = "") -> None:
        """Show what was cut off here the last time, else a text, and keep what is typed from here on."""
        if self._words is None:
            return
        kept = self._words.begin(place)
        self.value = kept or text
        # A key writes over what was cut off; an arrow goes on with it.
        self.selection = Selection(0, len(kept)) if kept else Selection.cursor(len(text))

    def words_done(self) -> None:
        """Forget what was typed: it was used, or is not wanted."""
        if self._words is not None:
            self._words.done()

    def keep_words(self) -> None:
        """Write down what stands here, because the program is about to end."""
        if self._words is not None:
            self._words.keep_now()

    def watch_value(self, value: str) -> None:
        """See to it that what was typed is written down soon."""
        if self._words is not None:
            self._words.typed(value)

    def _on_paste(self, event: events.Paste) -> None:
        """Take a paste as one line, harmless and short."""
        event.stop()
        event.prevent_default()
        whole = clean(event.text.strip("\r\n"), one_line=True)
        text = whole[:LINE_LIMIT]
        if text:
            self.replace(text, *sorted(self.selection))
        if len(text) < len(whole):
            self.post_message(TextLeftOut(len(text), len(whole) - len(text)))
