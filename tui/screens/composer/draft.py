"""The draft behind the composer: written down beside the keys, dropped only once it is in the book."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from textual.timer import Timer

from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.screens.composer.fields import Field, Texts
from tui.services.desk import Desk
from tui.services.drafts.drafting import Draft, with_texts
from tui.terminal.stillness import BESIDE
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.message_row import MessageRow

KEPT_AFTER_SECONDS = 0.3
"""How long after the first key that is not in the draft yet it is written down."""
_KEPT_WIDTH = 32


class DraftInHand:
    """One draft for as long as it is being written."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        self._desk = desk
        self._draft = draft
        self._kept: Mapping[str, str] = dict(draft.texts)
        self._writing = asyncio.Lock()
        self._is_delivered = False
        self._asked: tuple[frozenset[int], tuple[str, ...]] = frozenset(draft.contact_ids), draft.uids

    def take(self) -> None:
        """Keep every other composer of this program from taking it up."""
        self._desk.drafts_in_hand.add(self._draft.id)

    def let_go(self) -> None:
        """Let it be taken up again."""
        self._desk.drafts_in_hand.discard(self._draft.id)

    @property
    def id(self) -> str:
        """What makes it the same draft, and once recorded the same interaction."""
        return self._draft.id

    @property
    def is_kept(self) -> bool:
        """Whether there is a file of it."""
        return bool(self._kept)

    async def keep(self, people: Sequence[ContactId], texts: Mapping[str, str]) -> None:
        """Write it down where it has changed; without texts there is nothing to keep.

        Raises CannotOpen or BookBusy; what was kept before is still there then.
        """
        async with self._writing:
            if self._is_delivered or texts == self._kept:
                return
            now, uids = self._desk.clock.now(), self._uids_of(people)
            self._draft = draft = with_texts(self._draft, people, texts, now, uids)
            if texts:
                await asyncio.to_thread(self._desk.drafts.keep, draft)
            else:
                await asyncio.to_thread(self._desk.drafts.drop, draft.id)
            self._kept = dict(texts)

    def keep_now(self, people: Sequence[ContactId], texts: Mapping[str, str]) -> None:
        """Write it down at once, because the program is about to end; nothing else is waited for."""
        if texts and not self._is_delivered and texts != self._kept:
            # The book is asked nothing here.
            uids = self._asked[1] if self._asked[0] == set(people) else ()
            self._desk.drafts.keep(with_texts(self._draft, people, texts, self._desk.clock.now(), uids))

    def _uids_of(self, people: Sequence[ContactId]) -> tuple[str, ...]:
        """Say who they are; the book, which another program may be holding, is asked once for the same people."""
        if self._asked[0] != set(people):
            self._asked = frozenset(people), self._desk.uids_of(people)
        return self._asked[1]

    async def keep_apart(self, people: Sequence[ContactId], texts: Mapping[str, str]) -> None:
        """Write down as another draft what was typed while this one was being recorded."""
        if texts:
            another = with_texts(Draft(book=self._draft.book), people, texts, self._desk.clock.now())
            await asyncio.to_thread(self._desk.drafts.keep, another)

    async def delivered(self) -> None:
        """Forget it, now that it is in the book."""
        async with self._writing:
            self._is_delivered = True
            # A file that cannot be taken away is harmless: its id is in the book and is not recorded twice.
            with suppress(OSError):
                await asyncio.to_thread(self._desk.drafts.drop, self._draft.id)


Written = tuple[Sequence[ContactId], Mapping[str, str]]
"""Whom a draft is about, and its texts."""


class DraftLine(Lines):
    """Writes the draft down whenever the typing rests, and says when."""

    def __init__(self, desk: Desk, draft: Draft, written: Callable[[], Written]) -> None:
        super().__init__([_right("Esc leaves, the draft is kept")], id="composer-kept")
        self._desk = desk
        self._written = written
        self._pause: Timer | None = None
        self.is_warned = False
        """Whether the person wanted to leave while it could not be written down."""
        self.draft = DraftInHand(desk, draft)

    def begin_pause(self) -> None:
        """See to it that what is typed now is written down soon, however long the typing goes on."""
        if self._pause is None:
            self._pause = self.set_timer(KEPT_AFTER_SECONDS, self._pause_over)

    def stop_pause(self) -> None:
        """Leave the writing down to somebody else."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def _pause_over(self) -> None:
        self._pause = None
        # Beside the screen, which goes on taking keys; of the app, for it is done though the screen closes.
        self.app.run_worker(self.keep_and_say(), group=BESIDE)

    async def keep_and_say(self, besides: str = "") -> bool:
        """Write the draft down, say when, and say whether it is safe; ``besides`` follows a failure."""
        try:
            await self.keep()
        except RapportError as error:
            # The composer may be closing: its rows go first, and then there is nobody to say it to.
            row = self.screen.query_one_optional(MessageRow) if self.is_attached else None
            if row is not None:
                row.fail(RapportError(error.title, error.message, f"{error.hint} {besides}".strip()))
            return False
        self.is_warned = False
        is_kept = self.draft.is_kept
        said = f"draft kept {self._desk.clock.now():%H:%M} · Esc leaves" if is_kept else "Esc leaves"
        if self.is_attached:
            self.show([_right(said)])
        return True

    async def keep(self) -> None:
        """Write the draft down as it stands."""
        await self.draft.keep(*self._written())

    async def keep_apart(self) -> None:
        """Write down as another draft what was typed while this one was being recorded."""
        await self.draft.keep_apart(*self._written())


def _right(said: str) -> DrawnLine:
    return [(said.rjust(_KEPT_WIDTH), "muted")]


def worth_keeping(texts: Texts, *, has_own_way: bool) -> dict[str, str]:
    """Return the texts of a draft; where nothing but choices was made, there is none.

    The way is kept where the person chose it; else the channel says it.
    """
    chosen = {Field.WHO, Field.CHANNEL, Field.WAY, Field.SITUATION}
    if not any(text.strip() for field, text in texts.items() if field not in chosen):
        return {}
    left_out = set() if has_own_way else {Field.WAY}
    return {str(field): text for field, text in texts.items() if text and field not in left_out}
