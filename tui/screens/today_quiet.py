"""The quiet lines of the Today view: unfinished drafts above the list, and one small thing below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from tui.domain.contact import ContactId
from tui.domain.errors import RapportError
from tui.domain.spans import day_words
from tui.screens.contact_view import ContactView
from tui.services.services import Services
from tui.widgets.key_menu import Choice
from tui.widgets.line_bar import Preview
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.safe import cut

if TYPE_CHECKING:
    from tui.domain.milestones import Reached
    from tui.services.desk import Desk
    from tui.services.drafting import Draft
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
        tooltip="Take up a draft that was begun, or put it away",
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
DRAFT_KEYS = (Choice(("t",), "t", "take it up"), Choice(("x",), "x", "put it away"))
STEP_KEYS = (
    Choice(("c",), "c", "do it now"),
    Choice(("n",), "n", "not today"),
    Choice(("x",), "x", "offer none any more"),
)
FELT_KEYS = (Choice(tuple("12345"), "1-5", "1 easy, 5 very awkward"), Choice(("n",), "n", "leave it at that"))
MILESTONE_DAYS = 1
"""So many days after it was reached a milestone still has its line here; Practice keeps it."""
LOOK_AGAIN_SECONDS = 5.0
_DRAFTS_AT_MOST = 9
_WORDS = 60


@dataclass(frozen=True, slots=True)
class Quiet:
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
    _put_away = ""
    """The draft put away last, which u brings back while nothing else was changed."""
    _reached_before: tuple[int, int] | None = None

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
        self._put_away = ""
        return await super().change(use_case)

    def _show_drafts(self) -> None:
        if self.is_mounted:
            drafts = _unfinished(self.desk)
            above = self.query_one("#today-drafts", Lines)
            above.show([_draft_line(self.desk, drafts)] if drafts else [])

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
            found = await self.desk.change(lambda services: services.milestones.note())
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
        self.app.push_screen(ComposerScreen(self.desk, people, preset=texts), self._composed)

    # Drafts

    def action_drafts(self) -> None:
        """Ask which draft, and what becomes of it."""
        drafts = _unfinished(self.desk)[:_DRAFTS_AT_MOST]
        self.message.clear()
        if not drafts:
            self.message.tell("There is no unfinished draft.")
        elif len(drafts) == 1:
            self._ask_about(drafts[0])
        else:
            keys = [
                Choice((str(number),), str(number), cut(_to_whom(self.desk, draft), 20))
                for number, draft in enumerate(drafts, 1)
            ]
            self.open_menu("Which draft?", keys, lambda key: self._ask_about(drafts[int(key) - 1]))

    def _ask_about(self, draft: Draft) -> None:
        whom, words = _to_whom(self.desk, draft), _first_words(draft)

        def answer(key: str) -> None:
            if key == "t":
                self._take_up(draft)
            elif self.desk.drafts.put_away(draft.id):
                self._put_away = draft.id
                self._show_quiet()
                self.message.say(f"put away the draft to {whom}", "u brings it back")

        title = f"Draft to {whom}, {_kept_when(self.desk, draft)}"
        self.open_menu(title, DRAFT_KEYS, answer, note=f"“{words}”" if words else "")

    def _take_up(self, draft: Draft) -> None:
        from tui.screens.composer import ComposerScreen

        ids = [ContactId(each) for each in draft.contact_ids]
        self.app.push_screen(ComposerScreen(self.desk, ids, draft=draft), self._composed)

    @work(group="change")
    async def action_undo(self) -> None:
        """Bring back the draft just put away, else take the last change back."""
        if self._put_away and self.desk.drafts.bring_back(self._put_away):
            self._put_away = ""
            self._show_quiet()
            self.message.say("brought back: the draft")
        else:
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


def _unfinished(desk: Desk) -> list[Draft]:
    from tui.services.drafting import unfinished

    return unfinished(desk.drafts, desk.drafts_in_hand)


def _draft_line(desk: Desk, drafts: list[Draft]) -> DrawnLine:
    newest = drafts[0]
    whom, words = _to_whom(desk, newest), _first_words(newest)
    count = "Unfinished" if len(drafts) == 1 else f"{len(drafts)} unfinished, the newest"
    return [
        (" b ", "moss"),
        (f"{count}: ", "amber"),
        (f"to {cut(whom, 24)}", ""),
        (f", {_kept_when(desk, newest)}", "muted"),
        (f"  “{words}”" if words else "", ""),
    ]


def _to_whom(desk: Desk, draft: Draft) -> str:
    """Name those a draft is to, as the book knows them by now, else as they were typed."""
    names = [contact.name for contact in desk.reader.finding.contacts(list(draft.contact_ids))]
    return ", ".join(names) or draft.texts.get("who", "").strip(" ,") or "nobody yet"


def _first_words(draft: Draft) -> str:
    written = ("message", "notes", "gave", "got", "asked", "next", "mine", "theirs", "topics", "where")
    found = next((text for field in written if (text := draft.texts.get(field, "").strip())), "")
    return " ".join(found.split())[:_WORDS]


def _kept_when(desk: Desk, draft: Draft) -> str:
    """Say when a draft was kept: the hour today, else the day."""
    try:
        at = datetime.fromisoformat(draft.saved_at).astimezone(desk.clock.now().tzinfo)
    except ValueError:
        return "kept"
    is_today = at.date() == desk.clock.now().date()
    return f"kept {at:%H:%M}" if is_today else f"kept {day_words(at.date(), desk.today)}"


def _read_back(line: str, _accepted: object) -> Preview:
    return Preview(said=line.strip(), is_blocked=not line.strip())
