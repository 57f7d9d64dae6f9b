"""One line on its way to the screen, piece by piece."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.roles import Drawn, Role


class Pen:
    """Collects the pieces of one line; neighbours that look alike become one piece."""

    def __init__(self, widget: Drawn) -> None:
        self._widget = widget
        self._pieces: list[tuple[str, Role]] = []

    def write(self, text: str, role: Role = "") -> None:
        """Add text that is ours or has passed the gate; spaces take the look of what stands beside them."""
        if self._pieces:
            before, its_role = self._pieces[-1]
            if its_role == role or not text.strip() or not before.strip():
                self._pieces.pop()
                text, role = before + text, role if not before.strip() else its_role
        self._pieces.append((text, role))

    def strip(self, width: int) -> Strip:
        """Return the line in exactly ``width`` cells."""
        style, base = self._widget.style_of, self._widget.rich_style
        strip = Strip([Segment(text, style(role, base)) for text, role in self._pieces])
        return strip.adjust_cell_length(width, base)
