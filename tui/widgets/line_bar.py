"""The one-line bar at the foot of the screen: what is typed, and under it what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tui.domain.keeping.kept_line import KeepsLines, Kept
from tui.widgets.bar_field import BarField, Ghost, Marked
from tui.widgets.bar_kind import BarKind, Choice, Preview, Typed
from tui.widgets.fields import LineField
from tui.widgets.keeping import Keeping
from tui.widgets.keeps_keys import KeepsKeys, give_keys_back, take_keys_back
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.question import Question
from tui.widgets.roles import Role
from tui.widgets.safe import wrap

__all__ = [
    "MOST_CHOICES",
    "SUGGESTIONS",
    "LineBar",
]

SUGGESTIONS = 5
"""How many completions are listed above the bar."""
MOST_CHOICES = 9
"""How many ways to settle a word are offered: one a digit."""
_PREVIEW_ROWS = 2
_DETAIL_ROWS = 3
_OTHER_ROWS = 9
"""What is left of the screen beside the details of a question, however small it is."""


class LineBar(Vertical, KeepsKeys):
    """Shows a preview after every key; Enter saves what the preview shows, Escape keeps the text."""

    DEFAULT_CSS = """
    LineBar { display: none; height: auto; background: $background; }
    LineBar.-open { display: block; }
    LineBar > #bar-line, LineBar > #bar-line:focus { padding: 0 1; background: $surface; }
    LineBar > Lines { padding: 0 1; }
    LineBar > #bar-preview { height: 3; }
    LineBar .input--suggestion { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "accept", "Accept", id="bar.accept", tooltip="Take the suggestion", priority=True),
        Binding("up", "older", "History", id="bar.older", tooltip="Earlier lines", priority=True),
        Binding("down", "newer", "Newer", show=False, id="bar.newer", tooltip="Later lines", priority=True),
        Binding(
            "ctrl+g",
            "composer",
            "Composer",
            id="bar.composer",
            tooltip="Go on in the composer",
            priority=True,
        ),
        Binding(
            "ctrl+t",
            "in_a_row",
            "In a row",
            id="bar.in_a_row",
            tooltip="Write several lines in a row, as after an evening; again to stop",
            priority=True,
        ),
        Binding(
            "escape",
            "leave",
            "Keep it",
            id="bar.leave",
            tooltip="Close; the text is kept",
            priority=True,
        ),
    ]
    BINDING_GROUP_TITLE = "Bar"

    class Left(Message):
        """The bar was closed with its text kept."""

        def __init__(self, bar: LineBar, line: str, kept: Kept) -> None:
            super().__init__()
            self.bar = bar
            self.line = line
            self.kept = kept
            """What became of the text."""

        @property
        def control(self) -> LineBar:
            """The bar."""
            return self.bar

    def __init__(self, lines: KeepsLines | None = None, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._words = Keeping(self, lines)
        self._question: Question[Typed] = Question()
        self._came_from: Widget | None = None
        """Where the keys were before."""
        self._kind: BarKind | None = None
        self._choices: tuple[Choice, ...] = ()
        self._chosen = -1
        self._is_settling = False
        self._single: BarKind | None = None
        """The bar for one line, while several are written in a row."""
        self._past = -1
        self._history: tuple[str, ...] = ()
        self._unsent = ""
        """What was being typed before an earlier line was brought back."""
        self._prefilled = ""
        """What the line began with without being typed."""
        self._accepted: list[str] = []
        self._refused = ""
        """The line that Enter was pressed on in vain."""
        self._mark = Marked()

    def compose(self) -> ComposeResult:
        """Stack suggestions, title, hints, line and preview."""
        yield Lines(id="bar-suggestions")
        yield Lines(id="bar-head")
        field = BarField(
            id="bar-line", select_on_focus=False, suggester=Ghost(self._ghost_line), highlighter=self._mark
        )
        field.picks = self._picks
        yield field
        yield Lines(id="bar-preview")

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return self.has_class("-open")

    def on_descendant_blur(self) -> None:
        """Keep the keys on the line, wherever was clicked: letters meant for it are no acts on a list."""
        take_keys_back(self, self.field)

    def on_unmount(self) -> None:
        """Keep nobody waiting for a line that cannot come any more."""
        self._question.drop()

    @property
    def field(self) -> LineField:
        """Where the line is typed."""
        return self.query_one("#bar-line", LineField)

    @property
    def _typed(self) -> str:
        """What was typed; nothing while the line holds only what it began with."""
        return "" if self.field.value == self._prefilled else self.field.value

    async def ask(
        self,
        kind: BarKind,
        text: str = "",
        caret: int | None = None,
        *,
        usually: str = "",
        anew: bool = False,
    ) -> Typed | None:
        """Ask for a line, and give it once Enter is pressed on it, or None when the bar is left; from a worker.

        The line begins with a text, else with what was typed before, else with what ``usually`` stands
        there. ``anew`` leaves what was typed before for another time, as a text does.
        """
        self._open(kind, text, caret, usually, anew=anew)
        return await self._question.answer()

    async def ask_in_a_row(self, kind: BarKind, text: str, caret: int, *, anew: bool = False) -> Typed | None:
        """Ask for the first of several lines one after the other, begun with a text."""
        self._open(kind.in_a_row or kind, "", caret, text, anew=anew)
        self._single = kind
        return await self._question.answer()

    async def next_line(self) -> Typed | None:
        """Return the next of several lines in a row, or None once the bar is left; from a worker."""
        return await self._question.answer() if self.is_open else None

    def _open(self, kind: BarKind, text: str, caret: int | None, usually: str, *, anew: bool) -> None:
        self._history = tuple(kind.history)
        kept = self._words.begin(kind.place if kind.is_kept else None, anew=anew or bool(text))
        line = text or kept or usually
        self._single, self._prefilled = kind, "" if text or kept else usually
        if not self.is_open:
            self._came_from = self.screen.focused
        self.add_class("-open")
        self._begin(kind, line, len(line) if caret is None or kept else caret)
        self.field.focus()

    def _close(self) -> None:
        self.remove_class("-open")
        self._offer(())
        give_keys_back(self, self._came_from)

    def keep_words(self) -> None:
        """Write down the line being typed, because the program is about to end."""
        self._words.keep_now(self._typed if self.is_open else None)

    def _give(self, kind: BarKind, *, is_for_composer: bool = False) -> None:
        """Let whoever asked go on with the line; after one of several in a row begin the next, else close."""
        line = self.field.value
        words, accepted = self._words.hand_over(self._typed), tuple(self._accepted)
        self.field.value = self._prefilled = ""
        if kind.stays_open and not is_for_composer:
            self._history = (line, *self._history)
            self._words.begin(kind.place, anew=True)
            text, caret = kind.begin_next(line)
            self._begin(kind, text, caret)
            self._prefilled = text
        else:
            self._close()
        self._question.give(Typed(line, kind, accepted, words, is_for_composer=is_for_composer))

    def _begin(self, kind: BarKind, text: str, caret: int) -> None:
        """Show what kind of line is written, and begin it with a text."""
        self._kind = kind
        self._past = -1
        self._accepted, self._refused, self._mark.word = [], "", None
        width = max(20, self.app.size.width - 2)
        head: list[DrawnLine] = [[(kind.title, "heading")], *kind.hints]
        details = [row for detail in kind.details for row in wrap(detail, width, _DETAIL_ROWS)]
        head += [[(row, "")] for row in details[: max(1, self.app.size.height - _OTHER_ROWS)]]
        self.query_one("#bar-head", Lines).show(head)
        self.field.value = text
        self.field.cursor_position = caret
        self._read()
        self.refresh_bindings()

    @on(Input.Changed, "#bar-line")
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._mark.word = None
        if self.is_open:
            self._words.typed(self._typed)
            self._read()

    @on(Input.Submitted, "#bar-line")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        kind = self._kind
        if kind is None or not self._question.is_open:
            return
        if 0 <= self._chosen < len(self._choices):
            self.action_accept()
            return
        preview = kind.read(event.value, self._accepted)
        if preview.is_blocked and preview.insist and event.value == self._refused:
            self._accepted.append(preview.insist)
            preview = kind.read(event.value, self._accepted)
        if not preview.is_blocked:
            self._give(kind)
            return
        self._refused = event.value
        self._read(is_refused=True)
        if preview.word is not None:
            self._mark.word = preview.word
            self.field.cursor_position = min(preview.word[1], len(event.value))
            self.field.refresh()
        if preview.settles:
            self._is_settling = True
            self._offer(preview.settles[:MOST_CHOICES])

    def _picks(self, character: str) -> bool:
        """Take the person a digit names, while several are offered."""
        if not (self._is_settling and character.isascii() and character.isdigit()):
            return False
        number = int(character) - 1
        if not 0 <= number < len(self._choices):
            return False
        self._take(self._choices[number])
        return True

    def action_accept(self) -> None:
        """Take the suggestion under the cursor, else the first, else the word shown dimly."""
        if self._choices:
            self._take(self._choices[max(0, self._chosen)])
        elif (ghost := self._ghost()) is not None:
            self._take(ghost)

    def action_older(self) -> None:
        """Go up in the suggestions, or to an earlier line."""
        self._step(1) if not self._choices else self._choose(-1)

    def action_newer(self) -> None:
        """Go down in the suggestions, or to a later line."""
        self._step(-1) if not self._choices else self._choose(1)

    def action_leave(self) -> None:
        """Close the bar; the screen keeps the text."""
        if self._kind is not None:
            line = self._typed
            kept = self._words.leave(line)
            self._close()
            self.post_message(self.Left(self, line, kept))
            self._question.give(None)

    def action_in_a_row(self) -> None:
        """Write several lines in a row, or no more; what is typed stays."""
        kind = self._kind
        if kind is None:
            return
        other = self._single if kind.stays_open else kind.in_a_row
        if other is not None:
            self._words.move(other.place)
            self._begin(other, self.field.value, self.field.cursor_position)

    def action_composer(self) -> None:
        """Go on in the composer; the line is kept here until the composer is left."""
        if self._kind is not None and self._kind.opens_composer:
            self._give(self._kind, is_for_composer=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The composer and several lines in a row are offered where they make sense."""
        if action == "composer":
            return self._kind is not None and self._kind.opens_composer
        if action == "in_a_row":
            return self._kind is not None and (self._kind.stays_open or self._kind.in_a_row is not None)
        return True

    def _ghost(self) -> Choice | None:
        if self._kind is None or self.field.cursor_position < len(self.field.value):
            return None
        return self._kind.ghost(self.field.value, self.field.cursor_position)

    def _ghost_line(self, line: str) -> str:
        """Return the whole line as Tab would make it, while nothing is listed that Tab would take first."""
        ghost = self._ghost() if line == self.field.value and not self._choices else None
        return ghost.line.rstrip() if ghost is not None else ""

    def _read(self, *, is_refused: bool = False) -> None:
        if self._kind is None:
            return
        line, caret = self.field.value, self.field.cursor_position
        preview = self._kind.read(line, self._accepted)
        self._is_settling = False
        completions = self._kind.complete(line, caret)[:SUGGESTIONS]
        self._offer(completions or (preview.settles[:MOST_CHOICES] if preview.insist else ()))
        self.query_one("#bar-preview", Lines).show(self._said(preview, is_refused=is_refused))

    def _said(self, preview: Preview, *, is_refused: bool) -> list[DrawnLine]:
        width = max(20, self.app.size.width - 2)
        lines: list[DrawnLine] = [[(row, "")] for row in wrap(preview.said, width, _PREVIEW_ROWS)]
        if preview.note:
            lines.append([("note: ", "muted"), (preview.note, "")])
        if preview.problem:
            role: Role = "clay" if preview.is_blocked else "muted"
            problem = (is_refused and preview.refused) or preview.problem
            lines += [[(row, role)] for row in wrap(problem, width, _PREVIEW_ROWS)]
        return lines or [[(" ", "")]]

    def _offer(self, choices: Sequence[Choice]) -> None:
        self._choices = tuple(choices)
        self._chosen = -1
        self._show_choices()

    def _choose(self, by: int) -> None:
        # The first is marked from the start, for Tab; going down from there is going to the second.
        begun = 0 if by > 0 and self._chosen < 0 else self._chosen
        self._chosen = max(-1, min(begun + by, len(self._choices) - 1))
        self._show_choices()

    def _show_choices(self) -> None:
        lines: list[DrawnLine] = []
        for number, choice in enumerate(self._choices):
            is_chosen = number == max(0, self._chosen)
            lead = f"{number + 1} " if self._is_settling else ""
            lines.append(
                [
                    ("> " if is_chosen else "  ", "moss"),
                    (lead + choice.label, "bold" if is_chosen else ""),
                    (f"  {choice.note}" if choice.note else "", "muted"),
                ]
            )
        self.query_one("#bar-suggestions", Lines).show(lines)

    def _take(self, choice: Choice) -> None:
        self.field.value = choice.line
        self.field.cursor_position = choice.caret

    def _step(self, by: int) -> None:
        """Walk through the earlier lines; below the latest is what was being typed."""
        if self._past < 0:
            self._unsent = self.field.value
        self._past = max(-1, min(self._past + by, len(self._history) - 1))
        text = self._history[self._past] if self._past >= 0 else self._unsent
        self.field.value = text
        self.field.cursor_position = len(text)
