"""What one types and pastes into."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events, on

from tests.hostile import HOSTILE, controls_in
from tests.screen_text import text_of
from tests.widgets.stage import Stage
from tui.domain.records.contact import NOTE_LIMIT
from tui.widgets.fields import LINE_LIMIT, LineField
from tui.widgets.note_field import NoteField
from tui.widgets.pasting import LONGEST_ROW, TextLeftOut, pasted_lines


class Hearing(Stage):
    """A stage that notes what a paste left out."""

    left_out: ClassVar[list[int]] = []

    @on(TextLeftOut)
    def _hear(self, event: TextLeftOut) -> None:
        self.left_out.append(event.left_out)


async def pasted(field: LineField | NoteField, text: str) -> list[int]:
    """Paste a text into a field; give how many characters each paste left out."""
    Hearing.left_out.clear()
    app = Hearing(field)
    async with app.run_test(size=(60, 8)) as pilot:
        field.focus()
        await pilot.pause()
        field.post_message(events.Paste(text))
        await pilot.pause()
        await pilot.pause()
    return list(app.left_out)


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


async def test_a_huge_paste_into_a_line_is_shortened_and_said() -> None:
    line = LineField()
    left_out = await pasted(line, "x" * 10_000)
    assert (len(line.value), left_out) == (LINE_LIMIT, [10_000 - LINE_LIMIT])


async def test_a_note_takes_a_huge_paste_whole_in_rows_that_can_be_laid_out() -> None:
    note = NoteField()
    assert await pasted(note, "word " * 50_000) == []
    assert note.text.split() == ["word"] * 50_000
    assert max(map(len, note.text.split("\n"))) <= LONGEST_ROW


async def test_a_note_takes_what_the_book_takes_and_says_what_is_left_out() -> None:
    note = NoteField()
    left_out = await pasted(note, "word\n" * (NOTE_LIMIT // 5) + "beyond")
    assert (len(note.text), left_out) == (NOTE_LIMIT, [len("beyond")])


@given(st.text(alphabet="ab \n", max_size=50), st.integers(1, 100))
def test_breaking_long_lines_loses_no_letter(piece: str, times: int) -> None:
    whole = piece * times
    broken = pasted_lines(whole)
    assert max(map(len, broken.split("\n"))) <= LONGEST_ROW
    assert "".join(broken.split()) == "".join(whole.split())


async def test_a_hostile_paste_leaves_no_control_character() -> None:
    line, note = LineField(), NoteField()
    async with Stage(line, note).run_test(size=(60, 8)) as pilot:
        for text in HOSTILE:
            for field in (line, note):
                field.clear()
                field.focus()
                await pilot.pause()
                field.post_message(events.Paste(text))
                await pilot.pause()
                await pilot.pause()
            assert line.value and note.text, repr(text)
            assert controls_in(line.value) == set(), repr(text)
            assert controls_in(note.text.replace("\n", "").replace("\t", "")) == set(), repr(text)


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
