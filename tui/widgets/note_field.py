"""The field for several lines, with a steady cursor and a gate for what is pasted."""

from __future__ import annotations

from textual import events
from textual.strip import Strip
from textual.widgets import TextArea

from tui.domain.records.contact import NOTE_LIMIT
from tui.widgets.pasting import TextLeftOut, pasted_lines


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

    def on_unmount(self) -> None:
        """Let the app forget this field.

        Textual's field watches the app's theme and is let go only when that changes: every form that
        was ever open would stay, with all that was written in it.
        """
        watchers: dict[str, list[tuple[object, object]]] = getattr(self.app, "__watchers", {})
        for held in watchers.values():
            held[:] = [(watching, callback) for watching, callback in held if watching is not self]

    def render_line(self, y: int) -> Strip:
        """Draw a row; in a window with no room for a letter Textual's own drawing fails, and this is blank."""
        return super().render_line(y) if self.content_size.width > 0 else Strip.blank(self.size.width)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a paste, harmless and in rows that can be laid out while typing; what is too much is said."""
        event.stop()
        event.prevent_default()
        whole = pasted_lines(event.text)
        text = whole[: max(0, NOTE_LIMIT - len(self.text) + len(self.selected_text))]
        if text and not self.read_only:
            self.move_cursor(self.replace(text, *self.selection).end_location)
        if len(text) < len(whole):
            self.post_message(TextLeftOut(len(text), len(whole) - len(text)))
