"""The full composer: an interaction with everything that can be said of it, and a message on its way."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel
from tui.domain.writing.starters import Situation, with_slots
from tui.screens.composer.draft import DraftLine, Written, worth_keeping
from tui.screens.composer.fields import Field, Texts
from tui.screens.composer.form import ComposerFields, field_of
from tui.screens.composer.keys import COMPOSER_KEYS
from tui.screens.composer.known import known_lines, pages_of, title_of
from tui.screens.composer.saving import Saving
from tui.screens.composer.sending import Sending
from tui.screens.composer.start import start_of
from tui.screens.composer.starters import StarterMenu
from tui.services.desk import Desk
from tui.services.drafts.drafting import Draft
from tui.widgets.key_menu import KeyMenu
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.note_field import NoteField
from tui.widgets.rule import Rule

if TYPE_CHECKING:
    from tui.services.drafts.editor_words import Whose

COMPOSER_SIZES = [(0, "-narrow"), (76, "-normal"), (100, "-wide")]
COMPOSER_HEIGHTS = [(0, "-low"), (30, "-high")]
LEAVES_WITHOUT = "Esc again leaves without the draft."


class ComposerScreen(Screen[str | None]):
    """Everything that can be said of one interaction; gives what was recorded, or None when it was left.

    What is typed is kept as a draft at every pause and dropped only once it is in the book.
    """

    HORIZONTAL_BREAKPOINTS = COMPOSER_SIZES
    VERTICAL_BREAKPOINTS = COMPOSER_HEIGHTS
    CSS_PATH = "composer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = COMPOSER_KEYS
    _came_from: Widget | None = None
    """Where the keys were before the starters were opened."""

    def __init__(
        self,
        desk: Desk,
        contact_ids: Sequence[ContactId],
        line_text: str = "",
        *,
        draft: Draft | None = None,
        preset: Texts | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._start = start_of(desk, contact_ids, line_text, draft=draft, preset=preset)
        has_own_channel = bool(line_text or self._start.draft.texts or preset)
        self.fields = ComposerFields(desk, self._start, has_own_channel=has_own_channel)
        self._kept = DraftLine(desk, self._start.draft, self._written)
        self._sending = Sending(self, desk, self.fields)
        self._saving = Saving(self, desk, self.fields, self._kept)

    def compose(self) -> ComposeResult:
        """Lay the fields beside what is known, over the message and the keys."""
        with Horizontal(id="composer-head"):
            yield Lines(id="composer-title")
            yield self._kept
        yield Rule()
        with Horizontal(id="composer-panes"):
            yield self.fields
            yield Rule(standing=True)
            yield Lines(id="composer-side")
        yield MessageRow()
        yield StarterMenu(self.desk)
        yield KeyMenu()
        yield KeyRow()

    def on_mount(self) -> None:
        """Fill in what is known already, and begin where something is missing."""
        self._kept.draft.take()
        self._starters.remove_class("-open")
        self.fields.fill_in()
        self._show_people()
        self.fields.echo_all()
        self.fields.editor(Field.CHANNEL if self._start.contact_ids else Field.WHO).focus()
        if self._start.note:
            self.query_one(MessageRow).say(self._start.note)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap what is known of the people to the new width."""
        self.call_after_refresh(self._show_people)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show at which field the keys are."""
        self.fields.point(self.focused)

    async def on_unmount(self) -> None:
        """Keep what was typed last, however the composer went."""
        self._kept.stop_pause()
        with suppress(RapportError):
            if self.fields.texts:
                await self._kept.keep()
        self._kept.draft.let_go()

    def keep_words(self) -> None:
        """Write the draft down at once, because the program is about to end."""
        people, texts = tuple(self._start.contact_ids), self.fields.texts
        with suppress(Exception):  # Whatever the screen is in the middle of, what is known is kept.
            people, texts = self.fields.people, self.fields.read_now()
        self._kept.draft.keep_now(people, worth_keeping(texts, has_own_way=self.fields.has_own_way))

    def _written(self) -> Written:
        """Return whom the draft is about, and its texts."""
        fields = self.fields
        return fields.people, worth_keeping(fields.texts, has_own_way=fields.has_own_way)

    @on(ComposerFields.Edited)
    def _edited(self, event: ComposerFields.Edited) -> None:
        event.stop()
        if event.field is self._saving.refused:
            self._saving.refused = None
            self.query_one(MessageRow).clear()
        if event.field is Field.WHO:
            self._show_people()
        self._kept.begin_pause()

    def _show_people(self) -> None:
        """Name those meant in the title, and show beside the fields what is known of them."""
        ids = self.fields.who.settled()
        pages = pages_of(self.desk, ids)
        self.query_one("#composer-title", Lines).show([[(title_of(pages, len(ids)), "bold")]])
        self.fields.goes_to(ids, pages)
        side = self.query_one("#composer-side", Lines)
        width = max(20, side.size.width - 2)
        side.show(known_lines(self.desk, pages, width, side.glyphs) if side.display else [])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no editor where none may be opened."""
        return not (self.desk.kiosk and action == "editor")

    # Going about

    def action_next(self) -> None:
        """Take the name that is offered, go to the next open slot of the message, or to the next field."""
        if self._starters.is_open:
            self._starters.step(1)
        elif self._menu.is_open or self.fields.who.take():
            return
        elif not (self.fields.message.field.has_focus and self.fields.message.go_to_hole()):
            self.focus_next()

    def action_previous(self) -> None:
        """Go to the field before."""
        if not self._menu.is_open:
            self.focus_previous()

    def action_go_on(self) -> None:
        """Go to the next field."""
        self.focus_next()

    @on(Input.Submitted)
    def _line_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next()

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Leave a menu, else the composer with the draft kept."""
        if self._starters.is_open:
            self._starters.close()
        elif self._menu.is_open:
            self._menu.leave()
        elif not self._saving.is_under_way:
            self._kept.stop_pause()
            if await self._kept.keep_and_say(LEAVES_WITHOUT) or self._kept.is_warned:
                self._kept.draft.let_go()
                self.dismiss(None)
            self._kept.is_warned = True

    # Starters

    @property
    def _starters(self) -> StarterMenu:
        return self.query_one(StarterMenu)

    def action_starters(self) -> None:
        """Offer first lines for the situation, chosen before or guessed; again, put them away."""
        if self._menu.is_open:
            return
        if self._starters.is_open:
            self._starters.close()
            return
        people, chosen = self.fields.who.settled(), self.fields.texts.get(Field.SITUATION, "")
        channel = Channel(self.fields.texts.get(Field.CHANNEL) or Channel.MESSAGE)
        is_known = chosen in set(Situation)
        likely = Situation(chosen) if is_known else self.desk.reader.starters.likely(people, channel)
        self._came_from = self.focused
        self.query_one(MessageRow).clear()
        self._starters.open(likely, people)

    @on(StarterMenu.Picked)
    def _picked(self, event: StarterMenu.Picked) -> None:
        event.stop()
        self.fields.be_about(event.situation.value)
        self.fields.message.put(event.text)

    @on(StarterMenu.Closed)
    def _starters_left(self, event: StarterMenu.Closed) -> None:
        event.stop()
        self._focus_back()

    @on(StarterMenu.KeepWanted)
    @work(group="save")
    async def _keep_as_starter(self, event: StarterMenu.KeepWanted) -> None:
        event.stop()
        self._focus_back()
        known = self.desk.reader.starters.known(self.fields.who.settled())
        text, situation = with_slots(self.fields.texts[Field.MESSAGE], known), event.situation
        try:
            said = await self.desk.change(lambda services: services.starters.add(situation, text))
        except RapportError as error:
            self.query_one(MessageRow).fail(error)
            return
        self.query_one(MessageRow).say(said, "`rapport starters` lists them")

    def _focus_back(self) -> None:
        (self._came_from or self.fields.message.field).focus()

    @property
    def _menu(self) -> KeyMenu:
        return self.query_one(KeyMenu)

    @property
    def _is_taken(self) -> bool:
        """Whether something else has to be answered first."""
        return self._menu.is_open or self._starters.is_open or self._saving.is_under_way

    @work(group="save")
    async def action_copy(self) -> None:
        """Hand the message out, and record it where it was sent."""
        if not (self._menu.is_open or self._starters.is_open) and await self._sending.hand_out():
            await self._save()

    @work(exclusive=True, group="editor")
    async def action_editor(self) -> None:
        """Write the notes, or the message, in the person's own editor."""
        if self._is_taken:
            return
        from tui.screens.editing.editor import edit_text

        focused = self.focused
        field = focused if isinstance(focused, NoteField) else self.fields.message.field
        try:
            changed = await edit_text(self.app, self.desk, field.text, self._whose(field))
        except RapportError as error:
            self.query_one(MessageRow).fail(error)
            return
        field.focus()
        if changed is not None:
            field.text = changed.text
            field.move_cursor(field.document.end)
            self.fields.write(field_of(field), changed.text)
            if await self._kept.keep_and_say():
                changed.done()

    def _whose(self, field: NoteField) -> Whose:
        """Say where a text belongs that is written in an editor."""
        from tui.services.drafts.editor_words import Whose

        return Whose(self.fields.people, field_of(field), self._kept.draft.id)

    def action_save_outside(self) -> None:
        """Save, or begin a new line where one writes several."""
        if isinstance(self.focused, NoteField):
            self.focused.insert("\n")
        else:
            self.action_save()

    @work(group="save")
    async def action_save(self) -> None:
        """Record what the fields say; whatever cannot be read is said, and nothing is lost."""
        await self._save()

    async def _save(self) -> None:
        said = await self._saving.save()
        if said is not None:
            self.dismiss(said)
