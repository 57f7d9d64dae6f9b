"""Everything that was begun and is in no book yet: drafts, edits, and lines that were cut off."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum

from msgspec import Struct

from tui.domain.keeping.kept_line import Place
from tui.services.drafts.editor_words import take_back_from_editors
from tui.services.drafts.kept_lines import KeptLines, place_of, was_cut_off
from tui.services.drafts.lines import LineHistory
from tui.store.interactions.drafts import EDITS, Draft, Drafts

_FIRST_WORDS = 60
_WRITTEN_FIRST = ("message", "notes", "gave", "got", "asked", "next", "mine", "theirs", "topics", "where")
_BEFORE = "before:"


class Sort(StrEnum):
    """What kind of thing is unfinished."""

    DRAFT = "draft"
    EDIT = "edit"
    LINE = "line"


class Unfinished(Struct, frozen=True):
    """One thing that can be taken up again, or put away."""

    sort: Sort
    draft: Draft
    kept_in: Drafts

    @property
    def place(self) -> Place:
        """For a line: where it belongs."""
        return place_of(self.draft)

    @property
    def first_words(self) -> str:
        """Its first words, on one line."""
        texts = {name: text for name, text in self.draft.texts.items() if not name.startswith(_BEFORE)}
        names = _WRITTEN_FIRST if self.sort is Sort.DRAFT else tuple(texts)
        found = next((text for name in names if (text := texts.get(name, "").strip())), "")
        return " ".join(found.split())[:_FIRST_WORDS]


class UnfinishedThings:
    """What is unfinished in one book, whichever window it was left in."""

    def __init__(self, drafts: Drafts, lines: KeptLines, history: LineHistory) -> None:
        self._drafts = drafts
        self._lines = lines
        self._history = history
        self._has_taken_over = False

    def all(self, in_hand: Collection[str], are_known: Callable[[Draft], bool]) -> list[Unfinished]:
        """Return everything that was left, the newest first; ``are_known`` says whether all its people are here.

        A line that was left on purpose waits in its bar and is not named here, unless its people are gone.
        """
        if not self._has_taken_over:
            self._has_taken_over = True
            self._lines.take_over(self._history)
        take_back_from_editors(self._drafts)
        edits = self._drafts.aside(EDITS)
        found = [Unfinished(Sort.DRAFT, each, self._drafts) for each in self._drafts.abandoned(in_hand)]
        found += [Unfinished(Sort.EDIT, each, edits) for each in edits.abandoned(in_hand)]
        found += [
            Unfinished(Sort.LINE, each, self._lines.drafts)
            for each in self._lines.waiting()
            if not place_of(each).is_field
            and (was_cut_off(each) or (each.contact_ids and not are_known(each)))
        ]
        kept = [each for each in found if not each.draft.is_empty]
        return sorted(kept, key=lambda each: each.draft.saved_at, reverse=True)
