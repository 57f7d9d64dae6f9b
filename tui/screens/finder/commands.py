"""What can be asked for by name: the live bindings of a screen, and what only the app can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from tui.domain.records.contact import fold
from tui.terminal.keys import KeyEntry, face_of
from tui.widgets.line_bar import LineBar
from tui.widgets.virtual_list import VirtualList

ResultT = TypeVar("ResultT")


class Command(Struct, frozen=True):
    """One thing to do, as the list of commands offers it."""

    id: str
    title: str
    """What it does, as a sentence."""
    words: str
    """What else it is looked for by, in lower case; the first word is its name."""
    action: str = ""
    """The action to run; empty where the id says it all."""
    key: str = ""
    """The key that does the same, as it is written on a keyboard."""
    node: Widget | App[Any] | None = None
    """What the action is of; None for one that says so itself."""
    takes: str = ""
    """What is written after its name, for a command that wants something: ``FILE``."""

    @property
    def name(self) -> str:
        """The word it is called by."""
        return self.words.split(" ", 1)[0]


APP_COMMANDS: tuple[Command, ...] = (
    Command(
        "app.theme_dark", "Use the dark theme", "theme dark look colours", "app.use_theme('allotment-dark')"
    ),
    Command(
        "app.theme_light",
        "Use the light theme",
        "theme light look colours",
        "app.use_theme('allotment-light')",
    ),
    Command(
        "app.theme_terminal",
        "Use the terminal's own colours",
        "theme terminal look colours palette",
        "app.use_theme('terminal')",
    ),
    Command(
        "app.glyphs",
        "Change between drawn and plain signs",
        "glyphs signs ascii unicode",
        "app.change_glyphs",
    ),
    Command(
        "app.import",
        "Bring in a vCard, a CSV or a JSON file",
        "import bring in contacts file",
        takes="FILE",
    ),
    Command(
        "app.export",
        "Write everything out as files of your own",
        "export write out json csv vcard",
        takes="FILE",
    ),
    Command(
        "app.rhythm",
        "Give a circle or tag a rhythm, as in #work 6w",
        "rhythm circle tag group how often",
        takes="#TAG EVERY",
    ),
    Command(
        "app.circle",
        "Say how close a circle is, 1 the closest",
        "circle closeness close friends",
        takes="NAME 1-9",
    ),
    Command(
        "app.duplicates", "Look for people who are in the book twice", "duplicates twice same merge double"
    ),
    Command(
        "app.evening",
        "Write down an evening: whom you met, one line after the other",
        "evening event party met several people",
        takes="WHERE",
    ),
    Command("app.balance", "Speak of give and take on pages, or not", "balance give take reciprocity"),
    Command("app.small_steps", "Offer small steps on Today, or no more", "small steps quiet ladder offer"),
    Command("app.backup", "Keep a copy of the book as it is now", "backup copy safe"),
    Command("app.demo", "Say how to look round with sample people", "demo sample try"),
)
"""What only the app can do: for the whole book, and for how it looks."""


_FIRST = ("contacts.pane", "view.undo", "view.redo", "contacts.filter")
"""The bindings that stand before all others of a screen, in this order."""
_RANKS = {"view": 0, "contact": 1, "page": 2, "app": 4}
"""Where the others stand, by the place that their ids name."""


def live_keys(screen: Screen[ResultT], here: str) -> tuple[KeyEntry, ...]:
    """Return every key that works on a screen as it is now, place by place, the person's own keys included.

    ``here`` is what the screen is called. Its keys begin with those in the row of keys; the keys of
    the bar come with it, though it is closed.
    """
    found: dict[str, KeyEntry] = {}
    for node, binding in sorted(_bound(screen), key=lambda each: not each[1].show):
        _add(found, binding, _place(node, here))
    for bar in screen.query(LineBar):
        bindings = BindingsMap(bar.BINDINGS)
        bindings.apply_keymap(screen.app._keymap)
        for _key, binding in bindings:
            _add(found, binding, "bars")
    order = {here: 0, "lists": 1, "bars": 2, "everywhere": 3}
    return tuple(sorted(found.values(), key=lambda entry: order.get(entry.where, 2)))


def live_commands(screen: Screen[ResultT]) -> tuple[Command, ...]:
    """Return everything that can be asked for on a screen as it is now: its bindings, then the app's own.

    Moving about in a list is left to its keys.
    """
    found: dict[str, Command] = {}
    for node, binding in _bound(screen):
        if binding.id and binding.tooltip and binding.id not in found and not isinstance(node, VirtualList):
            found[binding.id] = _command_of(node, binding)
    return (*found.values(), *APP_COMMANDS)


def find_commands(commands: Sequence[Command], query: str) -> list[Command]:
    """Return the commands a query asks for: those called so first, then those that begin so, then the rest.

    Every word of the query begins a word of the title or of the other words; what follows the name
    of a command that takes something is not searched for.
    """
    wanted = fold(query).split()
    if not wanted:
        return list(commands)
    ranked = []
    for position, command in enumerate(commands):
        rank = _rank(command, wanted)
        if rank is not None:
            ranked.append((rank, position, command))
    return [command for _, _, command in sorted(ranked, key=lambda each: each[:2])]


def _rank(command: Command, wanted: Sequence[str]) -> int | None:
    if command.takes and wanted[0] == command.name:
        return 0
    title, words = fold(command.title), command.words.split()
    known = [*title.split(), *words]
    if not all(any(word.startswith(part) for word in known) for part in wanted):
        return None
    if command.name.startswith(wanted[0]):
        return 0 if command.name == wanted[0] else 1
    return 2 if title.startswith(wanted[0]) else 3


def _bound(screen: Screen[ResultT]) -> list[tuple[DOMNode, Binding]]:
    """Return what is bound: what works in every view first, then what is done with people, and the app's own last."""
    bound = [(active.node, active.binding) for active in screen.active_bindings.values()]
    return sorted(bound, key=lambda each: _stands(each[1].id or ""))


def _stands(ident: str) -> tuple[int, int]:
    first = _FIRST.index(ident) if ident in _FIRST else len(_FIRST)
    return first, _RANKS.get(ident.partition(".")[0], 3)


def _place(node: DOMNode, here: str) -> str:
    if isinstance(node, App):
        return "everywhere"
    if isinstance(node, LineBar):
        return "bars"
    return "lists" if isinstance(node, VirtualList) else here


def _add(found: dict[str, KeyEntry], binding: Binding, where: str) -> None:
    if binding.id is None:
        return
    before = found.get(binding.id)
    if before is None:
        meaning = str(binding.tooltip or "")
        found[binding.id] = KeyEntry(binding.id, where, (binding.key,), binding.description, meaning)
    elif binding.key not in before.keys:
        found[binding.id] = replace(before, keys=(*before.keys, binding.key))


def _command_of(node: DOMNode, binding: Binding) -> Command:
    ident = binding.id or ""
    words = f"{binding.description} {ident.replace('.', ' ').replace('_', ' ')}".lower()
    return Command(
        ident,
        str(binding.tooltip),
        words,
        binding.action,
        face_of(binding.key),
        node if isinstance(node, Widget | App) else None,
    )
