"""The real app over a real book in the folder of a test, driven by its keys."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from tests.builders import a_contact
from tests.new_book import a_new_book_at
from tests.screen_text import text_of
from tests.waiting import a_moment, do_workers_rest, until_workers_rest
from tui.app.app import RapportApp
from tui.build import Setting
from tui.config import Config
from tui.domain.clock import Clock, FixedClock, practice_date
from tui.domain.errors import BookBusy
from tui.domain.records.contact import Contact, ContactId
from tui.domain.records.interaction import Interaction
from tui.screens.contacts.contacts import ContactsScreen
from tui.screens.today.today import TodayScreen
from tui.screens.view.view import View
from tui.services.contacts.finding import Page
from tui.services.demo.demo import fill_demo
from tui.services.desk import Desk
from tui.services.drafts.lines import LineHistory
from tui.services.services import Services
from tui.services.writer import Writer
from tui.store.interactions.drafts import Drafts
from tui.widgets.line_bar import LineBar

MONDAY = datetime.fromisoformat("2026-11-23T13:32:00+01:00")
SMALL, LARGE, NARROW = (80, 24), (120, 36), (60, 20)
"""The sizes every screen is looked at in: columns and rows."""

_NAMES = {" ": "space", "/": "slash", ":": "colon", "?": "question_mark", "@": "at", "#": "number_sign"}
_CHARACTERS = {name: character for character, name in _NAMES.items()}
"""What a terminal's key is called, and what it types."""

_LOOK_SECONDS = 0.001
_HELD_AT_MOST_SECONDS = 60.0

ResultT = TypeVar("ResultT")
WidgetT = TypeVar("WidgetT", bound=Widget)


class MovableClock:
    """A clock that a test turns by hand."""

    def __init__(self, instant: datetime = MONDAY) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """Return the instant it was turned to."""
        return self.instant

    def today(self) -> date:
        """Return the practice day of that instant."""
        return practice_date(self.instant)


class SlowWriter(Writer[Services]):
    """A writer that takes its time over every change, as with a book that another program holds."""

    def __init__(self, make: Callable[[], Services], close: Callable[[Services], None]) -> None:
        super().__init__(make, close)
        self.seconds = 0.0
        """How long each change takes besides its own time."""
        self.is_free = threading.Event()
        """Unset while a change has to wait."""
        self.is_free.set()
        self.refuses = False
        """Whether no change can be made, as with a book that another program does not let go of."""

    def _run(self, use_case: Callable[[Services], ResultT]) -> ResultT:
        self.is_free.wait(_HELD_AT_MOST_SECONDS)
        threading.Event().wait(self.seconds)
        if self.refuses:
            raise BookBusy("Another program is holding the book.", "Nothing was saved.")
        return super()._run(use_case)


def desk_at(path: Path, clock: Clock, *, is_demo: bool = False) -> Desk:
    """Open the book at a path for reading and, in a thread of its own, for writing."""
    setting = Setting(Config(), clock, a_new_book_at(path), is_demo)
    beside = path.parent
    return Desk(
        reader=setting.services(),
        writer=SlowWriter(setting.services, lambda services: services.close()),
        clock=clock,
        drafts=Drafts(beside / "drafts"),
        history=LineHistory(beside / "history.txt"),
        exchange=beside / "exchange",
        backups=beside / "backups",
        is_demo=is_demo,
    )


def with_book(path: Path, use: Callable[[Services], ResultT], clock: Clock | None = None) -> ResultT:
    """Do something with the book at a path as another program would."""
    setting = Setting(Config(), clock or FixedClock(MONDAY), a_new_book_at(path))
    with closing(setting.services()) as services:
        return use(services)


def a_small_book(folder: Path) -> Path:
    """Make a book of five: four are due and the pace shows three of them; Ines was just called."""
    return a_new_book_at(folder / "rapport.db", _with_five)


def _with_five(path: Path) -> None:
    def fill(services: Services) -> None:
        for name, last in (
            ("Maya Okafor", "2026-09-01"),
            ("Bo Chen", "2026-09-20"),
            ("Anna Petrova", "2026-10-10"),
            ("Zoë Martín", "2026-10-20"),
            ("Ines Duarte", "2026-11-20"),
        ):
            a_contact(services.book, name, rhythm=30, last=last)

    with_book(path, fill)


def a_demo_book(folder: Path) -> Path:
    """Make the demo book of a fixed day."""
    return a_new_book_at(folder / "demo.db", _with_a_demo)


def _with_a_demo(path: Path) -> None:
    with_book(path, lambda services: fill_demo(services.book, practice_date(MONDAY), 1, 30, 240))


class AppInTest(Struct):
    """An open app: its keys, what it shows, and what is in its book."""

    app: RapportApp
    pilot: Pilot[None]
    desk: Desk
    path: Path

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Put a text where the keys go, all at once."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    def type_ahead(self, *keys: str) -> None:
        """Send keys as a slow line brings them: all at once."""
        for key in keys:
            character = _CHARACTERS.get(key, key if len(key) == 1 else None)
            self.app.post_message(events.Key(_NAMES.get(key, key), character))

    async def until_still(self) -> None:
        """Wait until every key has been handed on and all they set off is done."""
        while not self.app.typed_ahead.is_still:
            await a_moment(_LOOK_SECONDS)

    def hold(self) -> None:
        """Let every change wait from now on."""
        assert isinstance(self.desk.writer, SlowWriter)
        self.desk.writer.is_free.clear()

    def release(self) -> None:
        """Let changes be made again."""
        assert isinstance(self.desk.writer, SlowWriter)
        self.desk.writer.is_free.set()

    def refuse(self, *, changes: bool = True) -> None:
        """Let every change fail from now on, or be made again."""
        assert isinstance(self.desk.writer, SlowWriter)
        self.desk.writer.refuses = changes

    def slow_down(self, seconds: float) -> None:
        """Let every change take so long from now on."""
        assert isinstance(self.desk.writer, SlowWriter)
        self.desk.writer.seconds = seconds

    async def settle(self) -> None:
        """Wait until nothing is under way but what waits for the person, nor sets off anything more."""
        await until_workers_rest(self.app)
        await self.pilot.pause()
        while not do_workers_rest(self.app):
            await until_workers_rest(self.app)
            await self.pilot.pause()

    @property
    def text(self) -> str:
        """The screen as a person reads it."""
        return text_of(self.app)

    @property
    def front(self) -> str:
        """What kind of screen is in front."""
        return type(self.app.screen).__name__

    @property
    def view(self) -> View:
        """The numbered view in front."""
        screen = self.app.screen
        assert isinstance(screen, View)
        return screen

    @property
    def today(self) -> TodayScreen:
        """The Today view, in front."""
        screen = self.app.screen
        assert isinstance(screen, TodayScreen)
        return screen

    @property
    def contacts(self) -> ContactsScreen:
        """The Contacts view, in front."""
        screen = self.app.screen
        assert isinstance(screen, ContactsScreen)
        return screen

    @property
    def bar(self) -> LineBar:
        """The line bar."""
        return self.view.bar

    @property
    def line(self) -> str:
        """What stands in the bar."""
        return self.bar.field.value

    @property
    def said(self) -> str:
        """What the message row says."""
        return self.view.message.text

    @property
    def queue(self) -> list[str]:
        """Who is on the list of Today, from the top; who only comes up later is left out."""
        rows = self.today.rows
        listed = [rows._rows.at(number) for number in range(rows.row_count)]
        return [row.name for row in listed if row is not None and row.queued is not None]

    @property
    def selected(self) -> str:
        """The name under the cursor."""
        row = (self.today if isinstance(self.app.screen, TodayScreen) else self.contacts).rows.current
        return row.name if row is not None else ""

    def contact(self, name: str) -> Contact:
        """Give a contact as the book has them."""
        book = self.desk.reader.book
        found = book.contacts.get(book.contacts.named_exactly(name)[0])
        assert found is not None
        return found

    def is_known(self, name: str) -> bool:
        """Say whether anybody of that name is in the book."""
        return bool(self.desk.reader.book.contacts.named_exactly(name))

    def page(self, name: str) -> Page:
        """Return everything about a contact."""
        page = self.desk.reader.finding.page(self.contact(name).id)
        assert page is not None
        return page

    def timeline(self, name: str) -> list[Interaction]:
        """Return what was logged with a contact, the newest first."""
        return self.desk.reader.book.interactions.latest_of(self.contact(name).id, 50)

    def snoozed_until(self, name: str) -> date | None:
        """Return the local day until which a contact is hidden."""
        return self.desk.reader.book.contacts.rows([self.contact(name).id])[0].snoozed_until

    def elsewhere(self, use: Callable[[Services], ResultT]) -> ResultT:
        """Do something with the book in another program."""
        return with_book(self.path, use, self.desk.clock)

    def id_of(self, name: str) -> ContactId:
        """Return the number of a contact."""
        return self.contact(name).id


@asynccontextmanager
async def open_app(
    path: Path,
    *,
    size: tuple[int, int] = SMALL,
    clock: Clock | None = None,
    config: Config | None = None,
    is_demo: bool = False,
) -> AsyncIterator[AppInTest]:
    """Open the app on the book at a path; it is closed at the end."""
    desk = desk_at(path, clock or FixedClock(MONDAY), is_demo=is_demo)
    try:
        app = RapportApp(desk, config or Config())
        async with app.run_test(size=size) as pilot:
            opened = AppInTest(app, pilot, desk, path)
            await opened.settle()
            yield opened
    finally:
        desk.close()


def logged(opened: AppInTest, *names: str) -> list[int]:
    """Return how many interactions there are with each, beyond the one they came with."""
    return [len(opened.timeline(name)) - 1 for name in names]
