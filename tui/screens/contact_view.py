"""What can be done with a contact from any list of them: log, follow up, compose, snooze, rhythm, tag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from tui.domain.contact import ContactId
from tui.domain.quick_add.parsed import Kind
from tui.domain.quick_add.people import Known, known_as
from tui.screens.tending_view import TendingView
from tui.services.settling import Settles
from tui.widgets.line_bar import LineBar

if TYPE_CHECKING:
    from tui.screens.bars import Bars


class ContactView(TendingView):
    """A view whose rows are contacts."""

    KEYS_FIRST: ClassVar[tuple[str, ...]] = ("enter", "tab", "l", "d", "s", "r", "c", "f", "a")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "log", "Log", id="contact.log", tooltip="Log a call, message or meeting in one line"),
        Binding("s", "snooze", "Snooze", id="contact.snooze", tooltip="Hide until a day; the rhythm stays"),
        Binding(
            "c",
            "compose",
            "Compose",
            id="contact.compose",
            tooltip="Write to them, with all they told you beside it",
        ),
        Binding(
            "f,greater_than_sign",
            "follow_up",
            "Follow-up",
            id="contact.follow_up",
            tooltip="Plan a next step with them on a day",
        ),
        Binding("a", "add", "Add", id="contact.add", tooltip="Add a person in one line"),
        Binding(
            "R",
            "rhythm",
            "Rhythm",
            id="contact.rhythm",
            show=False,
            tooltip="Choose how often to be in touch",
        ),
        Binding(
            "p",
            "pause",
            "Pause",
            id="contact.pause",
            show=False,
            tooltip="Pause them until a day, or openly; take them up again",
        ),
        Binding("t,number_sign", "tag", "Tag", id="contact.tag", show=False, tooltip="Tag the chosen people"),
        Binding(
            "z",
            "archive",
            "Let rest",
            id="contact.archive",
            show=False,
            tooltip="Let them rest: out of every rhythm, still found",
        ),
        Binding(
            "S",
            "star",
            "Star",
            id="contact.star",
            show=False,
            tooltip="Star them, to come sooner on a full day",
        ),
        Binding("escape", "back", "Back", id="contact.back", show=False, tooltip="Unmark, and go back"),
    ]

    _bars: Bars | None = None
    """The bars as they were opened last: for whom, whatever the list shows by then."""

    def settles(self) -> Settles | None:
        """Give what logging from here settles besides."""
        return None

    # Bars

    def add_person(self, text: str) -> None:
        """Open the add bar with what is known."""
        self.open_bar(Kind.PERSON, text)

    def action_log(self) -> None:
        """Open the log bar on the chosen contact."""
        self.open_bar(Kind.LOG)

    def action_add(self) -> None:
        """Open the add bar."""
        self.open_bar(Kind.PERSON)

    def action_follow_up(self) -> None:
        """Open the follow-up bar on the chosen contact."""
        self.open_bar(Kind.FOLLOW_UP)

    def open_named_bar(self, name: str) -> None:
        """Open a bar by the name of its kind."""
        self.open_bar(Kind(name))

    def open_bar(self, kind: Kind, text: str | None = None) -> None:
        """Open a quick-add bar, with what was typed into it before."""
        from tui.screens.bars import Bars

        self._bars = Bars(self.desk, self._selected(), self.settles())
        kept = self.desk.kept_lines.pop(kind.value, "") if text is None else text
        self.message.clear()
        self.bar.open(self._bars.kind(kind), kept)

    @on(LineBar.Submitted)
    def _line_submitted(self, event: LineBar.Submitted) -> None:
        event.stop()
        if event.kind.name in {kind.value for kind in Kind}:
            self._save_line(Kind(event.kind.name), event.line, event.accepted)
        else:
            self._answer(event.kind.name, event.line)

    @on(LineBar.Left)
    def _line_left(self, event: LineBar.Left) -> None:
        event.stop()
        if event.line.strip() and event.kind.name in {kind.value for kind in Kind}:
            self.desk.kept_lines[event.kind.name] = event.line
            self.message.say("kept: the next time you open the bar, the line is there")
        self.focus_list()

    @on(LineBar.ComposerWanted)
    def _composer_wanted(self, event: LineBar.ComposerWanted) -> None:
        event.stop()
        self._open_composer(event.line)

    @work(group="change")
    async def _save_line(self, kind: Kind, line: str, accepted: Sequence[str]) -> None:
        bars = self._bars
        if bars is None:
            return
        parsed = self.desk.reader.recording.parse(kind, line, bars.selected, letters=True, accepted=accepted)
        if parsed.existing is not None:
            self.bar.saved()
            if line.strip() != parsed.existing.name:
                self.desk.kept_lines[kind.value] = line
            self.open_contact(parsed.existing.id)
            return
        saved = await self.change(lambda services: services.recording.save(parsed, bars.settles))
        if saved is None:
            return
        self.desk.history.remember(kind.value, line)
        self.bar.saved()
        self.clear_marks()
        self.message.say(saved.label, "u undo")
        self.focus_list()

    def action_compose(self) -> None:
        """Open the composer."""
        self._open_composer()

    def _open_composer(self, line: str = "") -> None:
        from tui.screens.composer import ComposerScreen

        self.app.push_screen(ComposerScreen(self.desk, self.chosen(), line), self._composed)

    def action_back(self) -> None:
        """Unmark, and say nothing more."""
        self.clear_marks()
        self.message.clear()

    def open_contact(self, contact_id: ContactId) -> None:
        """Go to a contact's page."""
        self.post_message(self.ContactWanted(contact_id))

    def _composed(self, said: str | None) -> None:
        if said:
            self.reload()
            self.message.say(said, "u undo")
        self.focus_list()

    def _selected(self) -> Known | None:
        """Give the one contact a line is about when it names nobody."""
        chosen = self.chosen()
        found = self.desk.reader.finding.contacts(chosen) if len(chosen) == 1 else []
        return known_as(found[0].id, found[0].name) if found else None
