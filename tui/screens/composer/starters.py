"""The composer's starters: three first lines at a time for a situation, at the foot of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tui.domain.records.contact import ContactId
from tui.domain.writing.starters import Recipients, Situation, Starter, begun
from tui.services.desk import Desk
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.safe import wrap

SHOWN = 3
"""So many starters are shown at a time."""
_ROWS = 2
"""So many rows one takes at most."""
_SITUATIONS = tuple(Situation)


class StarterMenu(Lines, can_focus=True):
    """Waits for a digit; arrows change the situation, every other key but Escape is kept from the fields."""

    DEFAULT_CSS = """
    StarterMenu { display: none; padding: 0 1; }
    StarterMenu.-open { display: block; }
    """

    class Picked(Message):
        """A starter was chosen."""

        def __init__(self, text: str, situation: Situation) -> None:
            super().__init__()
            self.text = text
            self.situation = situation

    class KeepWanted(Message):
        """The message as it stands is to be kept as a starter."""

        def __init__(self, situation: Situation) -> None:
            super().__init__()
            self.situation = situation

    class Closed(Message):
        """The menu was left without a choice; the situation was chosen nonetheless."""

        def __init__(self, situation: Situation) -> None:
            super().__init__()
            self.situation = situation

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._people: tuple[ContactId, ...] = ()
        self._known = Recipients()
        self._situation = Situation.RHYTHM
        self._starters: list[Starter] = []
        self._first = 0

    @property
    def is_open(self) -> bool:
        """Whether the menu is waiting."""
        return self.has_class("-open")

    def open(self, situation: Situation, people: Sequence[ContactId]) -> None:
        """Offer the starters of a situation to some people."""
        self._people = tuple(people)
        self._known = self._desk.reader.starters.known(people)
        self.add_class("-open")
        self._turn_to(situation)
        self.focus()

    def close(self) -> None:
        """Offer no more."""
        self.remove_class("-open")
        self.post_message(self.Closed(self._situation))

    def step(self, by: int) -> None:
        """Turn to another situation."""
        at = _SITUATIONS.index(self._situation)
        self._turn_to(_SITUATIONS[(at + by) % len(_SITUATIONS)])

    def on_key(self, event: events.Key) -> None:
        """Take a key of the menu; keep every other one from the fields behind."""
        event.stop()
        event.prevent_default()
        pressed = event.character or event.key
        if event.key in ("left", "right"):
            self.step(-1 if event.key == "left" else 1)
        elif pressed == "r":
            self._first = (self._first + SHOWN) % max(1, len(self._starters))
            self._show()
        elif pressed == "k":
            self.remove_class("-open")
            self.post_message(self.KeepWanted(self._situation))
        elif pressed in tuple("123"):
            self._pick(int(pressed) - 1)

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        if self.is_open:
            self.call_after_refresh(self._show)

    def _turn_to(self, situation: Situation) -> None:
        self._situation, self._first = situation, 0
        self._starters = self._desk.reader.starters.for_message(situation, self._people)
        self._show()

    def _pick(self, number: int) -> None:
        shown = self._shown()
        if number < len(shown):
            self.remove_class("-open")
            self.post_message(self.Picked(begun(shown[number], self._known), self._situation))

    def _shown(self) -> list[Starter]:
        """Return the three on show; after the last comes the first again."""
        count = len(self._starters)
        return [self._starters[(self._first + n) % count] for n in range(min(SHOWN, count))]

    def _show(self) -> None:
        width = max(20, (self.size.width or self.screen.size.width) - 6)
        lines: list[DrawnLine] = [
            [
                ("STARTERS", "heading"),
                (f" · {self._situation.words}", "bold"),
                (f"  {len(self._starters)} in all", "muted"),
            ]
        ]
        for number, starter in enumerate(self._shown(), 1):
            text = begun(starter, self._known) + ("  (yours)" if starter.id is not None else "")
            for row, words in enumerate(wrap(text, width, _ROWS, self.glyphs.ellipsis)):
                lines.append([(f"{number} " if row == 0 else "  ", "moss"), (words, "")])
        lines.append(
            _keys("1-3", "take", "r", "three others", "← →", "situation", "k", "keep my message", "Esc", "")
        )
        self.show(lines)


def _keys(*words: str) -> DrawnLine:
    pairs = zip(words[::2], words[1::2], strict=True)
    return [piece for face, name in pairs for piece in ((face, "moss"), (f" {name}  ", ""))]
