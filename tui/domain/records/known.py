"""Everything that is known of one contact besides their own fields."""

from __future__ import annotations

from msgspec import Struct

from tui.domain.records.interaction import Channel
from tui.domain.records.knowing import PREFERRED_WORDS, CustomField, Fact, FactKind, Position, Question
from tui.domain.records.relations import RelationSeen

PREFERRED = tuple(Channel(word) for word in PREFERRED_WORDS)
"""The channels somebody can like best."""


class Known(Struct, frozen=True):
    """Facts, interests, what to ask, positions held, relations and fields of one's own."""

    noted: tuple[Fact, ...] = ()
    """Facts and interests, the oldest first."""
    questions: tuple[Question, ...] = ()
    """Everything there was to ask, struck off or not, the oldest first."""
    positions: tuple[Position, ...] = ()
    """The present and the past ones, the newest first."""
    relations: tuple[RelationSeen, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """What is so, in the words it was noted in."""
        return tuple(each.text for each in self.noted if each.kind is FactKind.FACT)

    @property
    def interests(self) -> tuple[str, ...]:
        """What they care about."""
        return tuple(each.text for each in self.noted if each.kind is FactKind.INTEREST)

    @property
    def to_ask(self) -> tuple[Question, ...]:
        """What is still to be asked."""
        return tuple(each for each in self.questions if each.asked_on is None)
