"""The row of keys at the bottom: what can be pressed here, read from the live bindings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip

from tui.terminal.keys import UNBOUND
from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn
from tui.widgets.safe import cut, shown, width_of

NARROW = 60
"""Below this width only help and back are named, or how to save and leave."""
ALWAYS = ("question_mark", "q")
"""Keys that are never left out for want of room, as far as they are bound."""
WAY_OUT = ("ctrl+s", "escape")
"""Keys that are named in a narrow window where none of those is bound."""
_GAP = 2


class KeyLabel(Struct, frozen=True):
    """One entry of the row."""

    keys: tuple[str, ...]
    """The keys pressed, by their Textual names."""
    face: str
    """The keys as they are written."""
    name: str
    is_enabled: bool = True

    @property
    def width(self) -> int:
        """Width in cells."""
        return width_of(self.face) + 1 + width_of(self.name) if self.name else width_of(self.face)


class KeyRow(Drawn):
    """One line of keys; it is repainted only when what it says has changed."""

    DEFAULT_CSS = """
    KeyRow { height: 1; background: $background; }
    """

    _labels: tuple[KeyLabel, ...] = ()

    def on_mount(self) -> None:
        """Follow the focus and the state of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)
        self._bindings_changed(self.screen)

    def on_unmount(self) -> None:
        """Follow no longer."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self) -> None:
        """Name as many keys as fit now."""
        self.refresh()

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        if self._labels and not self.app.app_focus:
            # No key comes to a terminal that is not in front: the row stays as it is.
            return
        labels = tuple(sorted(self._live_labels(), key=self._place_of))
        if labels != self._labels:
            self._labels = labels
            self.refresh()

    def _live_labels(self) -> Iterator[KeyLabel]:
        """Yield the entries for the bindings of this focus: one per action, compact groups joined."""
        by_action: dict[str, list[tuple[Binding, bool]]] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and not active.binding.key.startswith(UNBOUND):
                by_action.setdefault(active.binding.action, []).append((active.binding, active.enabled))
        firsts = [bindings[0] for bindings in by_action.values()]
        for group, members in groupby(firsts, key=lambda first: first[0].group):
            joined = list(members)
            if group is not None and group.compact and len(joined) > 1:
                yield self._joined(group.description, joined)
            else:
                for binding, enabled in joined:
                    name = shown(binding.description)
                    yield KeyLabel((binding.key,), self._face(binding), name, enabled)

    def _place_of(self, label: KeyLabel) -> int:
        """Say where a label stands: the acts a view puts first, then the rest, at last what is never left out."""
        first: Sequence[str] = getattr(self.screen, "KEYS_FIRST", ())
        if label.keys[0] in ALWAYS:
            return len(first) + 1
        return first.index(label.keys[0]) if label.keys[0] in first else len(first)

    def _joined(self, name: str, members: list[tuple[Binding, bool]]) -> KeyLabel:
        faces = " ".join(self._face(binding) for binding, _ in members)
        keys = tuple(binding.key for binding, _ in members)
        return KeyLabel(keys, faces, shown(name), any(enabled for _, enabled in members))

    def _face(self, binding: Binding) -> str:
        if binding.key == "enter" and not binding.key_display:
            return self.glyphs.enter
        return shown(self.app.get_key_display(binding))

    def _placed(self) -> list[tuple[int, KeyLabel]]:
        """Return the entries that fit, each with the cell it starts on."""
        kept = list(self._labels)
        if self.size.width < NARROW:
            kept = [label for label in kept if label.keys[0] in ALWAYS] or [
                label for label in kept if label.keys[0] in WAY_OUT
            ]
        while kept and sum(label.width + _GAP for label in kept) - 1 > self.size.width:
            spare = [label for label in kept if label.keys[0] not in ALWAYS] or kept
            kept.remove(spare[-1])
        placed, start = [], 1
        for label in kept:
            placed.append((start, label))
            start += label.width + _GAP
        return placed

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        pen = Pen(self)
        pen.write(" ")
        for _start, label in self._placed():
            pen.write(label.face, "moss" if label.is_enabled else "muted")
            pen.write(f" {label.name}" if label.name else "", "" if label.is_enabled else "muted")
            pen.write(" " * _GAP)
        return pen.strip(self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for start, label in self._placed():
            if start <= event.x < start + label.width and label.is_enabled:
                self.app.simulate_key(label.keys[0])
                return

    @property
    def text(self) -> str:
        """What the row says at its present width."""
        said = (" " * _GAP).join(f"{label.face} {label.name}".strip() for _, label in self._placed())
        return cut(said, self.size.width)
