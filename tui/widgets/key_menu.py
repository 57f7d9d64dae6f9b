"""A menu answered with one key, at the foot of the screen: snooze, copy, links."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual import events
from textual.widget import Widget

from tui.widgets.keeps_keys import KeepsKeys, give_keys_back, take_keys_back
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.question import Question


class MenuKey(Struct, frozen=True):
    """One key of a menu: several keys may mean the same kind of choice."""

    keys: tuple[str, ...]
    face: str
    """The keys as they are written: "1-9"."""
    name: str


def numbered(names: Sequence[str]) -> list[MenuKey]:
    """Return one digit to each of up to nine things."""
    return [MenuKey((str(number),), str(number), name) for number, name in enumerate(names, 1)]


class KeyMenu(Lines, KeepsKeys, can_focus=True):
    """Waits for one key; every other key but Escape leaves it as it is."""

    DEFAULT_CSS = """
    KeyMenu { display: none; padding: 0 1; }
    KeyMenu.-open { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices: tuple[MenuKey, ...] = ()
        self._question: Question[str] = Question()
        self._came_from: Widget | None = None
        """Where the keys were before."""

    @property
    def is_open(self) -> bool:
        """Whether the menu is waiting."""
        return self.has_class("-open")

    def on_blur(self) -> None:
        """Keep the keys, wherever was clicked."""
        take_keys_back(self, self)

    def on_unmount(self) -> None:
        """Keep nobody waiting for an answer that cannot come any more."""
        self._question.drop()

    async def ask(self, title: str, choices: Sequence[MenuKey], note: str = "") -> str | None:
        """Ask, and give the key that was pressed, or None when the menu is left; from a worker.

        The row below the title names the keys.
        """
        self._choices = tuple(choices)
        keys: list[tuple[str, str]] = []
        for choice in choices:
            keys += [(choice.face, "moss"), (f" {choice.name}  ", "")]
        lines: list[DrawnLine] = [[(title, "heading")], keys]  # type: ignore[list-item]
        if note:
            lines.append([(note, "muted")])
        self.show(lines)
        if not self.is_open:
            self._came_from = self.screen.focused
        self.add_class("-open")
        self.focus()
        return await self._question.answer()

    def leave(self) -> None:
        """Close the menu without a choice."""
        self._close(None)

    def _close(self, key: str | None) -> None:
        self.remove_class("-open")
        give_keys_back(self, self._came_from)
        self._question.give(key)

    def on_key(self, event: events.Key) -> None:
        """Take a key of the menu; keep every other one from the screen behind."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.leave()
            return
        pressed = event.character or event.key
        for choice in self._choices:
            if pressed in choice.keys or event.key in choice.keys:
                self._close(pressed)
                return
