"""The app: its views, its clock ticks, and what is kept in step while it is open."""

from __future__ import annotations

import gc
import importlib
import os
import threading
from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.screen import Screen

from tui.config import Config
from tui.domain.errors import RapportError
from tui.guarded_app import GuardedApp
from tui.keys import KeyEntry, checked_keymap, entries_of
from tui.screens.contact_view import ContactView
from tui.screens.today import TodayScreen
from tui.screens.view import View
from tui.services.desk import Desk
from tui.terminal import CrashLog, TerminalGuard
from tui.widgets.glyphs import ASCII, UNICODE, choose_glyphs
from tui.widgets.line_bar import LineBar
from tui.widgets.virtual_list import VirtualList

WATCH_SECONDS = 1.0
"""How often the book is asked whether another program has written."""
DAY_SECONDS = 60.0
"""How often the clock is asked whether the practice day has turned."""
SETTLE_SECONDS = 0.3
"""So long after the start the first frame is drawn, and what comes later may be made ready."""


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
    ) -> None:
        super().__init__(
            glyphs=choose_glyphs(config.glyphs, os.environ),
            theme_name=config.theme,
            crash_log=crash_log,
            terminal_guard=guard,
        )
        self.config = config
        self.desk = desk
        self.start = start
        self._day = self.desk.today
        self._seen = self.desk.reader.data_version
        self.add_mode("today", lambda: TodayScreen(self.desk))
        self.add_mode("contacts", self._contacts_view)
        self.add_mode("practice", self._practice_view)

    async def on_mount(self) -> None:
        """Ask the first questions of a new book, and begin to watch book and day."""
        if self.config.keys:
            self.set_keymap(checked_keymap(self.config.keys, key_entries()))
        if self.desk.reader.finding.is_empty():
            from tui.screens.welcome import Welcome

            await self.push_screen(Welcome(self.desk), self._welcomed)
        elif self.start and isinstance(self.screen, ContactView):
            self.call_after_refresh(self.screen.open_named_bar, self.start)
        self.set_interval(WATCH_SECONDS, self._watch_book)
        self.set_interval(DAY_SECONDS, self._watch_day)
        self.set_timer(SETTLE_SECONDS, self._settle)

    def _settle(self) -> None:
        """After the first frame: keep what start-up made out of the collector's way, and warm up the rest."""
        gc.freeze()
        gc.enable()
        threading.Thread(target=_import_the_rest, name="rapport-warm-up", daemon=True).start()
        if not self.desk.is_demo and self.desk.reader.travelling.has_moved:
            self._arrive()

    @work(group="change")
    async def _arrive(self) -> None:
        """Let travel days rest, and say so."""
        try:
            said = await self.desk.change(lambda services: services.travelling.arrive())
        except RapportError:
            # Another program holds the book; the next start asks again.
            return
        screen: Screen[object] = self.screen_stack[0]
        if said and isinstance(screen, View):
            self._reload()
            screen.message.say(said, "u undo")

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
        if isinstance(self.screen, View):
            self.screen.show_contact(event.contact_id)

    def _contacts_view(self) -> View:
        from tui.screens.contacts import ContactsScreen

        return ContactsScreen(self.desk)

    def _practice_view(self) -> View:
        from tui.screens.practice import PracticeScreen

        return PracticeScreen(self.desk)

    def _welcomed(self, name: str | None) -> None:
        """Show the first person, and ask for the plan unless the questions were skipped."""
        self._reload()
        if name and isinstance(self.screen, TodayScreen):
            self.screen.begin_plan()

    def _watch_book(self) -> None:
        """Show what another window has written; what is being typed is never touched."""
        version = self.desk.reader.data_version
        if version != self._seen:
            self._seen = version
            self._reload()

    def _watch_day(self) -> None:
        """Turn the day when it turns, however long the app was open."""
        if self.desk.today != self._day:
            self._day = self.desk.today
            self._reload()

    def _reload(self) -> None:
        # While a view is changed for another, or the app is leaving, there is none to show anything.
        screen: Screen[object] | None = next(iter(self.screen_stack), None)
        if not isinstance(screen, View) or not screen.is_mounted:
            return
        with suppress(NoMatches):
            screen.turn_day()
            screen.reload()


def key_entries() -> list[KeyEntry]:
    """Give every binding of the product, place by place."""
    from tui.screens.composer import ComposerScreen
    from tui.screens.contacts import ContactsScreen
    from tui.screens.finder import FinderScreen
    from tui.screens.help import HelpScreen
    from tui.screens.importer import ImporterScreen
    from tui.screens.practice import PracticeScreen
    from tui.widgets.choice_row import ChoiceRow

    owners: tuple[tuple[str, type[DOMNode]], ...] = (
        ("everywhere", RapportApp),
        ("every view", View),
        ("Today and Contacts", ContactView),
        ("Today", TodayScreen),
        ("Contacts", ContactsScreen),
        ("Practice", PracticeScreen),
        ("lists", VirtualList),
        ("bars", LineBar),
        ("composer", ComposerScreen),
        ("composer", ChoiceRow),
        ("find and commands", FinderScreen),
        ("import", ImporterScreen),
        ("help", HelpScreen),
    )
    return [entry for where, owner in owners for entry in entries_of(owner.BINDINGS, where)]


def _import_the_rest() -> None:
    """Import what the first frame does not need, so that no key waits for it later."""
    for name in (
        "tui.services.recording",
        "tui.screens.composer",
        "tui.screens.contacts",
        "tui.screens.finder",
        "tui.screens.practice",
    ):
        importlib.import_module(name)
