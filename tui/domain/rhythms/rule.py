"""Which rhythm applies to a contact and why, and how a rhythm with its style is typed."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from tui.domain.dates.spans import day_words
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import NO_RHYTHM
from tui.domain.rhythms.lateness import maximum_days, round_half_up, shift_days
from tui.domain.rhythms.rhythm import DueFacts, due_date, parse_rhythm, rhythm_words


class Style(StrEnum):
    """How a contact is kept up with; only the periodic ever fall due."""

    PERIODIC = "periodic"
    AMBIENT = "ambient"
    """In touch anyway: neighbours, colleagues."""
    TRIGGERED = "triggered"
    """When there is an occasion."""


_STYLE_WORDS = {
    Style.AMBIENT: "ambient: you see each other anyway",
    Style.TRIGGERED: "triggered: when there is an occasion",
}


class RhythmSource(StrEnum):
    """Where a rhythm comes from; the most specific that has one wins, in this order."""

    OWN = "own"
    CIRCLE = "circle"
    TAG = "tag"
    NONE = "none"


class GroupRhythm(Struct, frozen=True):
    """The rhythm, in days, that a circle or a tag gives the people in it."""

    source: RhythmSource
    name: str
    days: int

    @property
    def handle(self) -> str:
        """What the group is called beside a person: ``#work``."""
        return f"#{self.name}"


class RhythmRule(Struct, frozen=True):
    """The rhythm that applies to a contact, and what else could have."""

    own_days: int | None = None
    """Their own rhythm in days; NO_RHYTHM is never due."""
    style: Style = Style.PERIODIC
    groups: tuple[GroupRhythm, ...] = ()
    """The circles and tags of theirs that carry a rhythm, the one that would win first."""

    @property
    def source(self) -> RhythmSource:
        """Where the rhythm comes from."""
        if self.own_days is not None:
            return RhythmSource.OWN
        return self.groups[0].source if self.groups else RhythmSource.NONE

    @property
    def days(self) -> int | None:
        """The rhythm in days; None is never due."""
        if self.style is not Style.PERIODIC:
            return None
        own = self.own_days
        return (own if own is not None else self.groups[0].days if self.groups else None) or None

    @property
    def words(self) -> str:
        """The rhythm with where it comes from: "every 6 weeks, from #work"."""
        if self.style is not Style.PERIODIC:
            return _STYLE_WORDS[self.style]
        if self.source in (RhythmSource.CIRCLE, RhythmSource.TAG):
            return f"{rhythm_words(self.days)}, from {self.groups[0].handle}"
        return rhythm_words(self.days)

    @property
    def sentence(self) -> str:
        """Why this rhythm applies: the rule, and the facts it used."""
        if self.style is not Style.PERIODIC:
            return f"{_capital(self.words)}, so never due."
        if self.source is RhythmSource.NONE:
            return "No rhythm: neither one of their own nor one from a circle or tag, so never due."
        if self.source is RhythmSource.OWN:
            over = f"; it goes before that of {self.groups[0].handle}" if self.groups else ""
            words = "no rhythm" if self.own_days == NO_RHYTHM else rhythm_words(self.own_days)
            return f"{_capital(words)} is set for them alone{over}."
        first, *others = self.groups
        also = " and ".join(f"{each.handle} ({rhythm_words(each.days)})" for each in others)
        why = f", before {also}: a circle goes before a tag, then the shorter" if also else ""
        kind = "circle" if first.source is RhythmSource.CIRCLE else "tag"
        return f"{_capital(rhythm_words(first.days))} comes from the {kind} {first.handle}{why}."


class RhythmChoice(Struct, frozen=True):
    """A rhythm as it was asked for: days, a style, or both."""

    days: int | None = None
    """In days; None leaves their own as it is, unless ``from_group``."""
    style: Style = Style.PERIODIC
    from_group: bool = False
    """Their own goes, so that the rhythm of a circle or tag applies."""

    @property
    def words(self) -> str:
        """What was asked for, in words."""
        if self.from_group:
            return "the rhythm of their circle or tag"
        if self.style is Style.PERIODIC:
            return rhythm_words(self.days)
        return _STYLE_WORDS[self.style]


def parse_choice(text: str) -> RhythmChoice:
    """Read a rhythm as typed, with "ambient" or "triggered" beside it or alone, or "group".

    Raises InvalidInput when it is none of these.
    """
    words = text.casefold().split()
    styles = [word for word in words if word in (Style.AMBIENT, Style.TRIGGERED)]
    rest = " ".join(word for word in words if word not in (*styles, Style.PERIODIC))
    if len(styles) > 1:
        raise InvalidInput("It is ambient or triggered, not both.", "Nothing was changed.")
    style = Style(styles[0]) if styles else Style.PERIODIC
    if rest == "group" and not styles:
        return RhythmChoice(from_group=True)
    if styles and not rest:
        return RhythmChoice(style=style)
    return RhythmChoice(parse_rhythm(rest), style)


class GroupName(Struct, frozen=True):
    """A circle or tag as it was typed: ``#work`` may be either, ``circle:friends`` is a circle."""

    name: str
    kind: RhythmSource | None = None


def parse_group(word: str) -> GroupName | None:
    """Read the first word of a rhythm line as a circle or tag; None when it names neither."""
    for sign, kind in (("circle:", RhythmSource.CIRCLE), ("tag:", RhythmSource.TAG), ("#", None)):
        if word.casefold().startswith(sign) and len(word) > len(sign):
            return GroupName(word[len(sign) :], kind)
    return None


def why_due(facts: DueFacts, today: date) -> str:
    """Say which fact sets the due date of a contact, and by what rule (practice model, 3.2-3.4)."""
    due_on, ideal = due_date(facts), facts.ideal_days
    if due_on is None or not ideal:
        return "Never due."
    when = f"{'Was due' if due_on < today else 'Due'} {day_words(due_on, today)}"
    return f"{when}: {_deciding(facts, due_on, ideal, today)}"


def _deciding(facts: DueFacts, due_on: date, ideal: int, today: date) -> str:
    shift = 0 if facts.is_exact else shift_days(facts.contact_id, ideal)
    for touch in facts.touches:
        carries = round_half_up(touch.weight * ideal)
        if touch.weight > 0 and touch.on + timedelta(carries + shift) == due_on:
            spread = f", moved by {shift:+} to spread the load" if shift else ""
            return (
                f"the touch of {day_words(touch.on, today)} carries {touch.weight:g} of {ideal} days{spread};"
                f" overdue {maximum_days(ideal) - ideal} days later."
            )
    skipped = next((on for on in facts.skips if on + timedelta(ideal) == due_on), None)
    if skipped is not None:
        return f"the round of {day_words(skipped, today)} was let go, and the next comes {ideal} days later."
    if facts.resumed_on is not None and facts.resumed_on <= due_on:
        days = (due_on - facts.resumed_on).days
        if not facts.touches or days <= 3 + 13:
            return f"a pause ended on {day_words(facts.resumed_on, today)}, and {days} days ease it in."
    return "there was no hello yet, and first days are spread over the rhythm."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
