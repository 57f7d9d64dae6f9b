"""The line a query is typed into: it offers how the piece at the caret may go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.domain.search.complete import Offer
from tui.widgets.fields import LineField
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.safe import shown, width_of, wrap

_PROBLEM_ROWS = 3


class QueryField(LineField):
    """A line of words and filters; Tab takes the first of what is offered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority: a key typed ahead of the answer waits for what this sets off, not the other way round.
        Binding(
            "tab",
            "accept",
            "Accept",
            id="query.accept",
            priority=True,
            tooltip="Take the first of what is offered",
        ),
        Binding(
            "down", "move(1)", "Down", id="query.down", show=False, tooltip="Go one row down while typing"
        ),
        Binding("up", "move(-1)", "Up", id="query.up", show=False, tooltip="Go one row up while typing"),
    ]

    class AcceptWanted(Message):
        """Tab was pressed: the first of what is offered for the text as it stands is to be taken."""

        def __init__(self, field: QueryField) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> QueryField:
            """The line."""
            return self.field

    class MoveWanted(Message):
        """An arrow was pressed: the cursor of the list is meant."""

        def __init__(self, field: QueryField, by: int) -> None:
            super().__init__()
            self.field = field
            self.by = by

        @property
        def control(self) -> QueryField:
            """The line."""
            return self.field

    def action_accept(self) -> None:
        """Ask for what is offered first."""
        self.post_message(self.AcceptWanted(self))

    def action_move(self, by: int) -> None:
        """Move the cursor of the list, not the caret."""
        self.post_message(self.MoveWanted(self, by))

    def take(self, offer: Offer) -> None:
        """Go on as offered."""
        self.value = offer.text
        self.cursor_position = offer.caret


class QueryNotes(Lines):
    """What is offered for a query, or what of it cannot be read; no row where there is neither."""

    DEFAULT_CSS = """
    QueryNotes { padding: 0 1; max-height: 3; }
    """

    def tell(self, problem: str, offers: Sequence[Offer]) -> None:
        """Show what is offered, else the problem."""
        width = max(10, self.size.width or self.app.size.width - 2)
        if offers:
            self.show([_offered(offers, width)])
        else:
            self.show([[(row, "muted")] for row in wrap(problem, width, _PROBLEM_ROWS)])


def _offered(offers: Sequence[Offer], width: int) -> DrawnLine:
    """Name what is offered as far as there is room, and say what one alone means."""
    line: list[tuple[str, str]] = [("Tab ", "muted"), (offers[0].label, "moss")]
    used = 4 + width_of(shown(offers[0].label))
    if len(offers) == 1 and offers[0].note:
        line.append((f"  {offers[0].note}", "muted"))
    for offer in offers[1:]:
        used += 2 + width_of(shown(offer.label))
        if used > width:
            break
        line.append((f"  {offer.label}", "muted"))
    return line  # type: ignore[return-value]
