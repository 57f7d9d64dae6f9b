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

UNBOUND = "no_key:"
"""How what a binding without a key is bound to begins: no terminal sends it."""
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
    """Return the bindings of one screen or widget as table entries."""
    found = []
    for binding in bindings:
        if isinstance(binding, Binding) and binding.id:
            keys = tuple(key.strip() for key in binding.key.split(","))
            found.append(KeyEntry(binding.id, where, keys, binding.description, str(binding.tooltip or "")))
    return found


_LIVE_TOGETHER = (
    frozenset({"every view", "Today and Contacts", "Today", "lists"}),
    frozenset({"every view", "Today and Contacts", "Contacts", "lists", "filter and find"}),
    frozenset({"every view", "Practice", "lists"}),
    frozenset({"find and commands", "filter and find", "lists"}),
    *(frozenset({place, "lists"}) for place in ("saved views", "import", "duplicates", "merge", "trash")),
)
"""Places whose keys are live at the same time; those of everywhere are live in all of them."""


class OwnKeys(Struct, frozen=True):
    """A person's own keys, for Textual's keymap, and what they leave without a key."""

    keymap: dict[str, str]
    without: tuple[tuple[str, KeyEntry], ...] = ()
    """The bindings that have no key, each with the own key that was theirs."""

    @property
    def sentence(self) -> str:
        """What the person should know of it; empty for nothing."""
        return " ".join(f"{face_of(key)} is yours; {entry.name} has no key." for key, entry in self.without)


def own_keys(chosen: Mapping[str, str], live: Iterable[KeyEntry]) -> OwnKeys:
    """Check a person's own keys against the live bindings: an own key wins over a default.

    Raises InvalidInput for an unknown binding, a key that cannot arrive, or one own key for two
    bindings that are live together.
    """
    entries = {entry.id: entry for entry in live}
    own = {ident: _checked(ident, text, entries) for ident, text in chosen.items()}
    keymap = {ident: ",".join(keys) for ident, keys in own.items()}
    without: list[tuple[str, KeyEntry]] = []
    for entry in entries.values():
        taken = {
            key: ident
            for ident, keys in own.items()
            for key in keys
            if ident != entry.id and _are_live_together(entry, entries[ident])
        }
        lost = [key for key in own.get(entry.id, entry.keys) if key in taken]
        if lost and entry.id in own:
            raise InvalidInput(
                f"[keys] {lost[0]} would mean both {entry.id} and {taken[lost[0]]}.", hint="Choose another."
            )
        if lost:
            left = [key for key in entry.keys if key not in taken]
            keymap[entry.id] = ",".join(left) or f"{UNBOUND}{entry.id}"
            without += [] if left else [(lost[0], entry)]
    return OwnKeys(keymap, tuple(without))


def _checked(ident: str, text: str, entries: Mapping[str, KeyEntry]) -> list[str]:
    if ident not in entries:
        raise InvalidInput(f"[keys] {ident} is no binding.", hint="`rapport keys` lists them.")
    keys = [key.strip() for key in text.split(",") if key.strip()]
    refused = [key for key in keys if key in NEVER]
    if refused or not keys:
        named = refused[0] if refused else "an empty text"
        raise InvalidInput(f"[keys] {ident}: {named} cannot be a key here.", hint="Choose another.")
    return keys


def _are_live_together(one: KeyEntry, other: KeyEntry) -> bool:
    places = {one.where, other.where}
    return len(places) == 1 or "everywhere" in places or any(places <= each for each in _LIVE_TOGETHER)


def as_markdown(entries: Iterable[KeyEntry]) -> str:
    """Return the key table as Markdown, for the README."""
    lines = ["| where | key | does | name for `[keys]` |", "|---|---|---|---|"]
    for entry in entries:
        keys = " ".join(f"`{face_of(key)}`" for key in entry.keys)
        lines.append(f"| {entry.where} | {keys} | {entry.meaning or entry.name} | `{entry.id}` |")
    return "\n".join(lines) + "\n"


def face_of(key: str) -> str:
    """Return a key as it is written on a keyboard."""
    return "no key" if key.startswith(UNBOUND) else _FACES.get(key) or format_key(key)
