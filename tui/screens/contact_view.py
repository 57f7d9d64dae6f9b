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
from tui.widgets.line_bar import BarKind, LineBar
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tui.domain.quick_add.several import Chosen
    from tui.screens.bars import Bars


_MARKED_HINT = "l log  t tag  R rhythm  M merge  Esc unmark"
_ROOM_FOR_HINT = 60


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
            "e",
            "edit",
            "Edit",
            id="contact.edit",
            tooltip="Edit everything that is known of them",
        ),
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
        Binding(
            "t,number_sign",
            "tag",
            "Tag",
            id="contact.tag",
            show=False,
            tooltip="Tag the chosen people, untag them, or put them into a circle",
        ),
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
        Binding(
            "M",
            "merge",
            "Merge",
            id="contact.merge",
            show=False,
            tooltip="Make one contact of those that are marked",
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
        self.open_bar(Kind.PERSON, text or None)

    def log_line(self) -> None:
        """Open the log bar."""
        self.action_log()

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

    def open_bar(
        self, kind: Kind, text: str | None = None, people: Sequence[ContactId] | None = None
    ) -> None:
        """Open a quick-add bar on the chosen contacts, or on these, with what was typed into it before."""
        from tui.screens.bars import Bars

        everybody = self._everybody(people)
        settles = self.settles() if everybody is None and people is None else None
        self._bars = Bars(self.desk, self._selected(people), settles, everybody)
        self.message.clear()
        self.bar.open(self._bars.kind(kind), text or "", anew=text is not None)

    def begin_evening(self, place: str) -> None:
        """Open the log bar for several lines in a row: an evening, and whom one met there."""
        from tui.domain.quick_add.complete import evening_line
        from tui.screens.bars import Bars

        self._bars = Bars(self.desk, None, None)
        self.message.clear()
        text = evening_line(place)
        self.bar.open_in_a_row(self._bars.kind(Kind.LOG), text, len(text))

    @on(LineBar.Submitted)
    def _line_submitted(self, event: LineBar.Submitted) -> None:
        event.stop()
        if event.kind.name in {kind.value for kind in Kind}:
            # Before anything else: no key may be handed to a line that is about to be emptied.
            self.bar.hand_over()
            if not self.bar.is_open:
                self.focus_list()
            self._save_line(Kind(event.kind.name), event.line, event.accepted, event.kind.stays_open)
        else:
            self._answer(event.kind.name, event.line)

    @on(LineBar.Left)
    def _line_left(self, event: LineBar.Left) -> None:
        event.stop()
        self.say_line_left(event)
        self.focus_list()

    @on(LineBar.ComposerWanted)
    def _composer_wanted(self, event: LineBar.ComposerWanted) -> None:
        event.stop()
        if event.kind.stays_open:
            self._compose_in_a_row(event.kind, event.line)
        else:
            self._open_composer(event.line)

    def _compose_in_a_row(self, kind: BarKind, line: str) -> None:
        """Go on with one line of several in the composer, and then with the next in the bar."""
        from tui.screens.composer import ComposerScreen

        def composed(said: str | None) -> None:
            self.composed(said)
            if not said:
                self.message.say("kept as a draft; Today offers it")
            self.bar.open_in_a_row(kind, *kind.begin_next(line), anew=True)

        self.app.push_screen(ComposerScreen(self.desk, (), line), composed)

    @work(group="change")
    async def _save_line(self, kind: Kind, line: str, accepted: Sequence[str], in_a_row: bool) -> None:
        if self._bars is None:
            return
        bars = self._bars.for_a_row() if in_a_row else self._bars
        several = bars.several(kind, line, accepted)
        if several is not None:
            said = await self.change(lambda services: services.together.save(several))
            if said is None:
                self._take_up_again(bars, kind, line)
            else:
                self._saved(kind, line, said)
            return
        parsed = self.desk.reader.recording.parse(kind, line, bars.selected, letters=True, accepted=accepted)
        if parsed.existing is not None:
            self.bar.settle(is_saved=line.strip() == parsed.existing.name)
            self.open_contact(parsed.existing.id)
            return
        saved = await self.change(lambda services: services.recording.save(parsed, bars.settles))
        if saved is None:
            self._take_up_again(bars, kind, line)
        else:
            self._saved(kind, line, saved.label)

    def _take_up_again(self, bars: Bars, kind: Kind, line: str) -> None:
        """Open the bar again on the line that could not be saved, unless something else is being done there."""
        if not self.bar.is_open and self.app.screen is self and isinstance(self.focused, VirtualList):
            self._bars = bars
            self.bar.open(bars.kind(kind), usually=line)

    def _saved(self, kind: Kind, line: str, said: str) -> None:
        """Say what a line has become."""
        self.desk.history.remember(kind.value, line)
        self.message.say(said, "" if self.bar.is_open else "u undo")
        if not self.bar.is_open:
            self.clear_marks()

    def action_compose(self) -> None:
        """Open the composer."""
        self._open_composer()

    def _open_composer(self, line: str = "") -> None:
        from tui.screens.composer import ComposerScreen

        self.app.push_screen(ComposerScreen(self.desk, self.chosen(), line), self.composed)

    def action_merge(self) -> None:
        """Show what one contact made of the marked would be."""
        from tui.screens.merge import ask_to_merge

        ask_to_merge(self, self.chosen())

    @on(VirtualList.MarksChanged)
    def _marks_changed(self, event: VirtualList.MarksChanged) -> None:
        """Say how many are marked, and what can be done with them."""
        event.stop()
        if event.count:
            hint = _MARKED_HINT if self.size.width >= _ROOM_FOR_HINT else "Esc unmark"
            self.message.say(f"{event.count:,} marked", hint)
        elif self.message.text.endswith(" marked"):
            self.message.clear()

    def action_edit(self) -> None:
        """Edit the one contact that is chosen."""
        chosen = self.chosen()
        if len(chosen) == 1:
            from tui.screens.edit_contact import EditContactScreen

            self.app.push_screen(EditContactScreen(self.desk, chosen[0]), self.edited)
        elif chosen:
            self.message.say("One at a time: Esc unmarks, then e edits the one under the cursor.")

    def edited(self, said: str | None) -> None:
        """Say what was changed of a contact, or that what was typed is kept."""
        from tui.screens.edit_contact import NOT_KEPT, TYPED_IS_KEPT

        self.reload()
        if said:
            self.message.say(said, "" if said in (TYPED_IS_KEPT, NOT_KEPT) else "u undo")
        self.focus_list()

    def action_back(self) -> None:
        """Unmark, and say nothing more."""
        self.clear_marks()
        self.message.clear()

    def open_contact(self, contact_id: ContactId) -> None:
        """Go to a contact's page."""
        self.post_message(self.ContactWanted(contact_id))

    def composed(self, said: str | None) -> None:
        """Say what was recorded in the composer, if anything was."""
        # A line that was gone on with is in the book or in the draft by now.
        self.bar.settle(is_saved=True)
        if said:
            self.reload()
            self.message.say(said, "u undo")
        self.focus_list()

    def _everybody(self, people: Sequence[ContactId] | None = None) -> Chosen | None:
        """Give everybody marked, or these, where several are."""
        from tui.domain.quick_add.several import NAMED, Chosen

        ids = self.chosen() if people is None else people
        if len(ids) < 2:
            return None
        first = self.desk.reader.finding.rows(ids[:NAMED])
        return Chosen(tuple(ids), tuple(known_as(each.id, each.name) for each in first))

    def _selected(self, people: Sequence[ContactId] | None = None) -> Known | None:
        """Give the one contact a line is about when it names nobody."""
        chosen = self.chosen() if people is None else people
        found = self.desk.reader.finding.contacts(chosen) if len(chosen) == 1 else []
        return known_as(found[0].id, found[0].name) if found else None
