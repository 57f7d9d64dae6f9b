"""The only place that knows paths: where the book, the state and the configuration live."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from tui.domain.errors import InvalidInput

_APP = "rapport"
_NO_FILE_NAME = frozenset({"?", *map(chr, range(32)), "\x7f"})
"""What SQLite would read as more than a name, and what no list could show."""


def _xdg(variable: str, fallback: str) -> Path:
    """Honour an XDG variable on every platform, else ask platformdirs."""
    base = os.environ.get(variable, "")
    if base and Path(base).is_absolute():
        return Path(base) / _APP
    home = os.environ.get("HOME", "")
    if home and os.name == "posix" and os.uname().sysname == "Linux":
        return Path(home) / fallback / _APP
    import platformdirs

    dirs = platformdirs.PlatformDirs(_APP, appauthor=False)
    kinds = {
        "XDG_DATA_HOME": dirs.user_data_path,
        "XDG_STATE_HOME": dirs.user_state_path,
        "XDG_CONFIG_HOME": dirs.user_config_path,
    }
    return kinds[variable]


def data_folder() -> Path:
    """Where the book and its backups live."""
    return _xdg("XDG_DATA_HOME", ".local/share")


def state_folder() -> Path:
    """Where drafts, history and logs live."""
    return _xdg("XDG_STATE_HOME", ".local/state")


def config_folder() -> Path:
    """Where the configuration lives."""
    return _xdg("XDG_CONFIG_HOME", ".config")


def book_path(flag: str | None = None, configured: str = "") -> Path:
    """Where the book is: flag, then RAPPORT_DB, then the configuration, then the usual place."""
    chosen = flag or os.environ.get("RAPPORT_DB") or configured
    if not chosen:
        return data_folder() / "rapport.db"
    if chosen == ":memory:" or chosen.startswith("file:") or _NO_FILE_NAME.intersection(chosen):
        raise InvalidInput(
            f"{chosen!r} is not the name of a file.",
            "Nothing was opened.",
            "Name a file, without a question mark or a line break.",
        )
    return at_home(chosen)


def at_home(chosen: str) -> Path:
    """Return the path that was named, ~ being one's home; raises InvalidInput where there is no such home."""
    try:
        return Path(chosen).expanduser()
    except (RuntimeError, OSError, ValueError) as error:
        raise InvalidInput(
            f"{chosen} cannot be found.", "Nobody here has that home.", "Write the whole path."
        ) from error


def config_path(flag: str | None = None) -> Path:
    """Where the configuration file is: flag, then RAPPORT_CONFIG, then the usual place."""
    chosen = flag or os.environ.get("RAPPORT_CONFIG")
    return at_home(chosen) if chosen else config_folder() / "config.toml"


def drafts_folder() -> Path:
    """Where unfinished drafts are kept."""
    return state_folder() / "drafts"


def outbox_folder() -> Path:
    """Where lines wait that are for another machine's book."""
    return state_folder() / "outbox"


def exchange_folder(book: Path) -> Path:
    """Where texts that were copied out of a book are kept as files; a book in another place has its own."""
    return state_folder() / _named_for(book, "exchange", "")


def state_beside(book: Path) -> Path:
    """Where the state of a book that has a login of its own lies: beside it, under its name."""
    place = Path(os.path.realpath(book.expanduser()))
    return place.with_name(f"{place.name}-state")


def log_path() -> Path:
    """Where an unexpected error is written down."""
    return state_folder() / "rapport.log"


def history_path(book: Path) -> Path:
    """Where the lines typed into the bars of a book are remembered; a book in another place has its own."""
    return state_folder() / _named_for(book, "history", ".txt")


def _named_for(book: Path, name: str, ending: str) -> str:
    """Return a name that is the usual book's, or that of a book in another place."""
    place = os.path.realpath(book)
    has_all = place == os.path.realpath(data_folder() / "rapport.db") or _is_its_own(place)
    return f"{name}{ending}" if has_all else f"{name}-{zlib.crc32(os.fsencode(place)):08x}{ending}"


def _is_its_own(place: str) -> bool:
    """Whether the state folder is that of this book alone."""
    return state_folder().parent == state_beside(Path(place))
