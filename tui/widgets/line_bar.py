"""The one-line bar at the foot of the screen: what is typed, and under it what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from tui.domain.kept_line import KeepsLines, Kept, Place
from tui.widgets.bar_field import BarField, Ghost, Marked
from tui.widgets.bar_kind import BarKind, Choice, Preview
from tui.widgets.fields import LineField
from tui.widgets.keeping import HandedOver, Keeping
from tui.widgets.keeps_keys import KeepsKeys, take_keys_back
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.roles import Role
from tui.widgets.safe import wrap

__all__ = ["MOST_CHOICES", "SUGGESTIONS", "BarKind", "Choice", "LineBar", "Preview"]

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

        kept = Kept.WRITTEN
        """What became of the text."""

    class ComposerWanted(AboutLine):
        """The line is to be gone on with in the composer."""

    def __init__(self, lines: KeepsLines | None = None, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._words = Keeping(self, lines)
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

    @property
    def place(self) -> Place:
        """Where the line being typed belongs."""
        return self._kind.place if self._kind is not None else Place("")

    @property
    def field(self) -> LineField:
        """Where the line is typed."""
        return self.query_one("#bar-line", LineField)

    @property
    def _typed(self) -> str:
        """What was typed; nothing while the line holds only what it began with."""
        return "" if self.field.value == self._prefilled else self.field.value

    def open(
        self,
        kind: BarKind,
        text: str = "",
        caret: int | None = None,
        *,
        usually: str = "",
        anew: bool = False,
    ) -> None:
        """Show the bar for a kind of line: with a text, else what was typed before, else what ``usually`` stands there.

        ``anew`` leaves what was typed before for another time, as a text does.
        """
        self._history = tuple(kind.history)
        kept = self._words.begin(kind.place if kind.is_kept else None, anew=anew or bool(text))
        line = text or kept or usually
        self._single, self._prefilled = kind, "" if text or kept else usually
        self.add_class("-open")
        self._begin(kind, line, len(line) if caret is None or kept else caret)
        self.field.focus()

    def open_in_a_row(self, kind: BarKind, text: str, caret: int, *, anew: bool = False) -> None:
        """Show the bar for several lines one after the other, the first begun with a text."""
        self.open(kind.in_a_row or kind, "", caret, usually=text, anew=anew)
        self._single = kind

    def close(self) -> None:
        """Hide the bar."""
        self.remove_class("-open")
        self._offer(())

    def hand_over(self) -> None:
        """Let the line be saved, and close: whoever claims it says what came of it, else ``settle`` does."""
        self._words.hand_over(self._typed)
        self._end()

    def claim(self) -> HandedOver | None:
        """Take the line that was handed over last, if any, to say what came of it."""
        return self._words.claim()

    def settle(self, *, is_saved: bool) -> bool:
        """Forget the line that was handed over, or keep it; say whether there was one."""
        return self._words.settle(is_saved=is_saved)

    def keep_words(self) -> None:
        """Write down the line being typed, because the program is about to end."""
        self._words.keep_now(self._typed if self.is_open else None)

    def saved(self) -> None:
        """The line was written: begin the next, or close."""
        self._words.done()
        self._end()

    def _end(self) -> None:
        line, kind = self.field.value, self._kind
        self.field.value = self._prefilled = ""
        if kind is None or not kind.stays_open:
            self.close()
            return
        self._history = (line, *self._history)
        self._words.begin(kind.place, anew=True)
        text, caret = kind.begin_next(line)
        self._begin(kind, text, caret)
        self._prefilled = text

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
            left = self.Left(self, self._kind, self._typed)
            left.kept = self._words.leave(self._typed)
            self.close()
            self.post_message(left)

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
            self._words.hand_over(self._typed)
            self.close()
            self.post_message(self.ComposerWanted(self, self._kind, self.field.value))

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
        """Give the whole line as Tab would make it, while nothing is listed that Tab would take first."""
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
