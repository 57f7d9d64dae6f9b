"""What every numbered view has: the tabs above, the message and the keys below, undo, and its one reload."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from typing import ClassVar, Protocol, TypeVar, runtime_checkable

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.dom import DOMNode
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
from tui.widgets.bar_kind import BarKind, Typed
from tui.widgets.key_menu import KeyMenu, MenuKey
from tui.widgets.key_row import KeyRow
from tui.widgets.line_bar import LineBar
from tui.widgets.message_row import MessageRow
from tui.widgets.rule import Rule
from tui.widgets.view_tabs import View as Tab
from tui.widgets.view_tabs import ViewTabs
from tui.widgets.virtual_list import VirtualList

Result = TypeVar("Result")


@runtime_checkable
class ShowsContacts(Protocol):
    """A view in which somebody, or everybody a query finds, can be shown."""

    def show_contact(self, contact_id: ContactId, interaction_id: int | None = None) -> None:
        """Show a contact's page, and a talk with them."""

    def show_query(self, query: str, name: str = "") -> None:
        """Narrow the list by a query, under the name of its view."""


TABS = (Tab("today", "1", "Today"), Tab("contacts", "2", "Contacts"), Tab("practice", "3", "Practice"))
"""The numbered views, in order."""


class View(Screen[None]):
    """A numbered view over one person's desk."""

    HORIZONTAL_BREAKPOINTS = SIZES
    VERTICAL_BREAKPOINTS = HEIGHTS
    TAB_ID: ClassVar[str] = ""
    LISTS_FEW: ClassVar[bool] = False
    """Whether its list is short by nature: the cursor goes to the row that an undo brings back."""
    KEYS_FIRST: ClassVar[tuple[str, ...]] = ()
    """The keys that the key row names first."""
    ACTS: ClassVar[tuple[Callable[[View], Widget], ...]] = ()
    """What the keys do, from the outside in."""

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
        self._acts: tuple[Widget, ...] = ()

    def framed(self, body: Iterable[Widget]) -> ComposeResult:
        """Return a body with its frame: the tabs above, what is said and asked and the keys below."""
        self._fit_to(self.app.size)
        yield ViewTabs(TABS, current=self.TAB_ID, note=self._note())
        yield Rule()
        with ExitStack() as acts:
            self._acts = tuple(acts.enter_context(each(self)) for each in self.ACTS)
            yield from body
            yield MessageRow()
            yield KeyMenu()
            yield LineBar(self.desk.lines)
        yield KeyRow()

    def _fit_to(self, size: Size) -> None:
        """Take the classes of the size at once, so that the first frame is drawn as it stays."""
        for classes, length in ((SIZES, size.width), (HEIGHTS, size.height)):
            self.add_class(next(name for least, name in reversed(classes) if length >= least))

    def reload(self) -> None:
        """Read everything shown again; cheap, and safe to do twice."""
        raise NotImplementedError

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

    @property
    def title_of_tab(self) -> str:
        """What the view is called in the row of tabs."""
        return next(tab.title for tab in TABS if tab.id == self.TAB_ID)

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """The keys, from where the focus is outwards; the acts have theirs also where the focus is nowhere.

        Textual knows none but the screen's and the app's then, as when a list with the focus was hidden.
        """
        chain = super()._binding_chain
        if self.focused is not None:
            return chain
        return [(node, node._bindings.copy()) for node in reversed(self._acts)] + chain

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

    async def ask(self, title: str, keys: Sequence[MenuKey], note: str = "") -> str | None:
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

    async def do(self, use_case: Callable[[Services], str], typed: Typed | None = None) -> bool:
        """Make a change, say it, and unmark what it was done with; say whether it was made."""
        said = await self.change(use_case, typed)
        if said is None:
            return False
        self.clear_marks()
        if ". " in said:
            self.message.tell(f"{said} (u takes it back)")
        else:
            self.message.say(said, "u undo")
        return True

    def clear_marks(self) -> None:
        """Unmark every row."""
        for rows in self.query(VirtualList):
            rows.clear_marks()

    def focus_list(self) -> None:
        """Put the keys back on the list."""
        if self.AUTO_FOCUS:
            self.query_one(self.AUTO_FOCUS).focus()

    def take_back(self) -> bool:
        """Take back what was done last, where it is no change of the book; False where there is no such thing."""
        return False

    def action_back(self) -> None:
        """Unmark, and say nothing more."""
        self.clear_marks()
        self.message.clear()

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
