"""The quiet lines of the Today view: what is unfinished above the list, and one small thing below it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from textual import work
from textual.binding import Binding, BindingType

from tui.domain.errors import RapportError
from tui.screens.people.contact_view import ContactView
from tui.screens.today.unfinished import UnfinishedOffer
from tui.screens.view.tending_questions import question
from tui.services.services import Services
from tui.widgets.key_menu import Choice
from tui.widgets.line_bar import Typed
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from tui.domain.practice.milestones import Reached
    from tui.domain.records.contact import ContactId
    from tui.screens.contacts.page_keys import ContactPageView
    from tui.screens.practice.practice import PracticeScreen
    from tui.services.recording.writing import Unfelt
    from tui.services.today.small_steps import StepOffered

Result = TypeVar("Result")

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
    Choice(("c",), "c", "do it now"),
    Choice(("n",), "n", "not today"),
    Choice(("x",), "x", "offer none any more"),
)
FELT_KEYS = (Choice(tuple("12345"), "1-5", "1 easy, 5 very awkward"), Choice(("n",), "n", "leave it at that"))
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


class QuietToday(ContactView):
    """A view of contacts with the two quiet lines."""

    _quiet = Quiet()
    _reached_before: tuple[int, int] | None = None

    @cached_property
    def _offer(self) -> UnfinishedOffer:
        """What is unfinished, offered here; what was put away last comes back with u while nothing was changed."""
        return UnfinishedOffer(self, self._show_quiet)

    def show_quiet(self, reached_today: int, streak: int) -> None:
        """Show both lines once the list stands; a day that moved on is looked at for milestones."""
        before, self._reached_before = self._reached_before, (reached_today, streak)
        self.call_after_refresh(self._show_quiet)
        if before is not None and before < (reached_today, streak):
            self._note_milestones()

    def on_screen_resume(self) -> None:
        """Show the drafts as they are by now, whatever the book says."""
        super().on_screen_resume()
        if self.is_mounted:
            self.call_after_refresh(self._show_drafts)

    def on_mount(self) -> None:
        """Look once more for drafts a little later: the program that left them may still be ending."""
        super().on_mount()
        self.set_timer(LOOK_AGAIN_SECONDS, self._show_drafts)

    async def change(
        self, use_case: Callable[[Services], Result], typed: Typed | None = None
    ) -> Result | None:
        """Make a change; what was put away before it stays away."""
        self._offer.forget_put_away()
        return await super().change(use_case, typed)

    def _show_drafts(self) -> None:
        if self.is_mounted:
            line = self._offer.line()
            self.query_one("#today-drafts", Lines).show([line] if line else [])

    def _show_quiet(self) -> None:
        if not self.is_mounted:
            return
        self._show_drafts()
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
            await self._say_how_it_felt(quiet.unfelt, await self.ask(quiet.words, FELT_KEYS))
        elif quiet.step is not None:
            await self._answer_step(quiet.step, await self.ask(quiet.words, STEP_KEYS))
        else:
            self.message.say("There is no small step just now.")

    async def _reflect(self, reached: Reached) -> None:
        """Ask what the person thinks of a milestone, and keep it."""
        name = reached.milestone.name

        def keep(typed: Typed) -> Awaitable[bool]:
            return self.do(lambda services: services.milestones.reflect(name, typed.text), typed)

        kind = question("milestone", reached.milestone.question, "for your eyes only", str.strip)
        await self.ask_until_saved(kind, keep)

    async def _say_how_it_felt(self, sent: Unfelt, key: str | None) -> None:
        ident = sent.interaction_id
        if key == "n":
            await self.do(lambda services: services.writing.leave_unfelt(ident))
        elif key is not None:
            await self.do(lambda services: services.writing.felt(ident, int(key)))

    async def _answer_step(self, offered: StepOffered, key: str | None) -> None:
        if key == "n":
            await self.do(lambda services: services.small_steps.put_off())
        elif key == "x":
            await self.do(lambda services: services.small_steps.show(False))
        elif key is not None:
            await self._do_step(offered)

    async def _do_step(self, offered: StepOffered) -> None:
        """Open where the step is done: somebody's page for reading, else the composer, begun."""
        people = [offered.contact_id] if offered.contact_id is not None else self.chosen()
        step = offered.step
        if step.level == 0 and people:
            self.open_contact(people[0])
            return
        from tui.screens.composer.composer import ComposerScreen
        from tui.screens.composer.fields import Field

        preset = {Field.CHANNEL: step.channel, Field.SITUATION: step.situation}
        texts = {field: value.value for field, value in preset.items() if value is not None}
        await self.in_composer(ComposerScreen(self.desk, people, preset=texts))

    # What is unfinished

    @work(group="change")
    async def action_drafts(self) -> None:
        """Ask which draft, edit or line, and what becomes of it."""
        self.message.clear()
        await self._offer.ask()

    @work
    async def on_page_of(self, contact_id: ContactId, act: Callable[[ContactPageView], object]) -> None:
        """Go to somebody's page and do something there."""
        from tui.screens.contacts.page_keys import ContactPageView

        await self.app.switch_mode("contacts")
        view = self.app.screen
        if isinstance(view, ContactPageView):
            view.show_contact(contact_id)
            view.page.show(contact_id)
            act(view)

    @work
    async def in_practice(self, act: Callable[[PracticeScreen], object]) -> None:
        """Go to Practice and do something there."""
        from tui.screens.practice.practice import PracticeScreen

        await self.app.switch_mode("practice")
        view = self.app.screen
        if isinstance(view, PracticeScreen):
            view.call_after_refresh(act, view)

    @work(group="change")
    async def action_undo(self) -> None:
        """Bring back the draft just put away, else take the last change back."""
        if not self._offer.bring_back():
            super().action_undo()


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
