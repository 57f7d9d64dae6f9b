"""The title row."""

from __future__ import annotations

from tests.hostile import HOSTILE, controls_in
from tests.screen_text import text_of
from tests.widgets.stage import Stage
from tui.widgets.view_tabs import View, ViewTabs

VIEWS = (View("today", "1", "Today"), View("contacts", "2", "Contacts"))


class TabStage(Stage):
    """A title row and a record of what was chosen with the mouse."""

    def __init__(self, note: str = "") -> None:
        super().__init__(ViewTabs(VIEWS, current="today", note=note))
        self.chosen: list[str] = []

    def on_view_tabs_chosen(self, event: ViewTabs.Chosen) -> None:
        self.chosen.append(event.view_id)


async def first_row(note: str, width: int) -> str:
    app = TabStage(note)
    async with app.run_test(size=(width, 3)) as pilot:
        await pilot.pause()
        return text_of(app).split("\n")[0]


async def test_views_stand_left_and_the_note_right() -> None:
    assert await first_row("Mon 23 Nov", 40) == " 1 Today  2 Contacts          Mon 23 Nov"


async def test_a_long_note_gives_way() -> None:
    assert await first_row("Monday 23 November 2026", 40) == " 1 Today  2 Contacts  Monday 23 Novembe…"


async def test_where_the_views_do_not_fit_only_the_current_one_is_named() -> None:
    assert await first_row("", 15) == " 1 Today"


async def test_a_click_chooses_a_view() -> None:
    app = TabStage()
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.click(ViewTabs, offset=(12, 0))
        assert app.chosen == ["contacts"]


async def test_a_hostile_note_stays_words() -> None:
    app = TabStage()
    async with app.run_test(size=(80, 3)) as pilot:
        for text in HOSTILE:
            app.query_one(ViewTabs).note = text
            await pilot.pause()
            assert controls_in(text_of(app).split("\n")[0]) == set(), repr(text)
