"""How it stands with a contact: which rhythm applies and why, warmth, depth, give and take, advice."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tui.domain.measures.warmth import (
    DEPTH_SHOWN_FROM,
    Balance,
    FeltTouch,
    balance,
    depth,
    depth_word,
    warmth,
    warmth_word,
)
from tui.domain.outreach import explain_contact
from tui.domain.practice import copy
from tui.domain.records.contact import Contact
from tui.domain.records.interaction import Way
from tui.domain.rhythms.rhythm import rhythm_words
from tui.domain.rhythms.rule import RhythmRule, why_due
from tui.services.tending.advising import Advice, Advising
from tui.services.tending.rhythms import CLOSE_CIRCLES
from tui.store.book import Book
from tui.store.mending.written import talk_ahead_with
from tui.store.outreach.rhythms import Rhythms
from tui.store.outreach.suggestions import Suggestions

_BALANCE = "balance_shown"


class Standing(Struct, frozen=True):
    """What a contact's page says of the tie, in words, and on demand in numbers."""

    rule: RhythmRule
    warmth: str
    depth: str
    """Empty below three times in touch."""
    balance: str
    """The gentle sentence about give and take; empty while it is about even, or off."""
    advice: Advice | None
    advice_words: str
    is_paused: bool
    paused_until: date | None
    """The last day of a pause; None for an open end."""
    why: tuple[str, ...]
    """A sentence for each number, naming the rule and the facts it used."""


class Standings:
    """How it stands with the contacts of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._ask = Suggestions(book)
        self._rhythms = Rhythms(book)

    def of(self, contact: Contact) -> Standing:
        """Say how it stands with a contact today (practice model, 3.6 and 4)."""
        today = self._book.clock.today()
        rule, touches = self._rhythms.rule_of(contact.id), self._ask.touches_of(contact.id)
        advice = Advising(self._book).advice(contact.id)
        found = self._balance(contact, today)
        said = found.sentence(contact.first_name) if found else None
        is_paused, until = self._book.practice.paused_until(contact.id, today)
        return Standing(
            rule=rule,
            warmth=warmth_word(warmth(touches, contact.ideal_days, today)),
            depth=_depth_word(touches),
            balance=said or "",
            advice=advice,
            advice_words=_advice_words(contact, advice),
            is_paused=is_paused,
            paused_until=until,
            why=tuple(self._why(contact, rule, touches, found if said else None, advice, today)),
        )

    @property
    def is_balance_shown(self) -> bool:
        """Whether give and take are spoken of at all."""
        return self._book.practice.setting(_BALANCE, "yes") == "yes"

    def show_balance(self, is_shown: bool) -> str:
        """Speak of give and take on the pages, or never."""
        label = "give and take are spoken of" if is_shown else "give and take are not spoken of any more"
        with self._book.write(label):
            self._book.practice.set(_BALANCE, "yes" if is_shown else "no")
        return label

    def _balance(self, contact: Contact, today: date) -> Balance | None:
        """Weigh give and take; None for the two closest circles, and where it is off (model, 4)."""
        closest = self._rhythms.closest_circle_of(contact.id)
        if not self.is_balance_shown or (closest is not None and closest <= CLOSE_CIRCLES):
            return None
        values = self._ask.values_of(contact.id)
        given = [on for way, on in values if way == Way.GIVEN.value]
        return balance(given, [on for way, on in values if way == Way.RECEIVED.value], today)

    def _why(
        self,
        contact: Contact,
        rule: RhythmRule,
        touches: list[FeltTouch],
        spoken: Balance | None,
        advice: Advice | None,
        today: date,
    ) -> list[str]:
        facts = self._rhythms.due_facts(contact.id)
        due = f" {why_due(facts, today)}" if facts and contact.next_due_on else ""
        sentences = [
            f"{rule.sentence}{due}",
            explain_contact.warmth_number(touches, contact.ideal_days, today),
            explain_contact.depth_number(touches),
        ]
        if later := talk_ahead_with(self._book, contact.id):
            sentences.append(explain_contact.talk_ahead(later))
        if spoken is not None:
            sentences.append(explain_contact.balance_number(spoken))
        if advice is not None:
            sentences.append(explain_contact.advice_reason(advice.usual_days, advice.ideal_days))
        return sentences


def _depth_word(touches: list[FeltTouch]) -> str:
    value = depth(touches) if len(touches) >= DEPTH_SHOWN_FROM else None
    return "" if value is None else depth_word(value)


def _advice_words(contact: Contact, advice: Advice | None) -> str:
    if advice is None:
        return ""
    return copy.advice(contact.first_name, advice.usual_days, rhythm_words(advice.suggested_days))
