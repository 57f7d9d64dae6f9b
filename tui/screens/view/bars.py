"""The quick-add bars: what each is called, what it hints at, how it reads and completes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tui.domain.quick_add.complete import Completes, complete, ghost, next_in_a_row
from tui.domain.quick_add.parsed import LineKind
from tui.domain.quick_add.people import PersonMatch
from tui.domain.quick_add.several import Chosen, Several, for_several, way_said
from tui.screens.view.previews import people_choices, preview_of, word_choices
from tui.services.desk import Desk
from tui.services.recording.settling import Settles
from tui.widgets.bar_kind import BarKind, Choice, Preview
from tui.widgets.line_bar import SUGGESTIONS
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
_SEVERAL_HINT: DrawnLine = [*_LOG_HINT[:10], ("each or together first: say it your way", "muted")]
_PERSON_HINT: DrawnLine = [
    ("Lena Haas #alumni ~quarterly met:PyCon org:Trailblaze > 3d send the list", "muted")
]
_EVENING_HINT: DrawnLine = [
    ("@lena and @tom talked about radios > 3d send the link", "muted"),
]
_FOLLOW_HINT: DrawnLine = [("fri send the deck · 2w · 14may birthday note", "muted")]


class Bars:
    """Makes the bars of one screen for the contact they are opened on."""

    def __init__(
        self, desk: Desk, selected: PersonMatch | None, settles: Settles | None, chosen: Chosen | None = None
    ) -> None:
        self._desk = desk
        self.selected = selected
        self.settles = settles
        self.chosen = chosen
        """Everybody marked, where several are."""

    def kind(self, kind: LineKind) -> BarKind:
        """Return the bar for a kind of line."""
        whom = f" · {self.selected.name}" if self.selected else ""
        whom = f" · {len(self.chosen.ids):,} people" if self.chosen else whom
        titles = {
            LineKind.PERSON: "Add a person",
            LineKind.LOG: f"Log{whom}",
            LineKind.FOLLOW_UP: f"Follow up{whom}",
        }
        hints = {LineKind.PERSON: _PERSON_HINT, LineKind.LOG: _LOG_HINT, LineKind.FOLLOW_UP: _FOLLOW_HINT}
        return BarKind(
            name=kind.value,
            title=titles[kind],
            hints=(_SEVERAL_HINT if self.chosen and kind is LineKind.LOG else hints[kind],),
            read=lambda line, accepted: self._read(kind, line, accepted),
            complete=lambda line, caret: self._complete(kind, line, caret),
            ghost=lambda line, caret: _ghost(kind, line, caret),
            history=self._desk.history.of(kind.value),
            people=self._people(kind),
            opens_composer=kind is LineKind.LOG,
            in_a_row=self.for_a_row()._in_a_row(kind),
        )

    def _people(self, kind: LineKind) -> Sequence[int]:
        """Return whom a line is about while it names nobody."""
        if kind is LineKind.PERSON:
            return ()
        if self.chosen is not None:
            return self.chosen.ids
        return (self.selected.id,) if self.selected is not None else ()

    def for_a_row(self) -> Bars:
        """Return the bars for several lines in a row: nobody is chosen, every line says whom it is about."""
        return Bars(self._desk, None, None)

    def _in_a_row(self, kind: LineKind) -> BarKind:
        """Return the bar that begins each next line with where and when the one before was."""
        titles = {LineKind.PERSON: "Add people", LineKind.LOG: "Log", LineKind.FOLLOW_UP: "Follow up"}
        hints = {LineKind.PERSON: _PERSON_HINT, LineKind.LOG: _EVENING_HINT, LineKind.FOLLOW_UP: _FOLLOW_HINT}
        return BarKind(
            name=kind.value,
            title=f"{titles[kind]} · several in a row · Esc ends it",
            hints=(hints[kind],),
            read=lambda line, accepted: self._read_in_a_row(kind, line, accepted),
            complete=lambda line, caret: self._complete(kind, line, caret),
            ghost=lambda line, caret: _ghost(kind, line, caret),
            history=self._desk.history.of(kind.value),
            opens_composer=kind is LineKind.LOG,
            stays_open=True,
            begin_next=lambda line: next_in_a_row(
                self._desk.reader.recording.parse(kind, line, letters=True)
            ),
        )

    def _read_in_a_row(self, kind: LineKind, line: str, accepted: Sequence[str]) -> Preview:
        preview = self._read(kind, line, accepted)
        if kind is not LineKind.PERSON or preview.is_blocked:
            return preview
        known = self._desk.reader.recording.parse(kind, line, letters=True).existing
        if known is None:
            return preview
        said = f"{known.name} is already here - nothing to add"
        return replace(preview, problem=said, refused=said, is_blocked=True)

    def several(self, kind: LineKind, line: str, accepted: Sequence[str]) -> Several | None:
        """Return what a line means for everybody marked; None where it is about others, or nobody is marked."""
        if self.chosen is None or not self.chosen.first or kind is LineKind.PERSON:
            return None
        rest, is_together = way_said(line)
        first = self.chosen.first[0]
        parsed = self._desk.reader.recording.parse(kind, rest, first, letters=True, accepted=accepted)
        return for_several(parsed, self.chosen, is_together)

    def _read(self, kind: LineKind, line: str, accepted: Sequence[str]) -> Preview:
        several = self.several(kind, line, accepted)
        if several is not None:
            return preview_of(several.parsed, self._desk.reader.recording.people)
        if not line.strip() and (kind is LineKind.PERSON or self.selected is None):
            return Preview(is_blocked=True)
        parsed = self._desk.reader.recording.parse(kind, line, self.selected, letters=True, accepted=accepted)
        settles = self.settles
        besides = settles.words if settles is not None and settles.goes_with(parsed) else ""
        return preview_of(parsed, self._desk.reader.recording.people, besides)

    def _complete(self, kind: LineKind, line: str, caret: int) -> list[Choice]:
        begun = complete(line, caret, kind)
        if begun is None:
            return []
        ask = self._desk.reader.recording
        if begun.what is Completes.PERSON:
            found = ask.complete_people(begun.prefix, SUGGESTIONS)
            return people_choices(line, begun, found, ask.people)
        if begun.what is Completes.WORD:
            return []
        if begun.what is Completes.TAG:
            words = ask.people.tags_beginning(begun.prefix, SUGGESTIONS, with_topics=kind is LineKind.LOG)
        else:
            words = ask.people.places_beginning(begun.prefix, SUGGESTIONS)
        return word_choices(line, begun, words)


def _ghost(kind: LineKind, line: str, caret: int) -> Choice | None:
    """Return the word of the grammar that was most likely begun."""
    begun = complete(line, caret, kind)
    if begun is None or begun.what is not Completes.WORD:
        return None
    return word_choices(line, begun, [begun.prefix + ghost(begun.prefix)])[0]
