"""What the composer says, on its way into the book; whatever cannot be read is said, and nothing is lost."""

from __future__ import annotations

from textual.screen import Screen

from tui.domain.errors import RapportError
from tui.domain.records.interaction import InteractionDraft
from tui.domain.writing.awkwardness import question
from tui.screens.composer.draft import DraftLine
from tui.screens.composer.fields import Field, FieldRefused, interaction_from, questions_struck
from tui.screens.composer.form import ComposerFields
from tui.screens.composer.people import Who, mentioned, read_who
from tui.services.desk import Desk
from tui.services.recording.writing import Unfelt
from tui.widgets.key_menu import KeyMenu, MenuKey
from tui.widgets.message_row import MessageRow

FELT_KEYS = (
    MenuKey(tuple("12345"), "1-5", "1 easy, 5 very awkward"),
    MenuKey(("escape",), "Esc", "leave it"),
)


class Saving:
    """Records what stands in the fields of one composer."""

    def __init__(
        self, screen: Screen[str | None], desk: Desk, fields: ComposerFields, kept: DraftLine
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._fields = fields
        self._kept = kept
        self.is_under_way = False
        """Whether it is being recorded, or is in the book already."""
        self.refused: Field | None = None
        """The field whose text could not be used, until it is another."""

    async def save(self) -> str | None:
        """Record what the fields say and give the sentence; None where it could not be, which is said."""
        if self.is_under_way:
            return None
        self.is_under_way = True
        texts = dict(self._fields.texts)
        try:
            said, has_guess = await self._record()
        except RapportError as error:
            self._refuse(error)
            return None
        await self._kept.draft.delivered()
        if self._fields.texts != texts:
            # The book was held, and the person went on typing instead of waiting.
            try:
                await self._kept.keep_apart()
            except RapportError as error:
                self._refuse(error)
                return None
            said = f"{said}; what you typed meanwhile is a draft"
        unfelt = self._desk.reader.writing.unfelt(sent_today=True) if has_guess else None
        return said if unfelt is None else await self._with_how_it_felt(unfelt, said)

    def _refuse(self, error: RapportError) -> None:
        self.is_under_way = False
        if isinstance(error, FieldRefused):
            self.refused = error.field
            self._fields.editor(error.field).focus()
            if self._fields.message.field.has_focus:
                self._fields.message.go_to_hole(0)
        self._screen.query_one(MessageRow).fail(error)

    async def _record(self) -> tuple[str, bool]:
        """Keep the draft, then write it into the book; say also whether there was a guess."""
        who, draft = self._read()
        asked = questions_struck(self._fields.texts)
        self._kept.stop_pause()
        await self._kept.keep()
        said = await self._desk.change(
            lambda services: services.recording.record(draft, who.new_names, asked)
        )
        return said, draft.awkward_guess is not None

    def _read(self) -> tuple[Who, InteractionDraft]:
        texts, find = self._fields.texts, self._desk.reader.finding.who
        who = read_who(texts[Field.WHO], self._fields.who.labels, find)
        mentions = mentioned(texts[Field.NOTES], who.contacts, find)
        now, ident = self._desk.clock.now(), self._kept.draft.id
        return who, interaction_from(texts, who.contacts, mentions, now, self._fields.calendar, ident)

    async def _with_how_it_felt(self, sent: Unfelt, said: str) -> str:
        """Ask in one key how awkward it felt, once it is in the book; Escape leaves it for another day."""
        row, menu = self._screen.query_one(MessageRow), self._screen.query_one(KeyMenu)
        row.say(said)
        while (key := await menu.ask(question(sent.name.split(" ", 1)[0]), FELT_KEYS)) is not None:
            how = int(key)
            try:
                felt = await self._felt(sent, how)
            except RapportError as error:
                row.fail(error)
                continue
            return f"{said}; {felt}"
        return said

    async def _felt(self, sent: Unfelt, how: int) -> str:
        return await self._desk.change(lambda services: services.writing.felt(sent.interaction_id, how))
