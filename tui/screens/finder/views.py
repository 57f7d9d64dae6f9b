"""Saved views: choose one, save the present query as one, rename, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar
from zlib import crc32

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.domain.errors import RapportError
from tui.domain.keeping.kept_line import Place
from tui.domain.search.saved_view import SavedView
from tui.services.desk import Desk
from tui.services.services import Services
from tui.widgets.fields import LineField
from tui.widgets.key_row import KeyRow
from tui.widgets.lines import Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.rows import Cell, Line, ListedRows
from tui.widgets.rule import Rule
from tui.widgets.virtual_list import VirtualList

_NAME_WIDTH = 30


class ViewsScreen(ModalScreen[SavedView | None]):
    """The saved views; gives back the one to show."""

    AUTO_FOCUS = "#views"
    DEFAULT_CSS = """
    ViewsScreen { background: $background; }
    ViewsScreen > #views-head, ViewsScreen > #views-question { padding: 0 1; }
    ViewsScreen > #views-name { padding: 0 1; display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "s", "save", "Save the filter", id="views.save", tooltip="Save the present filter under a name"
        ),
        Binding("e", "rename", "Rename", id="views.rename", tooltip="Give the view another name"),
        Binding("D", "delete", "Delete", id="views.delete", tooltip="Take the view off the list"),
        Binding("u", "undo", "Undo", id="views.undo", tooltip="Take the last change back"),
        Binding("U", "redo", "Redo", id="views.redo", show=False, tooltip="Bring back what was undone"),
        Binding("escape", "back", "Back", id="views.close", tooltip="Go back"),
    ]

    def __init__(self, desk: Desk, query: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.present = query
        """The filter as it stands, which may be saved."""
        self._name_means: Callable[[str], object] = lambda _name: None

    def compose(self) -> ComposeResult:
        """Stack the views over the line a name is typed into."""
        yield Lines(id="views-head")
        yield Rule()
        yield VirtualList[SavedView](self._draw, can_mark=False, id="views")
        yield Lines(id="views-question")
        yield LineField(id="views-name").kept_in(self.desk.lines)
        yield MessageRow()
        yield KeyRow()

    @property
    def rows(self) -> VirtualList[SavedView]:
        """The views."""
        return self.query_one("#views", VirtualList)

    @property
    def name_field(self) -> LineField:
        """Where a name is typed."""
        return self.query_one("#views-name", LineField)

    def on_mount(self) -> None:
        """Show the views."""
        self.reload()

    def reload(self) -> None:
        """Read the views again."""
        views = self.desk.reader.views.all()
        title = "SAVED VIEWS" if views and views[0].id is not None else "VIEWS TO BEGIN WITH"
        hint = f"   Enter shows one, s saves {self.present}" if self.present else "   Enter shows one"
        line = [(title, "heading"), (hint, "muted")]
        self.query_one("#views-head", Lines).show([line])  # type: ignore[list-item]
        self.rows.show(ListedRows(views, key=lambda view: view.name))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a name is typed, the letters are its own."""
        return not isinstance(self.focused, Input) or action == "back"

    def action_save(self) -> None:
        """Ask for the name of the present filter."""
        message = self.query_one(MessageRow)
        if not self.present:
            message.tell("There is no filter to save: type one after / in Contacts first.")
            return
        # A query may name people: what is kept for it says so by its check number alone.
        place = Place.in_field(f"view-name:{crc32(self.present.encode()):08x}")
        self._ask_name(f"A name for {self.present}", "", place, self._save)

    def action_rename(self) -> None:
        """Ask for another name."""
        view = self.rows.current
        if view is None or view.id is None:
            self.query_one(MessageRow).tell("That view is only offered; save one of your own with s.")
            return
        ident = view.id
        self._ask_name(
            f"Another name for {view.name}",
            view.name,
            Place.in_field(f"view-name:{ident}"),
            lambda name: self._do(lambda services: services.views.rename(ident, name), name),
        )

    def action_delete(self) -> None:
        """Take the view off the list; u brings it back."""
        view = self.rows.current
        if view is not None:
            self._do(lambda services: services.views.delete(view))

    @work(group="change")
    async def action_undo(self) -> None:
        """Take the last change back."""
        await self._change(lambda services: f"taken back: {services.undo()}", "U brings it back")

    @work(group="change")
    async def action_redo(self) -> None:
        """Bring back what was undone."""
        await self._change(lambda services: f"brought back: {services.redo()}", "u undo")

    def action_back(self) -> None:
        """Leave the line of the name, or the screen."""
        if isinstance(self.focused, Input):
            self._close_name()
        else:
            self.dismiss(None)

    @on(VirtualList.Opened, "#views")
    def _chosen(self, event: VirtualList.Opened) -> None:
        event.stop()
        self.dismiss(self.rows.current)

    @on(Input.Submitted, "#views-name")
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._name_means(event.value)

    def _ask_name(self, title: str, text: str, place: Place, means: Callable[[str], object]) -> None:
        self._name_means = means
        self.query_one("#views-question", Lines).show([[(title, "heading")]])
        self.name_field.display = True
        self.name_field.take_up(place, text)
        self.name_field.focus()

    def _close_name(self) -> None:
        self.query_one("#views-question", Lines).show([])
        self.name_field.words_done()
        self.name_field.display = False
        self.rows.focus()

    def _save(self, name: str) -> None:
        query = self.present
        self._do(lambda services: services.views.save(name, query), name)

    @work(group="change")
    async def _do(self, use_case: Callable[[Services], str], name: str = "") -> None:
        """Make a change, say it, and put the cursor on the view of a name."""
        if await self._change(use_case, "u undo"):
            self._close_name()
            self.rows.select(name.strip())

    async def _change(self, use_case: Callable[[Services], str], hint: str) -> bool:
        message = self.query_one(MessageRow)
        try:
            said = await self.desk.change(use_case)
        except RapportError as error:
            message.fail(error)
            return False
        self.reload()
        message.say(said, hint)
        return True

    def _draw(self, view: SavedView, width: int) -> Line:
        name = min(_NAME_WIDTH, width // 2)
        return Line((Cell(view.name, name), Cell(view.query, max(0, width - name - 1), "muted")))
