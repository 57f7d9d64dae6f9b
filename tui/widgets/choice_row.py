"""A choice between a few words, all of them in sight: arrows move, a first letter jumps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn
from tui.widgets.safe import shown, width_of


class Option(Struct, frozen=True):
    """One of the words to choose from."""

    value: str
    label: str


class ChoiceRow(Drawn, can_focus=True):
    """Shows every option, the chosen one in brackets; takes a second row where one is too narrow."""

    DEFAULT_CSS = """
    ChoiceRow { height: auto; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Before", show=False, id="choice.left", tooltip="Choose the word before"),
        Binding("right", "step(1)", "Next", show=False, id="choice.right", tooltip="Choose the next word"),
    ]

    value: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """Another word was chosen, by the person or by the program."""

        def __init__(self, row: ChoiceRow, value: str) -> None:
            super().__init__()
            self.row = row
            self.value = value

        @property
        def control(self) -> ChoiceRow:
            """The row."""
            return self.row

    def __init__(self, options: Sequence[Option], value: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._options = tuple(Option(each.value, shown(each.label)) for each in options)
        self._letter = ""
        self.set_reactive(ChoiceRow.value, value)

    def action_step(self, by: int) -> None:
        """Choose the word so many places further, as far as there are words."""
        values = [option.value for option in self._options]
        position = values.index(self.value) + by if self.value in values else 0
        self.value = values[max(0, min(position, len(values) - 1))]

    def on_key(self, event: events.Key) -> None:
        """Choose the first word that begins with the letter pressed; the same letter again, the next."""
        if event.character is None or not event.character.isalpha():
            self._letter = ""
            return
        values = [option.value for option in self._options]
        is_again = event.character == self._letter and self.value in values
        start = values.index(self.value) + 1 if is_again else 0
        self._letter = event.character
        for option in (*self._options[start:], *self._options[:start]):
            if option.label.casefold().startswith(event.character.casefold()):
                self.value = option.value
                break
        event.stop()
        event.prevent_default()

    def watch_value(self) -> None:
        """Show the choice and tell it."""
        self.refresh()
        self._park()
        self.post_message(self.Changed(self, self.value))

    def on_focus(self) -> None:
        """Show where the keys go."""
        self._letter = ""
        self.refresh()
        self._park()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the word clicked."""
        for row, start, option in self._placed(self.size.width):
            if row == event.y and start <= event.x < start + width_of(option.label) + 2:
                self.value = option.value

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many rows as the words take."""
        placed = self._placed(width)
        return placed[-1][0] + 1 if placed else 1

    def render_line(self, y: int) -> Strip:
        """Draw one row of words."""
        pen = Pen(self)
        for row, _start, option in self._placed(self.size.width):
            if row != y:
                continue
            if option.value == self.value:
                sign = "moss" if self.has_focus else "muted"
                pen.write("[", sign)  # type: ignore[arg-type]
                pen.write(option.label, "bold")
                pen.write("]", sign)  # type: ignore[arg-type]
            else:
                pen.write(f" {option.label} ", "muted")
        return pen.strip(self.size.width)

    def _placed(self, width: int) -> list[tuple[int, int, Option]]:
        """Return row and first cell of each word."""
        placed, row, start = [], 0, 0
        for option in self._options:
            cells = width_of(option.label) + 2
            if start and start + cells > width:
                row, start = row + 1, 0
            placed.append((row, start, option))
            start += cells
        return placed

    def _park(self) -> None:
        """Leave the terminal's own cursor on the chosen word."""
        if not self.has_focus:
            return
        for row, start, option in self._placed(self.size.width):
            if option.value == self.value:
                self.app.cursor_position = self.region.offset + Offset(start + 1, row)
