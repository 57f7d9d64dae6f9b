"""The one rule between panes, lying or standing."""

from __future__ import annotations

from textual.strip import Strip

from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn


class Rule(Drawn):
    """A faint line in the signs of the app: one row high, or one cell wide with ``standing``."""

    DEFAULT_CSS = """
    Rule { height: 1; background: $background; }
    Rule.-standing { width: 1; height: 1fr; }
    """

    def __init__(self, *, standing: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="-standing" if standing else None)
        self._is_standing = standing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the rule."""
        pen = Pen(self)
        pen.write(self.glyphs.rail if self._is_standing else self.glyphs.rule * self.size.width, "faint")
        return pen.strip(self.size.width)
