"""The roles that text on screen plays, each with its colour, for widgets that draw their own lines."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.style import Style
from textual.widget import Widget

from tui.widgets.glyphs import UNICODE, Glyphs

Role = Literal["", "muted", "faint", "moss", "amber", "clay", "sky", "plum", "rust", "heading", "bold"]
"""What a piece of text is; "" is plain text. faint is for rules only, never for text."""


class Drawn(Widget):
    """A widget that draws its own lines in the colours of the theme and the signs of the app."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "role--muted",
        "role--faint",
        "role--moss",
        "role--amber",
        "role--clay",
        "role--sky",
        "role--plum",
        "role--rust",
        "role--heading",
        "role--bold",
    }
    DEFAULT_CSS = """
    Drawn {
        & > .role--muted { color: $muted; }
        & > .role--faint { color: $faint; }
        & > .role--moss { color: $moss; }
        & > .role--amber { color: $amber; }
        & > .role--clay { color: $clay; text-style: $clay-style; }
        & > .role--sky { color: $sky; }
        & > .role--plum { color: $plum; }
        & > .role--rust { color: $rust; }
        & > .role--heading { color: $muted; text-style: bold; }
        & > .role--bold { text-style: bold; }
    }
    """

    @property
    def glyphs(self) -> Glyphs:
        """The signs of this app; the Unicode set where the app names none."""
        glyphs = getattr(self.app, "glyphs", UNICODE)
        return glyphs if isinstance(glyphs, Glyphs) else UNICODE

    def style_of(self, role: Role) -> Style:
        """Give the colours of a role on this widget's background."""
        return self.get_component_rich_style(f"role--{role}") if role else self.rich_style
