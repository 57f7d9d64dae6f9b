"""The roles that text on screen plays, each with its colour, for widgets that draw their own lines."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from tui.widgets.glyphs import UNICODE, Glyphs

Role = Literal["", "muted", "faint", "moss", "amber", "clay", "sky", "plum", "rust", "heading", "bold"]
"""What a piece of text is; "" is plain text. faint is for rules only, never for text."""


class Drawn(Widget):
    """A widget that draws its own lines in the colours of the theme and the signs of the app.

    The colours are read from the theme's variables, not from component classes: twenty such widgets
    with ten classes each would cost every start two hundred style computations.
    """

    @property
    def glyphs(self) -> Glyphs:
        """The signs of this app; the Unicode set where the app names none."""
        glyphs = getattr(self.app, "glyphs", UNICODE)
        return glyphs if isinstance(glyphs, Glyphs) else UNICODE

    def style_of(self, role: Role, base: Style | None = None) -> Style:
        """Return the colours of a role on this widget's background, or on a style at hand."""
        base = self.rich_style if base is None else base
        if not role:
            return base
        variables = self.app.theme_variables
        name = "muted" if role == "heading" else role
        return _styled(
            base,
            variables.get(name, "") if role != "bold" else "",
            "bold" if role in ("heading", "bold") else variables.get(f"{role}-style", ""),
        )


@lru_cache(maxsize=128)
def _styled(base: Style, colour: str, text_style: str) -> Style:
    """Return a style with another colour and text style; what is relative in a foreign theme is left out."""
    style = base
    absolute = colour.split(" ", 1)[0]
    if absolute and absolute != "auto":
        style += Style.from_color(Color.parse(absolute).rich_color)
    if text_style and text_style != "none":
        style += Style.parse(text_style)
    return style
