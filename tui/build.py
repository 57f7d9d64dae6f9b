"""The only place that puts the house together: configuration, clock, store, services, app."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui.config import Config, read_config
from tui.domain.clock import Clock, make_clock
from tui.domain.errors import Damaged, FoundWhole, RapportError
from tui.locations import (
    book_path,
    config_path,
    drafts_folder,
    exchange_folder,
    history_path,
    log_path,
    outbox_folder,
    state_folder,
)
from tui.services.services import Services
from tui.store.book import Book
from tui.store.file.guarding import UNTOUCHED
from tui.store.file.run_marks import Marks

if TYPE_CHECKING:
    from tui.app.app import RapportApp
    from tui.services.care.care import Care
    from tui.services.care.trouble import Trouble
    from tui.services.deleting.where_names_lie import Beside
    from tui.services.desk import Desk
    from tui.services.drafts.lines import LineHistory
    from tui.store.interactions.drafts import Drafts
    from tui.terminal.terminal import CrashLog, TerminalGuard


OPENED_ANEW = "This is the book as it is now. What you had begun to write is kept."
"""What is said once the book was opened anew because it was another."""


class Setting(Struct, frozen=True):
    """What this run was asked to work with."""

    config: Config
    clock: Clock
    path: Path
    """Where the book is."""
    is_demo: bool = False
    kiosk: bool = False
    """A login that may use Rapport and nothing else."""
    veiled: str = ""
    """Why only what can be read is shown, and nothing changed; empty where all can be read."""

    def services(self, *, make: bool = True) -> Services:
        """Open the book, one for each thread; where there is none it is made, unless ``make`` is False."""
        import socket

        device = f"{socket.gethostname()}:{os.getpid()}"
        book = Book.open(self.path, self.clock, device, self.config.region, marks=self.marks, make=make)
        if self.veiled:
            book.veil(self.veiled)
        return Services(book, day_first=self.config.day_first)

    def services_for_writing(self, identity: str) -> Services:
        """Open the book once more: it has to be there, and every change is refused unless it is the same one."""
        services = self.services(make=False)
        services.book.same.identity = identity
        return services

    def services_for_reading(self) -> Services | None:
        """Open the book for questions only, or None when there is none yet."""
        book = Book.open_for_reading(self.path, self.clock, self.marks)
        if book is not None and self.veiled:
            book.veil(self.veiled)
        return None if book is None else Services(book)

    def fault_in(self, error: Exception) -> RapportError | None:
        """Return the sentence for an error that is the book's and not the program's; it may be looked through."""
        from tui.store.file.diagnosis import origin_of
        from tui.store.inspection.sentences import sentence_for

        if isinstance(error, RapportError | OSError):
            return None
        said = sentence_for(origin_of(error), self.path, UNTOUCHED)
        if said is not None and not isinstance(said, FoundWhole):
            return said
        from tui.store.inspection.veil import trouble_in_rows

        return trouble_in_rows(self.path) or said

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Turn what SQLite says of the book inside the block into a sentence."""
        try:
            yield
        except Exception as error:
            trouble = self.fault_in(error)
            if trouble is None:
                raise
            raise trouble from error

    @property
    def marks(self) -> Marks | None:
        """What earlier runs knew of the book; nobody keeps marks of a throw-away one."""
        return None if self.is_demo else Marks(state_folder() / "books")

    def beside(self) -> Beside:
        """What is kept beside the book, and may hold names."""
        from tui.services.deleting.where_names_lie import Beside

        outbox = None if self.is_demo else outbox_folder()
        return Beside(_history(self), _drafts(self), exchange_folder(self.path), outbox)

    def care(self) -> Care:
        """What looks after the book: checks, copies, the ways back."""
        from tui.services.care.care import Care

        return Care(self.path, self.clock, self.marks or Marks(self.path.parent / "books"))


def build(database: str | None = None, config: str | None = None) -> Setting:
    """Read the configuration and the environment; flags go first. Raises RapportError."""
    found = read_config(config_path(config))
    clock = make_clock(found.zone, os.environ.get("RAPPORT_NOW"))
    return Setting(found, clock, book_path(database, found.database))


def _history(setting: Setting) -> LineHistory:
    from tui.services.drafts.lines import LineHistory

    return LineHistory(setting.path.parent / "history.txt" if setting.is_demo else history_path(setting.path))


def _drafts(setting: Setting, identity: str = "") -> Drafts:
    from tui.store.interactions.drafts import Drafts

    return Drafts(
        setting.path.parent / "drafts" if setting.is_demo else drafts_folder(),
        str(setting.path.resolve()),
        identity,
    )


def open_desk(setting: Setting) -> Desk:
    """Open the book twice: for the screen's questions, and for the writer's changes."""
    from tui.services.desk import Desk
    from tui.services.writer import Writer

    reader = setting.services()
    identity = reader.book.same.identity
    return Desk(
        reader=reader,
        writer=Writer(lambda: setting.services_for_writing(identity), lambda services: services.close()),
        clock=setting.clock,
        drafts=_drafts(setting, identity),
        history=_history(setting),
        exchange=exchange_folder(setting.path),
        outbox=None if setting.is_demo else outbox_folder(),
        backups=setting.path.parent / "backups",
        day_first=setting.config.day_first,
        is_demo=setting.is_demo,
        kiosk=setting.kiosk,
    )


def open_app(setting: Setting, start: str = "") -> int:
    """Open the app on this terminal and give the exit code; raises RapportError where there is none."""
    from tui.services.care.trouble import suspected
    from tui.terminal.terminal import (
        CrashLog,
        TerminalGuard,
        quiet_streams,
        require_terminal,
        scrub_environment,
    )

    require_terminal(os.environ)
    scrub_environment(os.environ)
    quiet_streams()
    crash_log = CrashLog(log_path())
    crash_log.catch_the_rest()
    guard = TerminalGuard()
    guard.begin()
    care = setting.care()
    trouble = care.look()
    said = ""
    while True:
        if trouble is not None:
            left_with = _recovered(setting, care, trouble, crash_log, guard)
            if left_with is not None:
                return left_with.exit_code
            trouble = care.look()
            continue
        try:
            app = _run_app(setting, None if setting.is_demo else care, start, crash_log, guard, said)
        except (Damaged, FoundWhole) as error:
            trouble = suspected(error.message)
            continue
        trouble, said = app.trouble, OPENED_ANEW if app.opens_anew else app.opens_veiled
        if app.opens_veiled:
            setting = replace(setting, veiled=app.opens_veiled)
            del app
            gc.collect()  # What was asked when it stumbled would keep everybody else from writing.
            continue
        if app.opens_anew:
            trouble = care.look()
        elif trouble is None:
            care.left_in_order(is_same=not app.desk.is_lost)
            return app.return_code or 0


def _run_app(
    setting: Setting, care: Care | None, start: str, crash_log: CrashLog, guard: TerminalGuard, said: str
) -> RapportApp:
    desk = open_desk(setting)
    gc.disable()  # Start-up makes much that stays; the app turns collecting on after its first frame.
    try:
        from tui.app.app import RapportApp

        app = RapportApp(
            desk, setting.config, crash_log=crash_log, guard=guard, start=start, care=care, said=said
        )
        app.run(mouse=setting.config.mouse)
    finally:
        gc.enable()
        desk.close()
    return app


def _recovered(
    setting: Setting, care: Care, trouble: Trouble, crash_log: CrashLog, guard: TerminalGuard
) -> Trouble | None:
    """Show what is wrong with the book; None when it is to be opened now, else what it was left with."""
    from tui.app.recovery import RecoveryApp
    from tui.widgets.glyphs import choose_glyphs

    app = RecoveryApp(
        care,
        trouble,
        glyphs=choose_glyphs(setting.config.glyphs, os.environ),
        theme_name=setting.config.theme,
        crash_log=crash_log,
        guard=guard,
    )
    is_to_open = app.run(mouse=setting.config.mouse) or False
    return None if is_to_open else app.trouble
