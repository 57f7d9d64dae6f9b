"""Bringing people in: choose a file, say what its columns mean, check who looks alike, bring them in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from tui.domain.errors import InvalidInput, RapportError
from tui.domain.keeping.kept_line import Place
from tui.screens.importer.files import PathRow, completed, holds_people, is_file, path_rows, whole_path
from tui.screens.importer.keys import BINDINGS, WHILE_TYPING, WORKS_AT
from tui.screens.importer.rows import (
    ColumnRow,
    ImporterRow,
    ImportFieldRow,
    Step,
    draw_importer_row,
    listed_rows,
    step_line,
)
from tui.screens.importer.state import ImportState
from tui.screens.importer.work import Work
from tui.services.desk import Desk
from tui.services.exporting.exchange import Exchange
from tui.services.importing.columns import checked_mapping
from tui.services.importing.plan import Choice, ImportPlan, ImportReport
from tui.services.importing.reading import How
from tui.terminal.stillness import STOPPABLE
from tui.widgets.fields import LineField
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.rule import Rule
from tui.widgets.virtual_list import VirtualList

LOOK_SECONDS = 0.1
"""How often the bar asks how far the writer is, while something is under way."""
_BAR_CELLS = 30


class ImporterScreen(Screen[ImportReport | None]):
    """An import in four steps; nothing is written before the last, and one undo takes it back."""

    AUTO_FOCUS = None
    DEFAULT_CSS = """
    ImporterScreen > Lines { padding: 0 1; }
    ImporterScreen > #importer-line { margin: 0 1; display: none; }
    ImporterScreen.-typing > #importer-line { display: block; }
    ImporterScreen > #importer-rows { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(self, desk: Desk, text: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.state = ImportState(text.strip(), Exchange(desk.exchange) if desk.kiosk else None)
        self._work = Work(desk)

    def compose(self) -> ComposeResult:
        """Stack title, steps, figures, line, list and what is to be known about it."""
        yield Lines(id="importer-head")
        yield Rule()
        yield Lines(id="importer-steps")
        yield Lines(id="importer-figures")
        field = LineField(self.state.text, id="importer-line", select_on_focus=False)
        yield field.kept_in(self.desk.lines)
        yield VirtualList[ImporterRow](draw_importer_row, can_mark=False, id="importer-rows")
        yield Lines(id="importer-foot")
        yield MessageRow()
        yield KeyRow()

    @property
    def line(self) -> LineField:
        """Where a path, a rhythm or a tag is typed."""
        return self.query_one("#importer-line", LineField)

    @property
    def rows(self) -> VirtualList[ImporterRow]:
        """The list of this step."""
        return self.query_one("#importer-rows", VirtualList)

    @property
    def message(self) -> MessageRow:
        """The row that says what could not be done."""
        return self.query_one(MessageRow)

    def on_mount(self) -> None:
        """Begin with the file named, else ask for one."""
        self._show()
        self.line.cursor_position = len(self.state.text)
        if not self.state.text:
            self.line.take_up(Place.in_field("import"))
        if self.state.text and holds_people(self.state.text, self.state.only):
            self._work.begin()
            self._look_at_file()

    def on_unmount(self) -> None:
        """Let nothing go on behind a closed door."""
        self._work.stop()

    def dismiss(self, result: ImportReport | None = None) -> AwaitComplete:
        """Leave, and want nothing more of what was typed."""
        self.line.words_done()
        return super().dismiss(result)

    def on_resize(self) -> None:
        """Lay everything for the new size."""
        self.call_after_refresh(self._show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key works at its own steps; while a line is typed, letters are letters."""
        if action not in WORKS_AT and action not in WHILE_TYPING:
            return True
        state = self.state
        if self._work.is_busy:
            return action in ("back", "cancel")
        if action == "cancel" and state.report:
            return False
        if state.is_typing or state.picking is not None:
            return action in WHILE_TYPING and (action != "complete" or state.step is Step.FILE)
        if action == "choose" and state.step is Step.CHECK and state.plan and not state.plan.alike:
            return parameters != (Choice.MERGE.value,) and bool(state.plan.new)
        if action == "all_alike":
            return state.step is Step.CHECK and bool(state.plan and state.plan.alike)
        return action != "move" and state.step in WORKS_AT.get(action, frozenset(Step))

    def _show(self) -> None:
        """Show the import as it now stands."""
        state, glyphs = self.state, self.rows.glyphs
        self.set_class(state.is_typing, "-typing")
        title = f"Import {glyphs.dot} {state.name}" if state.name else "Import"
        self.query_one("#importer-head", Lines).show(
            [[(title, "bold"), (f"   step {int(state.step)} of 4", "muted")]]
        )
        self.query_one("#importer-steps", Lines).show([step_line(state.step, state.done, glyphs), []])
        rows, sections, empty = state.listed(glyphs)
        self.rows.show(listed_rows(rows), sections, empty)
        self.rows.can_focus = not state.is_typing
        (self.line if state.is_typing else self.rows).focus()
        self._show_around()
        self.refresh_bindings()

    def _show_around(self) -> None:
        """Say the figures above the list and what is to be known below it."""
        width = max(20, self.size.width - 2)
        below = self.state.below(self.rows.current, width, self.size.height)
        if self._work.is_busy:
            bar = self._work.bar(self.rows.glyphs, min(_BAR_CELLS, width // 2))
            below = [[(bar, "moss")], [("Esc stops it, and nothing is written.", "muted")]]
        self.query_one("#importer-figures", Lines).show(self.state.above(width))
        self.query_one("#importer-foot", Lines).show(below)

    def show_half_way(self, done: int, total: int) -> None:
        """Show bringing in as it is when so many are done."""
        self.state.step = Step.BRING
        self._work.begin()
        self._work.far(done, total)
        self._show()

    @on(VirtualList.Moved, "#importer-rows")
    def _moved(self, event: VirtualList.Moved) -> None:
        event.stop()
        self._show_around()

    @on(VirtualList.Opened, "#importer-rows")
    def _opened(self, event: VirtualList.Opened) -> None:
        """Take what was clicked where that is safe: a file, or what a column means."""
        event.stop()
        if self.state.step is Step.FILE or self.state.picking is not None:
            self.action_next()

    @on(Input.Changed, "#importer-line")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.state.step is Step.FILE and self.state.text != self.line.value:
            self.message.clear()
            self.state.text = self.line.value
            self.rows.show(
                listed_rows(path_rows(self.line.value, self.state.only)), (), ("Nothing is called so here.",)
            )
            self.rows.go_to(0)

    def action_next(self) -> None:
        """Go on, as the step has it."""
        state, row = self.state, self.rows.current
        if state.asks:
            self._answer()
        elif isinstance(row, ImportFieldRow) and state.picking is not None and state.columns:
            at, state.picking = state.picking, None
            state.columns = state.columns.meaning(at, row.field)
            self._show()
            self.rows.go_to(at)
        elif state.step is Step.FILE:
            self._open()
        elif state.step is Step.COLUMNS:
            self._work.begin()
            self._read_columns()
        elif state.step is Step.CHECK and state.plan:
            state.step = Step.BRING
            self._work.begin()
            self._bring_in(state.plan)
        elif state.report:
            self.dismiss(state.report)

    def action_back(self) -> None:
        """Go back one step, or stop what is under way."""
        state = self.state
        if self._work.is_busy:
            self._work.stop()
        elif state.leave_inner():
            self._show()
        elif state.report or state.step is Step.FILE:
            self.dismiss(state.report)
        else:
            self._go(Step.COLUMNS if state.step is Step.CHECK and state.columns else Step.FILE)

    def action_cancel(self) -> None:
        """Leave; while something is under way, stop that."""
        if self._work.is_busy:
            self._work.stop()
        else:
            self.dismiss(self.state.report)

    def action_complete(self) -> None:
        """Write the path on as far as it is certain."""
        self._write(completed(self.line.value, self.state.only))

    def action_move(self, by: int) -> None:
        """Move in the list while typing."""
        self.rows.action_move(by)

    def action_choose(self, choice: str) -> None:
        """Say what to do with somebody who looks alike, and go to the next."""
        self.state.choose(self.rows.current, Choice(choice))
        self._show()
        self.rows.action_move(1)

    def action_all_alike(self) -> None:
        """Do the same with all who look alike for these reasons."""
        count = self.state.choose_all_like(self.rows.current)
        self._show()
        if count:
            self.message.tell(f"The same for {count} who look alike for these reasons.")

    def action_turn(self, by: int) -> None:
        """Let the column mean something else."""
        row = self.rows.current
        if isinstance(row, ColumnRow):
            self.state.turn(row.at, by)
            self._show()

    def action_pick(self) -> None:
        """Choose from a list what the column means."""
        row = self.rows.current
        if isinstance(row, ColumnRow):
            self.state.picking = row.at
            self._show()
            self.rows.select(("field", row.means))

    def action_dates(self) -> None:
        """Change which number of a date is the day."""
        self.state.turn_dates()
        self._show()

    def action_letters(self) -> None:
        """Read the file in another encoding."""
        self.state.turn_letters()
        self._show()

    def action_rhythm(self) -> None:
        """Ask for a rhythm for those who are new."""
        self._ask("rhythm")

    def action_tag(self) -> None:
        """Ask for a tag for everybody in the file."""
        self._ask("tag")

    def action_problems(self) -> None:
        """Show the lines that could not be used, and back."""
        self.state.shows_problems = not self.state.shows_problems
        self._show()
        self.rows.go_to(0)

    def _ask(self, what: str) -> None:
        self.state.asks = what
        self.line.take_up(Place.in_field(f"import {what}"))
        self._show()

    def _answer(self) -> None:
        try:
            self.state.answer(self.line.value)
        except InvalidInput as error:
            self.message.fail(error)
            return
        self.line.words_done()
        self.message.clear()
        self._show()

    def _write(self, text: str) -> None:
        self.line.value = text
        self.line.cursor_position = len(text)

    def _go(self, step: Step) -> None:
        self.state.go(step)
        self.line.words_done()
        self.message.clear()
        if step is Step.FILE:
            self._write(self.state.text)
        self._show()
        self.rows.go_to(0)

    def _open(self) -> None:
        """Take the file typed, or what the cursor is on; a folder without cards in it is gone into."""
        row, typed = self.rows.current, self.line.value
        if isinstance(row, PathRow) and not is_file(typed, self.state.only):
            is_typed = row.is_folder and whole_path(typed) == whole_path(row.text)
            self._write(row.text)
            if row.is_folder and not is_typed:
                return
        if not self.line.value.strip():
            self.message.fail(InvalidInput("Which file?", hint=self.state.asked_for))
            return
        self.state.text = self.line.value.strip()
        self._work.begin()
        self._look_at_file()

    @work(group=STOPPABLE)
    async def _look_at_file(self) -> None:
        with self._watched():
            path = whole_path(self.state.text, self.state.only)
            self.state.columns = await self._work.do(lambda services, _: services.importing.columns(path))
            if self.state.columns and not self.state.columns.is_remembered:
                self._go(Step.COLUMNS)
            else:
                await self._plan()

    @work(group=STOPPABLE)
    async def _read_columns(self) -> None:
        with self._watched():
            await self._plan()

    async def _plan(self) -> None:
        path, columns = whole_path(self.state.text, self.state.only), self.state.columns
        mapping = checked_mapping(columns) if columns else None
        plan = await self._work.do(
            lambda services, go: services.importing.plan_of(path, How(mapping=mapping), go)
        )
        if columns:
            await self._work.do(lambda services, _: services.importing.remember(columns))
        self._go(Step.CHECK)
        self.state.plan = plan
        self._show()

    @work(group=STOPPABLE)
    async def _bring_in(self, plan: ImportPlan) -> None:
        state = self.state
        with self._watched():
            state.report = await self._work.do(
                lambda services, go: services.importing.bring_in(
                    plan, state.choices, rhythm_days=state.rhythm_days, tag=state.tag, progress=go
                )
            )
        if self.state.report is None:
            state.step = Step.CHECK
        self._show()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Show how far what follows is; when it cannot be done, that is said and the step stays."""
        self.message.clear()
        looking = self.set_interval(LOOK_SECONDS, self._show_around)
        self._show()
        try:
            yield
        except RapportError as error:
            self.message.fail(error)
        finally:
            looking.stop()
            self._work.end()
            if self.is_attached:
                self._show()
