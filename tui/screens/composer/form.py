"""The composer's fields: what stands in them, how each is understood, and what one says of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, Direction
from tui.screens.composer.fields import EDITED, Calendar, Field, echo
from tui.screens.composer.known import notes_heading
from tui.screens.composer.message import MessageSide
from tui.screens.composer.questions import QuestionList
from tui.screens.composer.rows import FieldRow
from tui.screens.composer.start import Start
from tui.screens.composer.who import WhoLine
from tui.services.contacts.finding import Page
from tui.services.desk import Desk
from tui.widgets.choice_row import ChoiceRow
from tui.widgets.fields import LineField
from tui.widgets.lines import Lines
from tui.widgets.note_field import NoteField

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
PROMPTS = "What matters to them now?  What could you offer?  What did you promise?"
_MESSAGE_SHAPES = (Field.CHANNEL, Field.WHERE, Field.WAY, Field.GAVE, Field.MESSAGE, Field.SITUATION)
"""The fields on which it depends what is said of the message."""


class ComposerFields(Vertical):
    """The column of fields; whatever changes its shape, the field with the keys stays in sight."""

    class Edited(Message):
        """Another text stands in a field."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    def __init__(self, desk: Desk, start: Start, *, has_own_channel: bool) -> None:
        super().__init__(id="composer-fields")
        self._desk = desk
        self._start = start
        self.who = WhoLine(desk, start.labels, start.texts.get(Field.WHO, ""))
        self.message = MessageSide(self, desk)
        self.has_own_way = bool(start.texts.get(Field.WAY))
        """Whether the person said who reached out."""
        self._has_own_channel = has_own_channel
        self._texts: dict[Field, str] = {}

    def compose(self) -> ComposeResult:
        """Stack the names, the rows, the notes and the message."""
        yield self.who
        for fields in ROWS:
            yield FieldRow(*fields)
        yield Lines(id="notes-head")
        yield NoteField(id=f"field-{Field.NOTES}", placeholder=PROMPTS)
        yield Lines(id="message-head")
        yield Lines(id="message-hint")
        yield NoteField(id=f"field-{Field.MESSAGE}")
        yield FieldRow(Field.GUESS)

    def fill_in(self) -> None:
        """Put in what is known already."""
        self._offer_questions(self.people)
        with self.prevent(Input.Changed, TextArea.Changed, ChoiceRow.Changed, QuestionList.Changed):
            for field, text in self._start.texts.items():
                self._fill(field, text)
        self._texts = {**self.read_now(), Field.SITUATION: self._start.texts.get(Field.SITUATION, "")}
        self._follow_way()

    def echo_all(self) -> None:
        """Say beside every field how it was understood."""
        for field in EDITED:
            self._echo(field)

    # In sight

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

    def point(self, focused: Widget | None) -> None:
        """Show at which field the keys are."""
        for row in self.query(FieldRow):
            row.point(focused)

    # What stands in the fields

    @property
    def texts(self) -> Mapping[Field, str]:
        """What stands in the fields."""
        return self._texts

    @property
    def people(self) -> tuple[ContactId, ...]:
        """Whom it is about: those named, else those it was begun for."""
        return self.who.settled() or tuple(self._start.contact_ids)

    @property
    def calendar(self) -> Calendar:
        """What a day in words depends on."""
        return Calendar(self._desk.today, self._desk.day_first)

    def editor(self, field: Field) -> Widget:
        """Return where a field is written."""
        return self.query_one(f"#field-{field}")

    def write(self, field: Field, text: str) -> None:
        """Let a text stand in a field that was written elsewhere."""
        self._texts[field] = text

    def read_now(self) -> dict[Field, str]:
        """Read every field as it stands."""
        return dict(self._read())

    def _read(self) -> Iterator[tuple[Field, str]]:
        for field in EDITED:
            editor = self.editor(field)
            if isinstance(editor, NoteField):
                yield field, editor.text
            elif isinstance(editor, (LineField, ChoiceRow, QuestionList)):
                yield field, editor.value

    def _fill(self, field: Field, text: str) -> None:
        editor = self.editor(field) if field in EDITED else None
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
        field, editor = field_of(event.control), event.control
        self._texts[field] = editor.text if isinstance(editor, TextArea) else editor.value
        self._echo(field)
        if field is Field.MESSAGE:
            self._follow_message()
        self.post_message(self.Edited(field))

    @on(ChoiceRow.Changed)
    @on(QuestionList.Changed)
    def _chose(self, event: ChoiceRow.Changed | QuestionList.Changed) -> None:
        event.stop()
        field = field_of(event.row)
        self._texts[field] = event.value
        if field is Field.CHANNEL:
            self._has_own_channel = True
            self._follow_way()
        elif field is Field.WAY:
            self.has_own_way = True
        self._echo(Field.WAY)
        self.post_message(self.Edited(field))

    def be_about(self, situation: str) -> None:
        """Let the message be for a situation."""
        self._texts[Field.SITUATION] = situation
        self._echo(Field.SITUATION)
        self.post_message(self.Edited(Field.SITUATION))

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
        self.message.show(self.texts)

    def _follow_way(self) -> None:
        """Until somebody says who reached out, the channel's usual way stands there."""
        if not self.has_own_way:
            channel = Channel(self.query_one(f"#field-{Field.CHANNEL}", ChoiceRow).value)
            with self.prevent(ChoiceRow.Changed):
                self.query_one(f"#field-{Field.WAY}", ChoiceRow).value = channel.usual_direction
            self._texts[Field.WAY] = channel.usual_direction

    def _echo(self, field: Field) -> None:
        if field in _MESSAGE_SHAPES:
            self.message.show(self.texts)
        shown = self.query(f"#echo-{field}")
        if shown:
            said, is_good = echo(field, self.texts, self.calendar)
            if field is Field.GUESS and is_good:
                said = said or self._desk.reader.writing.own_numbers()
            shown.first(Lines).show([[(said or " ", "moss" if is_good else "clay")]])

    def goes_to(self, people: Sequence[ContactId], pages: Sequence[Page]) -> None:
        """Say of the people it is about what depends on them; ``pages`` are of the first few."""
        self.query_one("#notes-head", Lines).show([notes_heading(pages)])
        self._offer_questions(people)
        self.message.goes_to(people, pages)
        self.message.show(self.texts)

    def _offer_questions(self, ids: Sequence[ContactId]) -> None:
        """List what is still to be asked of them; the row is there only where there is something."""
        listed = self.query_one(f"#field-{Field.QUESTIONS}", QuestionList)
        questions = [each for ident in ids[:3] for each in self._desk.reader.knowing.of(ident).to_ask]
        listed.offer(questions)
        row = listed.parent
        if isinstance(row, FieldRow):
            row.display = bool(questions)


def field_of(editor: Widget) -> Field:
    """Return the field that is written in an editor."""
    return Field((editor.id or "").removeprefix("field-"))
