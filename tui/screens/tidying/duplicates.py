"""Who may be in the book twice: every two with the reason, to be merged or said to be two people."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.domain.dates.spans import day_words
from tui.domain.errors import RapportError
from tui.domain.records.contact import Contact
from tui.screens.sizes import HEIGHTS, SIZES
from tui.screens.tidying.merge import MergeScreen
from tui.services.desk import Desk
from tui.services.duplicates.duplicates import DuplicatesFound, Suggestion
from tui.services.duplicates.looks_like import detail_of
from tui.services.services import Services
from tui.terminal.stillness import STOPPABLE
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.rows import Cell, Line, ListedRows
from tui.widgets.rule import Rule
from tui.widgets.safe import wrap
from tui.widgets.virtual_list import VirtualList

_REASON = 32
_WITH_REASON = 64
"""From this width in cells the reason stands in the row as well."""
_WITH_DETAIL = 110
"""From this width in cells what tells each of them stands beside the name; below the list it always does."""


class DuplicatesScreen(Screen[None]):
    """Suggestions, never more: nothing is merged by itself."""

    CSS_PATH = "duplicates.tcss"
    AUTO_FOCUS = "#duplicates-rows"
    HORIZONTAL_BREAKPOINTS = SIZES
    VERTICAL_BREAKPOINTS = HEIGHTS
    KEYS_FIRST: ClassVar[tuple[str, ...]] = ("M", "n", "u")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "M",
            "merge",
            "Look and merge",
            id="duplicates.merge",
            tooltip="Show what one contact of both would be",
        ),
        Binding(
            "n",
            "not_the_same",
            "Not the same",
            id="duplicates.distinct",
            tooltip="They are two people; never suggest it again",
        ),
        Binding("u", "undo", "Undo", id="duplicates.undo", tooltip="Take the last change back"),
        Binding("U", "redo", "Redo", id="duplicates.redo", show=False, tooltip="Bring back what was undone"),
        Binding("q,escape", "leave", "Back", id="duplicates.back", tooltip="Go back"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._found: DuplicatesFound | None = None
        self._searches = 0

    def compose(self) -> ComposeResult:
        """Stack the title, the pairs and what speaks for the one under the cursor."""
        yield Lines(id="duplicates-head")
        yield Rule()
        yield VirtualList[Suggestion](self._draw, can_mark=False, id="duplicates-rows")
        yield Lines(id="duplicates-foot")
        yield MessageRow()
        yield KeyRow()

    @property
    def rows(self) -> VirtualList[Suggestion]:
        """The list of pairs."""
        return self.query_one("#duplicates-rows", VirtualList)

    @property
    def message(self) -> MessageRow:
        """The row that says what was done."""
        return self.query_one(MessageRow)

    def on_mount(self) -> None:
        """Begin to look."""
        self._show()
        self._look()

    def on_unmount(self) -> None:
        """Let nothing go on behind a closed door."""
        self._searches += 1

    def on_resize(self) -> None:
        """Lay the lines below for the new size."""
        self.call_after_refresh(self._show_below)

    def action_merge(self) -> None:
        """Show what one contact of both would be."""
        pair = self.rows.current
        if pair is None:
            return
        try:
            plan = self.desk.reader.merging.plan([pair.one.id, pair.other.id])
        except RapportError as error:
            self.message.fail(error)
            return
        self.app.push_screen(MergeScreen(self.desk, plan), self._decided)

    def action_not_the_same(self) -> None:
        """Remember that they are two people."""
        pair = self.rows.current
        if pair is not None:
            self._change(lambda services: services.merging.not_the_same(pair.one.id, pair.other.id))

    def action_undo(self) -> None:
        """Take the last change back."""
        self._change(lambda services: f"taken back: {services.undo()}", "U brings it back")

    def action_redo(self) -> None:
        """Bring back what was undone."""
        self._change(lambda services: f"brought back: {services.redo()}")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    @on(VirtualList.Moved, "#duplicates-rows")
    def _moved(self, event: VirtualList.Moved) -> None:
        event.stop()
        self._show_below()

    @on(VirtualList.Opened, "#duplicates-rows")
    def _opened(self, event: VirtualList.Opened) -> None:
        event.stop()
        self.action_merge()

    def _decided(self, said: str | None) -> None:
        if said:
            self.message.say(said, "u undo")
            self._look()

    @work(group="change")
    async def _change(self, use_case: Callable[[Services], str], hint: str = "u undo") -> None:
        try:
            said = await self.desk.change(use_case)
        except RapportError as error:
            self.message.fail(error)
            return
        self.message.say(said, hint)
        self._look()

    @work(group=STOPPABLE, exclusive=True)
    async def _look(self) -> None:
        """Look in a thread of its own, over a connection of its own: keys are answered meanwhile."""
        self._searches += 1
        mine, look = self._searches, self.desk.reader.duplicates.apart()
        try:
            found = await asyncio.to_thread(look, lambda: self._searches == mine)
        except RapportError as error:
            self.message.fail(error)
            return
        if self._searches == mine and self.is_attached:
            before, self._found = self._found, found
            self._show()
            self._go_to_what_came_back(before.pairs if before else None)

    def _go_to_what_came_back(self, before: Sequence[Suggestion] | None) -> None:
        """After an undo, put the cursor on the pair that is there again."""
        known = {_key(pair) for pair in before or ()}
        found = self._found.pairs if self._found else []
        new = next((_key(pair) for pair in found if _key(pair) not in known), None)
        if before is not None and new is not None:
            self.rows.select(new)

    def _show(self) -> None:
        glyphs, found = self.rows.glyphs, self._found.pairs if self._found else []
        counted = "" if not found else f"{len(found)} to look at" if len(found) > 1 else "one to look at"
        head: DrawnLine = [
            (f"In the book twice? {glyphs.dot} Duplicates", "bold"),
            (f"   {counted}", "muted"),
        ]
        said = self._found.remarks if self._found else ()
        width = max(20, self.size.width - 2)
        left_out: list[DrawnLine] = [[(line, "muted")] for remark in said for line in wrap(remark, width, 2)]
        self.query_one("#duplicates-head", Lines).show([head, *left_out])
        looking = ("Looking…",) if self._found is None else ("Nobody seems to be in the book twice.",)
        self.rows.show(ListedRows(found, key=_key), empty=looking)
        self._show_below()

    def _show_below(self) -> None:
        pair, width = self.rows.current, max(20, self.size.width - 2)
        lines: list[DrawnLine] = []
        if pair is not None:
            lines = [[(line, "")] for line in wrap(f"{pair.likeness.words.capitalize()}.", width, 1)]
            for who in (pair.one, pair.other):
                lines.append([(f"{who.name}  ", "bold"), (self._about(who), "muted")])
        self.query_one("#duplicates-foot", Lines).show(lines)

    def _about(self, who: Contact) -> str:
        last = who.last_touch_on
        talked = f"last in touch {day_words(last, self.desk.today)}" if last else "never in touch"
        known = [*(point.value for point in who.points), who.organisation, who.place, talked]
        return f" {self.rows.glyphs.dot} ".join(each for each in known if each)

    def _draw(self, pair: Suggestion, width: int) -> Line:
        reason = _REASON if width >= _WITH_REASON else 0
        each = max(8, (width - reason - 5) // 2)
        names = [_named(who) if width >= _WITH_DETAIL else who.name for who in (pair.one, pair.other)]
        cells = [Cell(name, each) for name in names]
        if reason:
            cells.append(Cell(pair.likeness.words, reason, "muted"))
        return Line(tuple(cells))


def _named(who: Contact) -> str:
    detail = detail_of(who)
    return f"{who.name}  {detail}" if detail else who.name


def _key(pair: Suggestion) -> tuple[int, int]:
    return pair.one.id, pair.other.id
