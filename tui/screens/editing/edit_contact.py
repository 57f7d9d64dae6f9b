"""Editing a contact: every field a line, saved as one step, left without losing a word."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.domain.editing.fields import ChangedMeanwhile, FieldRefused, FormTexts
from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.domain.records.contact_fields import EDITED, ROWS, ContactField
from tui.screens.editing.draft import EditInHand, edit_in_hand
from tui.screens.editing.rows import GROUPS, ORDER, EditLines, EditRow
from tui.services.desk import Desk
from tui.terminal.stillness import BESIDE
from tui.widgets.fields import LineField
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.note_field import NoteField
from tui.widgets.rule import Rule

EDIT_KEPT_AFTER_SECONDS = 0.3
"""How long after the first key that is not in the draft yet it is written down."""

TYPED_IS_KEPT = "what you typed is kept; e takes it up again"
NOT_KEPT = "what you typed is not kept: they were deleted for ever"


class EditContactScreen(Screen[str | None]):
    """Every field of one contact; gives what was changed, or None when it was left."""

    CSS_PATH = "edit_contact.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s", "save", "Save", id="edit.save", priority=True, tooltip="Save all of it as one step"
        ),
        Binding("tab", "next", "Next field", id="edit.next", priority=True, tooltip="Go to the next field"),
        Binding(
            "shift+tab",
            "previous",
            "Back",
            id="edit.previous",
            priority=True,
            tooltip="Go to the field before",
        ),
        Binding(
            "escape",
            "leave",
            "Leave",
            id="edit.leave",
            priority=True,
            tooltip="Leave; what you typed is kept for the next time",
        ),
        Binding(
            "ctrl+t",
            "take_back",
            "As it was",
            id="edit.take_back",
            priority=True,
            tooltip="Put back what the book says in this field",
        ),
        Binding(
            "ctrl+j",
            "save_outside",
            "Save",
            id="edit.save_too",
            show=False,
            tooltip="Save from a field of one line",
        ),
        Binding("down", "next_line", "Down", id="edit.down", show=False, tooltip="Go to the field below"),
        Binding("up", "previous", "Up", id="edit.up", show=False, tooltip="Go to the field above"),
    ]

    def __init__(self, desk: Desk, contact_id: ContactId, field: ContactField = ContactField.NAME) -> None:
        super().__init__()
        self.desk = desk
        self._hand: EditInHand = edit_in_hand(desk, contact_id)
        self._first = field
        self._pause: Timer | None = None
        self._is_saving = self._is_done = False

    def compose(self) -> ComposeResult:
        """Stack the fields under their headings."""
        name = self._hand.before[ContactField.NAME]
        yield Lines(
            [[(f"Edit · {name}", "bold"), ("   Esc leaves, what you typed is kept", "muted")]], id="edit-head"
        )
        yield Rule()
        with Vertical(id="edit-fields"):
            for heading, fields in GROUPS:
                if heading:
                    yield Lines([[(heading, "heading")]], classes="edit-heading")
                for field in fields:
                    yield EditRow(field)
        yield Lines(id="edit-reading")
        yield MessageRow()
        yield KeyRow()

    def on_mount(self) -> None:
        """Fill in what is known, and begin at the first field."""
        self._fill()
        self._editor(self._first).focus()
        if self._hand.note:
            self.query_one(MessageRow).tell(self._hand.note)

    def on_unmount(self) -> None:
        """Keep what was typed last, however the screen went."""
        self._stop_pause()
        self.keep_words()

    def keep_words(self) -> None:
        """Write the draft down at once, because the program is about to end."""
        if not self._is_done:
            with suppress(RapportError, OSError):
                self._hand.keep()

    # The fields

    def _editor(self, field: ContactField) -> LineField | NoteField:
        editor = self.query_one(f"#edit-{field}")
        assert isinstance(editor, (LineField, NoteField))
        return editor

    def _fill(self) -> None:
        with self.prevent(Input.Changed, TextArea.Changed):
            for field, text in self._hand.texts.items():
                self._put(field, text)

    def _put(self, field: ContactField, text: str) -> None:
        editor = self._editor(field)
        if isinstance(editor, NoteField):
            if editor.text != text:
                editor.text = text
                editor.move_cursor(editor.document.end)
        elif editor.value != text:
            editor.value = text
            editor.cursor_position = len(text)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        control = event.control
        field = _field_of(control)
        if field is None:
            return
        self._hand.texts[field] = control.text if isinstance(control, TextArea) else control.value
        self._show_reading(field)
        if self._pause is None:
            self._pause = self.set_timer(EDIT_KEPT_AFTER_SECONDS, self._pause_over)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show at which field the keys are, and what may be written there."""
        here = _field_of(self.focused)
        for row in self.query(EditRow):
            row.point(row.field is here)
        if here is not None:
            self._show_reading(here)

    def _show_reading(self, field: ContactField) -> None:
        """Say how the field is read; where that is plain, what may be written there."""
        said, role = ROWS[field].hint, "muted"
        if field in self._hand.changed:
            try:
                said = self.desk.reader.editing.reading(self._hand.contact_id, field, self._hand.texts[field])
                role = "moss" if said else "muted"
                said = said or ROWS[field].hint
            except RapportError as error:
                said, role = f"{error.title} {error.hint}", "clay"
        self.query_one("#edit-reading", Lines).show([[(said, role)]])  # type: ignore[list-item]

    # Keys

    def action_next(self) -> None:
        """Go to the next field."""
        self._go(1)

    def action_next_line(self) -> None:
        """Go to the field below."""
        self._go(1)

    def action_previous(self) -> None:
        """Go to the field before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        here = _field_of(self.focused)
        at = ORDER.index(here) + by if here is not None else 0
        self._editor(ORDER[at % len(ORDER)]).focus()

    @on(EditLines.Left)
    def _lines_left(self, event: EditLines.Left) -> None:
        event.stop()
        self._go(event.by)

    @on(Input.Submitted)
    def _line_done(self, event: Input.Submitted) -> None:
        event.stop()
        self._go(1)

    def action_take_back(self) -> None:
        """Put back what the book says in this field."""
        here = _field_of(self.focused)
        if here is not None:
            self._put(here, self._hand.before[here])

    def action_save_outside(self) -> None:
        """Save, or begin a new line where one writes several."""
        if isinstance(self.focused, NoteField):
            self.focused.insert("\n")
        else:
            self.action_save()

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Leave; what was typed is kept."""
        if self._is_saving:
            return
        self._stop_pause()
        try:
            is_kept = await asyncio.to_thread(self._hand.keep)
        except RapportError as error:
            self.query_one(MessageRow).fail(error)
            return
        self._is_done = True
        changed = self._hand.changed
        self.dismiss((TYPED_IS_KEPT if is_kept else NOT_KEPT) if changed else None)

    @work(group="save")
    async def action_save(self) -> None:
        """Save what was changed; whatever cannot be kept is said, and nothing is lost."""
        if self._is_saving:
            return
        self._is_saving = True
        hand = self._hand
        self.keep_words()
        before, texts = hand.before, dict(hand.texts)
        try:
            said = await self.desk.change(
                lambda services: services.editing.save(hand.contact_id, before, texts)
            )
        except RapportError as error:
            self._is_saving = False
            self._refused(error)
            return
        if hand.texts != texts:
            self._go_on_from(texts, said)
            return
        self._is_done = True
        self._stop_pause()
        await asyncio.to_thread(hand.drop)
        self.dismiss(said or None)

    def _go_on_from(self, saved: FormTexts, said: str) -> None:
        """Stay with what was typed while the rest was being saved: the book was held, and nobody waited."""
        self._is_saving = False
        self._hand.before = dict(saved)
        self._hand.take_from_book(self.desk.reader.editing.form_of(self._hand.contact_id))
        self._fill()
        self.query_one(MessageRow).say(said, "what you typed meanwhile is not saved yet")

    def _refused(self, error: RapportError) -> None:
        """Say why, with the cursor where it belongs; after another window's change, its words come in."""
        if isinstance(error, ChangedMeanwhile):
            self._hand.take_from_book(error.now)
            self._fill()
            self._editor(error.fields[0]).focus()
        elif isinstance(error, FieldRefused):
            editor = self._editor(error.field)
            editor.focus()
            if isinstance(editor, NoteField):
                editor.move_cursor((error.line, len(editor.document.get_line(error.line))))
        self.query_one(MessageRow).fail(error)

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def _pause_over(self) -> None:
        self._pause = None
        # Beside the screen, which goes on taking keys; of the app, for it is done though the screen closes.
        self.app.run_worker(self._keep_beside(), group=BESIDE)

    async def _keep_beside(self) -> None:
        try:
            await asyncio.to_thread(self._hand.keep)
        except RapportError as error:
            # The form may be closing: its rows go first, and then there is nobody to say it to.
            if (row := self.query_one_optional(MessageRow)) is not None:
                row.fail(error)


def _field_of(editor: Widget | None) -> ContactField | None:
    name = (editor.id or "") if editor is not None else ""
    return ContactField(name.removeprefix("edit-")) if name.removeprefix("edit-") in set(EDITED) else None
