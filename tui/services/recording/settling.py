"""Settling: what a row of the Today list asked for is done, or put away, together with the act."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from tui.domain.outreach.tier import ReasonKind
from tui.domain.quick_add.parsed import LineKind, Parsed
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import TOUCH_CHANNELS
from tui.store.book import Book
from tui.store.many.many import Many

_PUT_OFF = {ReasonKind.KEY_DATE: timedelta(days=4), ReasonKind.LADDER: timedelta(days=7)}
"""How long a row that cannot be let go for good stays away."""


class Settles(Struct, frozen=True):
    """What a row of the Today list asks for, of whom."""

    kind: ReasonKind
    subject_id: int | None
    """The promise, interaction or next step behind it."""
    contact_id: ContactId
    text: str = ""
    """The promise or next step in words."""

    @property
    def words(self) -> str:
        """Say what an act from this row settles besides; empty when nothing."""
        named = f' "{self.text}"' if self.text else ""
        if self.kind is ReasonKind.PROMISE:
            return f"keeps the promise{named}"
        return f"does the next step{named}" if self.kind is ReasonKind.NEXT_STEP else ""

    def goes_with(self, parsed: Parsed) -> bool:
        """Whether logging this line from the row settles its matter as well.

        It does for a touch of the row's contact, unless the line plans what comes next for a promise:
        then the promised thing still lies ahead.
        """
        is_touch = parsed.kind is LineKind.LOG and parsed.channel in TOUCH_CHANNELS
        is_ahead = self.kind is ReasonKind.PROMISE and parsed.next_step is not None
        return is_touch and not is_ahead and self.contact_id in {known.id for known in parsed.contacts}


def settle(book: Book, what: Settles, today: date) -> None:
    """Mark as done what the row asked for; call inside ``Book.write``."""
    if what.kind is ReasonKind.PROMISE and what.subject_id is not None:
        book.promises.keep(what.subject_id, today)
    elif what.kind is ReasonKind.NEXT_STEP and what.subject_id is not None:
        book.promises.finish_step(what.subject_id, today)
    elif what.kind in (ReasonKind.REKINDLE, ReasonKind.WORLD):
        book.practice.offered(what.contact_id, what.kind.value, today)


def put_away(book: Book, what: Settles, today: date) -> str:
    """Let the row go without an act and give the words for it; call inside ``Book.write``."""
    if what.kind is ReasonKind.PROMISE and what.subject_id is not None:
        book.promises.release(what.subject_id, today)
        return "released the promise to"
    if what.kind is ReasonKind.NEXT_STEP and what.subject_id is not None:
        book.promises.finish_step(what.subject_id, today)
        return "put away the next step with"
    if what.kind is ReasonKind.REPLY and what.subject_id is not None:
        book.interactions.answer_not_needed(what.subject_id)
        return "no reply needed to"
    if what.kind in (ReasonKind.REKINDLE, ReasonKind.WORLD):
        book.practice.offered(what.contact_id, what.kind.value, today)
        return "not now with"
    if what.kind in _PUT_OFF:
        Many(book, [what.contact_id]).snooze(today + _PUT_OFF[what.kind], today)
        return "let this one go with"
    Many(book, [what.contact_id]).skip(today)
    return "let this round go with"
