"""The rows of the composer: a label, what is typed, and how it is understood."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from tui.domain.records.interaction import Channel, Direction
from tui.screens.composer.fields import Field
from tui.screens.composer.questions import QuestionList
from tui.widgets.choice_row import ChoiceRow, Option
from tui.widgets.fields import LINE_LIMIT, LineField
from tui.widgets.lines import Lines

LABELS = {
    Field.WHO: "Who",
    Field.CHANNEL: "Channel",
    Field.WAY: "Way",
    Field.WHEN: "When",
    Field.LENGTH: "Length",
    Field.WHERE: "Where",
    Field.GAVE: "Gave",
    Field.GOT: "Got",
    Field.ASKED: "Asked",
    Field.NEXT: "Next",
    Field.MINE: "Promised",
    Field.THEIRS: "They will",
    Field.TOPICS: "Topics",
    Field.FEELING: "Feeling",
    Field.QUESTIONS: "To ask",
    Field.GUESS: "Awkward?",
}
EXAMPLES = {
    Field.WHO: "@ and the first letters of a name",
    Field.WHEN: "today",
    Field.LENGTH: "40m",
    Field.WHERE: "LinkedIn, or a place",
    Field.GAVE: "e.g. intro: to Bo; the deck",
    Field.GOT: "e.g. advice: on the talk",
    Field.ASKED: "what was asked for",
    Field.NEXT: "e.g. fri send the notes",
    Field.MINE: "what you promised, by fri",
    Field.THEIRS: "what they promised",
    Field.TOPICS: "e.g. #work",
    Field.FEELING: "1-5",
    Field.GUESS: "how it may feel to send, 1-5; or nothing",
}
ECHOED = frozenset(
    {
        Field.WHEN,
        Field.LENGTH,
        Field.WHERE,
        Field.GAVE,
        Field.GOT,
        Field.ASKED,
        Field.NEXT,
        Field.MINE,
        Field.THEIRS,
        Field.FEELING,
        Field.GUESS,
    }
)
"""The fields beside which it is said how they are understood."""
CHANNELS = (
    Channel.CALL,
    Channel.MESSAGE,
    Channel.EMAIL,
    Channel.IN_PERSON,
    Channel.VIDEO,
    Channel.COMMENT,
    Channel.LETTER,
    Channel.VOICE_NOTE,
    Channel.INTRODUCTION,
    Channel.GROUP,
    Channel.REACTION,
    Channel.NOTE,
)
"""The channels, the most used first."""
_WAYS = (
    Option(Direction.MUTUAL, "both"),
    Option(Direction.OUT, "I reached out"),
    Option(Direction.IN, "they reached out"),
)


class FieldLabel(Lines):
    """The name of a field; the cursor sign stands before it while one types there."""

    DEFAULT_CSS = """
    FieldLabel { width: 11; height: 1; }
    """

    def __init__(self, field: Field, place: str) -> None:
        super().__init__(classes=place)
        self._label = LABELS[field]

    def on_mount(self) -> None:
        """Show the name."""
        self.point(False)

    def point(self, is_here: bool) -> None:
        """Show or take away the cursor sign."""
        sign = self.glyphs.cursor if is_here else " "
        self.show([[(sign, "moss"), (self._label, "bold" if is_here else "muted")]])


class FieldRow(Horizontal):
    """One row of the composer, with one field or two."""

    DEFAULT_CSS = """
    FieldRow { height: auto; }
    FieldRow > LineField, FieldRow > LineField:focus, FieldRow > ChoiceRow { width: 1fr; }
    FieldRow > .echo { width: 19; height: 1; padding: 0 0 0 1; }
    FieldRow > .second { width: 9; }
    FieldRow > LineField.second, FieldRow > LineField.second:focus { width: 8; }
    """

    def __init__(self, *fields: Field) -> None:
        super().__init__()
        self._fields = fields

    def compose(self) -> ComposeResult:
        """Lay label, field and echo beside each other."""
        for field in self._fields:
            yield from self._cells(field)

    def _cells(self, field: Field) -> Iterable[Widget]:
        place = "second" if field is not self._fields[0] else "first"
        yield FieldLabel(field, place)
        if field is Field.CHANNEL:
            yield ChoiceRow(
                [Option(each, each.words) for each in CHANNELS], Channel.MESSAGE, id=f"field-{field}"
            )
        elif field is Field.WAY:
            yield ChoiceRow(_WAYS, Direction.OUT, id=f"field-{field}")
        elif field is Field.QUESTIONS:
            yield QuestionList(id=f"field-{field}")
        else:
            yield LineField(
                id=f"field-{field}",
                placeholder=EXAMPLES[field],
                max_length=LINE_LIMIT,
                select_on_focus=False,
                classes=place,
            )
            if field in ECHOED:
                yield Lines(id=f"echo-{field}", classes=f"echo {place}")

    def point(self, focused: Widget | None) -> None:
        """Show at which field the keys are."""
        for label, field in zip(self.query(FieldLabel), self._fields, strict=True):
            label.point(focused is not None and focused.id == f"field-{field}")
