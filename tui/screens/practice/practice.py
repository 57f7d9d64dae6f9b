"""The Practice view: how the practice stands, week by week, and the plan it follows."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.app import ComposeResult
from textual.widget import Widget

from tui.domain.errors import RapportError
from tui.screens.every_view.every_view import EveryView
from tui.screens.practice.acts import PracticeActs
from tui.screens.practice.questions import (
    looked_round,
)
from tui.screens.practice.rows import PracticeList, practice_rows_of
from tui.screens.view.view import View
from tui.services.desk import Desk
from tui.services.practice.practice_view import LONG_WEEKS, SHORT_WEEKS, Garden
from tui.terminal.stillness import BESIDE
from tui.widgets.heatmap import Heatmap, weeks_that_fit
from tui.widgets.practice_strip import PracticeFacts, PracticeStrip
from tui.widgets.row_view import GUTTER
from tui.widgets.rule import Rule

PRACTICE_HEIGHTS = [(0, "-short"), (16, "-low"), (22, "-tall")]
"""From so many rows on: the weeks, then the strip above them."""


class PracticeScreen(View):
    """Nothing here presses: what was kept is shown, and every number says why."""

    TAB_ID = "practice"
    AUTO_FOCUS = "#practice"
    VERTICAL_BREAKPOINTS = PRACTICE_HEIGHTS
    ACTS = (EveryView, PracticeActs)
    KEYS_FIRST = ("slash",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._weeks: int | None = None
        """The period asked for; None follows the width."""
        self._garden: Garden | None = None

    def compose(self) -> ComposeResult:
        """Stack the strip, the weeks, and everything that can be explained or changed."""
        yield from self.framed(self._body())

    def _body(self) -> Iterable[Widget]:
        yield PracticeStrip()
        yield Rule(id="practice-rule")
        yield Heatmap(id="practice-heat")
        yield PracticeList()

    @property
    def rows(self) -> PracticeList:
        """The list."""
        return self.query_one(PracticeList)

    def reload(self) -> None:
        """Ask for the whole view again and show it; what takes longer follows."""
        self._show()
        self._look_round()

    def on_resize(self) -> None:
        """Lay everything for the new size."""
        self.call_after_refresh(self._show)

    def action_shorter(self) -> None:
        """Show half a year."""
        self._show_weeks(SHORT_WEEKS)

    def action_longer(self) -> None:
        """Show a year, where it has room."""
        self._show_weeks(LONG_WEEKS)

    # What is shown

    def _show(self) -> None:
        """Show the book as it is, at the present size."""
        view = self.desk.reader.overview.view(self._weeks_wanted())
        practice = view.practice
        self.query_one(PracticeStrip).facts = PracticeFacts(
            practice.week, practice.streak, practice.reached_today, practice.pace, practice.line
        )
        self.query_one(Heatmap).show(view.heat)
        source, sections = practice_rows_of(view, self._garden, self.size.width - GUTTER, self.rows.glyphs)
        was_at_top = self.rows.position == 0
        self.rows.fill(source, sections)
        if was_at_top:
            # What is asked of the person comes first, and may have come while they looked.
            self.rows.go_to(0)
        self.refresh_bindings()

    @work(exclusive=True, group=BESIDE)
    async def _look_round(self) -> None:
        """Keep milestones newly reached and ask for the gentle measures, away from the keys."""
        try:
            garden = await self.desk.change(looked_round, is_asked=False)
        except RapportError:
            # Another program holds the book; nothing was asked of it by the person, so the next look does it.
            return
        self._garden = garden
        self._show()

    def _show_weeks(self, weeks: int) -> None:
        room = weeks_that_fit(self.size.width)
        if weeks > room:
            self.message.say(f"{weeks} weeks are wider than this terminal; {room} have room.")
            return
        self._weeks = weeks
        self._show()

    def _weeks_wanted(self) -> int:
        room = max(1, weeks_that_fit(self.size.width))
        return min(self._weeks or (LONG_WEEKS if room >= LONG_WEEKS else SHORT_WEEKS), room)
