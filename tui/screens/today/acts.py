"""What is done on Today: logged as done, let go, sorted; and what is asked of a newcomer, and of who comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.domain.practice import copy
from tui.domain.practice.plan import TRIAGE_A_DAY
from tui.domain.rhythms.rule import RhythmChoice
from tui.screens.people.acts import PeopleActs
from tui.screens.people.people import People
from tui.screens.view.tending_questions import RETURN_KEYS, SORT_KEYS
from tui.services.services import Services


class TodayActs(PeopleActs):
    """The acts of Today that change the book."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "d", "done", "Done", id="today.done", tooltip="Log it as done today, on the channel last used"
        ),
        Binding(
            "r", "skip", "Rest", id="today.rest", tooltip="Let this round go; nothing is held against anyone"
        ),
        Binding(
            "w",
            "screen.why",
            "Why",
            id="today.why",
            show=False,
            tooltip="Say in a full sentence why this row is here; again, what the numbers mean",
        ),
        Binding(
            "o",
            "sort",
            "Sort",
            id="today.sort",
            show=False,
            tooltip="Choose a rhythm for somebody who has none yet",
        ),
        Binding(
            "n",
            "screen.more",
            "More",
            id="today.more",
            show=False,
            tooltip="Show one more person, if you like",
        ),
    ]

    _sorted: tuple[date | None, int] = (None, 0)
    """For how many a rhythm was asked about, and on which day."""

    @work(group="change")
    async def action_done(self) -> None:
        """Log the chosen contacts as done today."""
        chosen, settles = self.chosen(), self.rows.settles()
        if chosen:
            await self.view.change_and_say(lambda services: services.recording.done(chosen, settles))
            self.rows.clear_marks()

    @work(group="change")
    async def action_skip(self) -> None:
        """Let this round go."""
        chosen, settles = self.chosen(), self.rows.settles()
        if chosen:
            people = self.view.query_one(People)
            await people.put_off(lambda services: services.recording.rest(chosen, settles), chosen)

    @work(group="change")
    async def action_sort(self) -> None:
        """Ask how often for somebody without a rhythm; three people a day at most."""
        today = self.desk.today
        self._sorted = (today, self._sorted[1] if self._sorted[0] == today else 0)
        waiting = self.desk.reader.advising.unsorted(1) if self._sorted[1] < TRIAGE_A_DAY else []
        contacts = self.desk.reader.finding.contacts(waiting)
        if not contacts:
            self.message.say("Nobody else is asked about today.")
            return
        one = contacts[0]
        key = await self.view.ask(f"{one.name} has no rhythm yet. How often, about?", SORT_KEYS)
        if key is None:
            return
        self._sorted = (today, self._sorted[1] + 1)
        acts: dict[str, Callable[[Services], str]] = {
            "z": lambda services: services.tending.archive([one.id]),
            "l": lambda services: services.advising.sort_later(one.id),
        }
        days = {"m": 30, "q": 90, "y": 365}.get(key, 0)
        await self.view.do(acts.get(key, lambda services: services.rhythms.set([one.id], RhythmChoice(days))))

    @work(group="change")
    async def begin_plan(self) -> None:
        """Ask a newcomer for their practice days and their sentence."""
        from tui.screens.today.beginning import ask_for_plan

        await ask_for_plan(self.view)

    def look_for_return(self) -> None:
        """See whether the person comes back after a pause, and ask how to begin."""
        view = self.view
        is_free = view.is_current and not view.bar.is_open and not view.menu.is_open
        if is_free and self.desk.reader.returning.is_return():
            self._ask_on_return()

    @work(group="change")
    async def _ask_on_return(self) -> None:
        """After a pause, ask once how to begin; Escape eases in."""
        acts: dict[str, Callable[[Services], str]] = {
            "e": lambda services: services.returning.ease_in(),
            "o": lambda services: services.returning.let_older_go(),
            "a": lambda services: services.returning.leave_as_is(),
        }
        await self.view.do(acts[await self.view.menu.ask(copy.on_return(), RETURN_KEYS) or "e"])
