"""What Textual would keep of widgets that were closed, let go."""

from __future__ import annotations

from functools import lru_cache

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style

_COLOURS_KEPT = 256


@lru_cache(_COLOURS_KEPT)
def _inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    return Style(background=base_background + background), Style(background=base_background)


def let_closed_widgets_go() -> None:
    """Remember colours by the colours alone.

    Textual remembers them by what each widget has drawn as well, and so holds every line that the
    last thousand widgets showed, long after they were closed.
    """

    def get_inner_outer(
        _cache: StylesCache, base_background: Color, background: Color
    ) -> tuple[Style, Style]:
        return _inner_outer(base_background, background)

    StylesCache.get_inner_outer = get_inner_outer  # type: ignore[method-assign, assignment]
