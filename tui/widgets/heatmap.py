"""The heatmap: weeks of practice side by side, by shape first; colour only adds."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size
from textual.strip import Strip

from tui.domain.dates.spans import SHORT_MONTHS, WRITTEN_WEEKDAYS
from tui.domain.practice.heatmap import HeatDay
from tui.domain.practice.streak import Mark
from tui.widgets.glyphs import Glyphs
from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn, Role

LABEL_CELLS = 5
"""The names of the weekdays at the left."""
WEEK_CELLS = 2
ROWS = 9
"""Months, seven weekdays, and what the signs mean."""
_MONTH_WEEKS = 2
"""The name of a month lies over so many weeks."""


def weeks_that_fit(width: int) -> int:
    """Return how many weeks stand in so many cells; the last needs no gap after it."""
    return max(0, (width - LABEL_CELLS + 1) // WEEK_CELLS)


class Heatmap(Drawn):
    """Draws the latest whole weeks that fit; a missed day is simply empty (practice model, 2.4)."""

    DEFAULT_CSS = """
    Heatmap { height: auto; background: $background; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._weeks: tuple[tuple[HeatDay, ...], ...] = ()

    def show(self, days: Sequence[HeatDay]) -> None:
        """Show these days: from a Monday on, without a gap; nothing is repainted when they are the same."""
        weeks = tuple(tuple(days[start : start + 7]) for start in range(0, len(days), 7))
        if weeks != self._weeks:
            self._weeks = weeks
            self.refresh()

    @property
    def weeks_shown(self) -> int:
        """How many weeks stand in the present width."""
        return min(len(self._weeks), weeks_that_fit(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the months, the weekdays and the legend a row each."""
        return ROWS

    def render_line(self, y: int) -> Strip:
        """Draw the months, one weekday of every week, or the legend."""
        pen = Pen(self)
        shown = self._weeks[len(self._weeks) - self.weeks_shown :]
        if y == 0:
            pen.write(" " * LABEL_CELLS + _months(shown), "muted")
        elif y < ROWS - 1:
            pen.write(f" {WRITTEN_WEEKDAYS[y - 1][:3]} ", "muted")
            for week in shown:
                sign, role = _sign(week[y - 1], self.glyphs) if y <= len(week) else (" ", "")
                pen.write(sign, role)
                pen.write(" ")
        else:
            self._legend(pen)
        return pen.strip(self.size.width)

    def _legend(self, pen: Pen) -> None:
        glyphs = self.glyphs
        signs: tuple[tuple[str, str, Role], ...] = (
            (glyphs.heat_none, "light", "moss"),
            (glyphs.heat_one, "good", "moss"),
            (glyphs.heat_more, "deep", "moss"),
            (glyphs.rest_day, "rest", "muted"),
            (glyphs.resting, "paused", "sky"),
            (glyphs.spared, "spare", "sky"),
        )
        pen.write(" " * LABEL_CELLS)
        for sign, word, role in signs:
            pen.write(sign, role)
            pen.write(f" {word}  ", "muted")


def _months(weeks: Sequence[Sequence[HeatDay]]) -> str:
    """Name each month over the first week that begins in it; the oldest only where its name has room."""
    names = [SHORT_MONTHS[week[0].day.month - 1] for week in weeks]
    begins = [index for index in range(len(names)) if not index or names[index] != names[index - 1]]
    line = ""
    for index, following in zip(begins, (*begins[1:], len(names)), strict=False):
        if following - index >= _MONTH_WEEKS:
            line = line.ljust(index * WEEK_CELLS) + names[index]
    return line


def _sign(day: HeatDay, glyphs: Glyphs) -> tuple[str, Role]:
    if day.mark is Mark.PRACTISED:
        if day.depth >= 3:
            return glyphs.heat_more, "moss"
        return (glyphs.heat_one, "moss") if day.depth == 2 else (glyphs.heat_none, "moss")
    signs: dict[Mark, tuple[str, Role]] = {
        Mark.OPEN: (glyphs.due, "amber"),
        Mark.REST: (glyphs.rest_day, "muted"),
        Mark.PAUSED: (glyphs.resting, "sky"),
        Mark.SPARED: (glyphs.spared, "sky"),
    }
    return signs.get(day.mark, (" ", ""))
