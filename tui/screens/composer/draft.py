"""The draft behind the composer: written down beside the keys, dropped only once it is in the book."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress

from tui.domain.records.contact import ContactId
from tui.screens.composer.fields import Field, Texts
from tui.services.desk import Desk
from tui.services.drafts.drafting import Draft, with_texts


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


def worth_keeping(texts: Texts, *, has_own_way: bool) -> dict[str, str]:
    """Give the texts of a draft; where nothing but choices was made, there is none.

    The way is kept where the person chose it; else the channel says it.
    """
    chosen = {Field.WHO, Field.CHANNEL, Field.WAY, Field.SITUATION}
    if not any(text.strip() for field, text in texts.items() if field not in chosen):
        return {}
    left_out = set() if has_own_way else {Field.WAY}
    return {str(field): text for field, text in texts.items() if text and field not in left_out}
