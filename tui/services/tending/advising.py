"""Advising: the few questions the practice asks back, each seldom and none twice in a row."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from msgspec import Struct

from tui.domain.practice.plan import TRIAGE_A_DAY
from tui.domain.records.contact import ContactId
from tui.domain.rhythms.advisor import gaps_between, may_ask_again, suggested_rhythm
from tui.domain.rhythms.lateness import round_half_up
from tui.domain.rhythms.rhythm import PRESETS, rhythm_words
from tui.services.tending.tending import Tending
from tui.store.book import Book
from tui.store.outreach.suggestions import Hesitations, Suggestions, carrying

SNOOZES_FOR_A_THOUGHT = 3
SKIPS_FOR_A_THOUGHT = 2
"""So many without a touch between, and the rhythm is asked about (practice model, 3.4)."""
SORTED_LATER_DAYS = 30
"""So long nobody asks again about somebody put off."""


class Advice(Struct, frozen=True):
    """A rhythm that would fit better what is done anyway."""

    contact_id: ContactId
    usual_days: int
    """The median days between the last touches."""
    ideal_days: int
    suggested_days: int


class Advising:
    """The questions asked back by one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._ask = Suggestions(book)
        self._tending = Tending(book)

    # After three snoozes or two rounds let go

    def hesitations(self, contact_id: ContactId) -> Hesitations:
        """Count how often somebody was put off since the last touch."""
        return self._ask.hesitations(contact_id)

    def slow_down(self, contact_id: ContactId) -> str:
        """Give a contact the next slower of the usual rhythms, in days from the one they have."""
        contact = self._book.contacts.get(contact_id)
        now = (contact.ideal_days if contact else None) or PRESETS[0]
        return self._tending.set_rhythm(
            [contact_id], min((each for each in PRESETS if each > now), default=now)
        )

    # The rhythm advisor

    def advice(self, contact_id: ContactId) -> Advice | None:
        """Suggest a rhythm from the last touches, at most once in 90 days (practice model, 3.6)."""
        contact, today = self._book.contacts.get(contact_id), self._book.clock.today()
        if contact is None or not contact.ideal_days or contact.is_archived:
            return None
        gaps = gaps_between(carrying(self._ask.touches_of(contact_id)))
        suggested = suggested_rhythm(contact.ideal_days, gaps)
        if suggested is None or not may_ask_again(self._ask.advised_on(contact_id), today):
            return None
        return Advice(contact_id, round_half_up(median(gaps)), contact.ideal_days, suggested)

    def take_advice(self, advice: Advice) -> str:
        """Follow the advisor; it stays silent about this contact for 90 days."""
        ids = [advice.contact_id]
        label = f"{self._tending.whom(ids)}: {rhythm_words(advice.suggested_days)}"
        with self._book.write(label):
            self._tending.rhythm_within(ids, advice.suggested_days)
            self._book.practice.offered(advice.contact_id, "advice", self._book.clock.today())
        return label

    def keep_rhythm(self, advice: Advice) -> str:
        """Keep the rhythm as it is; the advisor stays silent about this contact for 90 days."""
        label = f"{self._tending.whom([advice.contact_id])} stays {rhythm_words(advice.ideal_days)}"
        with self._book.write(label):
            self._book.practice.offered(advice.contact_id, "advice", self._book.clock.today())
        return label

    # People without a rhythm

    def unsorted(self, limit: int = TRIAGE_A_DAY) -> list[ContactId]:
        """Return a few people with no rhythm, no meeting and no touch, for whom nothing was chosen yet."""
        return self._ask.unsorted(self._book.clock.today(), limit)

    def sort_later(self, contact_id: ContactId) -> str:
        """Ask about somebody without a rhythm another time."""
        return self._tending.snooze(
            [contact_id], self._book.clock.today() + timedelta(days=SORTED_LATER_DAYS)
        )


def is_second_thought(before: Hesitations, after: Hesitations) -> bool:
    """Whether this very act makes it the third snooze or the second round let go since a touch."""
    is_third_snooze = before.snoozes < SNOOZES_FOR_A_THOUGHT == after.snoozes
    return is_third_snooze or before.skips < SKIPS_FOR_A_THOUGHT == after.skips
