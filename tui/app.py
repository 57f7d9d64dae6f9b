"""The app: its views, its clock ticks, and what is kept in step while it is open."""

from __future__ import annotations

import gc
import os
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from tui.config import Config
from tui.domain.quick_add import Kind
from tui.guarded_app import GuardedApp
from tui.keys import KeyEntry, checked_keymap, entries_of
from tui.screens.composer import ComposerScreen
from tui.screens.contact_view import ContactView
from tui.screens.contacts import ContactsScreen
from tui.screens.finder import FinderScreen
from tui.screens.help import HelpScreen
from tui.screens.today import TodayScreen
from tui.screens.view import View
from tui.screens.welcome import Welcome
from tui.services.desk import Desk
from tui.terminal import CrashLog, TerminalGuard
from tui.widgets.choice_row import ChoiceRow
from tui.widgets.glyphs import ASCII, UNICODE, choose_glyphs
from tui.widgets.line_bar import LineBar
from tui.widgets.virtual_list import VirtualList

WATCH_SECONDS = 1.0
"""How often the book is asked whether another program has written."""
DAY_SECONDS = 60.0
"""How often the clock is asked whether the practice day has turned."""


class RapportApp(GuardedApp[None]):
    """One person's practice, full screen."""

    CSS_PATH = "base.tcss"
    TITLE = "Rapport"
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
        self.add_mode("contacts", lambda: ContactsScreen(self.desk))

    async def on_mount(self) -> None:
        """Open the first view, and begin to watch book and day."""
        self.set_keymap(checked_keymap(self.config.keys, key_entries()))
        await self.switch_mode("today")
        if self.desk.reader.finding.is_empty():
            await self.push_screen(Welcome(self.desk), self._welcomed)
        elif self.start and isinstance(self.screen, ContactView):
            self.screen.open_bar(Kind(self.start))
        self.set_interval(WATCH_SECONDS, self._watch_book)
        self.set_interval(DAY_SECONDS, self._watch_day)
        gc.freeze()

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
        if isinstance(self.screen, ContactsScreen):
            self.screen.show_contact(event.contact_id)

    def _welcomed(self, _answer: object) -> None:
        self._reload()

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
        screen: Screen[object] = self.screen_stack[0]
        if isinstance(screen, View) and screen.is_mounted:
            screen.turn_day()
            screen.reload()


def key_entries() -> list[KeyEntry]:
    """Give every binding of the product, place by place."""
    owners: tuple[tuple[str, type[DOMNode]], ...] = (
        ("everywhere", RapportApp),
        ("Today and Contacts", View),
        ("Today and Contacts", ContactView),
        ("Today", TodayScreen),
        ("Contacts", ContactsScreen),
        ("lists", VirtualList),
        ("bars", LineBar),
        ("composer", ComposerScreen),
        ("composer", ChoiceRow),
        ("find and commands", FinderScreen),
        ("help", HelpScreen),
    )
    return [entry for where, owner in owners for entry in entries_of(owner.BINDINGS, where)]
