"""What Textual does otherwise than an app needs that is left open for weeks: put right at the fault itself."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.color import Color
from textual.screen import Screen
from textual.style import Style

_COLOURS_KEPT = 256
_dismiss = Screen.dismiss


def repair() -> None:
    """Put all of it right; safe to do twice."""
    StylesCache.get_inner_outer = _get_inner_outer  # type: ignore[method-assign, assignment]
    Screen.dismiss = _close  # type: ignore[method-assign, assignment]


@lru_cache(_COLOURS_KEPT)
def _inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    return Style(background=base_background + background), Style(background=base_background)


def _get_inner_outer(_cache: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
    """Remember colours by the colours alone.

    Textual remembers them by what each widget has drawn as well, and so holds every line that the
    last thousand widgets showed, long after they were closed.
    """
    return _inner_outer(base_background, background)


def _close(screen: Screen[Any], result: Any = None) -> AwaitComplete:
    """Close a screen where it stands: in front, covered, or behind another view; once, however often asked.

    Textual closes whatever is in front. What ends after its screen was left, or in another view,
    would close the wrong one, and the app with it where there is only one.
    """
    app = screen.app
    stacks = app._screen_stacks
    if stacks.get(app.current_mode, [])[-1:] == [screen]:
        return _dismiss(screen, result)
    stack = next((stack for stack in stacks.values() if screen in stack), None)
    if stack is None:
        return AwaitComplete()
    stack.remove(screen)
    if screen._result_callbacks:
        screen._result_callbacks[-1](result)
        screen._pop_result_callback()
    return AwaitComplete(app._replace_screen(screen)).call_next(app)
