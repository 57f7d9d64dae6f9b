"""The only place that puts the house together: configuration, clock, store, services, app."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.config import Config, read_config
from tui.domain.clock import Clock, make_clock
from tui.locations import book_path, config_path, drafts_folder, history_path, log_path, state_folder
from tui.services.services import Services
from tui.store.book import Book

if TYPE_CHECKING:
    from tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Setting:
    """What this run was asked to work with."""

    config: Config
    clock: Clock
    path: Path
    """Where the book is."""
    is_demo: bool = False

    def services(self) -> Services:
        """Open the book, making it when there is none; one for each thread."""
        import socket

        device = f"{socket.gethostname()}:{os.getpid()}"
        book = Book.open(self.path, self.clock, device, self.config.region)
        return Services(book, day_first=self.config.day_first)

    def services_for_reading(self) -> Services | None:
        """Open the book for questions only, or None when there is none yet."""
        book = Book.open_for_reading(self.path, self.clock)
        return None if book is None else Services(book)


def build(database: str | None = None, config: str | None = None) -> Setting:
    """Read the configuration and the environment; flags go first. Raises RapportError."""
    found = read_config(config_path(config))
    clock = make_clock(found.zone, os.environ.get("RAPPORT_NOW"))
    return Setting(found, clock, book_path(database, found.database))


def open_desk(setting: Setting) -> Desk:
    """Open the book twice: for the screen's questions, and for the writer's changes."""
    from tui.services.desk import Desk
    from tui.services.lines import LineHistory
    from tui.services.writer import Writer
    from tui.store.drafts import Drafts

    return Desk(
        reader=setting.services(),
        writer=Writer(setting.services, lambda services: services.close()),
        clock=setting.clock,
        drafts=Drafts(drafts_folder()),
        history=LineHistory(history_path()),
        exchange=state_folder() / "exchange",
        backups=setting.path.parent / "backups",
        day_first=setting.config.day_first,
        is_demo=setting.is_demo,
    )


def open_app(setting: Setting, start: str = "") -> int:
    """Open the app on this terminal and give the exit code; raises RapportError where there is none."""
    from tui.terminal import CrashLog, TerminalGuard, quiet_streams, require_terminal, scrub_environment

    require_terminal(os.environ)
    scrub_environment(os.environ)
    quiet_streams()
    crash_log = CrashLog(log_path())
    crash_log.catch_the_rest()
    guard = TerminalGuard()
    guard.begin()
    desk = open_desk(setting)
    gc.disable()  # Start-up makes much that stays; the app turns collecting on after its first frame.
    try:
        from tui.app import RapportApp

        app = RapportApp(desk, setting.config, crash_log=crash_log, guard=guard, start=start)
        app.run(mouse=setting.config.mouse)
    finally:
        desk.close()
    return app.return_code or 0
