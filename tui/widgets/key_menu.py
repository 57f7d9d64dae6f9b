"""A menu answered with one key, at the foot of the screen: snooze, copy, links."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual import events
from textual.message import Message

from tui.widgets.keeps_keys import KeepsKeys, take_keys_back
from tui.widgets.lines import DrawnLine, Lines


class Choice(Struct, frozen=True):
    """One key of a menu: several keys may mean the same kind of choice."""

    keys: tuple[str, ...]
    face: str
    """The keys as they are written: "1-9"."""
    name: str


class KeyMenu(Lines, KeepsKeys, can_focus=True):
    """Waits for one key; every other key but Escape leaves it as it is."""

    DEFAULT_CSS = """
    KeyMenu { display: none; padding: 0 1; }
    KeyMenu.-open { display: block; }
    """

    class Chosen(Message):
        """A key of the menu was pressed."""

        def __init__(self, menu: KeyMenu, key: str) -> None:
            super().__init__()
            self.menu = menu
            self.key = key

        @property
        def control(self) -> KeyMenu:
            """The menu."""
            return self.menu

    class Closed(Message):
        """The menu was left without a choice."""

        def __init__(self, menu: KeyMenu) -> None:
            super().__init__()
            self.menu = menu

        @property
        def control(self) -> KeyMenu:
            """The menu."""
            return self.menu

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices: tuple[Choice, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the menu is waiting."""
        return self.has_class("-open")

    def on_blur(self) -> None:
        """Keep the keys, wherever was clicked."""
        take_keys_back(self, self)

    def open(self, title: str, choices: Sequence[Choice], note: str = "") -> None:
        """Ask; the row below the title names the keys."""
        self._choices = tuple(choices)
        keys: list[tuple[str, str]] = []
        for choice in choices:
            keys += [(choice.face, "moss"), (f" {choice.name}  ", "")]
        lines: list[DrawnLine] = [[(title, "heading")], keys]  # type: ignore[list-item]
        if note:
            lines.append([(note, "muted")])
        self.show(lines)
        self.add_class("-open")
        self.focus()

    def close(self) -> None:
        """Stop asking."""
        self.remove_class("-open")

    def on_key(self, event: events.Key) -> None:
        """Take a key of the menu; keep every other one from the screen behind."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.close()
            self.post_message(self.Closed(self))
            return
        pressed = event.character or event.key
        for choice in self._choices:
            if pressed in choice.keys or event.key in choice.keys:
                self.close()
                self.post_message(self.Chosen(self, pressed))
                return
