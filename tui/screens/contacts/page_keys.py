"""What can be done on a contact's page: note, strike off, relate, copy out, write, go to the next."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.domain.editing.note_line import read_note
from tui.domain.errors import RapportError
from tui.domain.records.contact import Contact
from tui.domain.records.knowing import Question
from tui.screens.contacts.page import ContactPage
from tui.screens.contacts.page_copy import KEYS_OF_KINDS, copyable_of, menu_of
from tui.screens.contacts.page_lines import FactRow
from tui.screens.people.list import PeopleList
from tui.screens.view.acts import Acts
from tui.screens.view.tending_questions import question
from tui.services.drafts.drafting import copy_out
from tui.widgets.bar_kind import Typed
from tui.widgets.key_menu import numbered

_NOTE_HINT = "partner Tomás · + climbing (an interest) · ? how the move went (to ask next time)"
_RELATION_HINT = "mentor of Bo Chen · sister: Ana Silva"


class PageActs(Acts):
    """The acts on the page of one contact."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n",
            "note",
            "Note",
            id="page.note",
            tooltip="Note a fact of them in one line, an interest, or what to ask next time",
        ),
        Binding(
            "A",
            "asked",
            "Asked",
            id="page.asked",
            show=False,
            tooltip="Strike off what you have asked them",
        ),
        Binding(
            "L",
            "link",
            "Link",
            id="page.link",
            show=False,
            tooltip="Say who they are to somebody in the book",
        ),
        Binding(
            "y",
            "copy",
            "Copy",
            id="page.copy",
            tooltip="Hand an address, a number, a profile or the name to your terminal's clipboard",
        ),
        Binding(
            "E", "notes", "Notes", id="page.notes", show=False, tooltip="Write the notes on them in $EDITOR"
        ),
        Binding(
            "v",
            "turn_view",
            "View",
            id="page.view",
            tooltip="Show all kinds of moments, only talks, or all that is known",
        ),
        Binding(
            "left_square_bracket",
            "step(-1)",
            "Previous",
            id="page.previous",
            show=False,
            tooltip="Go to the contact before",
        ),
        Binding(
            "right_square_bracket",
            "step(1)",
            "Next",
            id="page.next",
            show=False,
            tooltip="Go to the next contact",
        ),
    ]

    @property
    def page(self) -> ContactPage:
        """The page."""
        return self.query_one(ContactPage)

    # Facts, and what to ask

    @work(group="change")
    async def action_note(self) -> None:
        """Ask for a fact, an interest, or something to ask, and note it."""
        contact = self._one()
        if contact is None:
            return

        def words(line: str) -> str:
            return read_note(line).words

        def note(typed: Typed) -> Awaitable[bool]:
            return self.view.do(lambda services: services.knowing.note(contact.id, typed.text), typed)

        kind = question("note", f"Note of {contact.name}", _NOTE_HINT, words, [contact.id])
        await self.view.ask_until_saved(kind, note)

    @work(group="change")
    async def action_link(self) -> None:
        """Ask who they are to whom, and keep it."""
        contact = self._one()
        if contact is None:
            return

        def words(line: str) -> str:
            return self.desk.reader.knowing.read_relation(contact.id, line).sentence(contact.first_name)

        def relate(typed: Typed) -> Awaitable[bool]:
            return self.view.do(lambda services: services.knowing.relate(contact.id, typed.text), typed)

        kind = question("relation", f"{contact.name} is", _RELATION_HINT, words, [contact.id])
        await self.view.ask_until_saved(kind, relate)

    @work(group="change")
    async def action_asked(self) -> None:
        """Strike off the question under the cursor, the only one, or the one that is chosen."""
        contact = self._one()
        if contact is None:
            return
        row = self.page.rows.current
        to_ask = self.desk.reader.knowing.of(contact.id).to_ask
        here = row.question_id if isinstance(row, FactRow) and self.page.rows.has_focus else None
        if here is None and not to_ask:
            self.message.say("There is nothing to ask them yet.", "n and ? note something")
            return
        asked = here if here is not None else await self._which_question(contact, to_ask[:9])
        if asked is not None:
            await self.view.do(lambda services: services.knowing.strike_off(contact.id, asked))

    async def _which_question(self, contact: Contact, to_ask: Sequence[Question]) -> int | None:
        if len(to_ask) == 1:
            return to_ask[0].id
        key = await self.view.menu.ask(
            f"You have asked {contact.name}", numbered([each.text for each in to_ask])
        )
        return to_ask[int(key) - 1].id if key is not None else None

    # Copied out

    @work(group="change")
    async def action_copy(self) -> None:
        """Ask what to hand to the terminal's clipboard, and of several which."""
        contact = self._one()
        if contact is None:
            return
        found = copyable_of(contact)
        kind = await self.view.ask(f"Copy · {contact.name}", menu_of(found))
        meant = [each for each in found if each.key == kind]
        if kind is None or len(meant) == 1:
            number = 1
        else:
            which = await self.view.menu.ask(
                f"Which {KEYS_OF_KINDS[kind]}?", numbered([each.shown for each in meant[:9]])
            )
            number = int(which or 0)
        if meant and number:
            self._copy_out(meant[number - 1].text)

    def _copy_out(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        shown = " ".join(text.split())
        try:
            path = copy_out(self.desk.exchange, text)
        except RapportError:
            self.message.say(f"sent to your terminal's clipboard: {shown}")
            return
        self.message.say(f"sent to your terminal's clipboard: {shown}", f"also in {path.name}")

    # Notes in an editor

    @work(group="change")
    async def action_notes(self) -> None:
        """Write the notes in the person's own editor."""
        contact = self._one()
        if contact is None:
            return
        from tui.screens.editing.editor import edit_text
        from tui.services.drafts.editor_words import NotesOnTheirWay, Whose

        before = contact.notes
        try:
            edited = await edit_text(self.app, self.desk, before, Whose((contact.id,)))
        except RapportError as error:
            self.message.fail(error)
            return
        if edited is None:
            self.message.say("the notes are as they were")
            return
        written = edited.text
        kept = NotesOnTheirWay(self.desk.drafts, [contact.id], before, written, self.desk.clock.now())
        if kept.is_kept:
            edited.done()
        try:
            said = await self.desk.change(
                lambda services: services.knowing.write_notes(contact.id, before, written)
            )
        except RapportError as error:
            where = "What you wrote is kept; e takes it up."
            self.message.fail(RapportError(error.title, error.message, where))
            return
        edited.done()
        kept.arrived()
        self.view.reload()
        self.message.say(said, "u undo")

    def action_turn_view(self) -> None:
        """Show the next view of the page."""
        self.page.turn_view()

    def action_step(self, by: int) -> None:
        """Go to the contact so many further on the list; the keys stay where they are."""
        self.query_one(PeopleList).action_move(by)

    def _one(self) -> Contact | None:
        """Return whose page is shown."""
        contact_id = self.page.contact_id
        found = self.desk.reader.finding.contacts([contact_id]) if contact_id is not None else []
        return found[0] if found else None
