"""The first start: three questions, a line each, and the first person is in the book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tui.domain.errors import InvalidInput, RapportError
from tui.domain.keeping.kept_line import Place
from tui.screens.welcome.answers import ASKED, HINTS, Answers, Question, answered, said_back
from tui.services.desk import Desk
from tui.widgets.fields import LineField
from tui.widgets.glyphs import Glyphs
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.roles import Role
from tui.widgets.rule import Rule
from tui.widgets.safe import wrap

OTHER_WAYS = (
    "Other ways to begin: Esc, then :import brings in a vCard or CSV · rapport --demo opens a sample book"
)
_WIDEST = 78


class Welcome(Screen[str | None]):
    """Asks for one person to keep in touch with, how often, and when they last talked.

    Gives the name of whom it added, or None. Escape leaves at any point; a name that was confirmed
    is kept then, with what was answered after it.
    """

    AUTO_FOCUS = "#welcome-0"
    DEFAULT_CSS = """
    Welcome > Vertical { height: 1fr; overflow-y: auto; scrollbar-size: 0 0; padding: 0 1; }
    Welcome .question { height: auto; margin-bottom: 1; display: none; }
    Welcome .question.-asked { display: block; }
    Welcome .answer { height: 1; }
    Welcome .answer > Lines { width: 2; }
    Welcome .answer > LineField, Welcome .answer > LineField:focus { width: 1fr; max-width: 60; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "confirm",
            "Next",
            id="welcome.next",
            priority=True,
            tooltip="Confirm this answer and go on",
        ),
        Binding(
            "up",
            "before",
            "Back",
            id="welcome.before",
            priority=True,
            tooltip="Go back to the question before",
        ),
        Binding(
            "escape",
            "leave",
            "Skip",
            id="welcome.skip",
            priority=True,
            tooltip="Leave; a name you confirmed is kept, everything can be said later",
        ),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._question = Question.WHO
        self._answers = Answers()
        self._is_saving = False

    def compose(self) -> ComposeResult:
        """Stack the questions; those to come are hidden."""
        yield Lines([[(" Rapport", "bold"), ("   one person a day, kept in touch with", "muted")]])
        yield Rule()
        with Vertical():
            for question in Question:
                with Vertical(id=f"welcome-q{int(question)}", classes="question"):
                    yield from self._asked(question)
            yield Lines(id="welcome-ways")
        yield MessageRow()
        yield KeyRow()

    def _asked(self, question: Question) -> Iterable[Widget]:
        yield Lines([[(f"{int(question) + 1} ", "moss"), (ASKED[question], "bold")]])
        yield Lines([[(f"  {HINTS[question]}", "muted")]])
        with Horizontal(classes="answer"):
            yield Lines([[(">", "moss")]])
            field = LineField(id=f"welcome-{int(question)}", max_length=2_000)
            yield field.kept_in(self.desk.lines)
        yield Lines(id=f"welcome-said-{int(question)}")

    def on_mount(self) -> None:
        """Ask the first question; what was typed when the line dropped stands there again."""
        for question in Question:
            self._field(question).take_up(Place.in_field(f"welcome-{int(question)}"))
        self._ask(Question.WHO)

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave; what was typed is in the book, or is not wanted."""
        for question in Question:
            self._field(question).words_done()
        return super().dismiss(result)

    def on_resize(self) -> None:
        """Wrap the line of other ways."""
        width = max(20, min(self.size.width - 2, _WIDEST))
        self.query_one("#welcome-ways", Lines).show([[(row, "muted")] for row in wrap(OTHER_WAYS, width, 3)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no way back from the first question."""
        return action != "before" or self._question is not Question.WHO

    @on(Input.Changed, ".answer > LineField")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(MessageRow).clear()
        self._say_back(Question(int((event.input.id or "welcome-0")[-1])))

    def action_confirm(self) -> None:
        """Take the answer as it was said back, and ask the next question or write it all down."""
        question = self._question
        try:
            self._answers = answered(
                question,
                self._field(question).value,
                self._answers,
                self.desk.today,
                self.desk.day_first,
            )
        except InvalidInput:
            self._say_back(question, is_refused=True)
            return
        if question is Question.LAST_TALK:
            self._save()
        else:
            self._ask(Question(question + 1))

    def action_before(self) -> None:
        """Go back to the question before; the first name is then open again."""
        if self._question is Question.HOW_OFTEN:
            self._answers = Answers()
        self._ask(Question(max(0, self._question - 1)))

    def action_leave(self) -> None:
        """Leave; with a name confirmed, write that down first."""
        if self._is_saving:
            return
        if self._answers.name:
            self._save()
        else:
            self.dismiss(None)

    @work(exclusive=True, group="change")
    async def _save(self) -> None:
        answers, self._is_saving = self._answers, True
        try:
            await self.desk.change(
                lambda services: services.recording.begin(answers.name, answers.rhythm_days, answers.last_on)
            )
        except RapportError as error:
            self.query_one(MessageRow).fail(error)
            return
        finally:
            self._is_saving = False
        self.dismiss(answers.name)

    def _ask(self, question: Question) -> None:
        self._question = question
        for each in Question:
            self.query_one(f"#welcome-q{int(each)}").set_class(each <= question, "-asked")
            self._say_back(each)
        self.query_one("#welcome-ways").display = question is Question.WHO
        self._field(question).focus()
        self.refresh_bindings()

    def _say_back(self, question: Question, *, is_refused: bool = False) -> None:
        said, is_answer = said_back(
            question, self._field(question).value, self.desk.today, self.desk.day_first
        )
        if is_refused and not said:
            said = "Type a name first, or leave with Esc."
        role: Role = "clay" if is_refused else "moss" if is_answer else "muted"
        sign = (
            f"{self._glyphs().done} "
            if is_answer and question < self._question
            else "= "
            if is_answer
            else ""
        )
        rows = wrap(f"{sign}{said}", max(20, min(self.size.width - 6, _WIDEST)), 2) or [" "]
        lines: list[DrawnLine] = [[("  ", ""), (row, role)] for row in rows]
        self.query_one(f"#welcome-said-{int(question)}", Lines).show(lines)

    def _glyphs(self) -> Glyphs:
        return self.query_one(Rule).glyphs

    def _field(self, question: Question) -> LineField:
        return self.query_one(f"#welcome-{int(question)}", LineField)
