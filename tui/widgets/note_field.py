"""The field for several lines, with a steady cursor and a gate for what is pasted."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from tui.domain.text import clean

PASTE_LIMIT = 64_000
"""The most characters one paste adds to a note; more would freeze the keys while it is laid out."""


class NoteField(TextArea):
    """Several lines of plain text, without a box; the cursor does not blink."""

    DEFAULT_CSS = """
    NoteField, NoteField:focus {
        border: none; padding: 0; background: $background; color: $foreground;
        & .text-area--cursor-line { background: $background; }
        & .text-area--placeholder { color: $muted; }
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
