"""The one long list: whatever its length, it holds and draws only the rows in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.widgets.row_cache import RowCache
from tui.widgets.row_view import RowView
from tui.widgets.rows import Line, LineMap, RowKey, RowSource, RowT, Section

MOVE = Binding.Group("Move", compact=True)
_FEW_MARKS = 16
"""So many marks are looked up one by one after a reload; more are compared with all keys at once."""


def _quiet(keys: str, action: str, name: str, binding_id: str, tooltip: str) -> Binding:
    """Make a binding that works everywhere in the list and does not fill the row of keys."""
    return Binding(keys, action, name, id=f"list.{binding_id}", show=False, group=MOVE, tooltip=tooltip)


class VirtualList(RowView[RowT], can_focus=True, inherit_bindings=False):
    """A list of rows with a cursor, marks and optional headings.

    ``draw(row, width)`` gives the Line of one row for ``width`` cells; it is called for rows in view
    only. A reload keeps cursor, marks and scroll on the same rows, found again by their keys; when
    the row under the cursor is gone, the one after it is taken.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        _quiet("down,j", "move(1)", "Down", "down", "Go one row down"),
        _quiet("up,k", "move(-1)", "Up", "up", "Go one row up"),
        _quiet("pagedown,ctrl+d", "page(1)", "Page down", "page_down", "Go one screen down"),
        _quiet("pageup,ctrl+u", "page(-1)", "Page up", "page_up", "Go one screen up"),
        _quiet("home,g", "go_first", "Top", "first", "Go to the first row"),
        _quiet("end,G", "go_last", "End", "last", "Go to the last row"),
        _quiet("enter", "open", "Open", "open", "Open the row under the cursor"),
        _quiet("space,x", "mark", "Mark", "mark", "Mark or unmark this row"),
        _quiet("asterisk", "mark_all", "Mark all", "mark_all", "Mark all rows shown, or none"),
    ]

    class AboutRow(Message):
        """Something about one row; ``key`` is None in an empty list."""

        def __init__(self, rows: VirtualList[Any], key: RowKey | None) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> VirtualList[Any]:
            """The list."""
            return self.rows

    class Moved(AboutRow):
        """The cursor stands on another row."""

    class Opened(AboutRow):
        """The row under the cursor was opened, by Enter or by a click on it."""

    class MarksChanged(Message):
        """Other rows are marked now."""

        def __init__(self, rows: VirtualList[Any], count: int) -> None:
            super().__init__()
            self.rows = rows
            self.count = count

        @property
        def control(self) -> VirtualList[Any]:
            """The list."""
            return self.rows

    def __init__(
        self,
        draw: Callable[[RowT, int], Line],
        *,
        can_mark: bool = True,
        rests_visibly: bool = True,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(draw, rests_visibly=rests_visibly, id=id, classes=classes)
        self._can_mark = can_mark

    def show(
        self, source: RowSource[RowT], sections: Sequence[Section] = (), empty: Sequence[str] = ()
    ) -> None:
        """Show the rows of a source under their headings; ``empty`` is said when there are none."""
        before = self._line_in_view()
        old, old_key = self._rows, self.current_key
        self._rows = RowCache(source)
        self._lines = LineMap(self._rows.count, tuple(sections))
        self._empty = tuple(empty)
        self._cursor = self._rows.successor_of(old, self._cursor)
        self._keep_marks()
        self._set_length(max(self._lines.line_count, len(self._empty)))
        self._restore_place(before)
        self._repaint_changed()
        if self.current_key != old_key:
            self._park()
            self.post_message(self.Moved(self, self.current_key))

    @property
    def row_count(self) -> int:
        """How many rows there are, headings not counted."""
        return self._rows.count

    @property
    def keys(self) -> Sequence[RowKey]:
        """The keys of all rows, in order; for lists that are short by nature."""
        return tuple(self._rows.source.keys())

    @property
    def position(self) -> int:
        """Where the cursor stands, counted from 0."""
        return self._cursor

    @property
    def current(self) -> RowT | None:
        """The row under the cursor, None in an empty list."""
        return self._rows.at(self._cursor)

    @property
    def current_key(self) -> RowKey | None:
        """The key of the row under the cursor, None in an empty list."""
        row = self.current
        return None if row is None else self._rows.key_of(row)

    def select(self, key: RowKey) -> bool:
        """Put the cursor on the row with this key, and say whether it is there."""
        position = self._rows.source.position_of(key)
        if position is not None:
            self.go_to(position)
        return position is not None

    @property
    def marked(self) -> tuple[RowKey, ...]:
        """The keys of the marked rows, in the order they were marked."""
        return tuple(self._marks)

    def clear_marks(self) -> None:
        """Unmark every row."""
        if self._marks:
            self._marks.clear()
            self._marks_changed()

    def go_to(self, position: int) -> None:
        """Put the cursor on the row at ``position``, counted from 0, as far as there are rows."""
        position = max(0, min(position, self._rows.count - 1))
        if position == self._cursor:
            return
        left, self._cursor = self._cursor, position
        if self._scroll_to_cursor():
            self.refresh()
        else:
            self._repaint_cursor(left)
            self._repaint_cursor(position)
        self._park()
        self.post_message(self.Moved(self, self.current_key))

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self.go_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by so many screens."""
        line = self._lines.line_of(self._cursor) + by * max(1, self.size.height - 1)
        self.go_to(self._row_near(line, towards=by))

    def action_go_first(self) -> None:
        """Move the cursor to the first row."""
        self.go_to(0)

    def action_go_last(self) -> None:
        """Move the cursor to the last row."""
        self.go_to(self._rows.count - 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Opened(self, self.current_key))

    def action_mark(self) -> None:
        """Mark or unmark the row under the cursor, and go to the next."""
        key = self.current_key
        if key is None or not self._can_mark:
            return
        if key in self._marks:
            del self._marks[key]
        else:
            self._marks[key] = None
        self._repaint(self._cursor, 2, 1)
        self.post_message(self.MarksChanged(self, len(self._marks)))
        self.go_to(self._cursor + 1)

    def action_mark_all(self) -> None:
        """Mark all rows, or none when all are marked."""
        if not self._can_mark:
            return
        if len(self._marks) == self._rows.count:
            self._marks.clear()
        else:
            self._marks = dict.fromkeys(self._rows.source.keys())
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.MarksChanged(self, len(self._marks)))

    def _keep_marks(self) -> None:
        """Forget the marks of rows that are gone."""
        if len(self._marks) > _FEW_MARKS:
            here = set(self._rows.source.keys())
            gone = [key for key in self._marks if key not in here]
        else:
            gone = [key for key in self._marks if self._rows.source.position_of(key) is None]
        for key in gone:
            del self._marks[key]
        if gone:
            self.post_message(self.MarksChanged(self, len(self._marks)))

    def _restore_place(self, line_in_view: int) -> None:
        """Scroll so that the cursor stands on the same line of the view as before."""
        if self.size.height:
            self._scroll_line(self._lines.line_of(self._cursor) - line_in_view)
            self._scroll_to_cursor()

    def _row_near(self, line: int, towards: int) -> int:
        """Return the row on a line or, from a heading, the next one in the direction of travel."""
        line = max(0, min(line, self._lines.line_count - 1))
        while 0 <= line < self._lines.line_count:
            position = self._lines.row_at(line)
            if position >= 0:
                return position
            line += towards
        return 0 if towards < 0 else self._rows.count - 1

    def on_click(self, event: events.Click) -> None:
        """Move to the clicked row; a click on the row under the cursor opens it."""
        position = self._lines.row_at(event.y + self.scroll_offset.y)
        if not 0 <= position < self._rows.count:
            return
        if position == self._cursor:
            self.action_open()
        else:
            self.go_to(position)
