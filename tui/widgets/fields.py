"""The fields one types into: a line and a note, with a steady cursor and a gate for what is pasted."""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea

from tui.domain.text import clean

LINE_LIMIT = 2_000
"""The most characters one paste adds to a line."""
PASTE_LIMIT = 64_000
"""The most characters one paste adds to a note; more would freeze the keys while it is laid out."""


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
        text = clean(event.text.strip("\r\n")[:LINE_LIMIT], one_line=True)
        if text:
            self.replace(text, *sorted(self.selection))


class NoteField(TextArea):
    """Several lines of plain text, without a box; the cursor does not blink."""

    DEFAULT_CSS = """
    NoteField, NoteField:focus {
        border: none; padding: 0; background: $background; color: $foreground;
        & .text-area--cursor-line { background: $background; }
    }
    """

    def on_mount(self) -> None:
        """Hold the cursor still, and let Tab go to the next field."""
        self.cursor_blink = False
        self.tab_behavior = "focus"

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a paste, harmless and in a size that can be laid out while typing."""
        event.stop()
        event.prevent_default()
        text = clean(event.text[:PASTE_LIMIT])
        if text and not self.read_only:
            self.move_cursor(self.replace(text, *self.selection).end_location)
