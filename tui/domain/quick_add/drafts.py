"""From a read line to what is stored: exactly the fields the preview showed."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.quick_add.parsed import LineKind, Parsed
from tui.domain.records.contact import ContactDraft, ContactId
from tui.domain.records.interaction import InteractionDraft, NextStepDraft

ResolveNew = Callable[[str], ContactId]
"""Adds a new person by name and gives their id."""


class FollowUpDraft(Struct, frozen=True):
    """A follow-up before it is kept: one next step with each of these contacts."""

    contacts: tuple[ContactId, ...]
    step: NextStepDraft


def interaction_of(parsed: Parsed, resolve_new: ResolveNew) -> InteractionDraft:
    """Return the interaction a log line makes. Raises InvalidInput while something blocks it."""
    _refuse_unless(parsed, LineKind.LOG)
    return InteractionDraft(
        contacts=_contacts_of(parsed, resolve_new),
        channel=parsed.channel,
        direction=parsed.direction,
        practice_date=parsed.practice_date or parsed.today,
        notes=parsed.note,
        platform=parsed.platform,
        minutes=parsed.minutes,
        place=parsed.place,
        values=parsed.values,
        topics=parsed.topics,
        mentions=tuple(one.id for one in parsed.mentions),
        next_step=parsed.next_step,
    )


def follow_up_of(parsed: Parsed, resolve_new: ResolveNew) -> FollowUpDraft:
    """Return the follow-up a line makes. Raises InvalidInput while something blocks it."""
    _refuse_unless(parsed, LineKind.FOLLOW_UP)
    step = NextStepDraft(parsed.text, parsed.due_on or parsed.today)
    return FollowUpDraft(_contacts_of(parsed, resolve_new), step)


def contact_of(parsed: Parsed) -> ContactDraft:
    """Return the contact a line adds; its next step is ``parsed.next_step``.

    Raises InvalidInput while something blocks it.
    """
    _refuse_unless(parsed, LineKind.PERSON)
    if parsed.person is None:
        raise InvalidInput("A contact needs a name.", "Nothing was saved.")
    return parsed.person


def _contacts_of(parsed: Parsed, resolve_new: ResolveNew) -> tuple[ContactId, ...]:
    return (*(one.id for one in parsed.contacts), *(resolve_new(name) for name in parsed.new_names))


def _refuse_unless(parsed: Parsed, kind: LineKind) -> None:
    if parsed.kind is not kind:
        raise InvalidInput(
            f"That line makes a {parsed.kind.value.replace('_', '-')}, not a {kind.value.replace('_', '-')}.",
            "Nothing was saved.",
        )
    if parsed.blocking is not None:
        raise InvalidInput(
            f"{parsed.blocking.sentence}.", "Nothing was saved.", "Mend the line and try again."
        )
