"""The composer's form: its fields, how each is understood, what is known beside them, and the draft kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, Direction
from tui.screens.composer.draft import DraftInHand, worth_keeping
from tui.screens.composer.fields import EDITED, Calendar, Field, Texts, echo
from tui.screens.composer.known import known_lines, notes_heading, pages_of, title_of
from tui.screens.composer.message import MessageSide
from tui.screens.composer.questions import QuestionList
from tui.screens.composer.rows import FieldRow
from tui.screens.composer.start import Start, start_of
from tui.screens.composer.starters import StarterMenu
from tui.screens.composer.who import WhoLine
from tui.services.desk import Desk
from tui.services.drafts.drafting import Draft
from tui.terminal.stillness import BESIDE
from tui.widgets.choice_row import ChoiceRow
from tui.widgets.fields import LineField
from tui.widgets.key_menu import KeyMenu
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.note_field import NoteField
from tui.widgets.rule import Rule

COMPOSER_SIZES = [(0, "-narrow"), (76, "-normal"), (100, "-wide")]
COMPOSER_HEIGHTS = [(0, "-low"), (30, "-high")]
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
    (Field.QUESTIONS,),
)
"""The rows between the names and the notes."""
KEPT_AFTER_SECONDS = 0.3
"""How long after the first key that is not in the draft yet it is written down."""
PROMPTS = "What matters to them now?  What could you offer?  What did you promise?"
_MESSAGE_SHAPES = (Field.CHANNEL, Field.WHERE, Field.WAY, Field.GAVE, Field.MESSAGE, Field.SITUATION)
"""The fields on which it depends what is said of the message."""
_KEPT_WIDTH = 32


class FieldsPane(Vertical):
    """The column of fields; whatever changes its shape, the field with the keys stays in sight."""

    def on_resize(self) -> None:
        """Follow a menu that takes rows away, or gives them back."""
        self.call_after_refresh(self._follow)

    def watch_virtual_size(self) -> None:
        """Follow a field that has grown."""
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        focused = self.screen.focused if self.is_mounted else None
        if focused is not None and self in focused.ancestors:
            self.scroll_to_widget(focused, animate=False)


class ComposerForm(Screen[str | None]):
    """The fields of one interaction; what is typed is kept as a draft at every pause."""

    HORIZONTAL_BREAKPOINTS = COMPOSER_SIZES
    VERTICAL_BREAKPOINTS = COMPOSER_HEIGHTS
    CSS_PATH = "composer.tcss"

    def __init__(
        self,
        desk: Desk,
        contact_ids: Sequence[ContactId],
        line_text: str = "",
        *,
        draft: Draft | None = None,
        preset: Texts | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._start: Start = start_of(desk, contact_ids, line_text, draft=draft, preset=preset)
        self._draft = DraftInHand(desk, self._start.draft)
        self._has_own_way = bool(self._start.texts.get(Field.WAY))
        self._has_own_channel = bool(line_text or self._start.draft.texts or preset)
        self._who = WhoLine(desk, self._start.labels, self._start.texts.get(Field.WHO, ""))
        self._message = MessageSide(self, desk)
        self._pause: Timer | None = None
        self._texts: dict[Field, str] = {}
        self._is_warned = False
        self._refused: Field | None = None
        """The field whose text could not be used, until it is another."""

    def compose(self) -> ComposeResult:
        """Lay the fields beside what is known, over the message and the keys."""
        with Horizontal(id="composer-head"):
            yield Lines(id="composer-title")
            yield Lines([_right("Esc leaves, the draft is kept")], id="composer-kept")
        yield Rule()
        with Horizontal(id="composer-panes"):
            with FieldsPane(id="composer-fields"):
                yield self._who
                for fields in ROWS:
                    yield FieldRow(*fields)
                yield Lines(id="notes-head")
                yield NoteField(id=f"field-{Field.NOTES}", placeholder=PROMPTS)
                yield Lines(id="message-head")
                yield Lines(id="message-hint")
                yield NoteField(id=f"field-{Field.MESSAGE}")
                yield FieldRow(Field.GUESS)
            yield Rule(standing=True)
            yield Lines(id="composer-side")
        yield MessageRow()
        yield StarterMenu(self.desk)
        yield KeyMenu()
        yield KeyRow()

    def on_mount(self) -> None:
        """Fill in what is known already, and begin where something is missing."""
        self._draft.take()
        self.query_one(StarterMenu).remove_class("-open")
        people = self._who.settled() or self._start.contact_ids
        self._offer_questions(people)
        with self.prevent(Input.Changed, TextArea.Changed, ChoiceRow.Changed, QuestionList.Changed):
            for field, text in self._start.texts.items():
                self._fill(field, text)
        self._texts = {
            **dict(self._read_editors()),
            Field.SITUATION: self._start.texts.get(Field.SITUATION, ""),
        }
        self._follow_way()
        self._show_people()
        for field in EDITED:
            self._echo(field)
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
        self._draft.let_go()

    # What stands in the fields

    @property
    def texts(self) -> Mapping[Field, str]:
        """What stands in the fields."""
        return self._texts

    def _read_editors(self) -> Iterator[tuple[Field, str]]:
        for field in EDITED:
            editor = self.query_one(f"#field-{field}")
            if isinstance(editor, NoteField):
                yield field, editor.text
            elif isinstance(editor, (LineField, ChoiceRow, QuestionList)):
                yield field, editor.value

    def _fill(self, field: Field, text: str) -> None:
        editor = self.query_one(f"#field-{field}") if field in EDITED else None
        if isinstance(editor, LineField):
            editor.value = text
            editor.cursor_position = len(text)
        elif isinstance(editor, NoteField):
            editor.text = text
        elif isinstance(editor, (ChoiceRow, QuestionList)) and text:
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
        if field is self._refused:
            self._refused = None
            self.query_one(MessageRow).clear()
        if field is Field.WHO:
            self._show_people()
        elif field is Field.MESSAGE:
            self._follow_message()
        self._begin_pause()

    @on(ChoiceRow.Changed)
    @on(QuestionList.Changed)
    def _chose(self, event: ChoiceRow.Changed | QuestionList.Changed) -> None:
        event.stop()
        field = _field_of(event.row)
        self._texts[field] = event.value
        if field is Field.CHANNEL:
            self._has_own_channel = True
            self._follow_way()
        elif field is Field.WAY:
            self._has_own_way = True
        self._echo(Field.WAY)
        self._begin_pause()

    def _follow_message(self) -> None:
        """What is written goes as a message, until somebody says how it goes; a call holds no text."""
        row = self.query_one(f"#field-{Field.CHANNEL}", ChoiceRow)
        is_spoken = Channel(row.value).usual_direction is Direction.MUTUAL
        if self._has_own_channel or not is_spoken or not self._texts[Field.MESSAGE].strip():
            return
        with self.prevent(ChoiceRow.Changed):
            row.value = Channel.MESSAGE
        self._texts[Field.CHANNEL] = Channel.MESSAGE
        self._follow_way()
        self._message.show(self.texts)

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

    @property
    def calendar(self) -> Calendar:
        """What a day in words depends on."""
        return Calendar(self.desk.today, self.desk.day_first)

    def _echo(self, field: Field) -> None:
        if field in _MESSAGE_SHAPES:
            self._message.show(self.texts)
        shown = self.query(f"#echo-{field}")
        if shown:
            said, is_good = echo(field, self.texts, self.calendar)
            if field is Field.GUESS and is_good:
                said = said or self.desk.reader.writing.own_numbers()
            shown.first(Lines).show([[(said or " ", "moss" if is_good else "clay")]])

    def _show_people(self) -> None:
        """Name those meant in the title, and show beside the fields what is known of them."""
        ids = self._who.settled()
        pages = pages_of(self.desk, ids)
        self.query_one("#composer-title", Lines).show([[(title_of(pages, len(ids)), "bold")]])
        self.query_one("#notes-head", Lines).show([notes_heading(pages)])
        self._offer_questions(ids)
        self._message.goes_to(ids, pages)
        self._message.show(self.texts)
        side = self.query_one("#composer-side", Lines)
        width = max(20, side.size.width - 2)
        side.show(known_lines(self.desk, pages, width, side.glyphs) if side.display else [])

    def _offer_questions(self, ids: Sequence[ContactId]) -> None:
        """List what is still to be asked of them; the row is there only where there is something."""
        listed = self.query_one(f"#field-{Field.QUESTIONS}", QuestionList)
        questions = [each for ident in ids[:3] for each in self.desk.reader.knowing.of(ident).to_ask]
        listed.offer(questions)
        row = listed.parent
        if isinstance(row, FieldRow):
            row.display = bool(questions)

    # The draft

    def keep_words(self) -> None:
        """Write the draft down at once, because the program is about to end."""
        people, texts = self._start.contact_ids, self._texts
        with suppress(Exception):  # Whatever the screen is in the middle of, what is known is kept.
            people, texts = self._who.settled() or people, dict(self._read_editors())
        self._draft.keep_now(people, worth_keeping(texts, has_own_way=self._has_own_way))

    def _begin_pause(self) -> None:
        """See to it that what is typed now is written down soon, however long the typing goes on."""
        if self._pause is None:
            self._pause = self.set_timer(KEPT_AFTER_SECONDS, self._pause_over)

    def _pause_over(self) -> None:
        self._pause = None
        # Beside the screen, which goes on taking keys; of the app, for it is done though the screen closes.
        self.app.run_worker(self._keep_and_say(), group=BESIDE)

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
            # The form may be closing: its rows go first, and then there is nobody to say it to.
            if (row := self.query_one_optional(MessageRow)) is not None:
                row.fail(RapportError(error.title, error.message, hint))
            return False
        self._is_warned = False
        is_kept = self._draft.is_kept
        said = f"draft kept {self.desk.clock.now():%H:%M} · Esc leaves" if is_kept else "Esc leaves"
        if (kept := self.query_one_optional("#composer-kept", Lines)) is not None:
            kept.show([_right(said)])
        return True

    async def _keep(self) -> None:
        people = self._who.settled() or self._start.contact_ids
        await self._draft.keep(people, worth_keeping(self._texts, has_own_way=self._has_own_way))

    async def _keep_apart(self) -> None:
        people = self._who.settled() or self._start.contact_ids
        texts = worth_keeping(self._texts, has_own_way=self._has_own_way)
        await self._draft.keep_apart(people, texts)


def _right(said: str) -> DrawnLine:
    return [(said.rjust(_KEPT_WIDTH), "muted")]


def _field_of(editor: Widget) -> Field:
    return Field((editor.id or "").removeprefix("field-"))
