"""The composer's questions: what one wanted to ask, struck off with a digit once it was."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.domain.records.knowing import Question
from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn
from tui.widgets.safe import cut, shown

MOST_QUESTIONS = 9
"""So many questions have a digit."""


class QuestionList(Drawn, can_focus=True):
    """Shows the open questions under each other; a digit strikes one off, or takes that back."""

    DEFAULT_CSS = """
    QuestionList { height: auto; width: 1fr; background: $background; }
    """

    value: reactive[str] = reactive("", init=False)
    """The numbers of the questions struck off, parted by commas."""

    class Changed(Message):
        """Another question was struck off, or one no more."""

        def __init__(self, row: QuestionList, value: str) -> None:
            super().__init__()
            self.row = row
            self.value = value

        @property
        def control(self) -> QuestionList:
            """The list."""
            return self.row

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._questions: tuple[Question, ...] = ()

    def offer(self, questions: Sequence[Question]) -> None:
        """Show these; what was struck off of others is forgotten."""
        if questions == self._questions:
            return
        self._questions = tuple(questions[:MOST_QUESTIONS])
        known = {str(each.id) for each in self._questions}
        self.value = ",".join(each for each in self.value.split(",") if each in known)
        self.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """Strike off the question of the digit pressed."""
        if event.character is None or event.character not in "123456789":
            return
        event.stop()
        event.prevent_default()
        number = int(event.character) - 1
        if number >= len(self._questions):
            return
        struck = [each for each in self.value.split(",") if each]
        ident = str(self._questions[number].id)
        self.value = ",".join(
            [*(each for each in struck if each != ident), *([ident] * (ident not in struck))]
        )

    def watch_value(self) -> None:
        """Show what is struck off, and tell it."""
        self.refresh()
        self.post_message(self.Changed(self, self.value))

    def on_focus(self) -> None:
        """Leave the terminal's own cursor on the first question."""
        self.app.cursor_position = self.region.offset + Offset(0, 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one row a question."""
        return len(self._questions)

    def render_line(self, y: int) -> Strip:
        """Draw one question."""
        pen = Pen(self)
        if y < len(self._questions):
            question = self._questions[y]
            is_struck = str(question.id) in self.value.split(",")
            pen.write(f"{y + 1} ", "moss")
            pen.write(f"{self.glyphs.done} " if is_struck else "  ", "moss")
            said = "asked: " if is_struck else ""
            room = max(0, self.size.width - 4)
            pen.write(
                cut(f"{said}{shown(question.text)}", room, self.glyphs.ellipsis), "muted" if is_struck else ""
            )
        return pen.strip(self.size.width)
