"""A bare app for trying one widget at a time, under our themes and behind our gate."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.widget import Widget

from tui.app.guarded import GuardedApp
from tui.widgets.glyphs import UNICODE, Glyphs


class Stage(GuardedApp[None]):
    """Shows the widgets it is given, one under the other."""

    def __init__(self, *shown: Widget, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs)
        self._shown = shown

    def compose(self) -> ComposeResult:
        yield from self._shown


def clickable_in(app: GuardedApp[None]) -> Iterable[object]:
    """Return what on the screen would run an action when clicked."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if segment.style is not None and "@click" in segment.style.meta:
                yield segment.style.meta["@click"]
