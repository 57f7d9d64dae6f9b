"""What can be done on a contact's page: note, strike off, relate, copy out, write, go to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.domain.contact import Contact, ContactId
from tui.domain.errors import RapportError
from tui.domain.knowing import Question
from tui.domain.note_line import read_note
from tui.screens.contact_page import ContactPage
from tui.screens.contact_page_copy import KEYS_OF_KINDS, Copyable, copyable_of, menu_of
from tui.screens.contact_page_lines import FactRow
from tui.screens.contact_view import ContactView
from tui.screens.tending_questions import read_with
from tui.services.drafting import copy_out
from tui.widgets.key_menu import Choice as Key
from tui.widgets.line_bar import BarKind, Preview

NOTE, RELATION = "note", "relation"
_HINTS = {
    NOTE: "partner Tomás · + climbing (an interest) · ? how the move went (to ask next time)",
    RELATION: "mentor of Bo Chen · sister: Ana Silva",
}


class ContactPageView(ContactView):
    """A view with the page of the contact under the cursor."""

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
            "previous_contact",
            "Previous",
            id="page.previous",
            show=False,
            tooltip="Go to the contact before",
        ),
        Binding(
            "right_square_bracket",
            "next_contact",
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

    def step_contact(self, by: int) -> None:
        """Put the cursor of the list so many contacts further."""
        raise AssertionError(f"{type(self).__name__} has no list to step through")

    # Facts, and what to ask

    def action_note(self) -> None:
        """Ask for a fact, an interest, or something to ask."""
        self._open_own(NOTE, lambda line: read_note(line).words)

    def action_link(self) -> None:
        """Ask who they are to whom."""
        contact = self._one()
        if contact is not None:
            ask = self.desk.reader.knowing
            self._open_own(
                RELATION, lambda line: ask.read_relation(contact.id, line).sentence(contact.first_name)
            )

    def _open_own(self, name: str, read: Callable[[str], str]) -> None:
        contact = self._one()
        if contact is None:
            return
        self._meant = [contact.id]
        self.message.clear()
        titles = {NOTE: f"Note of {contact.name}", RELATION: f"{contact.name} is"}

        def preview(line: str, _accepted: Sequence[str]) -> Preview:
            return read_with(line, read)

        self.bar.open(BarKind(name, titles[name], ([(_HINTS[name], "muted")],), preview, people=self._meant))

    def _answer(self, name: str, line: str) -> None:
        if name not in _HINTS:
            super()._answer(name, line)
            return
        contact_id = self._meant[0]
        self.bar.hand_over()
        self.focus_list()
        if name == NOTE:
            self._do(lambda services: services.knowing.note(contact_id, line))
        else:
            self._do(lambda services: services.knowing.relate(contact_id, line))

    def action_asked(self) -> None:
        """Strike off the question under the cursor, the only one, or the one that is chosen."""
        contact = self._one()
        if contact is None:
            return
        row = self.page.rows.current
        to_ask = self.desk.reader.knowing.of(contact.id).to_ask
        here = row.question_id if isinstance(row, FactRow) and self.page.rows.has_focus else None
        if here is not None or len(to_ask) == 1:
            self._strike_off(contact.id, here if here is not None else to_ask[0].id)
        elif to_ask:
            self._ask_which(contact, to_ask[:9])
        else:
            self.message.say("There is nothing to ask them yet.", "n and ? note something")

    def _ask_which(self, contact: Contact, to_ask: Sequence[Question]) -> None:
        keys = [Key((str(number),), str(number), each.text) for number, each in enumerate(to_ask, 1)]
        self.open_menu(
            f"You have asked {contact.name}",
            keys,
            lambda key: self._strike_off(contact.id, to_ask[int(key) - 1].id),
        )

    def _strike_off(self, contact_id: ContactId, question_id: int) -> None:
        self._do(lambda services: services.knowing.strike_off(contact_id, question_id))

    # Copied out

    def action_copy(self) -> None:
        """Ask what to hand to the terminal's clipboard."""
        contact = self._one()
        if contact is not None:
            found = copyable_of(contact)
            self.message.clear()
            self.open_menu(f"Copy · {contact.name}", menu_of(found), lambda key: self._copy_kind(found, key))

    def _copy_kind(self, found: Sequence[Copyable], key: str) -> None:
        """Copy what a key means; of several, ask which."""
        meant = [each for each in found if each.key == key]
        if len(meant) == 1:
            self._copy_out(meant[0].text)
            return
        keys = [Key((str(number),), str(number), each.shown) for number, each in enumerate(meant[:9], 1)]
        self.open_menu(
            f"Which {KEYS_OF_KINDS[key]}?", keys, lambda digit: self._copy_out(meant[int(digit) - 1].text)
        )

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
        from tui.screens.editor import edit_text
        from tui.services.editor_words import NotesOnTheirWay, Whose

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
        self.reload()
        self.message.say(said, "u undo")

    # Moving and views

    def action_turn_view(self) -> None:
        """Show the next view of the page."""
        self.page.turn_view()

    def action_previous_contact(self) -> None:
        """Go to the contact before."""
        self.step_contact(-1)

    def action_next_contact(self) -> None:
        """Go to the next contact."""
        self.step_contact(1)

    def _one(self) -> Contact | None:
        """Give whose page is shown."""
        contact_id = self.page.contact_id
        found = self.desk.reader.finding.contacts([contact_id]) if contact_id is not None else []
        return found[0] if found else None
