"""Lines begun in bars and fields: each a file of its own, shared by all windows, until it is in the book."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC

from msgspec.structs import replace

from tui.domain.clock import Clock
from tui.domain.errors import RapportError
from tui.domain.keeping.kept_line import Kept, Place
from tui.domain.text import clean
from tui.services.drafts.lines import LineHistory
from tui.store.interactions.drafts import ENDED_PROCESS, LINES, Draft, Drafts, started


class LineInHand:
    """One line while it is being typed; the file of it is this program's alone."""

    def __init__(self, lines: KeptLines, place: Place, draft: Draft | None = None) -> None:
        self._lines = lines
        self._place = place
        self._draft = draft or Draft(place.people, book=lines.drafts.book, uids=lines.uids_of(place.people))
        self.text = self._draft.texts.get(place.bar, "")
        self._kept = self.text
        self._is_over = False
        # A signal may end the program in the middle of keeping, in the same thread.
        self._writing = threading.RLock()

    @property
    def id(self) -> str:
        """What makes it the same line."""
        return self._draft.id

    def keep(self, text: str) -> None:
        """Write the line down as it stands now; an empty one is forgotten. Raises CannotOpen or BookBusy."""
        with self._writing:
            if not self._is_over:
                self._write(text, is_held=True)

    def move(self, place: Place) -> None:
        """Let it belong elsewhere from the next time it is written down."""
        with self._writing:
            self._place, self._kept = place, ""
            uids = self._lines.uids_of(place.people)
            self._draft = replace(self._draft, contact_ids=place.people, uids=uids)

    def leave(self, text: str) -> Kept:
        """Put the line down for whoever opens the bar next, and say what became of it."""
        with self._writing:
            if self._is_over:
                return Kept.WRITTEN
            self._is_over = True
            self._kept = ""
            try:
                return Kept.WRITTEN if self._write(text, is_held=False) else Kept.NOT
            except (RapportError, OSError):
                self._lines.remember(self._place, text)
                return Kept.HERE
            finally:
                self._lines.let_go(self._draft.id)

    def done(self) -> None:
        """Forget the line, also one put down meanwhile and not taken up by anybody."""
        with self._writing:
            self._is_over = True
            self._lines.let_go(self._draft.id)
            with suppress(OSError):
                self._lines.drafts.drop(self._draft.id)

    def _write(self, text: str, *, is_held: bool) -> bool:
        """Write the line down; False where nothing may be kept of it."""
        line = clean(text, one_line=True)
        if is_held and line == self._kept:
            return True
        is_kept = True
        if line.strip():
            is_kept = self._lines.write(self._draft, self._place.bar, line, is_held=is_held)
        else:
            self._lines.drafts.drop(self._draft.id)
        self._kept = line
        return is_kept


class KeptLines:
    """The lines of one book that are begun and not saved, whichever window they were begun in."""

    def __init__(
        self,
        drafts: Drafts,
        clock: Clock,
        uids_of: Callable[[Sequence[int]], tuple[str, ...]] = lambda people: (),
    ) -> None:
        self.drafts = drafts.aside(LINES)
        self.uids_of = uids_of
        """Says who contacts are: a number may be somebody else's once its owner is gone."""
        self._clock = clock
        self._in_hand: set[str] = set()
        self._unwritten: dict[Place, str] = {}
        """Lines that could not be written down: kept for as long as this program runs."""

    def begin(self, place: Place, *, anew: bool = False) -> LineInHand:
        """Take up the newest line kept for a place, else begin one; ``anew`` leaves it where it is."""
        line = LineInHand(self, place, None if anew else self._taken_up(place))
        if not anew and not line.text:
            line.text = self._unwritten.pop(place, "")
        self._in_hand.add(line.id)
        return line

    def waiting(self) -> list[Draft]:
        """Return the lines that nobody is typing just now, the newest first."""
        return [draft for draft in self.drafts.abandoned(self._in_hand) if not draft.is_empty]

    def take_over(self, history: LineHistory) -> None:
        """Take over what older versions kept, one line a bar; it does not say who it was about."""
        for bar, text in history.begun().items():
            try:
                self._write(Draft(book=self.drafts.book), bar, clean(text, one_line=True), ENDED_PROCESS, "")
            except (RapportError, OSError):
                return
        history.keep_begun({})

    def let_be_nobodys(self, draft: Draft) -> None:
        """Let a line whose people are gone be about nobody in particular; raises CannotOpen or BookBusy."""
        self.drafts.keep(replace(draft, contact_ids=(), uids=()))

    def write(self, draft: Draft, bar: str, text: str, *, is_held: bool) -> bool:
        """Write a line down; one that is held belongs to this program for as long as it runs.

        False where it is about somebody who was deleted for ever.
        """
        process = os.getpid() if is_held else 0
        return self._write(draft, bar, text, process, started(process) if process else "")

    def _write(self, draft: Draft, bar: str, text: str, process: int, since: str) -> bool:
        saved_at = self._clock.now().astimezone(UTC).isoformat(timespec="seconds")
        return self.drafts.keep(
            replace(draft, texts={bar: text}, saved_at=saved_at, process=process, started=since)
        )

    def remember(self, place: Place, text: str) -> None:
        """Keep a line that could not be written down for as long as this program runs."""
        if text.strip():
            self._unwritten[place] = text

    def let_go(self, draft_id: str) -> None:
        """Let a line be taken up again."""
        self._in_hand.discard(draft_id)

    def _taken_up(self, place: Place) -> Draft | None:
        """Make the newest line of a place this program's own; another window may have been quicker."""
        uids = set(self.uids_of(place.people))
        for draft in self.waiting():
            is_theirs = not uids or not draft.uids or uids == set(draft.uids)
            if place_of(draft) == place and is_theirs and (taken := self.drafts.take(draft)) is not None:
                with suppress(RapportError, OSError):
                    self.write(taken, place.bar, taken.texts[place.bar], is_held=True)
                return taken
        return None


def place_of(draft: Draft) -> Place:
    """Say where a kept line belongs."""
    return Place.of(next(iter(draft.texts), ""), draft.contact_ids)


def was_cut_off(draft: Draft) -> bool:
    """Whether the line was still being typed when its program ended."""
    return draft.process != 0
