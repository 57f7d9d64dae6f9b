"""The quick-add bars: what each is called, what it hints at, how it reads and completes."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.quick_add import Completing, Kind, Known, complete, handle_for
from tui.screens.previews import people_choices, preview_of, word_choices
from tui.services.desk import Desk
from tui.services.settling import Settles
from tui.store.people import PeopleInBook
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
        self._selected = selected
        self._settles = settles

    def kind(self, kind: Kind) -> BarKind:
        """Give the bar for a kind of line."""
        whom = f" · {self._selected.name}" if self._selected else ""
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
        if not line.strip() and (kind is Kind.PERSON or self._selected is None):
            return Preview(is_blocked=True)
        parsed = self._desk.reader.recording.parse(
            kind, line, self._selected, letters=True, accepted=accepted
        )
        settles = self._settles
        is_theirs = settles is not None and settles.contact_id in {known.id for known in parsed.contacts}
        is_touch = parsed.kind is Kind.LOG and parsed.channel.weight > 0
        return preview_of(parsed, settles.words if settles and is_theirs and is_touch else "")

    def _complete(self, kind: Kind, line: str, caret: int) -> list[Choice]:
        asked = complete(line, caret, kind)
        if asked is None:
            return []
        if asked.what is Completing.PERSON:
            found = self._desk.reader.recording.complete_people(asked.prefix, SUGGESTIONS)
            people = PeopleInBook(self._desk.reader.book)
            return people_choices(found, asked.start, asked.end, lambda known: handle_for(known, people))
        contacts = self._desk.reader.book.contacts
        if asked.what is Completing.TAG:
            words = contacts.words_in_use("tag", asked.prefix) + contacts.words_in_use("circle", asked.prefix)
            return word_choices(words[:SUGGESTIONS], "#", asked.start, asked.end)
        if asked.what is Completing.PLACE:
            places = contacts.words_in_use("place", asked.prefix)[:SUGGESTIONS]
            return word_choices(places, "at:", asked.start, asked.end)
        return []
