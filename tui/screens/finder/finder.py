"""Find anyone and anything that was said, and run any command, from one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.domain.keeping.kept_line import Place
from tui.domain.search.saved_view import SavedView
from tui.screens.finder.commands import Command
from tui.screens.finder.query_asking import QueryAsking
from tui.screens.finder.rows import (
    Chosen,
    FinderRow,
    RunCommand,
    draw_found,
    rows_for,
)
from tui.services.contacts.finding import Answer
from tui.services.desk import Desk
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import Lines
from tui.widgets.query_field import QueryField, QueryNotes
from tui.widgets.rule import Rule
from tui.widgets.virtual_list import VirtualList

MOST_FOUND = 50
"""The most people, and the most interactions, that one query gives."""
_NOTHING_ASKED = (
    "Type a name, initials, or a word that was noted or said.",
    "Narrow it: #work  org:acme  place:lisbon  last>90d  never:  -#work",
)


class FinderScreen(ModalScreen[Chosen | None]):
    """One line that finds people and what was said and, where commands are given, those first."""

    AUTO_FOCUS = "#finder-line"
    DEFAULT_CSS = """
    FinderScreen { background: $background; }
    FinderScreen > #finder-head { height: 1; padding: 0 1; }
    #finder-head > #finder-sign { width: 2; }
    #finder-head > #finder-line { width: 1fr; }
    #finder-head > #finder-count { width: 20; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "open",
            "Open",
            id="finder.open",
            priority=True,
            tooltip="Open or run what the cursor is on",
        ),
        Binding(
            "down",
            "move(1)",
            "Down",
            id="finder.down",
            priority=True,
            tooltip="Go one line down while typing",
        ),
        Binding("up", "move(-1)", "Up", id="finder.up", priority=True, tooltip="Go one line up while typing"),
        Binding(
            "pagedown",
            "page(1)",
            "Page down",
            id="finder.page_down",
            show=False,
            tooltip="Go one screen down",
        ),
        Binding("pageup", "page(-1)", "Page up", id="finder.page_up", show=False, tooltip="Go one screen up"),
        Binding(
            "escape",
            "leave",
            "Back",
            id="finder.close",
            priority=True,
            tooltip="Close without opening anything",
        ),
    ]

    def __init__(self, desk: Desk, commands: Sequence[Command] = (), text: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.commands = tuple(commands)
        self.text = text
        self.query_asking = QueryAsking(
            self, desk, lambda: self.line, lambda: self.query_one(QueryNotes), self._show_answer, MOST_FOUND
        )
        self._views: tuple[SavedView, ...] = ()

    def compose(self) -> ComposeResult:
        """Stack the line over what it finds."""
        with Horizontal(id="finder-head"):
            yield Lines([[(":" if self.commands else "/", "moss")]], id="finder-sign")
            field = QueryField(self.text, id="finder-line", select_on_focus=False)
            yield field.kept_in(self.desk.lines)
            yield Lines(id="finder-count")
        yield QueryNotes(id="finder-notes")
        yield Rule()
        rows = VirtualList[FinderRow](draw_found, can_mark=False, id="finder-rows")
        rows.can_focus = False
        yield rows
        yield KeyRow()

    @property
    def line(self) -> QueryField:
        """Where the query is typed."""
        return self.query_one("#finder-line", QueryField)

    @property
    def rows(self) -> VirtualList[FinderRow]:
        """What was found."""
        return self.query_one("#finder-rows", VirtualList)

    def on_mount(self) -> None:
        """Show what the first text gives."""
        self.line.cursor_position = len(self.text)
        if not self.text:
            self.line.take_up(Place.in_field("command" if self.commands else "find"))
        self._views = tuple(self.desk.reader.views.all())
        self._ask()

    @on(Input.Changed, "#finder-line")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._ask()

    @on(QueryField.AcceptWanted, "#finder-line")
    @work(group="change")
    async def _accept_wanted(self, event: QueryField.AcceptWanted) -> None:
        event.stop()
        await self.query_asking.accept()

    @on(VirtualList.Opened, "#finder-rows")
    def _row_opened(self, event: VirtualList.Opened) -> None:
        event.stop()
        self.action_open()

    def on_click(self, event: events.Click) -> None:
        """Keep the keys on the line, wherever was clicked."""
        self.line.focus()

    @work(group="change")
    async def action_open(self) -> None:
        """Give back what the cursor is on, for the query as it stands now."""
        await self.query_asking.settled()
        current = self.rows.current
        if current is None:
            return
        wanting = self._wanting(current)
        if wanting:
            self.line.value = f"{wanting} "
            self.line.cursor_position = len(wanting) + 1
        else:
            self.line.words_done()
            self.dismiss(current.means)

    def _wanting(self, row: FinderRow) -> str:
        """Return the name of a command that still wants something written after it."""
        means = row.means
        if not isinstance(means, RunCommand) or means.text:
            return ""
        if self.line.value.endswith(" ") and self.line.value.strip() in {each.name for each in self.commands}:
            return ""  # asked for a second time: the command itself asks for what it wants
        return next((each.name for each in self.commands if each.id == means.id and each.takes), "")

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.action_move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screen."""
        self.rows.action_page(by)

    def action_leave(self) -> None:
        """Close."""
        self.line.words_done()
        self.dismiss(None)

    def _ask(self) -> None:
        if self.line.value.strip():
            self.query_asking.ask(is_typed=True)
        else:
            self.query_asking.forget()
            self._show_answer(None)

    def _show_answer(self, answer: Answer | None, is_typed: bool = True) -> None:
        """Show what the newest query gives."""
        finding, query = self.desk.reader.finding, self.line.value.strip()
        people = finding.rows([hit.contact_id for hit in answer.contacts]) if answer else []
        given = rows_for(query, self.commands, self._views, answer, people, self.desk.today, self.rows.glyphs)
        self.rows.show(given.rows, given.sections, ("Nothing is found.",) if query else _NOTHING_ASKED)
        if is_typed:
            self.rows.go_to(0)
        said = answer.count if answer and answer.narrows else ""
        self.query_one("#finder-count", Lines).show([[(said.rjust(20), "muted")]])
