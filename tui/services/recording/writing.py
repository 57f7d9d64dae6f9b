"""Writing: what went out lately, and how awkward it felt against what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import InteractionId
from tui.domain.writing.awkwardness import ASKED_WITHIN, LEAST, MOST, own_numbers
from tui.domain.writing.composing import SAME_TEXT_DAYS, Sent
from tui.domain.writing.small_steps import warm_up
from tui.services.recording.starters import is_quiet
from tui.store.book import Book
from tui.store.interactions.sent import SentMessages, Unfelt

__all__ = ["Unfelt", "Writing"]

_LEFT = "awkward_left_up_to"


class Writing:
    """What is known of the messages of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sent = SentMessages(book)

    def lately(self) -> list[Sent]:
        """Return the messages of the last seven local days."""
        return self._sent.since(self._book.clock.today() - timedelta(SAME_TEXT_DAYS - 1))

    def warm_up(self, contact_ids: Sequence[ContactId]) -> str:
        """Say how to begin before writing to somebody quiet for long; nothing once today is under way."""
        today = self._book.clock.today()
        quiet = [each for each in self._book.contacts.get_all(list(contact_ids[:3])) if is_quiet(each, today)]
        if not quiet or self._book.practice.people_reached_on(today):
            return ""
        return warm_up(quiet[0].first_name)

    def unfelt(self, *, sent_today: bool = False) -> Unfelt | None:
        """Return the message of which it may be asked how it felt: of the days before, or of today too."""
        today = self._book.clock.today()
        left = int(self._book.practice.setting(_LEFT, "0"))
        return self._sent.unfelt(today - ASKED_WITHIN, today + timedelta(1) if sent_today else today, left)

    def leave_unfelt(self, interaction_id: InteractionId) -> str:
        """Ask no more how this message felt, nor any before it."""
        label = "left it at that"
        with self._book.write(label):
            self._book.practice.set(_LEFT, str(interaction_id))
        return label

    def felt(self, interaction_id: InteractionId, how: int) -> str:
        """Note how awkward a message felt, 1 to 5; raises InvalidInput for anything else."""
        if not LEAST <= how <= MOST:
            raise InvalidInput("It is 1, 2, 3, 4 or 5.", "Nothing was saved.")
        with self._book.write("noted how it felt"):
            if not self._sent.felt(interaction_id, how):
                raise InvalidInput("That message is no longer in the book.", "Nothing was saved.")
        numbers = self.own_numbers()
        return f"noted how it felt. {numbers}" if numbers else "noted how it felt"

    def own_numbers(self) -> str:
        """Say what was expected and what it felt like; nothing below five pairs."""
        return own_numbers(self._sent.pairs())
