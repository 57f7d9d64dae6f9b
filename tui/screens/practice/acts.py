"""What is done with the practice: days off, practice days, pace and sentence asked for; pauses ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from tui.domain.practice.plan import Pause
from tui.domain.practice.words import (
    pause_words,
    read_pace,
    read_pause,
    read_practice_days,
    schedule_words,
)
from tui.screens.people.people import People
from tui.screens.practice.questions import (
    HINT_KEYS,
    PRACTICE_PAUSE_KEYS,
    REST_KEYS,
    RUNNING_KEYS,
    choose_days,
    pace_words,
    pause_of,
    take_hint,
)
from tui.screens.practice.rows import Opens, PracticeList, PracticeRow
from tui.screens.view.acts import Acts, acts_of
from tui.screens.view.tending_questions import question
from tui.services.practice.practice_view import LONG_WEEKS, SHORT_WEEKS
from tui.services.practice.resting import Rest
from tui.widgets.bar_kind import Typed
from tui.widgets.virtual_list import VirtualList


class PracticeActs(Acts):
    """The acts of the Practice view."""

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
            "screen.shorter",
            f"{SHORT_WEEKS} weeks",
            id="practice.shorter",
            show=False,
            tooltip=f"Show {SHORT_WEEKS} weeks",
        ),
        Binding(
            "right_square_bracket",
            "screen.longer",
            f"{LONG_WEEKS} weeks",
            id="practice.longer",
            show=False,
            tooltip=f"Show {LONG_WEEKS} weeks, where they have room",
        ),
        Binding("escape", "screen.back", "Back", id="practice.back", show=False, tooltip="Say nothing more"),
    ]

    @property
    def rows(self) -> PracticeList:
        """The list."""
        return self.query_one(PracticeList)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The natural rhythm can be taken only while it is offered."""
        if action == "take_hint":
            return self.is_mounted and self.rows.row_with("hint") is not None and not self.view.bar.is_open
        return super().check_action(action, parameters)

    @work
    async def action_log(self) -> None:
        """Go to Today, where the day is logged."""
        people = await acts_of(self.app, "today", People)
        if people is not None:
            people.action_log()

    @work
    async def action_add(self) -> None:
        """Go to Contacts, where people are added."""
        people = await acts_of(self.app, "contacts", People)
        if people is not None:
            people.action_add()

    def action_why(self) -> None:
        """Say where the number under the cursor comes from."""
        current = self.rows.current
        if current is not None:
            self.message.tell(current.fact.why)

    @work(group="change")
    async def action_pause(self) -> None:
        """Ask which days, and let them rest."""
        key = await self.view.ask("Pause · nothing is asked, and the streak waits", PRACTICE_PAUSE_KEYS)
        pause = pause_of(key, self.desk.today) if key is not None else None
        if pause is not None:
            await self._pause(pause)
        elif key is not None:
            hint = "mon to fri, 10 jan to 25 jan, 3d ago to today"
            kind = question("pause", "Pause", hint, self._pause_words)
            await self.view.ask_until_saved(
                kind, lambda typed: self._pause(self._read_pause(typed.text), typed)
            )

    def _pause(self, pause: Pause, typed: Typed | None = None) -> Awaitable[bool]:
        last = pause.last or pause.first
        return self.view.change_and_say(lambda services: services.practising.pause(pause.first, last), typed)

    @work(group="change")
    async def action_days(self) -> None:
        """Ask which days are practice days, and follow them from today."""

        def choose(typed: Typed) -> Awaitable[bool]:
            schedule = read_practice_days(typed.text, self.desk.today)
            return self.view.change_and_say(lambda services: choose_days(services, schedule), typed)

        hint = "mon tue wed thu fri, mon-fri, every day, or 3 a week"
        await self.view.ask_until_saved(question("days", "Practice days", hint, self._days_words), choose)

    @work(group="change")
    async def action_pace(self) -> None:
        """Ask how many people a day."""

        def choose(typed: Typed) -> Awaitable[bool]:
            pace = read_pace(typed.text)
            return self.view.change_and_say(lambda services: services.practising.choose_pace(pace), typed)

        hint = "1 to 10; promises, replies and birthdays come on top"
        await self.view.ask_until_saved(question("pace", "Pace: people a day", hint, pace_words), choose)

    @work(group="change")
    async def action_plan(self) -> None:
        """Ask for the if-then sentence, and keep it."""

        def words(line: str) -> str:
            return line.strip() or "no sentence"

        def keep(typed: Typed) -> Awaitable[bool]:
            return self.view.change_and_say(
                lambda services: services.practising.write_plan(typed.text), typed
            )

        hint = "After my first coffee I will reach out to one person."
        kind = question("plan", "If-then plan", hint, words, can_be_empty=True)
        await self.view.ask_until_saved(kind, keep, self.desk.reader.practising.settings().plan)

    @work(group="change")
    async def action_take_hint(self) -> None:
        """Ask whether the natural rhythm shall be the plan."""
        row = self.rows.row_with("hint")
        key = await self.view.ask(row.fact.text, HINT_KEYS) if row is not None else None
        if key == "m":
            await self.view.change_and_say(take_hint)
        elif key == "k":
            await self.view.change_and_say(lambda services: services.overview.put_hint_off())

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
            return self.view.change_and_say(
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
        await self.view.ask_until_saved(kind, keep, reached.reflection)

    @work(group="change")
    async def _end_pause(self, rest: Rest | None) -> None:
        """Ask whether to be back today, or to take a pause away altogether."""
        if rest is None:
            return
        pause, keys = rest.pause, RUNNING_KEYS if rest.is_running else REST_KEYS
        key = await self.view.ask(f"Pause · {pause_words(pause, self.desk.today)}", keys)
        if key == "b":
            await self.view.change_and_say(lambda services: services.resting.come_back(pause))
        elif key is not None:
            await self.view.change_and_say(lambda services: services.resting.take_away(pause))

    def _days_words(self, line: str) -> str:
        return schedule_words(read_practice_days(line, self.desk.today))

    def _read_pause(self, line: str) -> Pause:
        return read_pause(line, self.desk.today, self.desk.day_first)

    def _pause_words(self, line: str) -> str:
        return pause_words(self._read_pause(line), self.desk.today)
