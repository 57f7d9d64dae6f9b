"""The quiet lines of the Today view: what is unfinished above the list, and one small thing below it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from textual import work
from textual.binding import Binding, BindingType

from tui.domain.errors import RapportError
from tui.screens.contact_view import ContactView
from tui.screens.unfinished import UnfinishedOffer
from tui.services.services import Services
from tui.widgets.key_menu import Choice
from tui.widgets.line_bar import Preview
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from tui.domain.contact import ContactId
    from tui.domain.milestones import Reached
    from tui.screens.contact_page_keys import ContactPageView
    from tui.screens.practice import PracticeScreen
    from tui.services.small_steps import StepOffered
    from tui.services.writing import Unfelt

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
            from tui.domain.awkwardness import question

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

    async def change(self, use_case: Callable[[Services], Result]) -> Result | None:
        """Make a change; what was put away before it stays away."""
        self._offer.forget_put_away()
        return await super().change(use_case)

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

    def action_small_thing(self) -> None:
        """Answer the quiet line."""
        self.message.clear()
        if self._quiet.milestone is not None:
            self.ask("milestone", self._quiet.milestone.milestone.question, "for your eyes only", _read_back)
        elif self._quiet.unfelt is not None:
            self.open_menu(self._quiet.words, FELT_KEYS, self._felt)
        elif self._quiet.step is not None:
            self.open_menu(self._quiet.words, STEP_KEYS, self._step_chosen)
        else:
            self.message.say("There is no small step just now.")

    def reflect(self, line: str) -> None:
        """Keep what the person thinks of the milestone asked about."""
        reached = self._quiet.milestone
        if reached is not None:
            name = reached.milestone.name
            self._do(lambda services: services.milestones.reflect(name, line))

    def _felt(self, key: str) -> None:
        sent = self._quiet.unfelt
        if sent is None:
            return
        ident = sent.interaction_id
        if key == "n":
            self._do(lambda services: services.writing.leave_unfelt(ident))
        else:
            self._do(lambda services: services.writing.felt(ident, int(key)))

    def _step_chosen(self, key: str) -> None:
        offered = self._quiet.step
        if key == "n":
            self._do(lambda services: services.small_steps.put_off())
        elif key == "x":
            self._do(lambda services: services.small_steps.show(False))
        elif offered is not None:
            self._do_step(offered)

    def _do_step(self, offered: StepOffered) -> None:
        """Open where the step is done: somebody's page for reading, else the composer, begun."""
        people = [offered.contact_id] if offered.contact_id is not None else self.chosen()
        step = offered.step
        if step.level == 0 and people:
            self.open_contact(people[0])
            return
        from tui.screens.composer import ComposerScreen
        from tui.screens.composer_fields import Field

        preset = {Field.CHANNEL: step.channel, Field.SITUATION: step.situation}
        texts = {field: value.value for field, value in preset.items() if value is not None}
        self.app.push_screen(ComposerScreen(self.desk, people, preset=texts), self.composed)

    # What is unfinished

    def action_drafts(self) -> None:
        """Ask which draft, edit or line, and what becomes of it."""
        self.message.clear()
        self._offer.ask()

    @work
    async def on_page_of(self, contact_id: ContactId, act: Callable[[ContactPageView], None]) -> None:
        """Go to somebody's page and do something there."""
        from tui.screens.contact_page_keys import ContactPageView

        await self.app.switch_mode("contacts")
        view = self.app.screen
        if isinstance(view, ContactPageView):
            view.show_contact(contact_id)
            view.page.show(contact_id)
            act(view)

    @work
    async def in_practice(self, act: Callable[[PracticeScreen], None]) -> None:
        """Go to Practice and do something there."""
        from tui.screens.practice import PracticeScreen

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
    from tui.domain.milestones import to_be_asked

    today = services.finding.today()
    reached = to_be_asked(services.milestones.all(), today)
    if reached is not None and (today - reached.on).days <= MILESTONE_DAYS:
        return Quiet(milestone=reached)
    unfelt = services.writing.unfelt()
    if unfelt is not None:
        return Quiet(unfelt=unfelt)
    return Quiet() if services.finding.is_empty() else Quiet(step=services.small_steps.today())


def _read_back(line: str, _accepted: object) -> Preview:
    return Preview(said=line.strip(), is_blocked=not line.strip())
