"""The quick-add bars: what each is called, what it hints at, how it reads and completes."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.quick_add.complete import Completes, complete, ghost
from tui.domain.quick_add.parsed import Kind
from tui.domain.quick_add.people import Known
from tui.screens.previews import people_choices, preview_of, word_choices
from tui.services.desk import Desk
from tui.services.settling import Settles
from tui.widgets.line_bar import SUGGESTIONS, BarKind, Choice, Preview
from tui.widgets.lines import DrawnLine

_LOG_HINT: DrawnLine = [
    (piece, role)  # type: ignore[misc]
    for key, word in (
        ("c", "call"),
        ("m", "message"),
        ("e", "email"),
        ("i", "in person"),
        ("v", "video"),
        ("s", "comment"),
        ("n", "note"),
    )
    for piece, role in ((key, "moss"), (f" {word}  ", "muted"))
]
_PERSON_HINT: DrawnLine = [
    ("Lena Haas #alumni ~quarterly met:PyCon org:Trailblaze > 3d send the list", "muted")
]
_FOLLOW_HINT: DrawnLine = [("fri send the deck · 2w · 14may birthday note", "muted")]


class Bars:
    """Makes the bars of one screen for the contact they are opened on."""

    def __init__(self, desk: Desk, selected: Known | None, settles: Settles | None) -> None:
        self._desk = desk
        self.selected = selected
        self.settles = settles

    def kind(self, kind: Kind) -> BarKind:
        """Give the bar for a kind of line."""
        whom = f" · {self.selected.name}" if self.selected else ""
        titles = {
            Kind.PERSON: "Add a person",
            Kind.LOG: f"Log{whom}",
            Kind.FOLLOW_UP: f"Follow up{whom}",
        }
        hints = {Kind.PERSON: _PERSON_HINT, Kind.LOG: _LOG_HINT, Kind.FOLLOW_UP: _FOLLOW_HINT}
        return BarKind(
            name=kind.value,
            title=titles[kind],
            hints=(hints[kind],),
            read=lambda line, accepted: self._read(kind, line, accepted),
            complete=lambda line, caret: self._complete(kind, line, caret),
            history=self._desk.history.of(kind.value),
            opens_composer=kind is Kind.LOG,
        )

    def _read(self, kind: Kind, line: str, accepted: Sequence[str]) -> Preview:
        if not line.strip() and (kind is Kind.PERSON or self.selected is None):
            return Preview(is_blocked=True)
        parsed = self._desk.reader.recording.parse(kind, line, self.selected, letters=True, accepted=accepted)
        settles = self.settles
        besides = settles.words if settles is not None and settles.goes_with(parsed) else ""
        return preview_of(parsed, self._desk.reader.recording.people, besides)

    def _complete(self, kind: Kind, line: str, caret: int) -> list[Choice]:
        begun = complete(line, caret, kind)
        if begun is None:
            return []
        ask, known = self._desk.reader.recording, self._desk.reader.finding
        if begun.what is Completes.PERSON:
            found = ask.complete_people(begun.prefix, SUGGESTIONS)
            return people_choices(line, begun, found, ask.people)
        if begun.what is Completes.WORD:
            return word_choices(line, begun, [begun.prefix + ghost(begun.prefix)])
        if begun.what is Completes.TAG:
            words = known.words_in_use("tag", begun.prefix) + known.words_in_use("circle", begun.prefix)
        else:
            words = known.words_in_use("place", begun.prefix)
        return word_choices(line, begun, words[:SUGGESTIONS])
