"""What is written about contacts: logged, planned and added in one line, said in full in the composer, edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui.domain.quick_add.parsed import LineKind
from tui.domain.quick_add.people import PersonMatch, known_as
from tui.domain.records.contact import ContactId
from tui.screens.people.list import PeopleList
from tui.screens.view.view import View
from tui.services.recording.settling import Settles
from tui.widgets.bar_kind import Typed
from tui.widgets.message_row import MessageRow
from tui.widgets.question import left_with

if TYPE_CHECKING:
    from tui.domain.quick_add.several import Chosen
    from tui.screens.composer.composer import ComposerScreen
    from tui.screens.editing.edit_contact import EditContactScreen
    from tui.screens.view.bars import Bars


class Writing:
    """Asks for lines and saves them, over one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._desk = view.desk

    @property
    def _message(self) -> MessageRow:
        return self._view.message

    async def line(self, kind: LineKind, rows: PeopleList[Any], text: str | None = None) -> None:
        """Ask for a line about the chosen of a list, begun with a text or as it was left, and save it."""
        chosen = rows.chosen()
        settles = rows.settles() if len(chosen) < 2 else None
        await self._ask(kind, chosen, settles, text)

    async def line_about(self, kind: LineKind, people: Sequence[ContactId]) -> None:
        """Ask for a line about these people as it was left, and save it."""
        await self._ask(kind, people)

    async def _ask(
        self,
        kind: LineKind,
        people: Sequence[ContactId],
        settles: Settles | None = None,
        text: str | None = None,
    ) -> None:
        from tui.screens.view.bars import Bars

        bars = Bars(self._desk, self._selected(people), settles, self._everybody(people))
        self._message.clear()
        typed = await self._view.bar.ask(bars.kind(kind), text or "", anew=text is not None)
        while typed is not None and not typed.kind.stays_open:
            if typed.is_for_composer:
                await self.compose(people, typed)
                return
            if await self._save_line(bars, kind, typed) or not self._view.is_idle:
                return
            typed = await self._view.bar.ask(bars.kind(kind), usually=typed.text)
        await self._save_in_a_row(bars.for_a_row(), kind, typed)

    async def evening(self, place: str) -> None:
        """Write down an evening and whom one met there, in several lines in a row."""
        from tui.domain.quick_add.complete import evening_line
        from tui.screens.view.bars import Bars

        bars, text = Bars(self._desk, None, None), evening_line(place)
        self._message.clear()
        typed = await self._view.bar.ask_in_a_row(bars.kind(LineKind.LOG), text, len(text))
        await self._save_in_a_row(bars, LineKind.LOG, typed)

    async def _save_in_a_row(self, bars: Bars, kind: LineKind, typed: Typed | None) -> None:
        """Save one line after the other, each beside the next being typed, until the bar is left."""
        while typed is not None:
            if not typed.is_for_composer:
                self._view.run_worker(self._save_line(bars, kind, typed), group="change")
                typed = await self._view.bar.next_line()
                continue
            if not await self.compose((), typed):
                self._message.say("kept as a draft; Today offers it")
            typed = await self._view.bar.ask_in_a_row(
                typed.kind, *typed.kind.begin_next(typed.text), anew=True
            )

    async def _save_line(self, bars: Bars, kind: LineKind, typed: Typed) -> bool:
        """Save a line and say what it has become; False where it could not be."""
        line = typed.text
        several = bars.several(kind, line, typed.accepted)
        if several is not None:
            said = await self._view.change(lambda services: services.together.save(several), typed)
            return self._say_saved(kind, line, said)
        parsed = self._desk.reader.recording.parse(
            kind, line, bars.selected, letters=True, accepted=typed.accepted
        )
        if parsed.existing is not None:
            if typed.words is not None:
                is_all = line.strip() == parsed.existing.name
                typed.words.saved() if is_all else typed.words.failed()
            self._view.post_message(self._view.ContactWanted(parsed.existing.id))
            return True
        saved = await self._view.change(lambda services: services.recording.save(parsed, bars.settles), typed)
        return self._say_saved(kind, line, saved.label if saved is not None else None)

    def _say_saved(self, kind: LineKind, line: str, said: str | None) -> bool:
        if said is None:
            return False
        self._desk.history.remember(kind.value, line)
        self._message.say(said, "" if self._view.bar.is_open else "u undo")
        if not self._view.bar.is_open:
            self._view.clear_marks()
        return True

    async def compose(self, people: Sequence[ContactId], typed: Typed | None = None) -> str | None:
        """Write to people in the composer, going on with a line if there is one; say and give what was recorded."""
        from tui.screens.composer.composer import ComposerScreen

        return await self.in_composer(ComposerScreen(self._desk, people, typed.text if typed else ""), typed)

    async def in_composer(self, composer: ComposerScreen, typed: Typed | None = None) -> str | None:
        """Show a composer; say and give what was recorded there, if anything was."""
        said = await left_with(self._view.app, composer)
        if typed is not None and typed.words is not None:
            # The line that was gone on with is in the book or in the draft by now.
            typed.words.saved()
        if said:
            self._view.reload()
            self._message.say(said, "u undo")
        self._view.focus_list()
        return said

    async def edit(self, editing: EditContactScreen) -> None:
        """Show the screen on which a contact is edited; say what was changed, or that what was typed is kept."""
        from tui.screens.editing.edit_contact import NOT_KEPT, TYPED_IS_KEPT

        said = await left_with(self._view.app, editing)
        self._view.reload()
        if said:
            self._message.say(said, "" if said in (TYPED_IS_KEPT, NOT_KEPT) else "u undo")
        self._view.focus_list()

    def _everybody(self, chosen: Sequence[ContactId]) -> Chosen | None:
        """Return everybody chosen, where several are."""
        from tui.domain.quick_add.several import NAMED, Chosen

        if len(chosen) < 2:
            return None
        first = self._desk.reader.finding.rows(chosen[:NAMED])
        return Chosen(tuple(chosen), tuple(known_as(each.id, each.name) for each in first))

    def _selected(self, chosen: Sequence[ContactId]) -> PersonMatch | None:
        """Return the one contact a line is about when it names nobody."""
        found = self._desk.reader.finding.contacts(chosen) if len(chosen) == 1 else []
        return known_as(found[0].id, found[0].name) if found else None
