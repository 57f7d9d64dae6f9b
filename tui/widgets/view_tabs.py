"""The title row: the numbered views, and a note on the right (the date, "demo")."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn
from tui.widgets.safe import cut, shown, width_of

_GAP = 2


class View(Struct, frozen=True):
    """One of the numbered views."""

    id: str
    key: str
    title: str


class ViewTabs(Drawn):
    """One row; the view one is in is bold. Nothing in it moves with time: no clock ticks here."""

    DEFAULT_CSS = """
    ViewTabs { height: 1; background: $background; }
    """

    current: reactive[str] = reactive("")
    note: reactive[str] = reactive("")

    class Chosen(Message):
        """A view was chosen with the mouse."""

        def __init__(self, tabs: ViewTabs, view_id: str) -> None:
            super().__init__()
            self.tabs = tabs
            self.view_id = view_id

        @property
        def control(self) -> ViewTabs:
            """The row of views."""
            return self.tabs

    def __init__(
        self,
        views: Sequence[View],
        *,
        current: str = "",
        note: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.views = tuple(views)
        self.set_reactive(ViewTabs.current, current)
        self.set_reactive(ViewTabs.note, note)

    def _placed(self) -> list[tuple[int, int, View]]:
        """Return the views that fit with start and width in cells; where few fit, only the current one."""
        placed, start = [], 1
        for view in self.views:
            width = width_of(view.key) + 1 + width_of(view.title)
            placed.append((start, width, view))
            start += width + _GAP
        if start - _GAP <= self.size.width:
            return placed
        here = [(1, width, view) for _start, width, view in placed if view.id == self.current]
        return here or placed[:1]

    def render_line(self, y: int) -> Strip:
        """Draw the row; the note gives way to the views."""
        placed = self._placed()
        pen = Pen(self)
        pen.write(" ")
        for _start, _width, view in placed:
            is_here = view.id == self.current
            pen.write(f"{view.key} {shown(view.title)}", "bold" if is_here else "muted")
            pen.write(" " * _GAP)
        used = placed[-1][0] + placed[-1][1] + _GAP if placed else 1
        note = cut(self.note, max(0, self.size.width - used), self.glyphs.ellipsis)
        pen.write(" " * max(0, self.size.width - used - width_of(note)))
        pen.write(note, "muted")
        return pen.strip(self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked view."""
        for start, width, view in self._placed():
            if start <= event.x < start + width:
                self.post_message(self.Chosen(self, view.id))
