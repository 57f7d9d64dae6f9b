"""The Practice view: how the practice stands, week by week, and the plan it follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.domain.errors import RapportError
from tui.domain.practice_plan import Pause
from tui.domain.practice_words import (
    pause_words,
    read_pace,
    read_pause,
    read_practice_days,
    schedule_words,
)
from tui.screens.practice_questions import (
    HINT_KEYS,
    PAUSE_KEYS,
    REST_KEYS,
    RUNNING_KEYS,
    choose_days,
    looked_round,
    pace_words,
    pause_of,
    read_with,
    take_hint,
)
from tui.screens.practice_rows import Opens, PracticeRow, draw, rows_of
from tui.screens.view import View
from tui.services.practice_view import LONG_WEEKS, SHORT_WEEKS, Garden
from tui.services.resting import Rest
from tui.services.services import Services
from tui.stillness import BESIDE
from tui.widgets.heatmap import Heatmap, weeks_that_fit
from tui.widgets.key_menu import Choice as Key
from tui.widgets.key_menu import KeyMenu
from tui.widgets.line_bar import BarKind, LineBar, Preview
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
        self._meant: PracticeRow | None = None
        """The row a menu or a bar was opened on."""

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

    def action_pause(self) -> None:
        """Ask which days."""
        self._menu("Pause · nothing is asked, and the streak waits", PAUSE_KEYS)

    def action_days(self) -> None:
        """Ask which days are practice days."""
        self._ask("days", "Practice days", "mon tue wed thu fri, mon-fri, every day, or 3 a week", self._days)

    def action_pace(self) -> None:
        """Ask how many people a day."""
        self._ask(
            "pace", "Pace: people a day", "1 to 10; promises, replies and birthdays come on top", pace_words
        )

    def action_plan(self) -> None:
        """Ask for the if-then sentence."""
        plan = self.desk.reader.practising.settings().plan
        hint = "After my first coffee I will reach out to one person."
        self._ask("plan", "If-then plan", hint, lambda line: line.strip() or "no sentence", plan)

    def action_take_hint(self) -> None:
        """Ask whether the natural rhythm shall be the plan."""
        row = self._row_with("hint")
        if row is not None:
            self._meant = row
            self._menu(row.fact.text, HINT_KEYS)

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
        row = self._meant = self.rows.current
        if row is None:
            return
        asks: dict[Opens, Callable[[], None]] = {
            Opens.DAYS: self.action_days,
            Opens.PACE: self.action_pace,
            Opens.PLAN: self.action_plan,
            Opens.HINT: self.action_take_hint,
            Opens.REFLECTION: lambda: self._ask_reflection(row),
            Opens.REST: lambda: self._ask_rest(row.fact.rest),
        }
        asks.get(row.fact.opens, self.action_why)()

    def _ask_reflection(self, row: PracticeRow) -> None:
        reached = row.fact.milestone
        if reached is not None:
            question = reached.milestone.question
            hint, name = "for your eyes only", reached.milestone.name
            self._ask("reflection", question, hint, str.strip, reached.reflection, f"reflection:{name}")

    def _ask_rest(self, rest: Rest | None) -> None:
        if rest is not None:
            keys = RUNNING_KEYS if rest.is_running else REST_KEYS
            self._menu(f"Pause · {pause_words(rest.pause, self.desk.today)}", keys)

    # Answers

    @on(KeyMenu.Chosen)
    def _key_chosen(self, event: KeyMenu.Chosen) -> None:
        event.stop()
        self.rows.focus()
        today, key, meant = self.desk.today, event.key, self._meant
        pause = pause_of(key, today)
        if pause is not None:
            self._pause(pause)
        elif key == "d":
            self._ask("pause", "Pause", "mon to fri, 10 jan to 25 jan, 3d ago to today", self._pause_words)
        elif meant is not None and meant.fact.rest is not None:
            rest = meant.fact.rest.pause
            if key == "b":
                self._do(lambda services: services.resting.come_back(rest))
            else:
                self._do(lambda services: services.resting.take_away(rest))
        elif key == "m":
            self._do(take_hint)
        elif key == "k":
            self._do(lambda services: services.overview.put_hint_off())

    @on(KeyMenu.Closed)
    def _menu_closed(self, event: KeyMenu.Closed) -> None:
        event.stop()
        self.rows.focus()

    @on(LineBar.Left)
    def _line_left(self, event: LineBar.Left) -> None:
        event.stop()
        self.say_line_left(event)
        self.rows.focus()

    @on(LineBar.Submitted)
    def _line_submitted(self, event: LineBar.Submitted) -> None:
        event.stop()
        line, meant, today = event.line, self._meant, self.desk.today
        self.bar.hand_over()
        self.rows.focus()
        if event.kind.name == "pause":
            self._pause(read_pause(line, today, self.desk.day_first))
        elif event.kind.name == "days":
            schedule = read_practice_days(line, today)
            self._do(lambda services: choose_days(services, schedule))
        elif event.kind.name == "pace":
            self._do(lambda services: services.practising.choose_pace(read_pace(line)))
        elif event.kind.name == "plan":
            self._do(lambda services: services.practising.write_plan(line))
        elif meant is not None and meant.fact.milestone is not None:
            name = meant.fact.milestone.milestone.name
            self._do(lambda services: services.milestones.reflect(name, line))

    def _pause(self, pause: Pause) -> None:
        last = pause.last or pause.first
        self._do(lambda services: services.practising.pause(pause.first, last))

    @work(group="change")
    async def _do(self, use_case: Callable[[Services], str]) -> None:
        await self.change_and_say(use_case)

    def _menu(self, title: str, keys: Sequence[Key]) -> None:
        self.message.clear()
        self.menu.open(title, keys)

    def _ask(
        self,
        name: str,
        title: str,
        hint: str,
        read: Callable[[str], str],
        text: str = "",
        keeps_as: str = "",
    ) -> None:
        """Ask one thing in the bar, with the answer read under it; ``text`` is what is in the book by now."""
        self.message.clear()
        can_be_empty = name in ("plan", "reflection")

        def preview(line: str, _accepted: Sequence[str]) -> Preview:
            return read_with(line, read, can_be_empty=can_be_empty)

        kind = BarKind(name, title, ([(hint, "muted")],), preview, keeps_as=keeps_as)
        self.bar.open(kind, usually=text)

    def _days(self, line: str) -> str:
        return schedule_words(read_practice_days(line, self.desk.today))

    def _pause_words(self, line: str) -> str:
        return pause_words(read_pause(line, self.desk.today, self.desk.day_first), self.desk.today)

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
