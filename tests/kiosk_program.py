"""The app as a kiosk opens it, with every key and command of one place pressed while the interpreter looks on.

Prints what was pressed, and every process begun and every file written outside the folders that are
its own. Runs in a process of its own: what looks on cannot be sent away again.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from msgspec.structs import replace

from tui.cli.kiosk import keep_to_ourselves

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PROCESSES = (
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.fork",
    "os.startfile",
    "pty.",
)
OTHERS = ("webbrowser.", "socket.connect", "socket.bind")
CHANGES = (
    "os.rename",
    "os.link",
    "os.symlink",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.truncate",
    "os.chmod",
)
QUITS = {"app.quit"}
PLACES: dict[str, tuple[str, ...]] = {
    "today": (),
    "contacts": ("2",),
    "page": ("2", "tab"),
    "practice": ("3",),
    "log bar": ("l",),
    "composer": ("c",),
    "finder": ("slash",),
    "commands": ("colon",),
    "help": ("question_mark",),
    "marked": ("space",),
    "edit": ("2", "e"),
    "merge": ("2", "space", "j", "space", "M"),
    "duplicates": ("2", "equals_sign"),
    "trash": ("T",),
}
"""Where keys are pressed, and the keys that lead there."""
TEXTS = ("", "people.vcf", "../x.vcf", "~/x.csv", "folder")
"""What is written after the name of a command that wants something."""


class Witness:
    """Sees what the interpreter does and keeps what a kiosk must not."""

    def __init__(self, own: list[Path]) -> None:
        self._own = [str(folder.resolve()) for folder in own]
        self.seen: list[str] = []
        self.count = 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        self.count += 1
        flags = arguments[2] if event == "open" else 0
        if event.startswith(PROCESSES + OTHERS):
            self.seen.append(f"{event} {arguments[:2]!r}")
        elif (isinstance(flags, int) and flags & WRITES) or event.startswith((*CHANGES, "sqlite3.connect")):
            self._look_at(event, arguments[0])

    def _look_at(self, event: str, path: object) -> None:
        text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        text = text.removeprefix("file://").partition("?")[0]
        if text in ("", "/dev/null", ":memory:"):
            return
        whole = os.path.realpath(text)
        if not any(whole.startswith(folder + os.sep) or whole == folder for folder in self._own):
            self.seen.append(f"{event} {text}")


async def press_all(book: Path, place: str) -> list[str]:
    """Open the app on a book, press each key that works at a place, and give their ids."""
    from tui.app.app import RapportApp
    from tui.build import build, open_desk

    setting = replace(build(str(book)), kiosk=True)
    pressed: list[str] = []
    waiting: list[str] | None = None
    while waiting is None or waiting:
        desk = open_desk(setting)
        app = RapportApp(desk, setting.config)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            while app.is_running and (waiting is None or waiting):
                await pilot.press("escape", "escape", "1", *PLACES[place])
                if waiting is None:
                    waiting = _keys_of(app)
                    if place == "commands":
                        await _run_all(app, pilot, pressed)
                        waiting = []  # Its keys are those of the finder.
                    continue
                ident, _, key = waiting.pop().partition(" ")
                pressed.append(ident)
                after = () if ident in QUITS else ("x", "enter", "escape", "escape")
                await pilot.press(key, *after)
        desk.close()
    return pressed


def _keys_of(app: object) -> list[str]:
    from textual.app import App

    assert isinstance(app, App)
    found = app.screen.active_bindings
    return sorted({f"{each.binding.id or each.binding.action} {key}" for key, each in found.items()})


async def _run_all(app: object, pilot: object, pressed: list[str]) -> None:
    """Run every command that can be asked for by name, with everything that could be written after it."""
    from textual.app import App
    from textual.pilot import Pilot
    from textual.widgets import Input

    from tui.screens.finder.commands import live_commands
    from tui.screens.finder.finder import FinderScreen
    from tui.screens.view.view import View
    from tui.terminal.stillness import waits_for_the_person

    assert isinstance(app, App)
    assert isinstance(pilot, Pilot)
    await pilot.press("escape")
    assert isinstance(app.screen, View)
    for command in live_commands(app.screen):
        if command.id in QUITS:
            continue
        for text in TEXTS if command.takes == "FILE" else ("", "x") if command.takes else ("",):
            pressed.append(command.id)
            await pilot.press("escape", "escape", "escape", "1", "colon")
            if isinstance(app.screen, FinderScreen):
                app.screen.query_one(Input).value = f"{command.name} {text}".strip().replace("_", " ")
            await pilot.pause()
            await pilot.press("enter")
            while any(not (each.is_finished or waits_for_the_person(each)) for each in app.workers):
                await pilot.pause(0.001)
            await pilot.press("enter", "x")


def main() -> None:
    """Press everything at the place named, and print what was seen."""
    book, place = Path(sys.argv[1]), sys.argv[2]
    os.umask(0o077)
    keep_to_ourselves(os.environ, book)
    os.chdir("/")
    witness = Witness([book.parent])
    import tui.app.app  # noqa: F401  what importing does is no key's doing

    sys.addaudithook(witness)
    pressed = asyncio.run(press_all(book, place))
    sys.stdout.write(json.dumps({"pressed": pressed, "seen": witness.seen, "events": witness.count}))


if __name__ == "__main__":
    main()
