"""The composer's line of names, with those who may be meant listed under it."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tui.domain.quick_add.people import PersonMatch
from tui.domain.records.contact import ContactId
from tui.screens.composer.fields import Field
from tui.screens.composer.people import being_typed, label_of, split_names, with_name
from tui.screens.composer.rows import FieldRow
from tui.services.desk import Desk
from tui.widgets.fields import LineField
from tui.widgets.lines import DrawnLine, Lines

_OFFERED = 5


class WhoLine(Vertical):
    """Takes names; offers people for the one being typed, which Tab or Enter takes."""

    DEFAULT_CSS = """
    WhoLine { height: auto; }
    WhoLine > #who-offered { padding: 0 0 0 11; display: none; }
    WhoLine > #who-offered.-some { display: block; }
    """

    def __init__(self, desk: Desk, labels: Mapping[str, ContactId], text: str) -> None:
        super().__init__()
        self._desk = desk
        self._offered: tuple[PersonMatch, ...] = ()
        self._chosen = 0
        self._text = text
        self.labels = dict(labels)
        """The names that stand for a known contact, whoever else is called so."""

    def compose(self) -> ComposeResult:
        """Put the list under the line."""
        yield FieldRow(Field.WHO)
        yield Lines(id="who-offered")

    @property
    def line(self) -> LineField:
        """Where the names are typed."""
        return self.query_one(f"#field-{Field.WHO}", LineField)

    def settled(self) -> tuple[ContactId, ...]:
        """Give the contacts named so far, each once."""
        names = split_names(self._text, self.labels)
        return tuple(dict.fromkeys(self.labels[name] for name in names if name in self.labels))

    def take(self) -> bool:
        """Put the offered name in the line, and say whether there was one."""
        line = self.line
        at = being_typed(line.value, line.cursor_position, self.labels)
        if not (self._offered and line.has_focus and at):
            return False
        known = self._offered[self._chosen]
        label = label_of(known, self.labels)
        self.labels[label] = known.id
        line.value = with_name(line.value, at[0], at[1], label)
        line.cursor_position = at[0] + len(label) + 2
        return True

    @on(Input.Changed)
    def _typed(self) -> None:
        line = self.line
        self._text = line.value
        at = being_typed(line.value, line.cursor_position, self.labels) if line.has_focus else None
        found = self._desk.reader.recording.complete_people(at[2], _OFFERED) if at else []
        settled = self.settled()
        self._offered = tuple(known for known in found if known.id not in settled)
        self._chosen = 0
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Move among the names offered."""
        by = {"up": -1, "down": 1}.get(event.key)
        if by is None or not self._offered:
            return
        event.stop()
        event.prevent_default()
        self._chosen = max(0, min(self._chosen + by, len(self._offered) - 1))
        self._show()

    def on_descendant_blur(self) -> None:
        """Offer nothing while the keys are elsewhere."""
        self._offered = ()
        self._show()

    def _show(self) -> None:
        offered = self.query_one("#who-offered", Lines)
        offered.set_class(bool(self._offered), "-some")
        lines: list[DrawnLine] = []
        for number, known in enumerate(self._offered):
            is_chosen = number == self._chosen
            sign = offered.glyphs.cursor if is_chosen else " "
            lines.append([(sign, "moss"), (known.name, "bold" if is_chosen else "")])
        offered.show(lines)
