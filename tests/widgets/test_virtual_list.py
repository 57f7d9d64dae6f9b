"""The long list under the keys."""

from __future__ import annotations

from array import array
from collections.abc import AsyncIterator, Sequence

import pytest
from textual.pilot import Pilot

from tests.hostile import HOSTILE, controls_in
from tests.screen_text import text_of
from tests.widgets.stage import Stage, clickable_in
from tui.widgets.glyphs import ASCII
from tui.widgets.rows import Cell, Line, ListedRows, RowsById, Section
from tui.widgets.virtual_list import VirtualList

HEIGHT = 10


def draw(number: int, width: int) -> Line:
    return Line((Cell(f"Name {number}", 12), Cell("6w", 4, right=True)), "◆", "clay")


def numbers(listed: Sequence[int]) -> ListedRows[int]:
    return ListedRows(listed, key=lambda number: number)


class ListStage(Stage):
    """A list and a record of what it reported."""

    def __init__(self, people: VirtualList[int]) -> None:
        super().__init__(people)
        self.opened: list[object] = []
        self.moved: list[object] = []
        self.marks: list[int] = []

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        self.opened.append(event.key)

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        self.moved.append(event.key)

    def on_virtual_list_marks_changed(self, event: VirtualList.MarksChanged) -> None:
        self.marks.append(event.count)


Played = tuple[VirtualList[int], Pilot[None], ListStage]


@pytest.fixture
async def played() -> AsyncIterator[Played]:
    people: VirtualList[int] = VirtualList(draw)
    app = ListStage(people)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        people.show(numbers(range(100)))
        people.focus()
        await pilot.pause()
        yield people, pilot, app


@pytest.mark.parametrize(
    ("keys", "position"),
    [
        (["j"], 1),
        (["down", "down"], 2),
        (["j", "k"], 0),
        (["up"], 0),
        (["G"], 99),
        (["end"], 99),
        (["G", "j"], 99),
        (["G", "g"], 0),
        (["end", "home"], 0),
        (["pagedown"], HEIGHT - 1),
        (["ctrl+d"], HEIGHT - 1),
        (["pagedown", "pageup"], 0),
        (["ctrl+d", "ctrl+d", "ctrl+u"], HEIGHT - 1),
    ],
)
async def test_keys_move_the_cursor(played: Played, keys: list[str], position: int) -> None:
    people, pilot, _ = played
    await pilot.press(*keys)
    assert people.position == position


async def test_the_cursor_stays_in_view(played: Played) -> None:
    _, pilot, app = played
    await pilot.press("G")
    assert text_of(app).splitlines()[-1].startswith("▌◆ Name 99")


async def test_every_move_is_reported_once(played: Played) -> None:
    _, pilot, app = played
    await pilot.press("j", "j", "k")
    assert app.moved == [0, 1, 2, 1]


async def test_enter_opens_the_row_under_the_cursor(played: Played) -> None:
    _, pilot, app = played
    await pilot.press("j", "enter")
    assert app.opened == [1]


async def test_enter_in_an_empty_list_opens_nothing(played: Played) -> None:
    people, pilot, app = played
    people.show(numbers(()))
    await pilot.press("enter", "j", "G", "pagedown", "space", "asterisk")
    assert app.opened == []


async def test_an_empty_list_says_so(played: Played) -> None:
    people, pilot, app = played
    people.show(numbers(()), empty=["Nobody here yet."])
    await pilot.pause()
    assert text_of(app).splitlines()[0] == " Nobody here yet."


async def test_a_click_moves_and_a_second_click_opens(played: Played) -> None:
    people, pilot, app = played
    await pilot.click(people, offset=(5, 4))
    await pilot.click(people, offset=(5, 4))
    assert (people.position, app.opened) == (4, [4])


async def test_space_marks_and_goes_on(played: Played) -> None:
    people, pilot, app = played
    await pilot.press("space", "space")
    assert (people.marked, people.position, app.marks) == ((0, 1), 2, [1, 2])
    assert text_of(app).splitlines()[0].startswith(" ◆+Name 0")


async def test_space_again_takes_the_mark_off(played: Played) -> None:
    people, pilot, _ = played
    await pilot.press("space", "k", "x")
    assert people.marked == ()


async def test_asterisk_marks_all_and_then_none(played: Played) -> None:
    _, pilot, app = played
    await pilot.press("asterisk", "asterisk")
    assert app.marks == [100, 0]


async def test_a_reload_keeps_cursor_and_marks_on_the_same_rows(played: Played) -> None:
    people, pilot, _ = played
    await pilot.press("j", "space")
    people.show(numbers([500, *range(100)]))
    assert (people.current, people.marked) == (2, (1,))


async def test_a_reload_keeps_the_cursor_on_the_same_line_of_the_screen(played: Played) -> None:
    people, pilot, app = played
    await pilot.press(*["j"] * 15, *["k"] * 3)
    before = [line[:1] for line in text_of(app).splitlines()]
    people.show(numbers([500, 501, 502, *range(100)]))
    await pilot.pause()
    assert [line[:1] for line in text_of(app).splitlines()] == before


async def test_when_the_row_leaves_the_next_is_selected(played: Played) -> None:
    people, pilot, app = played
    await pilot.press("j")
    people.show(numbers([number for number in range(100) if number != 1]))
    await pilot.pause()
    assert (people.current, app.moved[-1]) == (2, 2)


async def test_marks_of_vanished_rows_are_forgotten(played: Played) -> None:
    people, pilot, app = played
    await pilot.press("space", "space")
    people.show(numbers(range(1, 100)))
    await pilot.pause()
    assert (people.marked, app.marks[-1]) == ((1,), 1)


async def test_a_shorter_list_leaves_no_old_rows_behind(played: Played) -> None:
    people, pilot, app = played
    await pilot.press("G")
    people.show(numbers(range(2)))
    await pilot.pause()
    assert text_of(app).split("\n")[2:] == [""] * (HEIGHT - 2)


async def test_select_goes_to_a_row_by_its_key(played: Played) -> None:
    people, _, _ = played
    assert people.select(42)
    assert people.current == 42


async def test_select_says_when_the_row_is_not_there(played: Played) -> None:
    people, _, _ = played
    assert not people.select(1000)
    assert people.current == 0


async def test_the_cursor_steps_over_headings(played: Played) -> None:
    people, pilot, app = played
    people.show(numbers(range(4)), [Section(0, "REACH OUT · 2"), Section(2, "PROMISES · 2", has_gap=True)])
    await pilot.press("j", "j")
    lines = text_of(app).splitlines()
    assert people.position == 2
    assert [lines[0], lines[3], lines[4]] == [" REACH OUT · 2", "", " PROMISES · 2"]
    assert lines[5].startswith("▌◆ Name 2")


async def test_going_to_the_top_shows_the_first_heading(played: Played) -> None:
    people, pilot, app = played
    people.show(numbers(range(50)), [Section(0, "REACH OUT")])
    await pilot.press("G", "g")
    assert text_of(app).splitlines()[0] == " REACH OUT"


async def test_the_note_of_a_heading_stands_on_the_right(played: Played) -> None:
    people, pilot, app = played
    people.show(numbers(range(2)), [Section(0, "REACH OUT", note="last")])
    await pilot.pause()
    assert text_of(app).splitlines()[0] == " REACH OUT" + " " * 25 + "last"


async def test_the_terminal_cursor_is_parked_on_the_row(played: Played) -> None:
    _, pilot, app = played
    await pilot.press("j", "j", "j")
    assert app.cursor_position == (0, 3)


async def test_a_smaller_window_keeps_the_cursor_in_view(played: Played) -> None:
    _, pilot, app = played
    await pilot.press(*["j"] * 8)
    await pilot.resize_terminal(40, 5)
    assert "▌◆ Name 8" in text_of(app)


async def test_rows_are_drawn_only_when_they_are_in_view() -> None:
    drawn: list[int] = []

    def noting(number: int, width: int) -> Line:
        drawn.append(number)
        return draw(number, width)

    people: VirtualList[int] = VirtualList(noting)
    async with Stage(people).run_test(size=(40, HEIGHT)) as pilot:
        people.show(RowsById(array("q", range(100_000)), tuple, key=lambda number: number))
        people.focus()
        await pilot.press("G")
        assert set(drawn) <= {*range(HEIGHT), *range(100_000 - HEIGHT, 100_000)}


async def test_plain_signs_draw_the_cursor_too() -> None:
    people: VirtualList[int] = VirtualList(draw)
    app = Stage(people, glyphs=ASCII)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        people.show(numbers(range(3)))
        await pilot.pause()
        assert text_of(app).splitlines()[0].startswith(">")


async def test_hostile_names_are_shown_and_obeyed_by_nothing() -> None:
    people: VirtualList[str] = VirtualList(lambda text, width: Line((Cell(text, 20), Cell(text, 12)), text))
    app = Stage(people)
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        people.focus()
        for text in HOSTILE:
            for named in ([text] * 3, []):
                people.show(ListedRows(named, key=str), [Section(0, text, note=text)], empty=[text])
                await pilot.press("j", "space", "enter")
                assert controls_in(text_of(app).replace("\n", "")) == set(), repr(text)
                assert list(clickable_in(app)) == [], repr(text)
