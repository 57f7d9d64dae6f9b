"""The full composer: an interaction with everything that can be said of it, and a message on its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.domain.contact import ContactId
from tui.domain.errors import RapportError
from tui.domain.interaction import PLATFORMS, Channel, InteractionDraft
from tui.screens.composer_draft import DraftInHand, worth_keeping
from tui.screens.composer_fields import Field, FieldRefused, echo, interaction_from, read_where
from tui.screens.composer_known import known_lines, notes_heading, pages_of, title_of
from tui.screens.composer_people import Who, mentioned, read_who
from tui.screens.composer_rows import FieldRow
from tui.screens.composer_start import Start, start_of
from tui.screens.composer_who import WhoLine
from tui.services.desk import Desk
from tui.services.drafting import copy_out
from tui.widgets.choice_row import ChoiceRow
from tui.widgets.fields import LineField
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.note_field import NoteField
from tui.widgets.rule import Rule

SIZES = [(0, "-narrow"), (76, "-normal"), (100, "-wide")]
ROWS = (
    (Field.CHANNEL,),
    (Field.WAY,),
    (Field.WHEN, Field.LENGTH),
    (Field.WHERE,),
    (Field.GAVE,),
    (Field.GOT,),
    (Field.ASKED,),
    (Field.NEXT,),
    (Field.MINE,),
    (Field.THEIRS,),
    (Field.TOPICS, Field.FEELING),
)
"""The rows between the names and the notes."""
KEPT_AFTER_SECONDS = 0.3
"""How long after the last key a draft is written down."""
LEAVES_WITHOUT = "Esc again leaves without the draft."
PROMPTS = "What matters to them now?  What could you offer?  What did you promise?"
_SHORT_MESSAGE = {"linkedin": 300}
"""The characters a first message holds on a platform that counts them."""
_KEPT_WIDTH = 32


class ComposerScreen(Screen[str | None]):
    """Everything that can be said of one interaction; gives what was recorded, or None when it was left.

    What is typed is kept as a draft at every pause and dropped only once it is in the book.
    """

    HORIZONTAL_BREAKPOINTS = SIZES
    CSS_PATH = "composer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s", "save", "Save", id="composer.save", priority=True, tooltip="Record it all in the book"
        ),
        Binding(
            "tab", "next", "Next field", id="composer.next", priority=True, tooltip="Go on, or take the name"
        ),
        Binding(
            "shift+tab",
            "previous",
            "Back",
            id="composer.previous",
            show=False,
            tooltip="Go to the field before",
        ),
        Binding(
            "ctrl+o",
            "copy",
            "Copy out",
            id="composer.copy",
            priority=True,
            tooltip="Hand the message to the terminal",
        ),
        Binding(
            "escape", "leave", "Leave", id="composer.leave", priority=True, tooltip="Leave; the draft is kept"
        ),
        Binding(
            "ctrl+j",
            "save_outside",
            "Save",
            id="composer.save_too",
            show=False,
            tooltip="Save from outside the notes",
        ),
        Binding(
            "enter", "go_on", "Next field", id="composer.go_on", show=False, tooltip="Go to the next field"
        ),
    ]

    def __init__(self, desk: Desk, contact_ids: Sequence[ContactId], line_text: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._start: Start = start_of(desk, contact_ids, line_text)
        self._draft = DraftInHand(desk, self._start.draft)
        self._has_own_way = bool(self._start.texts.get(Field.WAY))
        self._who = WhoLine(desk, self._start.labels, self._start.texts.get(Field.WHO, ""))
        self._pause: Timer | None = None
        self._texts: dict[Field, str] = {}
        self._is_saving = self._is_warned = False

    def compose(self) -> ComposeResult:
        """Lay the fields beside what is known, over the message and the keys."""
        with Horizontal(id="composer-head"):
            yield Lines(id="composer-title")
            yield Lines([_right("Esc leaves, the draft is kept")], id="composer-kept")
        yield Rule()
        with Horizontal(id="composer-panes"):
            with Vertical(id="composer-fields"):
                yield self._who
                for fields in ROWS:
                    yield FieldRow(*fields)
                yield Lines(id="notes-head")
                yield NoteField(id=f"field-{Field.NOTES}", placeholder=PROMPTS)
                yield Lines(id="message-head")
                yield NoteField(id=f"field-{Field.MESSAGE}")
            yield Rule(standing=True)
            yield Lines(id="composer-side")
        yield MessageRow()
        yield KeyRow()

    def on_mount(self) -> None:
        """Fill in what is known already, and begin where something is missing."""
        with self.prevent(Input.Changed, TextArea.Changed, ChoiceRow.Changed):
            for field, text in self._start.texts.items():
                self._fill(field, text)
        self._texts = dict(self._read_editors())
        self._follow_way()
        for field in Field:
            self._echo(field)
        self._show_people()
        self.query_one(f"#field-{Field.CHANNEL if self._start.contact_ids else Field.WHO}").focus()
        if self._start.note:
            self.query_one(MessageRow).say(self._start.note)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap what is known of the people to the new width."""
        self.call_after_refresh(self._show_people)

    async def on_unmount(self) -> None:
        """Keep what was typed last, however the composer went."""
        self._stop_pause()
        with suppress(RapportError):
            if self._texts:
                await self._keep()

    # What stands in the fields

    @property
    def texts(self) -> Mapping[Field, str]:
        """What stands in the fields."""
        return self._texts

    def _read_editors(self) -> Iterator[tuple[Field, str]]:
        for field in Field:
            editor = self.query_one(f"#field-{field}")
            if isinstance(editor, NoteField):
                yield field, editor.text
            elif isinstance(editor, (LineField, ChoiceRow)):
                yield field, editor.value

    def _fill(self, field: Field, text: str) -> None:
        editor = self.query_one(f"#field-{field}")
        if isinstance(editor, LineField):
            editor.value = text
            editor.cursor_position = len(text)
        elif isinstance(editor, NoteField):
            editor.text = text
        elif isinstance(editor, ChoiceRow) and text:
            editor.value = text

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        field = _field_of(event.control)
        self._texts[field] = (
            event.control.text if isinstance(event.control, TextArea) else event.control.value
        )
        self._echo(field)
        if field is Field.WHO:
            self._show_people()
        self._begin_pause()

    @on(ChoiceRow.Changed)
    def _chose(self, event: ChoiceRow.Changed) -> None:
        event.stop()
        field = _field_of(event.row)
        self._texts[field] = event.value
        if field is Field.CHANNEL:
            self._follow_way()
        else:
            self._has_own_way = True
        self._begin_pause()

    def _follow_way(self) -> None:
        """Until somebody says who reached out, the channel's usual way stands there."""
        if not self._has_own_way:
            channel = Channel(self.query_one(f"#field-{Field.CHANNEL}", ChoiceRow).value)
            with self.prevent(ChoiceRow.Changed):
                self.query_one(f"#field-{Field.WAY}", ChoiceRow).value = channel.usual_direction
            self._texts[Field.WAY] = channel.usual_direction

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show at which field the keys are."""
        for row in self.query(FieldRow):
            row.point(self.focused)

    # What is shown of them

    def _echo(self, field: Field) -> None:
        if field in (Field.MESSAGE, Field.WHERE):
            self._show_count()
        shown = self.query(f"#echo-{field}")
        if shown:
            said, is_good = echo(field, self.texts, self.desk.today)
            shown.first(Lines).show([[(said or " ", "moss" if is_good else "clay")]])

    def _show_count(self) -> None:
        texts = self._texts
        count = len(texts[Field.MESSAGE].strip())
        platform, _place = read_where(texts[Field.WHERE])
        most = _SHORT_MESSAGE.get(platform)
        words = f"{count} of ~{most} for {PLATFORMS[platform]}" if most else f"{count} characters"
        head: DrawnLine = [("MESSAGE", "heading"), (f"  {words} · ctrl+o copies it out", "muted")]
        self.query_one("#message-head", Lines).show([head])

    def _show_people(self) -> None:
        """Name those meant in the title, and show beside the fields what is known of them."""
        ids = self._who.settled()
        pages = pages_of(self.desk, ids)
        self.query_one("#composer-title", Lines).show([[(title_of(pages, len(ids)), "bold")]])
        self.query_one("#notes-head", Lines).show([notes_heading(pages)])
        side = self.query_one("#composer-side", Lines)
        width = max(20, side.size.width - 2)
        side.show(known_lines(self.desk, pages, width, side.glyphs) if side.display else [])

    # Keys

    def action_next(self) -> None:
        """Take the name that is offered, else go to the next field."""
        if not self._who.take():
            self.focus_next()

    def action_previous(self) -> None:
        """Go to the field before."""
        self.focus_previous()

    def action_go_on(self) -> None:
        """Go to the next field."""
        self.focus_next()

    @on(Input.Submitted)
    def _line_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next()

    def action_save_outside(self) -> None:
        """Save, or begin a new line where one writes several."""
        if isinstance(self.focused, NoteField):
            self.focused.insert("\n")
        else:
            self.action_save()

    def action_copy(self) -> None:
        """Send the message to the terminal's clipboard, and keep it as a file besides."""
        text = self.texts[Field.MESSAGE].strip()
        row = self.query_one(MessageRow)
        if not text:
            row.say("There is no message yet.", "write it below the notes")
            return
        self.app.copy_to_clipboard(text)
        try:
            path = copy_out(self.desk.exchange, text)
        except RapportError as error:
            row.fail(error)
            return
        row.say(f"sent to your terminal's clipboard; also in {path}")

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Leave, with the draft kept."""
        if self._is_saving:
            return
        if await self._keep_and_say(LEAVES_WITHOUT) or self._is_warned:
            self.dismiss(None)
        self._is_warned = True

    @work(group="save")
    async def action_save(self) -> None:
        """Record what the fields say; whatever cannot be read is said, and nothing is lost."""
        if self._is_saving:
            return
        self._is_saving = True
        try:
            said = await self._record()
        except RapportError as error:
            self._is_saving = False
            if isinstance(error, FieldRefused):
                self.query_one(f"#field-{error.field}").focus()
            self.query_one(MessageRow).fail(error)
            return
        await self._draft.delivered()
        self.dismiss(said)

    async def _record(self) -> str:
        """Keep the draft, then write it into the book."""
        who, draft = self._read()
        self._stop_pause()
        await self._keep()
        return await self.desk.change(lambda services: services.recording.record(draft, who.new_names))

    def _read(self) -> tuple[Who, InteractionDraft]:
        texts, find = self.texts, self.desk.reader.finding.who
        who = read_who(texts[Field.WHO], self._who.labels, find)
        mentions = mentioned(texts[Field.NOTES], who.contacts, find)
        now, today = self.desk.clock.now(), self.desk.today
        return who, interaction_from(texts, who.contacts, mentions, now, today, self._draft.id)

    # The draft

    def _begin_pause(self) -> None:
        self._stop_pause()
        self._pause = self.set_timer(KEPT_AFTER_SECONDS, self._keep_and_say)

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    async def _keep_and_say(self, besides: str = "") -> bool:
        """Write the draft down, say when, and say whether it is safe; ``besides`` follows a failure."""
        try:
            await self._keep()
        except RapportError as error:
            hint = f"{error.hint} {besides}".strip()
            self.query_one(MessageRow).fail(RapportError(error.title, error.message, hint))
            return False
        self._is_warned = False
        is_kept = self._draft.is_kept
        said = f"draft kept {self.desk.clock.now():%H:%M} · Esc leaves" if is_kept else "Esc leaves"
        self.query_one("#composer-kept", Lines).show([_right(said)])
        return True

    async def _keep(self) -> None:
        people = self._who.settled() or self._start.contact_ids
        await self._draft.keep(people, worth_keeping(self._texts, has_own_way=self._has_own_way))


def _right(said: str) -> DrawnLine:
    return [(said.rjust(_KEPT_WIDTH), "muted")]


def _field_of(editor: Widget) -> Field:
    return Field((editor.id or "").removeprefix("field-"))
