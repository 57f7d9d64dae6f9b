"""A few drawn lines: headings, facts, hints; for what is short and has no cursor."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.geometry import Region, Size
from textual.strip import Strip

from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn, Role
from tui.widgets.safe import cut, shown, width_of

Piece = tuple[str, Role]
DrawnLine = Sequence[Piece]


class Lines(Drawn):
    """Shows lines made of pieces; text from people passes the gate here."""

    DEFAULT_CSS = """
    Lines { height: auto; background: $background; }
    """

    def __init__(
        self,
        lines: Sequence[DrawnLine] = (),
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._drawn: tuple[tuple[Piece, ...], ...] = _fixed(lines)

    def show(self, lines: Sequence[DrawnLine]) -> None:
        """Show other lines; nothing is repainted when they are the same."""
        drawn = _fixed(lines)
        if drawn == self._drawn:
            return
        before, self._drawn = self._drawn, drawn
        height = self.styles.height
        if len(drawn) != len(before) and (height is None or height.is_auto):
            self.refresh(layout=True)
            return
        changed = [y for y, (old, new) in enumerate(zip_longest(before, drawn)) if old != new]
        self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    @property
    def text(self) -> str:
        """What is said, without its looks."""
        return "\n".join("".join(text for text, _ in line) for line in self._drawn)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one row a line."""
        return len(self._drawn)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take all the width there is."""
        return container.width

    def render_line(self, y: int) -> Strip:
        """Draw one line; what does not fit is cut."""
        pen = Pen(self)
        room = self.size.width
        for text, role in self._drawn[y] if y < len(self._drawn) else ():
            kept = cut(text, room, self.glyphs.ellipsis)
            pen.write(kept, role)
            room -= width_of(kept)
            if room <= 0:
                break
        return pen.strip(self.size.width)


def _fixed(lines: Sequence[DrawnLine]) -> tuple[tuple[Piece, ...], ...]:
    return tuple(tuple((shown(text), role) for text, role in line) for line in lines)
