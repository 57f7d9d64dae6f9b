"""The keys: every live binding in one table, and a person's own keys checked against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from textual.binding import Binding, BindingType
from textual.keys import format_key

from tui.domain.errors import InvalidInput

_FACES = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}

NEVER = frozenset(
    {
        "ctrl+enter",
        "shift+enter",
        "alt+enter",
        "ctrl+backspace",
        "ctrl+i",
        "ctrl+m",
        "ctrl+h",
        "ctrl+b",
        "ctrl+a",
        *(f"ctrl+{digit}" for digit in range(10)),
        *(f"alt+{digit}" for digit in range(10)),
    }
)
"""Keys that never arrive, or arrive as something else, through tmux and ssh."""


class KeyEntry(Struct, frozen=True):
    """One binding as the help, the README and the command line show it."""

    id: str
    where: str
    keys: tuple[str, ...]
    name: str
    meaning: str


def entries_of(bindings: Iterable[BindingType], where: str) -> list[KeyEntry]:
    """Give the bindings of one screen or widget as table entries."""
    found = []
    for binding in bindings:
        if isinstance(binding, Binding) and binding.id:
            keys = tuple(key.strip() for key in binding.key.split(","))
            found.append(KeyEntry(binding.id, where, keys, binding.description, str(binding.tooltip or "")))
    return found


def checked_keymap(chosen: Mapping[str, str], live: Iterable[KeyEntry]) -> dict[str, str]:
    """Give a person's own keys for Textual's keymap, checked against the live bindings.

    Raises InvalidInput for an unknown binding, a key that cannot arrive, or one key for two bindings
    of the same place.
    """
    if not chosen:
        return {}
    entries = {entry.id: entry for entry in live}
    keymap: dict[str, str] = {}
    for ident, text in chosen.items():
        if ident not in entries:
            raise InvalidInput(f"[keys] {ident} is no binding.", hint="`rapport keys` lists them.")
        keys = [key.strip() for key in text.split(",") if key.strip()]
        refused = [key for key in keys if key in NEVER]
        if refused or not keys:
            named = refused[0] if refused else "an empty text"
            raise InvalidInput(f"[keys] {ident}: {named} cannot be a key here.", hint="Choose another.")
        keymap[ident] = ",".join(keys)
    _refuse_clashes(entries, keymap)
    return keymap


def _refuse_clashes(entries: Mapping[str, KeyEntry], keymap: Mapping[str, str]) -> None:
    taken: dict[tuple[str, str], str] = {}
    for entry in entries.values():
        keys = keymap[entry.id].split(",") if entry.id in keymap else entry.keys
        for key in keys:
            other = taken.setdefault((entry.where, key), entry.id)
            if other != entry.id:
                raise InvalidInput(
                    f"[keys] {key} would mean both {other} and {entry.id}.", hint="Choose another."
                )


def as_markdown(entries: Iterable[KeyEntry]) -> str:
    """Give the key table as Markdown, for the README."""
    lines = ["| where | key | does | name for `[keys]` |", "|---|---|---|---|"]
    for entry in entries:
        keys = " ".join(f"`{face_of(key)}`" for key in entry.keys)
        lines.append(f"| {entry.where} | {keys} | {entry.meaning or entry.name} | `{entry.id}` |")
    return "\n".join(lines) + "\n"


def face_of(key: str) -> str:
    """Give a key as it is written on a keyboard."""
    return _FACES.get(key) or format_key(key)
