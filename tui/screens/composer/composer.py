"""The full composer: an interaction with everything that can be said of it, and a message on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui.domain.errors import RapportError
from tui.domain.records.contact import PointKind
from tui.domain.records.interaction import Channel, InteractionDraft
from tui.domain.writing.awkwardness import question
from tui.domain.writing.starters import Situation, refuse_open_slots, with_slots
from tui.screens.composer.fields import Field, FieldRefused, interaction_from, questions_struck
from tui.screens.composer.form import ComposerForm
from tui.screens.composer.keys import COMPOSER_KEYS
from tui.screens.composer.people import Who, mentioned, read_who
from tui.screens.composer.starters import StarterMenu
from tui.services.drafts.drafting import copy_out, mailto
from tui.services.recording.writing import Unfelt
from tui.widgets.key_menu import KeyMenu, MenuKey
from tui.widgets.message_row import MessageRow
from tui.widgets.note_field import NoteField

if TYPE_CHECKING:
    from tui.services.drafts.editor_words import Whose

LEAVES_WITHOUT = "Esc again leaves without the draft."
SENT_KEYS = (MenuKey(("y",), "y", "sent: log it"), MenuKey(("escape",), "Esc", "not yet"))
MAIL_KEY = MenuKey(("m",), "m", "copy the mailto line")
FELT_KEYS = (
    MenuKey(tuple("12345"), "1-5", "1 easy, 5 very awkward"),
    MenuKey(("escape",), "Esc", "leave it"),
)


class ComposerScreen(ComposerForm):
    """Everything that can be said of one interaction; gives what was recorded, or None when it was left.

    What is typed is kept as a draft at every pause and dropped only once it is in the book.
    """

    BINDINGS: ClassVar[list[BindingType]] = COMPOSER_KEYS
    _is_saving = False
    _came_from: Widget | None = None
    """Where the keys were before the starters were opened."""

    # Going about

    def action_next(self) -> None:
        """Take the name that is offered, go to the next open slot of the message, or to the next field."""
        if self._starters.is_open:
            self._starters.step(1)
        elif self._is_asking or self._who.take():
            return
        elif not (self._message.field.has_focus and self._message.go_to_hole()):
            self.focus_next()

    def action_previous(self) -> None:
        """Go to the field before."""
        if not self._is_asking:
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
        elif self._is_asking:
            self._menu.leave()
        elif not self._is_saving:
            if await self._keep_and_say(LEAVES_WITHOUT) or self._is_warned:
                self._draft.let_go()
                self.dismiss(None)
            self._is_warned = True

    # Starters

    @property
    def _starters(self) -> StarterMenu:
        return self.query_one(StarterMenu)

    def action_starters(self) -> None:
        """Offer first lines for the situation, chosen before or guessed; again, put them away."""
        if self._is_asking:
            return
        if self._starters.is_open:
            self._starters.close()
            return
        people, chosen = self._who.settled(), self.texts.get(Field.SITUATION, "")
        channel = Channel(self.texts.get(Field.CHANNEL) or Channel.MESSAGE)
        is_known = chosen in set(Situation)
        likely = Situation(chosen) if is_known else self.desk.reader.starters.likely(people, channel)
        self._came_from = self.focused
        self.query_one(MessageRow).clear()
        self._starters.open(likely, people)

    @on(StarterMenu.Picked)
    def _picked(self, event: StarterMenu.Picked) -> None:
        event.stop()
        self._be_about(event.situation)
        self._message.put(event.text)

    @on(StarterMenu.Closed)
    def _starters_left(self, event: StarterMenu.Closed) -> None:
        event.stop()
        self._focus_back()

    @on(StarterMenu.KeepWanted)
    @work(group="save")
    async def _keep_as_starter(self, event: StarterMenu.KeepWanted) -> None:
        event.stop()
        self._focus_back()
        known = self.desk.reader.starters.known(self._who.settled())
        text, situation = with_slots(self.texts[Field.MESSAGE], known), event.situation
        try:
            said = await self.desk.change(lambda services: services.starters.add(situation, text))
        except RapportError as error:
            self.query_one(MessageRow).fail(error)
            return
        self.query_one(MessageRow).say(said, "`rapport starters` lists them")

    def _be_about(self, situation: Situation) -> None:
        self._texts[Field.SITUATION] = situation.value
        self._echo(Field.SITUATION)
        self._begin_pause()

    # The message on its way

    @work(group="save")
    async def action_copy(self) -> None:
        """Send the message to the terminal's clipboard, keep it as a file besides, and ask whether it went."""
        if self._is_asking or self._starters.is_open:
            return
        text, row = self.texts[Field.MESSAGE].strip(), self.query_one(MessageRow)
        if not text:
            row.say("There is no message yet.", "write it below the notes")
            return
        try:
            refuse_open_slots(text)
        except RapportError as error:
            self._message.field.focus()
            self._message.go_to_hole(0)
            row.fail(error)
            return
        if self._copy(text):
            await self._ask_whether_sent(mailto(self._addresses(), text) if self._goes_by_mail() else "")

    def _copy(self, text: str) -> bool:
        """Hand a text to the terminal and write its file; say so, or what went wrong."""
        row = self.query_one(MessageRow)
        self.app.copy_to_clipboard(text)
        try:
            path = copy_out(self.desk.exchange, text)
        except RapportError as error:
            row.fail(error)
            return False
        row.tell(f"sent to your terminal's clipboard; also in {path}")
        return True

    async def _ask_whether_sent(self, mail: str) -> None:
        """Ask in one key whether the message went out; then it is logged."""
        keys = [*SENT_KEYS[:1], *([MAIL_KEY] if mail else []), *SENT_KEYS[1:]]
        while (key := await self._menu.ask("Did you send it?", keys, mail)) is not None:
            if key == "y":
                await self._save()
            if key == "y" or not self._copy(mail):
                return

    def _goes_by_mail(self) -> bool:
        return self.texts.get(Field.CHANNEL) == Channel.EMAIL and bool(self._addresses())

    def _addresses(self) -> list[str]:
        """Give the first e-mail address of each of them."""
        contacts = self.desk.reader.finding.contacts(self._who.settled())
        found = ([p.value for p in each.points if p.kind is PointKind.EMAIL] for each in contacts)
        return [points[0] for points in found if points]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no editor where none may be opened."""
        return not (self.desk.kiosk and action == "editor")

    @work(exclusive=True, group="editor")
    async def action_editor(self) -> None:
        """Write the notes, or the message, in the person's own editor."""
        if self._is_asking or self._starters.is_open or self._is_saving:
            return
        from tui.screens.editing.editor import edit_text

        focused = self.focused
        field = focused if isinstance(focused, NoteField) else self._message.field
        try:
            changed = await edit_text(self.app, self.desk, field.text, self._whose(field))
        except RapportError as error:
            self.query_one(MessageRow).fail(error)
            return
        field.focus()
        if changed is not None:
            field.text = changed.text
            field.move_cursor(field.document.end)
            self._texts[Field((field.id or "").removeprefix("field-"))] = changed.text
            if await self._keep_and_say():
                changed.done()

    def _whose(self, field: NoteField) -> Whose:
        """Say where a text belongs that is written in an editor."""
        from tui.services.drafts.editor_words import Whose

        people = self._who.settled() or self._start.contact_ids
        return Whose(tuple(people), (field.id or "").removeprefix("field-"), self._draft.id)

    @property
    def _menu(self) -> KeyMenu:
        return self.query_one(KeyMenu)

    @property
    def _is_asking(self) -> bool:
        return self._menu.is_open

    def _focus_back(self) -> None:
        (self._came_from or self._message.field).focus()

    # Saving

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
        if self._is_saving:
            return
        self._is_saving = True
        texts = dict(self.texts)
        try:
            said, has_guess = await self._record()
        except RapportError as error:
            self._is_saving = False
            if isinstance(error, FieldRefused):
                self._refused = error.field
                self.query_one(f"#field-{error.field}").focus()
                self._message.field.has_focus and self._message.go_to_hole(0)
            self.query_one(MessageRow).fail(error)
            return
        await self._draft.delivered()
        if self.texts != texts:
            # The book was held, and the person went on typing instead of waiting.
            try:
                await self._keep_apart()
            except RapportError as error:
                self._is_saving = False
                self.query_one(MessageRow).fail(error)
                return
            said = f"{said}; what you typed meanwhile is a draft"
        unfelt = self.desk.reader.writing.unfelt(sent_today=True) if has_guess else None
        if unfelt is None:
            self.dismiss(said)
        else:
            await self._ask_how_it_felt(unfelt, said)

    async def _record(self) -> tuple[str, bool]:
        """Keep the draft, then write it into the book; say also whether there was a guess."""
        who, draft = self._read()
        asked = questions_struck(self.texts)
        self._stop_pause()
        await self._keep()
        said = await self.desk.change(lambda services: services.recording.record(draft, who.new_names, asked))
        return said, draft.awkward_guess is not None

    def _read(self) -> tuple[Who, InteractionDraft]:
        texts, find = self.texts, self.desk.reader.finding.who
        who = read_who(texts[Field.WHO], self._who.labels, find)
        mentions = mentioned(texts[Field.NOTES], who.contacts, find)
        return who, interaction_from(
            texts, who.contacts, mentions, self.desk.clock.now(), self.calendar, self._draft.id
        )

    async def _ask_how_it_felt(self, sent: Unfelt, said: str) -> None:
        """Ask in one key how awkward it felt, once it is in the book; Escape leaves it for another day."""
        self.query_one(MessageRow).say(said)
        key = await self._menu.ask(question(sent.name.split(" ", 1)[0]), FELT_KEYS)
        if key is None:
            self.dismiss(said)
            return
        try:
            felt = await self.desk.change(
                lambda services: services.writing.felt(sent.interaction_id, int(key))
            )
        except RapportError as error:
            self.query_one(MessageRow).fail(error)
            return
        self.dismiss(f"{said}; {felt}")
