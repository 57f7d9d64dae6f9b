"""The drawing half of the long list: rows in view, headings between them, the row the cursor is on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic

from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn, Role
from tui.widgets.row_cache import RowCache
from tui.widgets.rows import GAP, HEADING, Cell, Line, LineMap, ListedRows, RowKey, RowT, Section
from tui.widgets.safe import fit, shown, width_of

GUTTER = 3
"""Cells left of the first column: the cursor, the sign of the state, the mark."""


class RowView(Drawn, ScrollView, Generic[RowT]):
    """Draws the lines in view of a list, and repaints no more of them than has changed."""

    DEFAULT_CSS = """
    RowView { height: 1fr; overflow-x: hidden; scrollbar-size: 0 0; background: $background; }
    """

    def __init__(
        self,
        draw: Callable[[RowT, int], Line],
        *,
        rests_visibly: bool = True,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._rests_visibly = rests_visibly
        self._rows: RowCache[RowT] = RowCache(ListedRows((), key=lambda _row: 0))
        self._lines = LineMap(0)
        self._empty: tuple[str, ...] = ()
        self._cursor = 0
        self._marks: dict[RowKey, None] = {}
        self._seen: dict[int, Strip] = {}
        """What each line of the view looked like when it was last drawn."""

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        strip = self._seen[y] = self._line(y)
        return strip

    def as_text(self) -> Iterator[str]:
        """Yield all rows with their headings as lines of text, also those out of view, as they are drawn."""
        for line in range(max(self._lines.line_count, len(self._empty))):
            yield self._drawn(line).text.rstrip()

    def _line(self, y: int) -> Strip:
        return self._drawn(y + self.scroll_offset.y)

    def _drawn(self, line: int) -> Strip:
        if not self._rows.count and line < len(self._empty):
            return self._said(self._empty[line])
        position = self._lines.row_at(line) if line < self._lines.line_count else GAP
        if position == HEADING:
            return self._heading(self._lines.sections[self._lines.section_at(line)])
        row = self._rows.at(position)
        return Strip.blank(self._width, self.rich_style) if row is None else self._row(row, position)

    def _row(self, row: RowT, position: int) -> Strip:
        drawn = self._draw(row, self._row_width)
        is_current = position == self._cursor and (self.has_focus or self._rests_visibly)
        is_marked = bool(self._marks) and self._rows.key_of(row) in self._marks
        pen = Pen(self)
        pen.write(self.glyphs.cursor if is_current else " ", "moss" if self.has_focus else "muted")
        pen.write(fit(drawn.glyph, 1), drawn.role)
        pen.write(self.glyphs.marked if is_marked else " ", "bold")
        for index, cell in enumerate(drawn.cells):
            role: Role = "bold" if is_current and index == 0 else cell.role
            pen.write(fit(cell.text, cell.width, right=cell.right, ellipsis=self.glyphs.ellipsis), role)
            pen.write(" ")
        return pen.strip(self._width)

    def _heading(self, section: Section) -> Strip:
        pen = Pen(self)
        note = fit(section.note, min(width_of(shown(section.note)), self._width))
        room = max(0, self._width - width_of(note) - 2)
        pen.write(" " + fit(section.title, room, ellipsis=self.glyphs.ellipsis), "heading")
        pen.write(note, "muted")
        return pen.strip(self._width)

    def _said(self, text: str) -> Strip:
        pen = Pen(self)
        pen.write(" " + fit(text, max(0, self._width - 1), ellipsis=self.glyphs.ellipsis), "muted")
        return pen.strip(self._width)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width or self.size.width

    @property
    def _row_width(self) -> int:
        return max(0, self._width - GUTTER)

    def _repaint(self, position: int, start: int, width: int) -> None:
        line = self._lines.line_of(position) - self.scroll_offset.y
        if 0 <= line < self.size.height:
            self.refresh(Region(start, line, width, 1))

    def _repaint_cursor(self, position: int) -> None:
        """Repaint what the cursor changes of a row: the sign at the left, and the name."""
        row = self._rows.at(position)
        cells = () if row is None else self._draw(row, self._row_width).cells
        first = cells[0] if cells else Cell("", 0)
        name = first.width if first.right else min(first.width, width_of(shown(first.text)))
        self._repaint(position, 0, GUTTER + name)

    def _repaint_changed(self) -> None:
        """Repaint the lines of the view that would look different now."""
        for y in range(self.size.height):
            if self._seen.get(y) != self._line(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def _set_length(self, line_count: int) -> None:
        """Say how many lines there are; without scroll bars that asks for no new layout."""
        size = Size(self.size.width, line_count)
        if self.styles.is_auto_height:
            self.virtual_size = size
        else:
            self.set_reactive(Widget.virtual_size, size)

    def _line_in_view(self) -> int:
        """Return the line of the view that the cursor stands on."""
        return self._lines.line_of(self._cursor) - self.scroll_offset.y

    def _scroll_to_cursor(self) -> bool:
        """Scroll as little as shows the cursor, and say whether that moved anything."""
        top, height = self.scroll_offset.y, self.size.height
        line, first = self._lines.line_of(self._cursor), self._lines.top_of(self._cursor)
        if first < top:
            self._scroll_line(first if line - first < height else line)
        elif line >= top + height:
            self._scroll_line(line - height + 1)
        return self.scroll_offset.y != top

    def _scroll_line(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, force=True, immediate=True)

    def _park(self) -> None:
        """Leave the terminal's own cursor on the row, where a screen reader looks for it."""
        if self.has_focus and self._rows.count:
            self.app.cursor_position = self.region.offset + Offset(0, self._line_in_view())

    def on_focus(self) -> None:
        """Show the cursor as live."""
        self._park()
        self._repaint(self._cursor, 0, 1)

    def on_blur(self) -> None:
        """Show the cursor as resting."""
        self._repaint(self._cursor, 0, 1)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._scroll_to_cursor()
        self._park()
