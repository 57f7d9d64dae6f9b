"""What can be done with a contact from any list of them: log, follow up, compose, snooze, rhythm, tag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from tui.domain.quick_add.parsed import Kind
from tui.domain.quick_add.people import Known, known_as
from tui.domain.records.contact import ContactId
from tui.screens.people.tending_view import TendingView
from tui.services.recording.settling import Settles
from tui.widgets.line_bar import Typed
from tui.widgets.question import left_with
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tui.domain.quick_add.several import Chosen
    from tui.screens.composer.composer import ComposerScreen
    from tui.screens.editing.edit_contact import EditContactScreen
    from tui.screens.view.bars import Bars


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

    @work(group="change")
    async def open_bar(
        self, kind: Kind, text: str | None = None, people: Sequence[ContactId] | None = None
    ) -> None:
        """Ask for a line about the chosen contacts, or these, begun with a text or as it was left, and save it."""
        from tui.screens.view.bars import Bars

        everybody = self._everybody(people)
        settles = self.settles() if everybody is None and people is None else None
        bars = Bars(self.desk, self._selected(people), settles, everybody)
        self.message.clear()
        typed = await self.bar.ask(bars.kind(kind), text or "", anew=text is not None)
        while typed is not None and not typed.kind.stays_open:
            if typed.is_for_composer:
                await self._write_in_composer(typed.text, typed)
                return
            if await self._save_line(bars, kind, typed) or not self.is_idle:
                return
            typed = await self.bar.ask(bars.kind(kind), usually=typed.text)
        await self._save_in_a_row(bars.for_a_row(), kind, typed)

    @work(group="change")
    async def begin_evening(self, place: str) -> None:
        """Write down an evening and whom one met there, in several lines in a row."""
        from tui.domain.quick_add.complete import evening_line
        from tui.screens.view.bars import Bars

        bars, text = Bars(self.desk, None, None), evening_line(place)
        self.message.clear()
        typed = await self.bar.ask_in_a_row(bars.kind(Kind.LOG), text, len(text))
        await self._save_in_a_row(bars, Kind.LOG, typed)

    async def _save_in_a_row(self, bars: Bars, kind: Kind, typed: Typed | None) -> None:
        """Save one line after the other, each beside the next being typed, until the bar is left."""
        while typed is not None:
            if not typed.is_for_composer:
                self._save_beside(bars, kind, typed)
                typed = await self.bar.next_line()
                continue
            if not await self._write_in_composer(typed.text, typed, ()):
                self.message.say("kept as a draft; Today offers it")
            typed = await self.bar.ask_in_a_row(typed.kind, *typed.kind.begin_next(typed.text), anew=True)

    @work(group="change")
    async def _save_beside(self, bars: Bars, kind: Kind, typed: Typed) -> None:
        await self._save_line(bars, kind, typed)

    async def _save_line(self, bars: Bars, kind: Kind, typed: Typed) -> bool:
        """Save a line and say what it has become; False where it could not be."""
        line = typed.text
        several = bars.several(kind, line, typed.accepted)
        if several is not None:
            said = await self.change(lambda services: services.together.save(several), typed)
            return self._say_saved(kind, line, said)
        parsed = self.desk.reader.recording.parse(
            kind, line, bars.selected, letters=True, accepted=typed.accepted
        )
        if parsed.existing is not None:
            if typed.words is not None:
                is_all = line.strip() == parsed.existing.name
                typed.words.saved() if is_all else typed.words.failed()
            self.open_contact(parsed.existing.id)
            return True
        saved = await self.change(lambda services: services.recording.save(parsed, bars.settles), typed)
        return self._say_saved(kind, line, saved.label if saved is not None else None)

    def _say_saved(self, kind: Kind, line: str, said: str | None) -> bool:
        if said is None:
            return False
        self.desk.history.remember(kind.value, line)
        self.message.say(said, "" if self.bar.is_open else "u undo")
        if not self.bar.is_open:
            self.clear_marks()
        return True

    @work(group="change")
    async def action_compose(self) -> None:
        """Write to the chosen in the composer."""
        await self._write_in_composer()

    async def _write_in_composer(
        self, line: str = "", typed: Typed | None = None, people: Sequence[ContactId] | None = None
    ) -> str | None:
        from tui.screens.composer.composer import ComposerScreen

        whom = self.chosen() if people is None else people
        return await self.in_composer(ComposerScreen(self.desk, whom, line), typed)

    async def in_composer(self, composer: ComposerScreen, typed: Typed | None = None) -> str | None:
        """Show a composer; say and give what was recorded there, if anything was."""
        said = await left_with(self.app, composer)
        if typed is not None and typed.words is not None:
            # The line that was gone on with is in the book or in the draft by now.
            typed.words.saved()
        if said:
            self.reload()
            self.message.say(said, "u undo")
        self.focus_list()
        return said

    def action_merge(self) -> None:
        """Show what one contact made of the marked would be."""
        from tui.screens.tidying.merge import ask_to_merge

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

    @work(group="change")
    async def action_edit(self) -> None:
        """Edit the one contact that is chosen."""
        chosen = self.chosen()
        if len(chosen) == 1:
            from tui.screens.editing.edit_contact import EditContactScreen

            await self.edit(EditContactScreen(self.desk, chosen[0]))
        elif chosen:
            self.message.say("One at a time: Esc unmarks, then e edits the one under the cursor.")

    async def edit(self, editing: EditContactScreen) -> None:
        """Show the screen on which a contact is edited; say what was changed, or that what was typed is kept."""
        from tui.screens.editing.edit_contact import NOT_KEPT, TYPED_IS_KEPT

        said = await left_with(self.app, editing)
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
