"""What `rapport doctor` looks at: versions, files and their modes, the book, the clock, the terminal."""

from __future__ import annotations

import os
import platform
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from tui import __version__
from tui.cli.call import Call
from tui.config import Config, read_config
from tui.domain.clock import Clock, make_clock
from tui.domain.errors import RapportError
from tui.locations import (
    book_path,
    config_path,
    drafts_folder,
    exchange_folder,
    history_path,
    outbox_folder,
    state_beside,
    state_folder,
)
from tui.store.book import Book

_PACKAGES = ("textual", "sqlite-utils", "pendulum")
_FIRST_SAFE_WAL = (3, 51, 3)
_ROOM = 100_000_000
"""Fewer bytes free than this are worth a word."""


class Row(Struct, frozen=True):
    """One thing looked at; ``fault`` says what is wrong with it and what to do."""

    name: str
    value: str
    fault: str = ""


def found(call: Call) -> list[Row]:
    """Look at everything; nothing found stops the rest."""
    rows = [*_program()]
    config, row = _config(call)
    rows.append(row)
    path = book_path(call.database, config.database)
    rows += _files(path, config_path(call.config))
    clock, clock_row = _clock(config)
    rows.append(clock_row)
    rows += _book(path, clock)
    rows += _kept_aside(path, clock)
    rows += _terminal()
    return rows


def _program() -> Iterator[Row]:
    from importlib.metadata import PackageNotFoundError, version

    yield Row("rapport", __version__)
    yield Row("python", f"{platform.python_version()} ({sys.executable})")
    for package in _PACKAGES:
        try:
            yield Row(package, version(package))
        except PackageNotFoundError:
            yield Row(package, "missing", "Install Rapport again.")
    yield Row("system", platform.platform(terse=True))


def _config(call: Call) -> tuple[Config, Row]:
    path = config_path(call.config)
    try:
        config = read_config(path)
    except RapportError as error:
        return Config(), Row("configuration", str(path), str(error))
    return config, Row(
        "configuration", str(path) if os.path.exists(path) else f"{path} (not there: the defaults hold)"
    )


def _files(book: Path, config: Path) -> Iterator[Row]:
    place = book.resolve()
    yield _file("book", book)
    if os.path.islink(book):
        yield Row("really at", str(place))
    yield _file("folder of the book", place.parent)
    yield _file("backups", place.parent / "backups")
    beside = state_beside(book)
    yield _file("state, drafts, log", beside if os.path.isdir(beside) else state_folder())
    yield from _shared(place)
    if os.path.exists(config):
        yield _file("configuration file", config)
    near = next(each for each in (place.parent, *place.parents) if os.path.exists(each))
    free = shutil.disk_usage(near).free
    yield from _where_names_lie(place)
    yield Row("room on the disk", f"{free / 1e9:.1f} GB", "Make some room." if free < _ROOM else "")


def _where_names_lie(book: Path) -> Iterator[Row]:
    """Say in which places somebody's name may stand, and what a deletion for ever does with each."""
    from tui.services.deleting.where_names_lie import Beside, places
    from tui.services.drafts.lines import LineHistory
    from tui.store.interactions.drafts import Drafts

    beside = Beside(
        LineHistory(history_path(book)),
        Drafts(drafts_folder(), str(book)),
        exchange_folder(book),
        outbox_folder(),
    )
    for each in places(book, beside):
        count = len(each.paths)
        files = f"{count:,} {'file' if count == 1 else 'files'}" if count else "none now"
        yield Row(f"names: {each.name}", f"{files} ({each.fate.value})")


def _shared(book: Path) -> Iterator[Row]:
    from tui.services.care.own_state import shared_with

    for said in shared_with(book):
        yield Row("shared", str(book.parent), said)


def _file(name: str, path: Path) -> Row:
    """Say whose a file or folder is and who else may read it."""
    try:
        info = path.stat()
    except OSError as error:
        is_missing = isinstance(error, FileNotFoundError)
        return Row(name, f"{path} (not there yet)" if is_missing else str(path), _unless(is_missing, error))
    mode = stat.S_IMODE(info.st_mode)
    said = f"{path} ({mode:04o})"
    own = "700" if stat.S_ISDIR(info.st_mode) else "600"
    if info.st_uid not in (os.geteuid(), 0):
        return Row(name, said, f"{path} belongs to somebody else.")
    if mode & 0o022:
        return Row(name, said, f"Others may write to it: chmod {own} {path}")
    if mode & 0o044 and (os.path.isfile(path) or name != "folder of the book"):
        return Row(name, said, f"Others may read it: chmod {own} {path}")
    if not os.access(path, os.W_OK):
        return Row(name, said, f"{path} may only be read.")
    return Row(name, said)


def _unless(is_missing: bool, error: OSError) -> str:
    return "" if is_missing else f"{error.strerror}."


def _clock(config: Config) -> tuple[Clock, Row]:
    try:
        clock = make_clock(config.zone, os.environ.get("RAPPORT_NOW"))
    except RapportError as error:
        return make_clock(), Row("clock", "", str(error))
    now = clock.now()
    said = f"{now:%Y-%m-%d %H:%M} {now.tzname()} (practice day {clock.today()})"
    is_frozen = " frozen by RAPPORT_NOW" if os.environ.get("RAPPORT_NOW") else ""
    return clock, Row("clock", said + is_frozen)


def _book(path: Path, clock: Clock) -> Iterator[Row]:
    from tui.services.care.report import report_on

    report = report_on(path, clock.now())
    is_open_to_bug = report.journal_mode == "wal" and report.sqlite_version < _FIRST_SAFE_WAL
    version = ".".join(map(str, report.sqlite_version))
    yield Row("sqlite", version)
    if report.trouble:
        yield Row("the book opens", "no", report.trouble)
        return
    if report.journal_mode:
        fault = (
            f"SQLite {version} can damage a file in WAL mode that two programs write."
            if is_open_to_bug
            else ""
        )
        yield Row("journal mode", report.journal_mode, fault)
        yield Row("schema", str(report.schema))
        yield Row("people", str(report.people))
        yield _last_action(report.last_action_at, clock)
    if report.only_read:
        yield Row("may be changed", "no", report.only_read)
    newest = report.newest_backup
    yield Row(
        "newest backup", f"{newest.astimezone(clock.now().tzinfo):%Y-%m-%d %H:%M}" if newest else "none yet"
    )
    for copy in report.backups_ahead:
        yield Row(
            "backup ahead",
            str(copy),
            f"It lies ahead of this clock, and never goes by itself. Where the clock is right now: rm {copy}",
        )
    yield from _clock_and_book(path, clock)


def _clock_and_book(path: Path, clock: Clock) -> Iterator[Row]:
    """Say where clock and book do not go together."""
    from contextlib import closing

    from tui.services.care.clock import ClockCare

    try:
        book = Book.open_for_reading(path, clock)
        if book is not None:
            with closing(book):
                for said in ClockCare(book).rows():
                    yield Row("clock and book", "they differ", said)
    except RapportError:
        return  # What is wrong with the book was said.


def _kept_aside(path: Path, clock: Clock) -> Iterator[Row]:
    """Name the books that a copy took the place of: they are kept until somebody deletes them."""
    from tui.services.care.ways_back import WaysBack

    back = WaysBack(path, clock)
    try:
        ways = back.replaced()
    except RapportError:
        return  # What is wrong with the book's place was said.
    for way in ways:
        yield Row("kept aside", f"{way.path} ({back.words_for(way)})")


def _last_action(at_utc: str, clock: Clock) -> Row:
    """Say when the book was changed last; a change that lies ahead means that the clock went back."""
    if not at_utc:
        return Row("last change", "none yet")
    try:
        at = datetime.strptime(at_utc, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return Row("last change", "cannot be read", "See: rapport check")
    fault = "It lies ahead of this clock: the clock was set back, or is wrong." if at > clock.now() else ""
    return Row("last change", f"{at.astimezone(clock.now().tzinfo):%Y-%m-%d %H:%M}", fault)


def _terminal() -> Iterator[Row]:
    term = os.environ.get("TERM", "")
    is_terminal = sys.stdout.isatty()
    size = shutil.get_terminal_size()
    said = f"{term or 'TERM is not set'}, {size.columns}x{size.lines}" if is_terminal else "none here"
    yield Row("terminal", said, "The app cannot draw on it." if term == "dumb" and is_terminal else "")
    yield Row("colours", os.environ.get("COLORTERM") or "as TERM says")
    names = [name for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)]
    locale = f"{names[0]}={os.environ[names[0]]}" if names else "not set"
    yield Row("locale", f"{locale}, {sys.stdout.encoding}")
    if os.environ.get("TMUX") or os.environ.get("STY"):
        yield Row("inside", "tmux" if os.environ.get("TMUX") else "screen")
    if os.environ.get("SSH_CONNECTION"):
        yield Row("over", "ssh")
