"""The Practice view: how the practice stands, week by week, and the plan it follows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.domain.errors import RapportError
from tui.domain.practice.plan import Pause
from tui.domain.practice.words import (
    pause_words,
    read_pace,
    read_pause,
    read_practice_days,
    schedule_words,
)
from tui.screens.practice.questions import (
    HINT_KEYS,
    PAUSE_KEYS,
    REST_KEYS,
    RUNNING_KEYS,
    choose_days,
    looked_round,
    pace_words,
    pause_of,
    take_hint,
)
from tui.screens.practice.rows import Opens, PracticeRow, draw, rows_of
from tui.screens.view.tending_questions import question
from tui.screens.view.view import View
from tui.services.practice.practice_view import LONG_WEEKS, SHORT_WEEKS, Garden
from tui.services.practice.resting import Rest
from tui.terminal.stillness import BESIDE
from tui.widgets.heatmap import Heatmap, weeks_that_fit
from tui.widgets.line_bar import Typed
from tui.widgets.practice_strip import PracticeFacts, PracticeStrip
from tui.widgets.row_view import GUTTER
from tui.widgets.rows import Line
from tui.widgets.rule import Rule
from tui.widgets.virtual_list import VirtualList

HEIGHTS = [(0, "-short"), (16, "-low"), (22, "-tall")]
"""From so many rows on: the weeks, then the strip above them."""


class PracticeScreen(View):
    """Nothing here presses: what was kept is shown, and every number says why."""

    TAB_ID = "practice"
    AUTO_FOCUS = "#practice"
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "pause", "Pause", id="practice.pause", tooltip="Rest for some days, also afterwards"),
        Binding("e", "days", "Practice days", id="practice.days", tooltip="Choose your practice days"),
        Binding("P", "pace", "Pace", id="practice.pace", tooltip="Choose how many people a day Today shows"),
        Binding(
            "h", "plan", "If-then", id="practice.plan", tooltip="Write when and where you will reach out"
        ),
        Binding(
            "m",
            "take_hint",
            "Make it the plan",
            id="practice.take_hint",
            tooltip="Make your natural rhythm the plan",
        ),
        Binding(
            "l",
            "log",
            "Log",
            id="practice.log",
            show=False,
            tooltip="Go to Today and log in one line",
        ),
        Binding(
            "a",
            "add",
            "Add",
            id="practice.add",
            show=False,
            tooltip="Go to Contacts and add a person",
        ),
        Binding("w", "why", "Why", id="practice.why", tooltip="Say where this number comes from"),
        Binding(
            "left_square_bracket",
            "shorter",
            "26 weeks",
            id="practice.shorter",
            show=False,
            tooltip="Show 26 weeks",
        ),
        Binding(
            "right_square_bracket",
            "longer",
            "52 weeks",
            id="practice.longer",
            show=False,
            tooltip="Show 52 weeks, where they have room",
        ),
        Binding("escape", "back", "Back", id="practice.back", show=False, tooltip="Say nothing more"),
    ]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._weeks: int | None = None
        """The period asked for; None follows the width."""
        self._garden: Garden | None = None
        self._listed: Sequence[PracticeRow] = ()

    def body(self) -> Iterable[Widget]:
        """Stack the strip, the weeks, and everything that can be explained or changed."""
        yield PracticeStrip()
        yield Rule(id="practice-rule")
        yield Heatmap(id="practice-heat")
        yield VirtualList[PracticeRow](self._draw, can_mark=False, id="practice")

    @property
    def rows(self) -> VirtualList[PracticeRow]:
        """The list."""
        return self.query_one("#practice", VirtualList)

    def reload(self) -> None:
        """Ask for the whole view again and show it; what takes longer follows."""
        self._show()
        self._look_round()

    def on_resize(self) -> None:
        """Lay everything for the new size."""
        self.call_after_refresh(self._show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The natural rhythm can be taken only while it is offered."""
        if action == "take_hint":
            return self.is_mounted and self._row_with("hint") is not None and not self.bar.is_open
        return super().check_action(action, parameters)

    def add_person(self, text: str) -> None:
        """Go to Contacts, where people are added."""
        self._go_and("contacts", lambda view: view.add_person(text))

    # What the keys do

    def action_log(self) -> None:
        """Go to Today, where the day is logged."""
        self._go_and("today", lambda view: view.log_line())

    def action_add(self) -> None:
        """Go to Contacts, where people are added."""
        self.add_person("")

    def action_why(self) -> None:
        """Say where the number under the cursor comes from."""
        current = self.rows.current
        if current is not None:
            self.message.tell(current.fact.why)

    @work(group="change")
    async def action_pause(self) -> None:
        """Ask which days, and let them rest."""
        key = await self.ask("Pause · nothing is asked, and the streak waits", PAUSE_KEYS)
        pause = pause_of(key, self.desk.today) if key is not None else None
        if pause is not None:
            await self._pause(pause)
        elif key is not None:
            hint = "mon to fri, 10 jan to 25 jan, 3d ago to today"
            kind = question("pause", "Pause", hint, self._pause_words)
            await self.ask_until_saved(kind, lambda typed: self._pause(self._read_pause(typed.text), typed))

    def _pause(self, pause: Pause, typed: Typed | None = None) -> Awaitable[bool]:
        last = pause.last or pause.first
        return self.change_and_say(lambda services: services.practising.pause(pause.first, last), typed)

    @work(group="change")
    async def action_days(self) -> None:
        """Ask which days are practice days, and follow them from today."""

        def choose(typed: Typed) -> Awaitable[bool]:
            schedule = read_practice_days(typed.text, self.desk.today)
            return self.change_and_say(lambda services: choose_days(services, schedule), typed)

        hint = "mon tue wed thu fri, mon-fri, every day, or 3 a week"
        await self.ask_until_saved(question("days", "Practice days", hint, self._days_words), choose)

    @work(group="change")
    async def action_pace(self) -> None:
        """Ask how many people a day."""

        def choose(typed: Typed) -> Awaitable[bool]:
            pace = read_pace(typed.text)
            return self.change_and_say(lambda services: services.practising.choose_pace(pace), typed)

        hint = "1 to 10; promises, replies and birthdays come on top"
        await self.ask_until_saved(question("pace", "Pace: people a day", hint, pace_words), choose)

    @work(group="change")
    async def action_plan(self) -> None:
        """Ask for the if-then sentence, and keep it."""

        def words(line: str) -> str:
            return line.strip() or "no sentence"

        def keep(typed: Typed) -> Awaitable[bool]:
            return self.change_and_say(lambda services: services.practising.write_plan(typed.text), typed)

        hint = "After my first coffee I will reach out to one person."
        kind = question("plan", "If-then plan", hint, words, can_be_empty=True)
        await self.ask_until_saved(kind, keep, self.desk.reader.practising.settings().plan)

    @work(group="change")
    async def action_take_hint(self) -> None:
        """Ask whether the natural rhythm shall be the plan."""
        row = self._row_with("hint")
        key = await self.ask(row.fact.text, HINT_KEYS) if row is not None else None
        if key == "m":
            await self.change_and_say(take_hint)
        elif key == "k":
            await self.change_and_say(lambda services: services.overview.put_hint_off())

    def action_shorter(self) -> None:
        """Show half a year."""
        self._show_weeks(SHORT_WEEKS)

    def action_longer(self) -> None:
        """Show a year, where it has room."""
        self._show_weeks(LONG_WEEKS)

    def action_back(self) -> None:
        """Say nothing more."""
        self.message.clear()

    @on(VirtualList.Opened, "#practice")
    def _opened(self) -> None:
        """Ask what the row under the cursor can be asked; else say why it is so."""
        row = self.rows.current
        if row is None:
            return
        asks: dict[Opens, Callable[[], object]] = {
            Opens.DAYS: self.action_days,
            Opens.PACE: self.action_pace,
            Opens.PLAN: self.action_plan,
            Opens.HINT: self.action_take_hint,
            Opens.REFLECTION: lambda: self._reflect(row),
            Opens.REST: lambda: self._end_pause(row.fact.rest),
        }
        asks.get(row.fact.opens, self.action_why)()

    @work(group="change")
    async def _reflect(self, row: PracticeRow) -> None:
        """Ask what the person thinks of a milestone, and keep it."""
        reached = row.fact.milestone
        if reached is None:
            return
        milestone = reached.milestone

        def keep(typed: Typed) -> Awaitable[bool]:
            return self.change_and_say(
                lambda services: services.milestones.reflect(milestone.name, typed.text), typed
            )

        kind = question(
            "reflection",
            milestone.question,
            "for your eyes only",
            str.strip,
            can_be_empty=True,
            keeps_as=f"reflection:{milestone.name}",
        )
        await self.ask_until_saved(kind, keep, reached.reflection)

    @work(group="change")
    async def _end_pause(self, rest: Rest | None) -> None:
        """Ask whether to be back today, or to take a pause away altogether."""
        if rest is None:
            return
        pause, keys = rest.pause, RUNNING_KEYS if rest.is_running else REST_KEYS
        key = await self.ask(f"Pause · {pause_words(pause, self.desk.today)}", keys)
        if key == "b":
            await self.change_and_say(lambda services: services.resting.come_back(pause))
        elif key is not None:
            await self.change_and_say(lambda services: services.resting.take_away(pause))

    def _days_words(self, line: str) -> str:
        return schedule_words(read_practice_days(line, self.desk.today))

    def _read_pause(self, line: str) -> Pause:
        return read_pause(line, self.desk.today, self.desk.day_first)

    def _pause_words(self, line: str) -> str:
        return pause_words(self._read_pause(line), self.desk.today)

    # What is shown

    def _show(self) -> None:
        """Show the book as it is, at the present size."""
        view = self.desk.reader.overview.view(self._weeks_wanted())
        practice = view.practice
        self.query_one(PracticeStrip).facts = PracticeFacts(
            practice.week, practice.streak, practice.reached_today, practice.pace, practice.line
        )
        self.query_one(Heatmap).show(view.heat)
        source, sections = rows_of(view, self._garden, self.size.width - GUTTER, self.rows.glyphs)
        self._listed = source.listed
        was_at_top = self.rows.position == 0
        self.rows.show(source, sections)
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

    def _row_with(self, key: str) -> PracticeRow | None:
        """Give the first row of a fact, or None when it is not shown."""
        return next((row for row in self._listed if row.fact.key == key), None)

    def _draw(self, row: PracticeRow, width: int) -> Line:
        return draw(row, width)

    @work
    async def _go_and(self, view_id: str, act: Callable[[View], None]) -> None:
        """Go to another view and do something there."""
        await self.app.switch_mode(view_id)
        view = self.app.screen
        if isinstance(view, View):
            view.call_after_refresh(act, view)
