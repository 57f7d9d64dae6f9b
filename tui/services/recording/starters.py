"""Starters: those that came with the package, a person's own, and what may stand in their slots."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources

from tui.domain.dates.spans import span_words
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import Contact, ContactId
from tui.domain.records.interaction import Channel, Interaction
from tui.domain.records.key_dates import occurrence_to_greet
from tui.domain.records.knowing import FactKind
from tui.domain.records.promise import MadeBy
from tui.domain.rhythms.lateness import dormant_days
from tui.domain.writing.starters import (
    Occasion,
    Recipients,
    Situation,
    SlotSource,
    Starter,
    checked,
    in_order,
    likely_situation,
    promised_thing,
)
from tui.store.book import Book
from tui.store.interactions.starters import OwnStarters

NEWLY_MET_DAYS = 30
"""So long after a meeting a message is taken to follow it up, unless they were in touch since."""
USUAL_QUIET_DAYS = 365
"""Without a rhythm, so many days without a touch make a message a reconnect."""


@cache
def shipped() -> tuple[Starter, ...]:
    """Return the starters that came with the package, in their order."""
    text = resources.files("tui").joinpath("data", "starters.toml").read_text(encoding="utf-8")
    return tuple(
        Starter(
            Situation(each["situation"]),
            each["text"],
            {slot: SlotSource(source) for slot, source in each.get("fill", {}).items()},
        )
        for each in tomllib.loads(text)["starter"]
    )


class Starters:
    """The starters of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._own = OwnStarters(book)

    def all(self, situation: Situation | None = None) -> list[Starter]:
        """Return every starter, one's own first, of one situation or of all."""
        found = (*self._own.all(), *shipped())
        return [each for each in found if situation in (None, each.situation)]

    def for_message(self, situation: Situation, contact_ids: Sequence[ContactId]) -> list[Starter]:
        """Return the starters of a situation for some people, those that need the least asked first."""
        return in_order(self.all(situation), self.known(contact_ids))

    def add(self, situation: Situation, text: str) -> str:
        """Keep a starter of one's own; raises InvalidInput for an unknown slot, or one that is there."""
        kept = checked(text)
        if any(kept.casefold() == each.text.casefold() for each in self.all(situation)):
            raise InvalidInput("That starter is there already.", "Nothing was saved.")
        label = f"kept a starter: {situation.words}"
        with self._book.write(label):
            self._own.add(situation, kept)
        return label

    def remove(self, ident: int) -> str:
        """Take one of one's own away; raises InvalidInput when there is none of that number."""
        with self._book.write("took a starter away"):
            text = self._own.remove(ident)
            if text is None:
                raise InvalidInput(
                    f"There is no starter {ident} of your own.",
                    "Nothing was changed.",
                    "`rapport starters list` tells their numbers; those that came with Rapport stay.",
                )
        return f"took a starter away: {text}"

    def known(self, contact_ids: Sequence[ContactId]) -> Recipients:
        """Return what the book knows for the slots; what is not known is left out."""
        contacts = self._book.contacts.get_all(list(contact_ids))
        if not contacts:
            return Recipients()
        first, today = contacts[0], self._book.clock.today()
        latest = self._book.interactions.latest_of(first.id)
        mine = [each for each in self._book.promises.open_with(first.id) if each.made_by is MadeBy.ME]
        asks = [each.text for each in self._book.knowing.questions_of(first.id) if each.asked_on is None]
        topics = [topic for each in latest for topic in each.topics]
        sources = {
            SlotSource.MET_AT: first.met_at,
            SlotSource.LAST_TOUCH: _gone_by(first.last_touch_on, today),
            SlotSource.PROMISE: promised_thing(mine[0].text) if mine else "",
            SlotSource.QUESTION: asks[0] if asks else "",
            SlotSource.TOPIC: topics[0] if topics else "",
            SlotSource.INTEREST: self._interest(first.id),
            SlotSource.OTHER: contacts[1].first_name if len(contacts) > 1 else "",
        }
        names = tuple(contact.first_name for contact in contacts)
        return Recipients(names, {source: text for source, text in sources.items() if text})

    def likely(self, contact_ids: Sequence[ContactId], channel: Channel | None = None) -> Situation:
        """Guess what a message to some people is about; with nobody named, the usual rhythm."""
        contacts = self._book.contacts.get_all(list(contact_ids[:1]))
        return likely_situation(self._occasion(contacts[0], channel)) if contacts else Situation.RHYTHM

    def _occasion(self, contact: Contact, channel: Channel | None) -> Occasion:
        today = self._book.clock.today()
        latest = self._book.interactions.latest_of(contact.id)
        promises = self._book.promises.open_with(contact.id)
        touched = contact.last_touch_on
        return Occasion(
            owes_reply=any(each.needs_reply for each in latest),
            has_promise_due=any(
                each.made_by is MadeBy.ME and each.due_on is not None and each.due_on <= today
                for each in promises
            ),
            has_key_date=any(occurrence_to_greet(each, today, touched) for each in contact.key_dates),
            is_newly_met=_is_newly_met(contact, latest, today),
            is_dormant=is_quiet(contact, today),
            is_comment=channel is Channel.COMMENT,
        )

    def _interest(self, contact_id: ContactId) -> str:
        facts = self._book.knowing.facts_of(contact_id)
        return next((each.text for each in facts if each.kind is FactKind.INTEREST), "")


def is_quiet(contact: Contact, today: date) -> bool:
    """Say whether nothing was heard for so long that a message is a reconnect (practice model, 3.1)."""
    if contact.last_touch_on is None:
        return False
    limit = dormant_days(contact.ideal_days) if contact.ideal_days else USUAL_QUIET_DAYS
    return (today - contact.last_touch_on).days >= limit


def _is_newly_met(contact: Contact, latest: Sequence[Interaction], today: date) -> bool:
    met_on = contact.met_on
    if met_on is None or not timedelta(0) <= today - met_on <= timedelta(NEWLY_MET_DAYS):
        return False
    return not any(each.practice_date > met_on for each in latest)


def _gone_by(last_touch_on: date | None, today: date) -> str:
    """Say how long it has been, from a week on; less is not worth saying."""
    days = (today - last_touch_on).days if last_touch_on else 0
    return span_words(days) if days >= 7 else ""
