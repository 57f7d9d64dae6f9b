"""What a screen is handed: questions to ask at once, changes to wait for, and what is kept beside the book."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from tui.domain.clock import Clock
from tui.domain.errors import BookLost, MadeByNewer, NothingToUndo, RapportError, UndoRefused
from tui.services.drafts.kept_lines import KeptLines
from tui.services.drafts.lines import LineHistory
from tui.services.services import Services
from tui.services.writer import Writer
from tui.store.interactions.drafts import Drafts

if TYPE_CHECKING:
    from tui.services.deleting.departing import Departures
    from tui.services.deleting.where_names_lie import Beside
    from tui.services.drafts.unfinished import UnfinishedThings
    from tui.services.searching import Searcher
    from tui.store.interactions.drafts import Draft

Result = TypeVar("Result")

_ASKED_WHO = 50
OPEN_ANEW = "Ctrl+R opens what is there now; what you typed is kept."
"""What to do once the book is another."""


class Desk(Struct):
    """One person's desk for as long as the app is open."""

    reader: Services
    """Over the screen's own connection: for questions, which are short."""
    writer: Writer[Services]
    """Over its own thread and connection: for every change."""
    clock: Clock
    drafts: Drafts
    history: LineHistory
    exchange: Path
    """Where a text that was copied out is also kept as a file."""
    backups: Path
    """Where copies of the book are kept."""
    outbox: Path | None = None
    """Where lines wait that are for another machine's book."""
    day_first: bool | None = None
    """How 12/5 is read; None refuses it."""
    is_demo: bool = False
    kiosk: bool = False
    """A shared or forced-command login: no editor, no shell, no file outside the exchange folder."""
    drafts_in_hand: set[str] = field(default_factory=set)
    """The drafts that a composer of this program has open, by their ids."""
    fails: Callable[[], object] = lambda: None
    """Called when a change that somebody asked for has failed, before it is said."""

    is_lost: bool = False
    """Whether another book, or none, was found where this one was."""

    _lines: KeptLines | None = None
    _searcher: Searcher | None = None
    _unfinished: UnfinishedThings | None = None
    _departures: Departures | None = None

    def __post_init__(self) -> None:
        self.drafts.may_keep = self._may_keep

    @property
    def lines(self) -> KeptLines:
        """The lines begun in bars and fields."""
        if self._lines is None:
            self._lines = KeptLines(self.drafts, self.clock, self.uids_of)
        return self._lines

    async def change(self, use_case: Callable[[Services], Result], *, is_asked: bool = True) -> Result:
        """Make a change; whatever it raises is raised here, and then nothing was written.

        One that nobody asked for fails unsaid, and nothing that is typed meanwhile is meant for what it leaves.
        """
        try:
            return await self._change(use_case)
        except (NothingToUndo, UndoRefused):
            raise
        except RapportError:
            if is_asked:
                self.fails()
            raise

    async def _change(self, use_case: Callable[[Services], Result]) -> Result:
        try:
            if self.reader.was_replaced and (lost := self.reader.what_became()) is not None:
                raise lost
            return await self.writer.do(use_case)
        except (BookLost, MadeByNewer) as error:
            self.is_lost = True
            if isinstance(error, MadeByNewer):
                raise
            raise BookLost(error.title, error.message, OPEN_ANEW) from error

    @property
    def beside(self) -> Beside:
        """What is kept beside the book, and may hold names."""
        from tui.services.deleting.where_names_lie import Beside

        return Beside(self.history, self.drafts, self.exchange, self.outbox)

    async def watch_departures(self) -> None:
        """From here on, keep nothing about anybody whom another window deletes for ever.

        What a deletion still owes that was cut off is done first; nobody waits for it.
        """
        # Read beside the keys: this comes right after the first frame.
        await asyncio.to_thread(import_module, "tui.services.deleting.deleting")
        from tui.services.deleting.departing import Departures

        self._departures = Departures(self.reader.book.path, self.clock)
        if self.reader.deleting.is_owed:
            beside = self.beside
            with suppress(RapportError):  # Another program holds the book; the next start asks again.
                await self.change(lambda services: services.deleting.finish(beside), is_asked=False)

    def somebody_departed(self) -> bool:
        """Whether somebody was deleted for ever since this was asked last."""
        return self._departures is not None and self._departures.look()

    def _may_keep(self, draft: Draft) -> Draft | None:
        return draft if self._departures is None else self._departures.kept(draft)

    @property
    def searcher(self) -> Searcher:
        """Where queries are answered while they are being typed, beside the keys."""
        if self._searcher is None:
            from tui.services.searching import Searcher

            self._searcher = Searcher(self.reader.for_searching)
        return self._searcher

    def uids_of(self, people: Sequence[int]) -> tuple[str, ...]:
        """Say who contacts are; of a crowd that is not asked."""
        if not 0 < len(people) <= _ASKED_WHO:
            return ()
        try:
            return tuple(each.uid for each in self.reader.finding.contacts(list(people)))
        except Exception:  # A book that cannot be read just now takes nobody's words.
            return ()

    def follow_merged(self, gone: Collection[int], kept: int) -> None:
        """Let what was begun about contacts that became part of another be about that one."""
        for drafts in self.drafts.of_every_kind():
            drafts.follow(gone, kept)

    @property
    def unfinished(self) -> UnfinishedThings:
        """What was begun and is in no book yet."""
        if self._unfinished is None:
            from tui.services.drafts.unfinished import UnfinishedThings

            self._unfinished = UnfinishedThings(self.drafts, self.lines, self.history)
        return self._unfinished

    @property
    def today(self) -> date:
        """The current practice day."""
        return self.clock.today()

    def close(self) -> None:
        """Finish what was begun and close the book."""
        if self._searcher is not None:
            self._searcher.close()
        self.writer.close()
        self.reader.close()
