"""The quiet lines of the Today view: what is unfinished above the list, and one small thing below it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import work
from textual.binding import Binding, BindingType

from tui.domain.errors import RapportError
from tui.screens.people.acts import PeopleActs
from tui.screens.people.people import People
from tui.screens.today.unfinished import UnfinishedOffer
from tui.screens.view.tending_questions import question
from tui.screens.view.view import View
from tui.services.services import Services
from tui.widgets.bar_kind import Typed
from tui.widgets.key_menu import MenuKey
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from tui.domain.practice.milestones import Reached
    from tui.services.recording.writing import Unfelt
    from tui.services.today.small_steps import StepOffered

QUIET_KEYS: list[BindingType] = [
    Binding(
        "b",
        "drafts",
        "Drafts",
        id="today.drafts",
        show=False,
        tooltip="Take up a draft, an edit or a line that was begun, or put it away",
    ),
    Binding(
        "m",
        "small_thing",
        "Small step",
        id="today.small_thing",
        show=False,
        tooltip="Answer the quiet line: a small step, how it felt, a milestone",
    ),
]
STEP_KEYS = (
    MenuKey(("c",), "c", "do it now"),
    MenuKey(("n",), "n", "not today"),
    MenuKey(("x",), "x", "offer none any more"),
)
HOW_IT_FELT_KEYS = (
    MenuKey(tuple("12345"), "1-5", "1 easy, 5 very awkward"),
    MenuKey(("n",), "n", "leave it at that"),
)
MILESTONE_DAYS = 1
"""So many days after it was reached a milestone still has its line here; Practice keeps it."""
LOOK_AGAIN_SECONDS = 5.0


class Quiet(Struct, frozen=True):
    """The one small thing of the day: at most one of these is set."""

    milestone: Reached | None = None
    unfelt: Unfelt | None = None
    step: StepOffered | None = None

    @property
    def words(self) -> str:
        """The line; empty where there is nothing."""
        if self.milestone is not None:
            reached = self.milestone.milestone
            return (
                reached.question if reached.question[0].isdigit() else f"{reached.words}. {reached.question}"
            )
        if self.unfelt is not None:
            from tui.domain.writing.awkwardness import question

            return question(self.unfelt.name.split(" ", 1)[0])
        return f"A small step: {self.step.words}" if self.step is not None else ""


class QuietActs(PeopleActs):
    """The two quiet lines of Today, and what answers them."""

    BINDINGS: ClassVar[list[BindingType]] = QUIET_KEYS

    _quiet = Quiet()
    _reached_before: tuple[int, int] | None = None

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.unfinished = UnfinishedOffer(view, self._show_quiet)
        """What is unfinished, offered here; what was put away last comes back with u while nothing was changed."""

    def on_mount(self) -> None:
        """Look once more for drafts a little later: the program that left them may still be ending."""
        self.set_timer(LOOK_AGAIN_SECONDS, self.show_drafts)

    def show_quiet(self, reached_today: int, streak: int) -> None:
        """Show both lines once the list stands; a day that moved on is looked at for milestones."""
        before, self._reached_before = self._reached_before, (reached_today, streak)
        self.call_after_refresh(self._show_quiet)
        if before is not None and before < (reached_today, streak):
            self._note_milestones()

    def show_drafts(self) -> None:
        """Name what is unfinished as it is by now."""
        if self.is_mounted:
            line = self.unfinished.line()
            self.query_one("#today-drafts", Lines).show([line] if line else [])

    def _show_quiet(self) -> None:
        if not self.is_mounted:
            return
        self.show_drafts()
        self._quiet = _quiet_of(self.desk.reader)
        below = self.query_one("#today-quiet", Lines)
        words = self._quiet.words
        below.show([[("m ", "moss"), (words, "muted")]] if words else [])

    @work(group="quiet")
    async def _note_milestones(self) -> None:
        """Keep milestones newly reached; a book that is held just now is asked another time."""
        try:
            found = await self.desk.change(lambda services: services.milestones.note(), is_asked=False)
        except RapportError:
            return
        if found:
            self._show_quiet()

    # The small thing

    @work(group="change")
    async def action_small_thing(self) -> None:
        """Answer the quiet line."""
        quiet = self._quiet
        if quiet.milestone is not None:
            await self._reflect(quiet.milestone)
        elif quiet.unfelt is not None:
            await self._say_how_it_felt(quiet.unfelt, await self.view.ask(quiet.words, HOW_IT_FELT_KEYS))
        elif quiet.step is not None:
            await self._answer_step(quiet.step, await self.view.ask(quiet.words, STEP_KEYS))
        else:
            self.message.say("There is no small step just now.")

    async def _reflect(self, reached: Reached) -> None:
        """Ask what the person thinks of a milestone, and keep it."""
        name = reached.milestone.name

        def keep(typed: Typed) -> Awaitable[bool]:
            return self.view.do(lambda services: services.milestones.reflect(name, typed.text), typed)

        kind = question("milestone", reached.milestone.question, "for your eyes only", str.strip)
        await self.view.ask_until_saved(kind, keep)

    async def _say_how_it_felt(self, sent: Unfelt, key: str | None) -> None:
        ident = sent.interaction_id
        if key == "n":
            await self.view.do(lambda services: services.writing.leave_unfelt(ident))
        elif key is not None:
            await self.view.do(lambda services: services.writing.felt(ident, int(key)))

    async def _answer_step(self, offered: StepOffered, key: str | None) -> None:
        if key == "n":
            await self.view.do(lambda services: services.small_steps.put_off())
        elif key == "x":
            await self.view.do(lambda services: services.small_steps.show(False))
        elif key is not None:
            await self._do_step(offered)

    async def _do_step(self, offered: StepOffered) -> None:
        """Open where the step is done: somebody's page for reading, else the composer, begun."""
        people = [offered.contact_id] if offered.contact_id is not None else self.rows.chosen()
        step = offered.step
        if step.level == 0 and people:
            self.view.post_message(self.view.ContactWanted(people[0]))
            return
        from tui.screens.composer.composer import ComposerScreen
        from tui.screens.composer.fields import Field

        preset = {Field.CHANNEL: step.channel, Field.SITUATION: step.situation}
        texts = {field: value.value for field, value in preset.items() if value is not None}
        await self.view.query_one(People).writing.in_composer(ComposerScreen(self.desk, people, preset=texts))

    # What is unfinished

    @work(group="change")
    async def action_drafts(self) -> None:
        """Ask which draft, edit or line, and what becomes of it."""
        self.message.clear()
        await self.unfinished.ask()


def _quiet_of(services: Services) -> Quiet:
    """Find the one small thing: a milestone just reached, how a message felt, else a small step."""
    from tui.domain.practice.milestones import to_be_asked

    today = services.finding.today()
    reached = to_be_asked(services.milestones.all(), today)
    if reached is not None and (today - reached.on).days <= MILESTONE_DAYS:
        return Quiet(milestone=reached)
    unfelt = services.writing.unfelt()
    if unfelt is not None:
        return Quiet(unfelt=unfelt)
    return Quiet() if services.finding.is_empty() else Quiet(step=services.small_steps.today())
