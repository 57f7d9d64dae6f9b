"""A login that may use Rapport and nothing else: what it is started with, and what it refuses.

The forced command of an ssh key says which book it is. What the caller sends along, variables and a
command of their own, is left aside.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from tui.cli.options import KIOSK, PLACES, read_options
from tui.domain.errors import InvalidInput
from tui.locations import state_beside

DELIVERIES = {f"rapport {kind} -": kind for kind in ("add", "log", "follow-up")}
"""The only commands such a login may name: lines on standard input, written down one by one."""

OPENS_THE_APP = "rapport"
"""What ``ssh -t home rapport`` asks for: no more than such a login does anyway."""

ASKED_FOR = "SSH_ORIGINAL_COMMAND"
"""Where sshd says what the caller wanted instead of the forced command."""

_KEPT = frozenset({"COLORTERM", "HOME", "LANG", "LOGNAME", "NO_COLOR", "TERM", "TZ", "USER"})


def run_kiosk(words: Sequence[str]) -> int:
    """Open the app, or take the lines that are delivered, for a login that may do nothing else.

    Raises InvalidInput for everything else; then nothing was run.
    """
    places, rest = read_options((*PLACES, KIOSK), words)
    asked = os.environ.get(ASKED_FOR, "").strip()
    asked = "" if asked == OPENS_THE_APP else asked
    if rest or (asked and asked not in DELIVERIES):
        raise InvalidInput(
            "This login opens Rapport and does nothing else.",
            "Nothing was run.",
            "Leave the command out, and use ssh -t.",
        )
    book, config = places.get("db"), places.get("config")
    keep_to_ourselves(os.environ, Path(book) if book else None)
    if book:
        from tui.services.care.own_state import take_over

        take_over(Path(os.path.realpath(Path(book).expanduser())), state_beside(Path(book)))
    if asked:
        from tui.cli.group import run as run_command

        given = [word for name in ("db", "config") if name in places for word in (f"--{name}", places[name])]
        return run_command([*given, DELIVERIES[asked], "-"])
    from msgspec.structs import replace

    from tui.build import build, open_app

    return open_app(replace(build(book, config), kiosk=True))


def keep_to_ourselves(environment: MutableMapping[str, str], book: Path | None) -> None:
    """Drop every variable but those a terminal and a language need.

    Drafts, history and exchange folder of a book that was named lie beside it and under its name, so
    that people who share an account, or a folder, share nothing else. Has to run before Textual is imported.
    """
    for name in list(environment):
        if name not in _KEPT and not name.startswith("LC_"):
            del environment[name]
    if book is not None:
        environment["XDG_STATE_HOME"] = str(state_beside(book))
