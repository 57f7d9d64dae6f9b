"""What every numbered view has: the tabs above, the message and the keys below, undo, and its one reload."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from datetime import date
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tui.domain.dates.spans import day_words
from tui.domain.errors import BookBusy, RapportError
from tui.domain.keeping.kept_line import Kept
from tui.domain.records.contact import ContactId
from tui.screens.sizes import HEIGHTS, SIZES
from tui.services.desk import Desk
from tui.services.services import Services
from tui.widgets.key_menu import Choice as Key
from tui.widgets.key_menu import KeyMenu
from tui.widgets.key_row import KeyRow
from tui.widgets.line_bar import BarKind, LineBar, Typed
from tui.widgets.message_row import MessageRow
from tui.widgets.rows import RowKey
from tui.widgets.rule import Rule
from tui.widgets.view_tabs import View as Tab
from tui.widgets.view_tabs import ViewTabs
from tui.widgets.virtual_list import VirtualList

Result = TypeVar("Result")

TABS = (Tab("today", "1", "Today"), Tab("contacts", "2", "Contacts"), Tab("practice", "3", "Practice"))
"""The numbered views, in order."""


class View(Screen[None]):
    """A numbered view over one person's desk."""

    HORIZONTAL_BREAKPOINTS = SIZES
    VERTICAL_BREAKPOINTS = HEIGHTS
    TAB_ID: ClassVar[str] = ""
    KEYS_FIRST: ClassVar[tuple[str, ...]] = ()
    """The keys that the key row names first."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo", id="view.undo", show=False, tooltip="Take the last change back"),
        Binding("U", "redo", "Redo", id="view.redo", show=False, tooltip="Bring back what was undone"),
        Binding("slash", "find", "Find", id="view.find", tooltip="Find people, and what was said"),
        Binding(
            "colon,ctrl+p", "commands", "Commands", id="view.commands", show=False, tooltip="Find any command"
        ),
        Binding(
            "T",
            "trash",
            "Trash",
            id="view.trash",
            show=False,
            tooltip="Show the trash: bring back, or delete for ever",
        ),
        Binding("question_mark", "help", "Help", id="view.help", tooltip="Show every key that works here"),
    ]

    class ContactWanted(Message):
        """Somebody's page is to be shown."""

        def __init__(self, contact_id: ContactId, interaction_id: int | None = None) -> None:
            super().__init__()
            self.contact_id = contact_id
            self.interaction_id = interaction_id
            """The talk on it to go to, if one is meant."""

    class QueryWanted(Message):
        """The list of contacts is to be narrowed by a query, under the name of its view."""

        def __init__(self, query: str, name: str = "") -> None:
            super().__init__()
            self.query = query
            self.name = name

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """Stack the frame around the body of the view."""
        self._fit_to(self.app.size)
        yield ViewTabs(TABS, current=self.TAB_ID, note=self._note())
        yield Rule()
        yield from self.body()
        yield MessageRow()
        yield KeyMenu()
        yield LineBar(self.desk.lines)
        yield KeyRow()

    def _fit_to(self, size: Size) -> None:
        """Take the classes of the size at once, so that the first frame is drawn as it stays."""
        for classes, length in ((SIZES, size.width), (HEIGHTS, size.height)):
            self.add_class(next(name for least, name in reversed(classes) if length >= least))

    def body(self) -> Iterable[Widget]:
        """Give what stands between the tabs and the message row."""
        raise AssertionError(f"{type(self).__name__} has no body")

    def reload(self) -> None:
        """Read everything shown again; cheap, and safe to do twice."""

    def on_mount(self) -> None:
        """Show the book as it is."""
        self._seen = self._state_of_book()
        self.reload()
        if self.desk.reader.only_read:
            self.message.tell(f"{self.desk.reader.only_read} Nothing can be changed here; drafts are kept.")

    def on_screen_resume(self) -> None:
        """Show the book as it has become meanwhile, if it has changed at all."""
        if self.is_mounted and self._seen != self._state_of_book():
            self._seen = self._state_of_book()
            self.turn_day()
            self.reload()

    def _state_of_book(self) -> tuple[int, date]:
        return self.desk.reader.data_version, self.desk.today

    def keys_shown(self) -> Collection[RowKey]:
        """Give the keys of the rows on a short list; none where everybody is listed."""
        return ()

    def go_to_new(self, before: Collection[RowKey]) -> None:
        """Put the cursor on the row that came back, on a short list."""

    def turn_day(self) -> None:
        """Show the current practice day in the title row."""
        self.query_one(ViewTabs).note = self._note()

    @property
    def message(self) -> MessageRow:
        """The row that says what was done."""
        return self.query_one(MessageRow)

    @property
    def bar(self) -> LineBar:
        """The one-line bar."""
        return self.query_one(LineBar)

    @property
    def menu(self) -> KeyMenu:
        """The one-key menu."""
        return self.query_one(KeyMenu)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a line is being typed, the letters are its own: only its bar's keys are named."""
        bar = self.query_one_optional(LineBar)
        is_typing = isinstance(self.focused, Input) or (bar is not None and bar.is_open)
        return not is_typing or action in ("help_quit", "quit", "back")

    async def ask(self, title: str, keys: Sequence[Key], note: str = "") -> str | None:
        """Ask with a menu of keys, and give the key that was pressed, or None; from a worker."""
        self.message.clear()
        return await self.menu.ask(title, keys, note)

    async def ask_until_saved(
        self,
        kind: BarKind,
        save: Callable[[Typed], Awaitable[bool]],
        usually: str = "",
        *,
        follows: bool = False,
    ) -> None:
        """Ask for a line in the bar and save it; one that could not be saved is offered again, from a worker.

        It is not where something else is being done by then. What is said stays where the question ``follows``
        what it tells of.
        """
        if not follows:
            self.message.clear()
        while (typed := await self.bar.ask(kind, usually=usually)) is not None:
            if await save(typed) or not self.is_idle:
                return
            usually = typed.text

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being asked, and the keys are on a list in front."""
        is_free = not self.bar.is_open and self.app.screen is self
        return is_free and isinstance(self.focused, VirtualList)

    async def change(
        self, use_case: Callable[[Services], Result], typed: Typed | None = None
    ) -> Result | None:
        """Make a change and show the book as it then is; None when it could not be made, which is said.

        The line it was typed as, if any, is forgotten as soon as it is in the book.
        """
        line = typed.words if typed is not None else None

        def use_and_forget(services: Services) -> Result:
            result = use_case(services)
            if line is not None:
                line.saved()
            return result

        try:
            result = await self.desk.change(use_and_forget)
        except RapportError as error:
            is_kept = line is not None and line.failed() is not Kept.NOT
            self.message.fail(_with_words_kept(error) if is_kept else error)
            return None
        self.reload()
        return result

    @on(LineBar.Left)
    def _line_left(self, event: LineBar.Left) -> None:
        """Say where a line that was left waits."""
        event.stop()
        if not event.line.strip():
            return
        if event.kept is Kept.WRITTEN:
            self.message.say("kept: the next time you open the bar, the line is there")
        elif event.kept is Kept.NOT:
            self.message.tell("Not kept: it was about somebody who was deleted for ever.")
        else:
            self.message.fail(
                BookBusy(
                    "The line cannot be written down.", "It stays here until you leave.", "Is the disk full?"
                )
            )

    async def change_and_say(self, use_case: Callable[[Services], str], typed: Typed | None = None) -> bool:
        """Make a change that gives its own sentence, say it, and say whether it was made."""
        said = await self.change(use_case, typed)
        if said is not None:
            self.message.say(said, "u undo")
        return said is not None

    @work(group="change")
    async def action_undo(self) -> None:
        """Take the last change back."""
        before = self.keys_shown()
        undone = await self.change(lambda services: services.undo())
        if undone is not None:
            self.go_to_new(before)
            self.message.say(f"taken back: {undone}", "U brings it back")

    @work(group="change")
    async def action_redo(self) -> None:
        """Bring back what was undone."""
        redone = await self.change(lambda services: services.redo())
        if redone is not None:
            self.message.say(f"brought back: {redone}", "u undo")

    def action_help(self) -> None:
        """Show every key that works here."""
        from tui.screens.view.asking import show_help

        show_help(self, next(tab.title for tab in TABS if tab.id == self.TAB_ID))

    def action_find(self) -> None:
        """Find people, and what was said."""
        from tui.screens.view.asking import find

        find(self)

    def action_commands(self) -> None:
        """Find any command."""
        from tui.screens.view.asking import find

        find(self, with_commands=True)

    @work(group="change")
    async def run_errand(self, use_case: Callable[[Services], str], *, can_undo: bool = True) -> None:
        """Do something with the whole book, and say what came of it."""
        self.message.tell("working…")
        if can_undo:
            await self.change_and_say(use_case)
            return
        said = await self.change(use_case)
        if said is not None:
            self.message.tell(said)

    def show_contact(self, contact_id: ContactId, interaction_id: int | None = None) -> None:
        """Show a contact's page, in the view that has pages."""

    def show_query(self, query: str, name: str = "") -> None:
        """Narrow the list by a query, in the view that lists everybody."""

    def add_person(self, text: str) -> None:
        """Begin to add somebody with what is known."""

    def log_line(self) -> None:
        """Begin to log in one line."""

    def begin_evening(self, place: str) -> object:
        """Begin to write down an evening, in a view of people."""
        self.message.say("an evening is written down from Today or Contacts")
        return None

    def action_trash(self) -> None:
        """Show what lies in the trash."""
        from tui.screens.tidying.trash import TrashScreen

        self.app.push_screen(TrashScreen(self.desk), lambda _none: self.reload())

    @on(ViewTabs.Chosen)
    async def _view_chosen(self, event: ViewTabs.Chosen) -> None:
        self.app.switch_mode(event.view_id)

    def _note(self) -> str:
        day = day_words(self.desk.today, self.desk.today)
        if self.desk.reader.only_read:
            return f"only to be read · {day}"
        return f"demo book · {day}" if self.desk.is_demo else day


def _with_words_kept(error: RapportError) -> RapportError:
    """Say as well that the line is not lost."""
    return RapportError(error.title, f"{error.message} The line is kept in its bar.".strip(), error.hint)
