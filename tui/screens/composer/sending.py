"""The composer's message on its way out: copied to the terminal, kept as a file, and whether it went."""

from __future__ import annotations

from textual.screen import Screen

from tui.domain.errors import RapportError
from tui.domain.records.contact import PointKind
from tui.domain.records.interaction import Channel
from tui.domain.writing.starters import refuse_open_slots
from tui.screens.composer.fields import Field
from tui.screens.composer.form import ComposerFields
from tui.services.desk import Desk
from tui.services.drafts.drafting import copy_out, mailto
from tui.widgets.key_menu import KeyMenu, MenuKey
from tui.widgets.message_row import MessageRow

SENT_KEYS = (MenuKey(("y",), "y", "sent: log it"), MenuKey(("escape",), "Esc", "not yet"))
MAIL_KEY = MenuKey(("m",), "m", "copy the mailto line")


class Sending:
    """Hands the message of one composer out."""

    def __init__(self, screen: Screen[str | None], desk: Desk, fields: ComposerFields) -> None:
        self._screen = screen
        self._desk = desk
        self._fields = fields

    async def hand_out(self) -> bool:
        """Send the message to the terminal's clipboard, keep it as a file besides, and ask whether it went."""
        text, row = self._fields.texts[Field.MESSAGE].strip(), self._screen.query_one(MessageRow)
        if not text:
            row.say("There is no message yet.", "write it below the notes")
            return False
        try:
            refuse_open_slots(text)
        except RapportError as error:
            self._fields.message.field.focus()
            self._fields.message.go_to_hole(0)
            row.fail(error)
            return False
        return self._copy(text) and await self._was_sent(self._mail(text))

    async def _was_sent(self, mail: str) -> bool:
        """Ask in one key whether the message went out; the mailto line, where there is one, is copied on the way."""
        keys = [*SENT_KEYS[:1], *([MAIL_KEY] if mail else []), *SENT_KEYS[1:]]
        menu = self._screen.query_one(KeyMenu)
        while (key := await menu.ask("Did you send it?", keys, mail)) == MAIL_KEY.face:
            if not self._copy(mail):
                return False
        return key is not None

    def _copy(self, text: str) -> bool:
        """Hand a text to the terminal and write its file; say so, or what went wrong."""
        row = self._screen.query_one(MessageRow)
        self._screen.app.copy_to_clipboard(text)
        try:
            path = copy_out(self._desk.exchange, text)
        except RapportError as error:
            row.fail(error)
            return False
        row.tell(f"sent to your terminal's clipboard; also in {path}")
        return True

    def _mail(self, text: str) -> str:
        """Return the mailto line of a message that goes by mail; empty for any other."""
        contacts = self._desk.reader.finding.contacts(self._fields.who.settled())
        found = ([p.value for p in each.points if p.kind is PointKind.EMAIL] for each in contacts)
        addresses = [points[0] for points in found if points]
        is_mail = self._fields.texts.get(Field.CHANNEL) == Channel.EMAIL
        return mailto(addresses, text) if is_mail and addresses else ""
