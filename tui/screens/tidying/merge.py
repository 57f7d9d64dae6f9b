"""The merge preview: field by field what one contact made of several would be; nothing is written before M."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.domain.duplicates.merge import MergePlan, Row
from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.screens.sizes import HEIGHTS, SIZES
from tui.screens.tidying.merge_rows import PreviewRow, below, draw_preview, listed_preview, names_of, sides
from tui.screens.view.view import ShowsContacts, View
from tui.services.desk import Desk
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.rule import Rule
from tui.widgets.virtual_list import VirtualList


class MergeScreen(Screen[str | None]):
    """Two contacts, or a few, side by side; gives the sentence of what was done, or None."""

    CSS_PATH = "merge.tcss"
    AUTO_FOCUS = "#merge-rows"
    HORIZONTAL_BREAKPOINTS = SIZES
    VERTICAL_BREAKPOINTS = HEIGHTS
    KEYS_FIRST: ClassVar[tuple[str, ...]] = ("M", "space", "o", "n")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "M,ctrl+s",
            "merge",
            "Merge",
            id="merge.merge",
            tooltip="Make one contact of them; u takes it back",
        ),
        Binding(
            "space,right",
            "choose(1)",
            "Take the other",
            id="merge.choose",
            priority=True,
            tooltip="Take the next value of this field; the one not taken is kept elsewhere",
        ),
        Binding(
            "left",
            "choose(-1)",
            "Take the one before",
            id="merge.choose_before",
            show=False,
            priority=True,
            tooltip="Take the value before",
        ),
        Binding(
            "o",
            "other_stays",
            "Other stays",
            id="merge.other",
            tooltip="Let the other of them be the one who stays",
        ),
        Binding(
            "n",
            "not_the_same",
            "Not the same",
            id="merge.distinct",
            tooltip="They are two people; never suggest it again",
        ),
        Binding("q,escape", "leave", "Back", id="merge.back", tooltip="Go back; nothing is changed"),
    ]

    def __init__(self, desk: Desk, plan: MergePlan) -> None:
        super().__init__()
        self.desk = desk
        self.plan = plan

    def compose(self) -> ComposeResult:
        """Stack title, who stays, the fields and what is to be known of one."""
        yield Lines(id="merge-head")
        yield Rule(id="merge-rule")
        yield Lines(id="merge-sides")
        yield VirtualList[PreviewRow](draw_preview, can_mark=False, id="merge-rows")
        yield Lines(id="merge-foot")
        yield MessageRow()
        yield KeyRow()

    @property
    def rows(self) -> VirtualList[PreviewRow]:
        """The list of fields."""
        return self.query_one("#merge-rows", VirtualList)

    @property
    def message(self) -> MessageRow:
        """The row that says what could not be done."""
        return self.query_one(MessageRow)

    def on_mount(self) -> None:
        """Show the preview."""
        self._show()

    def on_resize(self) -> None:
        """Lay everything for the new size."""
        self.call_after_refresh(self._show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Two alone can be said not to be the same."""
        return action != "not_the_same" or len(self.plan.sides) == 2

    def action_choose(self, by: int) -> None:
        """Take another value of the field under the cursor."""
        row = self.rows.current
        if isinstance(row, Row) and len(row.options) > 1:
            self.plan = self.plan.with_next_value(row.field, by)
            self.message.clear()
            self._show()
        else:
            self.message.tell("There is nothing to choose here.")

    def action_other_stays(self) -> None:
        """Let the next of them be the one who stays."""
        self.plan = self.plan.with_next_staying()
        self.message.clear()
        self._show()

    @work(group="change")
    async def action_merge(self) -> None:
        """Make one contact of them."""
        plan = self.plan
        try:
            said = await self.desk.change(lambda services: services.merging.merge(plan))
        except RapportError as error:
            self.message.fail(error)
            self._look_again()
            return
        self.desk.follow_merged({int(side.id) for side in plan.gone}, int(plan.keep.id))
        self.dismiss(said)

    @work(group="change")
    async def action_not_the_same(self) -> None:
        """Remember that they are two people."""
        one, other = (side.id for side in self.plan.sides)
        try:
            said = await self.desk.change(lambda services: services.merging.not_the_same(one, other))
        except RapportError as error:
            self.message.fail(error)
            return
        self.dismiss(said)

    def action_leave(self) -> None:
        """Go back with everything as it was."""
        self.dismiss(None)

    @on(VirtualList.Moved, "#merge-rows")
    def _moved(self, event: VirtualList.Moved) -> None:
        event.stop()
        self._show_below()

    @on(VirtualList.Opened, "#merge-rows")
    def _opened(self, event: VirtualList.Opened) -> None:
        """Enter never writes."""
        event.stop()
        self.message.tell("Nothing is written yet: M merges, space takes the other value, Esc goes back.")

    def _look_again(self) -> None:
        """Show them as they are by now, with what was chosen."""
        try:
            fresh = self.desk.reader.merging.plan([side.id for side in self.plan.sides])
        except RapportError:
            return
        self.plan = MergePlan(fresh.sides, self.plan.picks)
        self._show()

    def _show(self) -> None:
        glyphs, width = self.rows.glyphs, max(20, self.size.width - 2)
        self.query_one("#merge-head", Lines).show(
            [[(f"Merge {glyphs.dot} {names_of(self.plan.sides)}", "bold")]]
        )
        self.query_one("#merge-sides", Lines).show([*sides(self.plan, glyphs), []])
        try:
            source, sections = listed_preview(self.plan, width)
        except RapportError as error:
            self.message.fail(error)
            return
        self.rows.show(source, sections)
        self._show_below()

    def _show_below(self) -> None:
        width = max(20, self.size.width - 2)
        self.query_one("#merge-foot", Lines).show(below(self.rows.current, width))


def ask_to_merge(view: View, ids: Sequence[ContactId]) -> None:
    """Show what one contact made of these would be, and say what became of it."""
    try:
        plan = view.desk.reader.merging.plan(ids)
    except RapportError as error:
        view.message.fail(error)
        return

    screen = MergeScreen(view.desk, plan)

    def done(said: str | None) -> None:
        if said:
            view.clear_marks()
            view.reload()
            if isinstance(view, ShowsContacts):
                view.show_contact(screen.plan.keep.id)
            view.message.say(said, "u undo")

    view.app.push_screen(screen, done)
