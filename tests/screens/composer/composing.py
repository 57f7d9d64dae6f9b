"""The composer in front of a test: its fields, its keys, what it says and what it gave."""

from __future__ import annotations

from tests.screens.app_in_test import AppInTest
from tui.screens.composer.composer import ComposerScreen
from tui.screens.composer.fields import Field
from tui.screens.composer.questions import QuestionList
from tui.services.drafts.drafting import Draft
from tui.widgets.choice_row import ChoiceRow
from tui.widgets.fields import LineField
from tui.widgets.message_row import MessageRow
from tui.widgets.note_field import NoteField


class Composing:
    """The composer in front, and what it gave when it closed."""

    def __init__(self, opened: AppInTest) -> None:
        self.opened = opened
        self.given: list[str | None] = []

    async def begin(self, *names: str, line: str = "") -> None:
        ids = [self.opened.id_of(name) for name in names]
        screen = ComposerScreen(self.opened.desk, ids, line)
        await self.opened.app.push_screen(screen, self.given.append)
        await self.opened.settle()

    async def press(self, *keys: str) -> None:
        await self.opened.press(*keys)

    async def type(self, text: str) -> None:
        await self.opened.press(*text)

    def value(self, field: Field) -> str:
        editor = self.opened.app.screen.query_one(f"#field-{field}")
        assert isinstance(editor, (LineField, NoteField, ChoiceRow, QuestionList))
        return editor.text if isinstance(editor, NoteField) else editor.value

    async def fill(self, field: Field, text: str) -> None:
        editor = self.opened.app.screen.query_one(f"#field-{field}")
        if isinstance(editor, NoteField):
            editor.text = text
        elif isinstance(editor, (LineField, ChoiceRow)):
            editor.value = text
        await self.opened.settle()

    @property
    def focused(self) -> str:
        focused = self.opened.app.screen.focused
        return (focused.id or "").removeprefix("field-") if focused else ""

    @property
    def said(self) -> str:
        return self.opened.app.screen.query_one(MessageRow).text

    def drafts(self) -> list[Draft]:
        return self.opened.desk.drafts.all()
