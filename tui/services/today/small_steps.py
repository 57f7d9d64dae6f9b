"""Small steps: the one offered today from what the person does, and whether they want any."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from tui.domain.records.contact import ContactId
from tui.domain.writing.small_steps import STEP_DAYS, SmallStep, level_of, own_level, step_for
from tui.store.book import Book
from tui.store.interactions.sent import SentMessages

_SHOWN = "small_steps_shown"
_PUT_OFF = "small_step_put_off"
_REPLY = 5


class StepOffered(Struct, frozen=True):
    """The small step of a day, and whom it is with where that is clear."""

    step: SmallStep
    contact_id: ContactId | None = None
    name: str = ""

    @property
    def words(self) -> str:
        """The step in words, with the name where there is one."""
        return f"{self.step.words}, to {self.name}" if self.name else self.step.words


class SmallSteps:
    """The small steps of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sent = SentMessages(book)
        self._level: tuple[date, int] | None = None

    @property
    def are_shown(self) -> bool:
        """Whether small steps are offered at all."""
        return self._book.practice.setting(_SHOWN, "yes") == "yes"

    def today(self) -> StepOffered | None:
        """Return the one step of today; None once it was done, put off, or where none are wanted."""
        today = self._book.clock.today()
        if not self.are_shown or self._book.practice.setting(_PUT_OFF) == today.isoformat():
            return None
        owed = self._book.outreach.replies_owed()
        step = step_for(self._own_level(today), today, left_out=() if owed else (_REPLY,))
        if any(level_of(act) == step.level for act in self._sent.acts_since(today)):
            return None
        if step.level != _REPLY:
            return StepOffered(step)
        oldest = self._book.contacts.get(owed[0].contact_id)
        return StepOffered(step, oldest.id, oldest.name) if oldest else StepOffered(step)

    def show(self, is_shown: bool) -> str:
        """Offer small steps, or never."""
        label = "small steps are offered" if is_shown else "small steps are not offered any more"
        with self._book.write(label):
            self._book.practice.set(_SHOWN, "yes" if is_shown else "no")
        return label

    def put_off(self) -> str:
        """Leave the step of today out."""
        label = "no small step today"
        with self._book.write(label):
            self._book.practice.set(_PUT_OFF, self._book.clock.today().isoformat())
        return label

    def _own_level(self, today: date) -> int:
        """Return one's own level as the day began; today's acts do not change what the day offers."""
        if self._level is None or self._level[0] != today:
            yesterday = today - timedelta(1)
            acts = self._sent.acts_since(yesterday - timedelta(STEP_DAYS - 1))
            self._level = (today, own_level((act for act in acts if act.on < today), yesterday))
        return self._level[1]
