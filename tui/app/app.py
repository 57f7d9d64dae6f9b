"""The app: its views, its clock ticks, and what is kept in step while it is open."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.timer import Timer

from tui.app.guarded import GuardedApp
from tui.app.warm_up import import_the_rest
from tui.config import Config
from tui.domain.errors import MadeByNewer, RapportError
from tui.domain.quick_add.parsed import LineKind
from tui.screens.every_view.every_view import EveryView
from tui.screens.every_view.housekeeping import Housekeeping
from tui.screens.people.people import People
from tui.screens.today.acts import TodayActs
from tui.screens.today.quiet import QuietActs
from tui.screens.today.today import TodayScreen
from tui.screens.view.view import ShowsContacts, View
from tui.services.desk import OPEN_ANEW, Desk
from tui.terminal import stillness
from tui.terminal.keys import KeyEntry, entries_of, own_keys
from tui.terminal.terminal import CrashLog, TerminalGuard
from tui.widgets.glyphs import ASCII, UNICODE, choose_glyphs
from tui.widgets.keeping import keep_all_words
from tui.widgets.line_bar import LineBar
from tui.widgets.message_row import MessageRow
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tui.services.care.care import Care
    from tui.services.care.trouble import Trouble

WATCH_SECONDS = 1.0
"""How often the book is asked whether another program has written."""
DAY_SECONDS = 60.0
"""How often the clock is asked whether the practice day has turned."""
SETTLE_SECONDS = 0.3
"""So long after the start the first frame is drawn, and what comes later may be made ready."""
HOUSEKEEPING_AFTER = 2.0
"""So many seconds after the start copies and journal are looked after, beside the app."""
BESIDE = 2
"""So many things are done at a time beside the keys; asyncio by itself would keep a thread for each of six."""


class RapportApp(GuardedApp[None]):
    """One person's practice, full screen."""

    CSS_PATH = "base.tcss"
    TITLE = "Rapport"
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "switch_mode('today')", "Today", id="app.today", show=False, tooltip="Go to Today"),
        Binding(
            "2",
            "switch_mode('contacts')",
            "Contacts",
            id="app.contacts",
            show=False,
            tooltip="Go to Contacts",
        ),
        Binding(
            "3",
            "switch_mode('practice')",
            "Practice",
            id="app.practice",
            show=False,
            tooltip="Go to Practice",
        ),
        Binding("q", "quit", "Quit", id="app.quit", show=False, tooltip="Leave; everything is saved"),
        Binding(
            "ctrl+r",
            "open_anew",
            "Open anew",
            id="app.open_anew",
            show=False,
            priority=True,
            tooltip="Open the book that is there now, when another took its place; what you typed is kept",
        ),
    ]
    BINDING_GROUP_TITLE = "Everywhere"

    def __init__(
        self,
        desk: Desk,
        config: Config,
        *,
        crash_log: CrashLog | None = None,
        guard: TerminalGuard | None = None,
        start: str = "",
        care: Care | None = None,
        said: str = "",
    ) -> None:
        super().__init__(
            glyphs=choose_glyphs(config.glyphs, os.environ),
            theme_name=config.theme,
            crash_log=crash_log,
            terminal_guard=guard,
        )
        self.config = config
        self.desk = desk
        self.may_stop = not desk.kiosk
        self.start = start
        self.trouble: Trouble | None = None
        """What was found wrong with the book while it was open."""
        self.opens_anew = False
        """Whether the app was left to open the book that is there now."""
        self.opens_veiled = ""
        """What cannot be read, where the app was left to be opened again without it."""
        self._said = said
        self._care = care
        self._housekeeping = Housekeeping(self, care, self._end_with)
        self._watches: list[Timer] = []
        self._day = self.desk.today
        self._seen = self.desk.reader.data_version
        desk.writer.begins = self.typed_ahead.change_begun
        desk.fails = self.typed_ahead.change_failed
        if guard is not None:
            guard.before_end = self.keep_words
        self.add_mode("today", lambda: TodayScreen(self.desk))
        self.add_mode("contacts", self._contacts_view)
        self.add_mode("practice", self._practice_view)

    async def on_mount(self) -> None:
        """Ask the first questions of a new book, and begin to watch book and day."""
        if self.config.keys:
            own = own_keys(self.config.keys, key_entries())
            self.set_keymap(own.keymap)
            self._said = self._said or own.sentence
        if self.desk.reader.finding.is_empty():
            from tui.screens.welcome.welcome import Welcome

            await self.push_screen(Welcome(self.desk), self._welcomed)
        elif self.start:
            self.call_after_refresh(self.screen.query_one(People).begin_line, LineKind(self.start))
        beside = ThreadPoolExecutor(max_workers=BESIDE, thread_name_prefix="rapport-beside")
        asyncio.get_running_loop().set_default_executor(beside)
        if self._said and isinstance(self.screen, View):
            self.call_after_refresh(self.screen.message.tell, self._said)
        self._watches = [
            self.set_interval(WATCH_SECONDS, self._watch_book),
            self.set_interval(DAY_SECONDS, self._watch_day),
        ]
        self.set_timer(SETTLE_SECONDS, self._settle)
        if self._care is not None:
            self.set_timer(HOUSEKEEPING_AFTER, self._housekeeping.begin)

    def _settle(self) -> None:
        """After the first frame: keep what start-up made out of the collector's way, and warm up the rest."""
        gc.freeze()
        gc.enable()
        threading.Thread(target=import_the_rest, name="rapport-warm-up", daemon=True).start()
        self.run_worker(self.desk.watch_departures(), group=stillness.BESIDE)
        if not self.desk.is_demo and self.desk.reader.travelling.has_moved:
            self._arrive()

    def _end_with(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.keep_words()
        self.exit(return_code=trouble.exit_code)

    def _fatal_error(self) -> None:
        """Stop after an error; a damaged book is no error of the program, and there are ways back from it."""
        self.keep_words()
        if self._what_became() is not None:
            # What could not be read is not there any more: the program is not at fault.
            self.desk.is_lost = self.opens_anew = True
            self._close_messages_no_wait()
            return
        error = self._exception
        if self._care and not self.desk.reader.book.is_veiled and (said := self._care.cannot_read(error)):
            self.opens_veiled = said
            self._close_messages_no_wait()
            return
        self.trouble = self._care.trouble_in(error) if self._care and error else None
        if self.trouble is None:
            if self._care and error:
                self._exception = self._care.fault_in(error) or error
            super()._fatal_error()
            return
        self._return_code = self.trouble.exit_code
        self._close_messages_no_wait()

    async def _shutdown(self) -> None:
        """Watch no longer before the screens close: what is half taken down can show nothing."""
        self._stop_watching()
        await super()._shutdown()

    def _stop_watching(self) -> None:
        watches, self._watches = self._watches, []
        for watch in watches:
            watch.stop()

    @work(group="change")
    async def _arrive(self) -> None:
        """Let travel days rest, and say so."""
        try:
            said = await self.desk.change(lambda services: services.travelling.arrive(), is_asked=False)
        except RapportError:
            # Another program holds the book; the next start asks again.
            return
        screen: Screen[object] = self.screen_stack[0]
        if said and isinstance(screen, View):
            self._reload()
            screen.message.say(said, "u undo")

    @property
    def is_saving(self) -> bool:
        """Whether a change of the book is under way."""
        return self.desk.writer.is_busy

    def keep_words(self) -> None:
        """Bring to safety what is being written anywhere, because the program is about to end."""
        keep_all_words(screen for stack in self._screen_stacks.values() for screen in stack)

    async def action_quit(self) -> None:
        """Leave; a line that was begun is there the next time."""
        self.keep_words()
        self.desk.is_lost = self.desk.is_lost or self._what_became() is not None
        await super().action_quit()

    def stop_when_idle(self, stop: Callable[[], None]) -> None:
        """Stop between two changes, so that no stopped program keeps the others from the book."""
        self._stop_between_changes(stop)

    @work(group="stop")
    async def _stop_between_changes(self, stop: Callable[[], None]) -> None:
        async with self.desk.writer.idle():
            await asyncio.to_thread(self._housekeeping.lock.acquire)
            try:
                stop()
            finally:
                self._housekeeping.lock.release()

    def action_use_theme(self, name: str) -> None:
        """Use another theme from now on."""
        self.theme = name

    def action_change_glyphs(self) -> None:
        """Change between drawn and plain signs."""
        self.glyphs = ASCII if self.glyphs is UNICODE else UNICODE
        self.refresh(layout=True)
        for screen in self.screen_stack:
            screen.refresh(recompose=False, layout=True)

    @on(View.ContactWanted)
    async def _show_contact(self, event: View.ContactWanted) -> None:
        await self.switch_mode("contacts")
        if isinstance(self.screen, ShowsContacts):
            self.screen.show_contact(event.contact_id, event.interaction_id)

    @on(View.QueryWanted)
    async def _show_query(self, event: View.QueryWanted) -> None:
        await self.switch_mode("contacts")
        if isinstance(self.screen, ShowsContacts):
            self.screen.show_query(event.query, event.name)

    def _contacts_view(self) -> View:
        from tui.screens.contacts.contacts import ContactsScreen

        return ContactsScreen(self.desk)

    def _practice_view(self) -> View:
        from tui.screens.practice.practice import PracticeScreen

        return PracticeScreen(self.desk)

    def _welcomed(self, name: str | None) -> None:
        """Show the first person, and ask for the plan unless the questions were skipped."""
        self._reload()
        if name and isinstance(self.screen, TodayScreen):
            self.screen.query_one(TodayActs).begin_plan()

    def _watch_book(self) -> None:
        """Show what another window has written; what is being typed is never touched."""
        if not self._watches:
            return
        lost = self._what_became()
        if lost is not None:
            self._stop_watching()
            self._say_lost(lost)
            return
        version = self.desk.reader.data_version_at_once
        if version is not None and version != self._seen:
            self._seen = version
            self._reload()
            self._say_departed()

    def _say_departed(self) -> None:
        """Say that somebody was deleted for ever, and that what was kept about them is kept no more."""
        screen: Screen[object] | None = next(iter(self.screen_stack), None)
        if self.desk.somebody_departed() and isinstance(screen, View):
            screen.message.say("somebody was deleted for ever; what is written about them is kept no more")

    def _what_became(self) -> RapportError | None:
        """Say what became of the book; None while it is the same, and for as long as nobody can tell."""
        try:
            return self.desk.reader.what_became()
        except Exception:  # The book may be closed, or in whatever state it was left in.
            return None

    def _say_lost(self, lost: RapportError) -> None:
        """Say that the book is another by now; changes are refused from here on."""
        self.desk.is_lost = True
        hint = lost.hint if isinstance(lost, MadeByNewer) else OPEN_ANEW
        said = RapportError(lost.title, "Nothing more is saved here.", hint)
        for screen in reversed(self.screen_stack):
            row = screen.query_one_optional(MessageRow)
            if row is not None:
                # A change that failed of it may have said it, and what became of the keys behind it.
                if lost.title not in row.text:
                    row.fail(said)
                return

    def action_open_anew(self) -> None:
        """Open the book that is there now; what was being typed is kept."""
        self.keep_words()
        self.opens_anew = True
        self.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Opening the book anew is offered once it is another."""
        if action == "open_anew":
            return self.desk.is_lost
        return super().check_action(action, parameters)

    def _watch_day(self) -> None:
        """Turn the day when it turns, however long the app was open."""
        if self._watches and self.desk.today != self._day:
            self._day = self.desk.today
            self._reload()

    def _reload(self) -> None:
        # While a view is changed for another, or the app is leaving, there is none to show anything.
        screen: Screen[object] | None = next(iter(self.screen_stack), None)
        if not isinstance(screen, View) or not screen.is_mounted:
            return
        screen.turn_day()
        screen.reload()


def key_entries() -> list[KeyEntry]:
    """Return every binding of the product, place by place."""
    from tui.screens.composer.composer import ComposerScreen
    from tui.screens.contacts.acts import ContactsActs
    from tui.screens.contacts.filter import FilterActs, FilterField
    from tui.screens.contacts.page_keys import PageActs
    from tui.screens.editing.edit_contact import EditContactScreen
    from tui.screens.every_view.help import HelpScreen
    from tui.screens.finder.finder import FinderScreen
    from tui.screens.finder.views import ViewsScreen
    from tui.screens.importer.importer import ImporterScreen
    from tui.screens.practice.acts import PracticeActs
    from tui.screens.tidying.duplicates import DuplicatesScreen
    from tui.screens.tidying.merge import MergeScreen
    from tui.screens.tidying.trash import TrashScreen
    from tui.screens.welcome.recovery import RecoveryScreen
    from tui.widgets.choice_row import ChoiceRow
    from tui.widgets.query_field import QueryField

    owners: tuple[tuple[str, type[DOMNode]], ...] = (
        ("everywhere", RapportApp),
        ("every view", EveryView),
        ("Today and Contacts", People),
        ("Today", TodayActs),
        ("Today", QuietActs),
        ("Contacts", ContactsActs),
        ("Contacts", FilterActs),
        ("Contacts", FilterField),
        ("Contacts", PageActs),
        ("Practice", PracticeActs),
        ("lists", VirtualList),
        ("bars", LineBar),
        ("composer", ComposerScreen),
        ("composer", ChoiceRow),
        ("editing a contact", EditContactScreen),
        ("find and commands", FinderScreen),
        ("filter and find", QueryField),
        ("saved views", ViewsScreen),
        ("import", ImporterScreen),
        ("duplicates", DuplicatesScreen),
        ("merge", MergeScreen),
        ("trash", TrashScreen),
        ("help", HelpScreen),
        ("recovery", RecoveryScreen),
    )
    return [entry for where, owner in owners for entry in entries_of(owner.BINDINGS, where)]
