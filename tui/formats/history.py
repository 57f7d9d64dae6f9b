"""What reading a file of past exchanges gives: people, what happened with them, and what was unusable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache

from msgspec import Struct

from tui.domain.clock import practice_date
from tui.domain.records.contact import ContactId, fold
from tui.domain.records.contact_points import profile_of
from tui.domain.records.interaction import Channel, Direction, InteractionDraft
from tui.formats.result import ReadResult


class PersonRead(Struct, frozen=True):
    """Somebody a file names, with what they can be found in the book by."""

    name: str
    profile: str = ""
    """Web address of their profile, where the file gives one."""
    uid: str = ""
    """Their identity in the file, the same as the ``uid`` of their card."""

    @property
    def key(self) -> str:
        """What tells them from the others of the same file."""
        return self.uid or _profile_key(self.profile) or fold(self.name)


class InteractionRead(Struct, frozen=True):
    """One exchange read from a file; the people in it are yet to be found in the book."""

    people: tuple[PersonRead, ...]
    channel: Channel
    direction: Direction
    on: date
    """Local calendar day."""
    source_key: str
    """What makes it the same exchange when the file is read again; the same in every later export."""
    line: int
    """Line of the file it begins on, counted from 1."""
    occurred_at: datetime | None = None
    """The instant, where the file gives one."""
    summary: str = ""
    notes: str = ""
    platform: str = ""
    place: str = ""
    topics: tuple[str, ...] = ()

    def draft(self, contacts: Iterable[ContactId], *, before_book: bool) -> InteractionDraft:
        """Give it as it can be recorded with these contacts of the book."""
        return InteractionDraft(
            contacts=tuple(contacts),
            channel=self.channel,
            direction=self.direction,
            practice_date=self.on,
            occurred_at=self.occurred_at,
            summary=self.summary,
            notes=self.notes,
            platform=self.platform,
            place=self.place,
            topics=self.topics,
            before_book=before_book,
            source_key=self.source_key,
        )


class HistoryRead(ReadResult, frozen=True, kw_only=True):
    """Everything a file of past exchanges gave."""

    interactions: tuple[InteractionRead, ...] = ()


@lru_cache(maxsize=4_096)
def _profile_key(profile: str) -> str:
    known = profile_of(profile)
    return known[1] if known else profile.casefold()


def moment(text: str, zone: tzinfo = UTC) -> tuple[date, datetime | None] | None:
    """Return the local day, and the instant where there is one, of a date or timestamp in a file.

    Midnight to the second is what programs write for a day without a time. A time without offset is in
    UTC; None for text that is neither.
    """
    try:
        at = datetime.fromisoformat(text.strip().removesuffix(" UTC").replace("Z", "+00:00"))
    except ValueError:
        return None
    if at.time() == time():
        return at.date(), None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        return practice_date(at.astimezone(zone)), at
    except OverflowError:
        return None
