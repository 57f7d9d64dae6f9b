"""The look, called allotment: a dark, a light and a terminal-palette theme, and the names of their colours.

Style sheets use these names as variables (``$moss``); colours as hex codes live here only.
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

DARK = "allotment-dark"
LIGHT = "allotment-light"
TERMINAL = "terminal"

_DARK_COLOURS = {
    "muted": "#9AA79F",
    "faint": "#6F7C75",
    "moss": "#8FBF7A",
    "amber": "#E3BE6A",
    "clay": "#E0936B",
    "sky": "#7FB4CF",
    "plum": "#C39BC9",
    "rust": "#E58074",
    "selection": "#31443A",
    "text": "#DDE3DC",
}
_LIGHT_COLOURS = {
    "muted": "#55605A",
    "faint": "#767F78",
    "moss": "#3B6B2E",
    "amber": "#7A5A00",
    "clay": "#9A4A1E",
    "sky": "#1F5F80",
    "plum": "#74407C",
    "rust": "#A3302A",
    "selection": "#D5E3CC",
    "text": "#242B27",
}
_TERMINAL_COLOURS = {
    "muted": "ansi_default",
    "faint": "ansi_default",
    "moss": "ansi_green",
    "amber": "ansi_yellow",
    "clay": "ansi_yellow",
    "sky": "ansi_cyan",
    "plum": "ansi_magenta",
    "rust": "ansi_red",
    "selection": "ansi_default",
    "text": "ansi_default",
}

_STYLES = {"clay-style": "none"}
_TERMINAL_STYLES = {"clay-style": "bold"}

_FALLBACKS = {
    "muted": "text-muted",
    "faint": "text-disabled",
    "moss": "text-success",
    "amber": "text-warning",
    "clay": "text-warning",
    "sky": "text-secondary",
    "plum": "text-accent",
    "rust": "text-error",
    "selection": "surface",
}


def variable_defaults(theme: Theme) -> dict[str, str]:
    """Return our colour names for a theme that does not know them, borrowed from what it has."""
    known = theme.to_color_system().generate()
    return {**_STYLES, **{ours: known[theirs] for ours, theirs in _FALLBACKS.items()}}


def _parts(colours: dict[str, str]) -> dict[str, str]:
    """Return the colours of Textual's own parts: cursors, inputs, scroll bars, footers, rules."""
    return {
        "text-muted": colours["muted"],
        "text-disabled": colours["muted"],
        "foreground-muted": colours["muted"],
        "border": colours["faint"],
        "border-blurred": colours["faint"],
        "block-cursor-foreground": colours["text"],
        "block-cursor-background": colours["selection"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": colours["text"],
        "block-cursor-blurred-background": colours["selection"],
        "input-cursor-background": colours["text"],
        "input-selection-background": colours["selection"],
        "footer-key-foreground": colours["moss"],
        "scrollbar": colours["faint"],
        "scrollbar-hover": colours["muted"],
        "scrollbar-active": colours["muted"],
        "link-color": colours["text"],
    }


def _true_colour(name: str, colours: dict[str, str], background: str, surfaces: tuple[str, str]) -> Theme:
    surface, panel = surfaces
    grounds = {
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
        "input-cursor-foreground": background,
        "footer-background": background,
    }
    return Theme(
        name=name,
        primary=colours["moss"],
        secondary=colours["sky"],
        accent=colours["plum"],
        warning=colours["amber"],
        error=colours["rust"],
        success=colours["moss"],
        foreground=colours["text"],
        background=background,
        surface=surface,
        panel=panel,
        dark=name == DARK,
        variables={
            **_STYLES,
            **_parts(colours),
            **grounds,
            **colours,
            "text-success": colours["moss"],
            "text-warning": colours["amber"],
            "text-error": colours["rust"],
            "text-accent": colours["plum"],
            "text-primary": colours["moss"],
            "text-secondary": colours["sky"],
        },
    )


ALLOTMENT_DARK = _true_colour(DARK, _DARK_COLOURS, "#14181A", ("#1B2123", "#242C2E"))
ALLOTMENT_LIGHT = _true_colour(LIGHT, _LIGHT_COLOURS, "#FAF8F2", ("#F1EEE4", "#E6E2D4"))

TERMINAL_PALETTE = Theme(
    name=TERMINAL,
    ansi=True,
    primary="ansi_green",
    secondary="ansi_cyan",
    accent="ansi_magenta",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        **_TERMINAL_STYLES,
        **_TERMINAL_COLOURS,
        **_parts(_TERMINAL_COLOURS),
        "block-cursor-text-style": "bold reverse",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)
"""The terminal's own sixteen colours on its own background; the person's palette decides."""

THEMES = (ALLOTMENT_DARK, ALLOTMENT_LIGHT, TERMINAL_PALETTE)
