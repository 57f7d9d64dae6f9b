"""The message in the composer: its open slots, its count, and what may be noticed about it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import PLATFORMS, Channel, Direction
from tui.domain.writing.composing import Message, Sent, hints, people_with_same_text
from tui.domain.writing.starters import Hole, Situation, SlotSource, holes, next_hole
from tui.screens.composer.fields import Field, Texts, is_guessed
from tui.screens.composer.reading import read_where
from tui.screens.composer.rows import FieldRow
from tui.services.contacts.finding import Page
from tui.services.desk import Desk
from tui.services.recording.starters import is_quiet
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.note_field import NoteField

SHORT_MESSAGE = {"linkedin": 300}
"""The characters a first message holds on a platform that counts them."""


class MessageSide:
    """What belongs to the message of one composer; the fields themselves are the form's."""

    def __init__(self, fields: Widget, desk: Desk) -> None:
        self._fields = fields
        self._desk = desk
        self._people: tuple[ContactId, ...] = ()
        self._names: tuple[str, ...] = ()
        self._is_first = self._is_reconnect = False
        self._lately: list[Sent] | None = None
        self._facts: dict[str, list[str]] | None = None
        self._put_in = ""

    @property
    def field(self) -> NoteField:
        """Where the message is written."""
        return self._fields.query_one(f"#field-{Field.MESSAGE}", NoteField)

    def goes_to(self, people: Sequence[ContactId], pages: Sequence[Page]) -> None:
        """Note whom it is for; ``pages`` are of the first few of them."""
        self._people = tuple(people)
        self._names = tuple(page.contact.name for page in pages)
        today = self._desk.today
        self._is_first = bool(pages) and all(page.contact.last_touch_on is None for page in pages)
        self._is_reconnect = any(is_quiet(page.contact, today) for page in pages)
        self._facts = None

    def show(self, texts: Texts) -> None:
        """Show count, situation and hint as they follow from what stands there."""
        self._fields.query_one("#message-head", Lines).show([_head(texts)])
        hint = self._fields.query_one("#message-hint", Lines)
        found = self._hints(texts)
        more = f"  (+{len(found) - 1})" if len(found) > 1 else ""
        hint.show([[(f"{found[0]}{more}", "sky")]] if found else [])
        hint.display = bool(found)
        guess = self._fields.query_one(f"#field-{Field.GUESS}").parent
        if isinstance(guess, FieldRow):
            guess.display = is_guessed(texts)

    def put(self, text: str) -> None:
        """Put a starter in: in place of the last one while that is untouched, else after what stands there."""
        field = self.field
        stands = field.text.strip()
        is_free = not stands or stands == self._put_in.strip()
        begins_at = field.document.start if is_free else field.document.end
        words = text if is_free else f"\n{text}"
        field.focus()
        field.replace(words, begins_at, field.document.end)
        self._put_in = text if is_free else ""
        if not self.go_to_hole(0 if is_free else len(field.text) - len(text)):
            field.move_cursor(field.document.end)

    def go_to_hole(self, at: int | None = None) -> bool:
        """Select the first open slot from a place in the text on, from the caret where none is named."""
        field = self.field
        lines = field.document.lines
        if at is None:
            row, column = max(field.selection)
            at = sum(len(line) + 1 for line in lines[:row]) + column
        text = "\n".join(lines)
        hole = next_hole(text, at)
        if hole is not None:
            field.move_cursor(_place(text, hole.start))
            field.move_cursor(_place(text, hole.end), select=True)
        return hole is not None

    def _hints(self, texts: Texts) -> tuple[str, ...]:
        text = texts.get(Field.MESSAGE, "")
        if not text.strip() or texts.get(Field.WAY) == Direction.IN:
            return ()
        if (hole := next(iter(holes(text)), None)) is not None:
            return (self._asked_for(hole),)
        situation = texts.get(Field.SITUATION, "")
        return hints(
            Message(
                text,
                Situation(situation) if situation in set(Situation) else None,
                self._is_first,
                self._is_reconnect,
                bool(texts.get(Field.GAVE, "").strip()),
                self._same_text(text),
            )
        )

    def _asked_for(self, hole: Hole) -> str:
        """Say what an open slot asks for, and what of it may be known."""
        words = f"{{{hole.slot}}}: {hole.words}; Tab goes there"
        if self._facts is None:
            self._facts = self._known_for_slots()
        known = list(filter(None, dict.fromkeys(self._facts.get(hole.slot, []))))[:3]
        return f"{words}. Known: {' · '.join(known)}" if known else f"{words}."

    def _known_for_slots(self) -> dict[str, list[str]]:
        """Return what the book knows that might stand in a slot; the person decides."""
        if not self._people:
            return {}
        sources = self._desk.reader.starters.known(self._people).sources
        known = self._desk.reader.knowing.of(self._people[0])
        return {
            "detail": [*known.facts, *known.interests],
            "topic": [sources.get(SlotSource.TOPIC, ""), *known.interests],
            "thing": [sources.get(SlotSource.PROMISE, "")],
            "question": [each.text for each in known.to_ask],
        }

    def _same_text(self, text: str) -> int:
        if self._lately is None:
            self._lately = self._desk.reader.writing.lately()
        return people_with_same_text(text, self._people, self._names, self._lately, self._desk.today)


def _place(text: str, index: int) -> tuple[int, int]:
    """Return row and column of a character."""
    before = text[:index]
    return before.count("\n"), index - (before.rfind("\n") + 1)


def _head(texts: Texts) -> DrawnLine:
    count = len(texts.get(Field.MESSAGE, "").strip())
    platform, _place = read_where(texts.get(Field.WHERE, ""))
    most = SHORT_MESSAGE.get(platform)
    words = f"{count} of ~{most} for {PLATFORMS[platform]}" if most else f"{count} characters"
    said = texts.get(Field.SITUATION, "")
    situation = f" · {Situation(said).words}" if said in set(Situation) else ""
    channel = Channel(texts.get(Field.CHANNEL) or Channel.MESSAGE)
    if count and channel is not Channel.MESSAGE:
        words = f"{words} · as {channel.words}"
    keys = "" if count else " · ctrl+t starters · ctrl+o copies"
    return [("MESSAGE", "heading"), (f"{situation}  {words}{keys}", "muted")]
