"""The optional rows of the Today list: an old tie to rekindle, and a hello to another world."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.measures.warmth import USUAL_FEELING
from tui.domain.measures.worlds import DIVERSITY_DAYS, SHOWN_FROM_PEOPLE, quiet_corner
from tui.domain.outreach.rekindle import rekindle_rank
from tui.domain.practice.weekly import monday_of
from tui.domain.records.contact import ContactId
from tui.store.book import Book
from tui.store.outreach.suggestions import Suggestions
from tui.store.practice.counts import BookCounts

RANKED = 40
"""Of the dormant so many are ranked, those met last first."""


class OldTie(Struct, frozen=True):
    """A dormant contact that may be offered."""

    contact_id: ContactId
    rank: float
    feeling: float
    """The mean of the last three feelings noted, 1 to 5."""
    is_other_world: bool


class Offers:
    """What may be offered beyond what is asked, over one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._ask = Suggestions(book)
        self._quiet: tuple[date, str | None] | None = None
        """The quiet world as it was found on a day: it takes a look at the whole book."""

    def old_ties(self, today: date, practised: Collection[date]) -> list[OldTie]:
        """Return the old ties to offer (practice model, 3.4): none when one was taken up this week.

        On the first practice day of a week two to choose from, one who was close and one from another
        world; on any other day the one ranked highest.
        """
        monday = monday_of(today)
        if self._book.outreach.was_offered("rekindle", monday):
            return []
        ranked = [self._tie(ident, today) for ident in self._book.outreach.dormant(today, RANKED)]
        ranked.sort(key=lambda tie: (-tie.rank, tie.contact_id))
        is_first_day = not any(monday <= day < today for day in practised)
        return _two_of(ranked) if is_first_day else ranked[:1]

    def other_world(self, today: date) -> tuple[ContactId, str] | None:
        """Return somebody of the world that has been quiet, and its name; None when one was offered this week."""
        if self._book.outreach.was_offered("world", monday_of(today)):
            return None
        world = self._quiet_world(today)
        found = self._ask.somebody_of(world, today) if world else None
        return (found, world) if found is not None and world is not None else None

    def _tie(self, ident: ContactId, today: date) -> OldTie:
        feelings = self._ask.last_feelings(ident)
        is_other = self._ask.is_of_another_world(ident, today)
        felt = feelings or [USUAL_FEELING]
        return OldTie(ident, rekindle_rank(feelings, is_other), sum(felt) / len(felt), is_other)

    def _quiet_world(self, today: date) -> str | None:
        if self._quiet is None or self._quiet[0] != today:
            self._quiet = (today, self._find_quiet_world(today))
        return self._quiet[1]

    def _find_quiet_world(self, today: date) -> str | None:
        since = today - timedelta(DIVERSITY_DAYS - 1)
        if not self._ask.were_in_touch(SHOWN_FROM_PEOPLE, since, today):
            return None
        worlds = BookCounts(self._book.conn).worlds(since, today)
        return quiet_corner(
            {world.name: world.in_book for world in worlds},
            {world.name: world.in_touch for world in worlds if world.in_touch},
        )


def _two_of(ranked: list[OldTie]) -> list[OldTie]:
    """Choose one who was close and one from another world, or the two best where only one kind is there."""
    others = [tie for tie in ranked if tie.is_other_world]
    near = sorted((tie for tie in ranked if not tie.is_other_world), key=lambda tie: -tie.feeling)
    if others and near:
        return [near[0], others[0]]
    return ranked[:2]
