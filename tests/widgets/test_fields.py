"""What one types and pastes into."""

from __future__ import annotations

import pytest
from textual import events

from tests.hostile import HOSTILE, controls_in
from tests.screen_text import text_of
from tests.widgets.stage import Stage
from tui.widgets.fields import LINE_LIMIT, LineField
from tui.widgets.note_field import PASTE_LIMIT, NoteField


async def pasted(field: LineField | NoteField, text: str) -> None:
    app = Stage(field)
    async with app.run_test(size=(60, 8)) as pilot:
        field.focus()
        await pilot.pause()
        field.post_message(events.Paste(text))
        await pilot.pause()
        await pilot.pause()


async def test_a_paste_of_several_lines_becomes_one_line() -> None:
    field = LineField()
    await pasted(field, "call @maya\nabout the deck\n")
    assert field.value == "call @maya about the deck"


async def test_a_paste_goes_where_the_cursor_is() -> None:
    field = LineField()
    app = Stage(field)
    async with app.run_test(size=(60, 8)) as pilot:
        field.focus()
        await pilot.pause()
        field.value = "call now"
        field.cursor_position = 5
        field.post_message(events.Paste("maya "))
        await pilot.pause()
        assert (field.value, field.cursor_position) == ("call maya now", 10)


async def test_a_paste_into_a_note_keeps_its_lines() -> None:
    field = NoteField()
    await pasted(field, "one\ntwo")
    assert field.text == "one\ntwo"


async def test_a_huge_paste_is_shortened() -> None:
    line, note = LineField(), NoteField()
    await pasted(line, "x" * 10_000)
    await pasted(note, "word " * 50_000)
    assert (len(line.value), len(note.text)) == (LINE_LIMIT, PASTE_LIMIT)


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_paste_leaves_no_control_character(text: str) -> None:
    line, note = LineField(), NoteField()
    await pasted(line, text)
    await pasted(note, text)
    assert controls_in(line.value) | controls_in(note.text.replace("\n", "").replace("\t", "")) == set()


@pytest.mark.parametrize("field", [LineField(), NoteField()])
async def test_the_cursor_does_not_blink(field: LineField | NoteField) -> None:
    async with Stage(field).run_test() as pilot:
        await pilot.pause()
        assert field.cursor_blink is False


async def test_a_line_takes_one_row() -> None:
    field = LineField()
    app = Stage(field)
    async with app.run_test(size=(60, 8)) as pilot:
        field.focus()
        field.value = "call @maya"
        await pilot.pause()
        assert text_of(app).split("\n")[:2] == ["call @maya", ""]
