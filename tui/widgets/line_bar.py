"""The one-line bar at the foot of the screen: what is typed, and under it what was understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from tui.widgets.fields import LineField
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.roles import Role
from tui.widgets.safe import wrap

SUGGESTIONS = 5
"""How many completions are listed above the bar."""
_PREVIEW_ROWS = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle what the line leaves open: a name, a tag, one of several people."""

    label: str
    line: str
    """The whole line once this is taken."""
    caret: int
    """Where the caret then stands."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a line was understood to say."""

    said: str = ""
    """Fields with their words, separated by dots: exactly what Enter will write."""
    note: str = ""
    """The free text, on a line of its own."""
    problem: str = ""
    """What is missing, in plain words."""
    caret: int | None = None
    """Where in the line the problem stands."""
    is_blocked: bool = False
    """Enter does not save while this holds."""
    settles: tuple[Choice, ...] = ()
    """Who may be meant, when several or a near one are."""
    insist: str = ""
    """A word that a second Enter takes as it stands."""


@dataclass(frozen=True, slots=True)
class BarKind:
    """What one kind of bar says and does."""

    name: str
    """The word its history is kept under."""
    title: str
    hints: tuple[DrawnLine, ...]
    read: Callable[[str, Sequence[str]], Preview]
    """Gives the preview of a line; the words insisted on are handed in."""
    complete: Callable[[str, int], Sequence[Choice]] = lambda line, caret: ()
    history: Sequence[str] = ()
    stays_open: bool = False
    opens_composer: bool = False


class _BarField(LineField):
    """The line of a bar; while several people are offered, a digit picks one instead of being typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Save", id="bar.save", tooltip="Save what the preview shows"),
    ]

    picks: Callable[[str], bool] = staticmethod(lambda character: False)

    async def _on_key(self, event: events.Key) -> None:
        if event.character and self.picks(event.character):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)


class LineBar(Vertical):
    """Shows a preview after every key; Enter saves what the preview shows, Escape keeps the text."""

    DEFAULT_CSS = """
    LineBar { display: none; height: auto; background: $background; }
    LineBar.-open { display: block; }
    LineBar > #bar-line, LineBar > #bar-line:focus { padding: 0 1; background: $surface; }
    LineBar > Lines { padding: 0 1; }
    LineBar > #bar-preview { height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "accept", "Accept", id="bar.accept", tooltip="Take the suggestion", priority=True),
        Binding("up", "older", "History", id="bar.older", tooltip="Earlier lines", priority=True),
        Binding("down", "newer", "Newer", show=False, id="bar.newer", tooltip="Later lines", priority=True),
        Binding(
            "ctrl+g",
            "composer",
            "Full composer",
            id="bar.composer",
            tooltip="Go on in the composer",
            priority=True,
        ),
        Binding(
            "escape",
            "leave",
            "Keep and close",
            id="bar.leave",
            tooltip="Close; the text is kept",
            priority=True,
        ),
    ]
    BINDING_GROUP_TITLE = "Bar"

    class AboutLine(Message):
        """Something was done with a line; what it was is a class of its own, so that none answers for another."""

        def __init__(self, bar: LineBar, kind: BarKind, line: str, accepted: Sequence[str] = ()) -> None:
            super().__init__()
            self.bar = bar
            self.kind = kind
            self.line = line
            self.accepted = tuple(accepted)
            """Words that Enter was pressed on twice: they stand as they are."""

        @property
        def control(self) -> LineBar:
            """The bar."""
            return self.bar

    class Submitted(AboutLine):
        """Enter was pressed on a line with nothing left open."""

    class Left(AboutLine):
        """The bar was closed with its text kept."""

    class ComposerWanted(AboutLine):
        """The line is to be gone on with in the composer."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._kind: BarKind | None = None
        self._choices: tuple[Choice, ...] = ()
        self._chosen = -1
        self._is_settling = False
        self._past = -1
        self._accepted: list[str] = []
        self._refused = ""
        """The line that Enter was pressed on in vain."""

    def compose(self) -> ComposeResult:
        """Stack suggestions, title, hints, line and preview."""
        yield Lines(id="bar-suggestions")
        yield Lines(id="bar-head")
        field = _BarField(id="bar-line", select_on_focus=False)
        field.picks = self._picks
        yield field
        yield Lines(id="bar-preview")

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return self.has_class("-open")

    @property
    def field(self) -> LineField:
        """Where the line is typed."""
        return self.query_one("#bar-line", LineField)

    def open(self, kind: BarKind, text: str = "") -> None:
        """Show the bar for a kind of line, with what was typed before."""
        self._kind = kind
        self._past = -1
        self._accepted, self._refused = [], ""
        self.query_one("#bar-head", Lines).show([[(kind.title, "heading")], *kind.hints])
        self.add_class("-open")
        self.field.value = text
        self.field.cursor_position = len(text)
        self.field.focus()
        self._read()

    def close(self) -> None:
        """Hide the bar."""
        self.remove_class("-open")
        self._offer(())

    def saved(self) -> None:
        """The line was written: begin the next, or close."""
        self.field.value = ""
        if self._kind is None or not self._kind.stays_open:
            self.close()

    @on(Input.Changed, "#bar-line")
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self._read()

    @on(Input.Submitted, "#bar-line")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._kind is None:
            return
        if 0 <= self._chosen < len(self._choices):
            self.action_accept()
            return
        preview = self._kind.read(event.value, self._accepted)
        if preview.is_blocked and preview.insist and event.value == self._refused:
            self._accepted.append(preview.insist)
            preview = self._kind.read(event.value, self._accepted)
        if not preview.is_blocked:
            self.post_message(self.Submitted(self, self._kind, event.value, self._accepted))
            return
        self._refused = event.value
        self._read()
        if preview.caret is not None:
            self.field.cursor_position = min(preview.caret, len(event.value))
        if preview.settles:
            self._is_settling = True
            self._offer(preview.settles)

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
        """Take the suggestion under the cursor, else the first."""
        if self._choices:
            self._take(self._choices[max(0, self._chosen)])

    def action_older(self) -> None:
        """Go up in the suggestions, or to an earlier line."""
        self._step(1) if not self._choices else self._choose(-1)

    def action_newer(self) -> None:
        """Go down in the suggestions, or to a later line."""
        self._step(-1) if not self._choices else self._choose(1)

    def action_leave(self) -> None:
        """Close the bar; the screen keeps the text."""
        if self._kind is not None:
            self.close()
            self.post_message(self.Left(self, self._kind, self.field.value))

    def action_composer(self) -> None:
        """Go on in the composer."""
        if self._kind is not None and self._kind.opens_composer:
            self.close()
            self.post_message(self.ComposerWanted(self, self._kind, self.field.value))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The composer is offered where it makes sense."""
        if action == "composer":
            return self._kind is not None and self._kind.opens_composer
        return True

    def _read(self) -> None:
        if self._kind is None:
            return
        line, caret = self.field.value, self.field.cursor_position
        preview = self._kind.read(line, self._accepted)
        self._is_settling = False
        completions = self._kind.complete(line, caret)[:SUGGESTIONS]
        self._offer(completions or (preview.settles if preview.insist else ()))
        self.query_one("#bar-preview", Lines).show(self._said(preview))

    def _said(self, preview: Preview) -> list[DrawnLine]:
        width = max(20, self.app.size.width - 2)
        lines: list[DrawnLine] = [[(row, "")] for row in wrap(preview.said, width, _PREVIEW_ROWS)]
        if preview.note:
            lines.append([("note: ", "muted"), (preview.note, "")])
        if preview.problem:
            role: Role = "clay" if preview.is_blocked else "muted"
            lines += [[(row, role)] for row in wrap(preview.problem, width, _PREVIEW_ROWS)]
        return lines or [[(" ", "")]]

    def _offer(self, choices: Sequence[Choice]) -> None:
        self._choices = tuple(choices)
        self._chosen = -1
        self._show_choices()

    def _choose(self, by: int) -> None:
        self._chosen = max(-1, min(self._chosen + by, len(self._choices) - 1))
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
        """Walk through the earlier lines."""
        history = self._kind.history if self._kind else ()
        self._past = max(-1, min(self._past + by, len(history) - 1))
        text = history[self._past] if self._past >= 0 else ""
        self.field.value = text
        self.field.cursor_position = len(text)
