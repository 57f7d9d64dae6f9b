"""The row of keys, read from live bindings."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widget import Widget

from tests.screen_text import text_of
from tests.widgets.stage import Stage
from tui.widgets.key_row import KeyRow

PAGES = Binding.Group("Page", compact=True)


class Pane(Widget, can_focus=True):
    """A widget with keys of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("e", "edit", "Edit")]
    DEFAULT_CSS = "Pane { height: 1; }"


class Keys(Stage):
    """Some keys to show, one of which comes and goes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "log", "Log"),
        Binding("s", "snooze", "Snooze"),
        Binding("r", "rest", "Rest"),
        Binding("n", "page(1)", "Next", group=PAGES),
        Binding("p", "page(-1)", "Previous", group=PAGES),
        Binding("h", "secret", "Secret", show=False),
        Binding("question_mark", "help", "Help"),
        Binding("q", "leave", "Quit"),
    ]
    state: reactive[str] = reactive("on", bindings=True)

    def __init__(self) -> None:
        super().__init__(Pane(), KeyRow())
        self.logged = 0

    def compose(self) -> ComposeResult:
        yield from super().compose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "rest":
            return {"on": True, "dim": None, "off": False}[self.state]
        return True

    def action_log(self) -> None:
        self.logged += 1

    def action_rest(self) -> None:
        self.logged += 100


def last_row(app: Stage) -> str:
    return text_of(app).split("\n")[1]


async def test_keys_of_the_focus_come_first_and_groups_are_joined() -> None:
    app = Keys()
    async with app.run_test(size=(100, 3)) as pilot:
        app.query_one(Pane).focus()
        await pilot.pause()
        said = " e Edit  l Log  s Snooze  r Rest  n p Page  ? Help  q Quit"
        assert last_row(app).startswith(said)


async def test_keys_follow_the_focus() -> None:
    app = Keys()
    async with app.run_test(size=(100, 3)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        assert "Edit" not in last_row(app)


async def test_hidden_bindings_stay_hidden() -> None:
    app = Keys()
    async with app.run_test(size=(100, 3)) as pilot:
        await pilot.pause()
        assert "Secret" not in last_row(app)


async def test_a_key_that_means_nothing_now_leaves_the_row() -> None:
    app = Keys()
    async with app.run_test(size=(100, 3)) as pilot:
        app.state = "off"
        await pilot.pause()
        assert "Rest" not in last_row(app)


async def test_help_and_quit_stay_when_room_is_short() -> None:
    app = Keys()
    async with app.run_test(size=(60, 3)) as pilot:
        app.query_one(Pane).focus()
        await pilot.resize_terminal(62, 3)
        assert last_row(app).rstrip().endswith("? Help  q Quit")


async def test_below_sixty_columns_only_help_and_quit_are_named() -> None:
    app = Keys()
    async with app.run_test(size=(50, 3)) as pilot:
        await pilot.pause()
        assert last_row(app).strip() == "? Help  q Quit"


@pytest.mark.parametrize(("state", "expected"), [("on", 100), ("dim", 0)])
async def test_a_click_presses_the_key_when_it_works(state: str, expected: int) -> None:
    app = Keys()
    async with app.run_test(size=(100, 3)) as pilot:
        app.state = state
        await pilot.pause()
        await pilot.click(KeyRow, offset=(last_row(app).index("Rest"), 0))
        await pilot.pause()
        assert app.logged == expected


class Form(Stage):
    """Fields to fill in: no help and no leaving by a letter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next", "Next field"),
        Binding("ctrl+s", "save", "Save"),
        Binding("escape", "leave", "Leave"),
    ]

    def __init__(self) -> None:
        super().__init__(KeyRow())


async def test_a_narrow_form_still_names_how_to_save_and_how_to_leave() -> None:
    app = Form()
    async with app.run_test(size=(40, 10)):
        assert app.query_one(KeyRow).text == "^s Save  esc Leave"
