"""The rows of the editing screen: a heading, a label, and the line or lines that stand beside it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from tui.domain.records.contact_fields import ROWS, ContactField, Heading, under
from tui.widgets.fields import LINE_LIMIT, LineField
from tui.widgets.lines import Lines
from tui.widgets.note_field import NoteField

GROUPS = tuple((heading.value, under(heading)) for heading in Heading)
"""The fields under their headings, in the order they stand on the screen."""
ORDER = tuple(field for _, fields in GROUPS for field in fields)


class EditLabel(Lines):
    """The name of a field; the cursor sign stands before it while one types there."""

    DEFAULT_CSS = """
    EditLabel { width: 14; height: 1; }
    """

    def __init__(self, field: ContactField) -> None:
        super().__init__()
        self._title = ROWS[field].title

    def on_mount(self) -> None:
        """Show the name."""
        self.point(False)

    def point(self, is_here: bool) -> None:
        """Show or take away the cursor sign."""
        sign = self.glyphs.cursor if is_here else " "
        self.show([[(sign, "moss"), (self._title, "bold" if is_here else "muted")]])


class EditLines(NoteField):
    """Several lines of a field; the arrows go on to the next field from the first and the last of them."""

    class Left(Message):
        """The arrow went out at the top (-1) or at the bottom (1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_cursor_down(self, select: bool = False) -> None:
        """Go one row down, or to the field below."""
        if not select and self.cursor_at_last_line:
            self.post_message(self.Left(1))
        else:
            super().action_cursor_down(select)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go one row up, or to the field above."""
        if not select and self.cursor_at_first_line:
            self.post_message(self.Left(-1))
        else:
            super().action_cursor_up(select)


class EditRow(Horizontal):
    """One field with its label; a field of several lines grows with them."""

    DEFAULT_CSS = """
    EditRow { height: auto; }
    EditRow > LineField, EditRow > LineField:focus { width: 1fr; }
    EditRow > NoteField, EditRow > NoteField:focus {
        width: 1fr; height: auto; min-height: 1; max-height: 10; scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, field: ContactField) -> None:
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        """Lay the label and the editor beside each other."""
        words = ROWS[self.field]
        yield EditLabel(self.field)
        if words.has_lines:
            yield EditLines(id=f"edit-{self.field}", placeholder=words.hint)
        else:
            yield LineField(
                id=f"edit-{self.field}",
                placeholder=words.hint,
                max_length=LINE_LIMIT,
                select_on_focus=False,
            )

    def point(self, is_here: bool) -> None:
        """Show whether the keys are here."""
        self.query_one(EditLabel).point(is_here)
