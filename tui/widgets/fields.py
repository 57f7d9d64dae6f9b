"""The line one types into, with a steady cursor and a gate for what is pasted."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tui.domain.text import clean
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

    def on_mount(self) -> None:
        """Hold the cursor still."""
        self.cursor_blink = False

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
