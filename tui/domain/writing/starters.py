"""Starters: first lines to begin a message with, by situation, and the slots in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from tui.domain.errors import InvalidInput
from tui.domain.text import clean

STARTER_LIMIT = 2_000
"""The most characters of a starter."""


class Situation(StrEnum):
    """What a message is about, as it is stored with the interaction."""

    EVENT = "event"
    CONGRATULATION = "congratulation"
    RESOURCE = "resource"
    ADVICE = "advice"
    OFFER = "offer"
    RECONNECT = "reconnect"
    THANKS = "thanks"
    HARD_TIMES = "hard_times"
    POST = "post"
    RHYTHM = "rhythm"
    KEY_DATE = "key_date"
    PROMISE = "promise"

    @property
    def words(self) -> str:
        """The situation as the interface writes it."""
        return _WORDS[self]


_WORDS = {
    Situation.EVENT: "after you met",
    Situation.CONGRATULATION: "good news",
    Situation.RESOURCE: "share something",
    Situation.ADVICE: "ask for advice",
    Situation.OFFER: "offer help",
    Situation.RECONNECT: "reconnect",
    Situation.THANKS: "thank you",
    Situation.HARD_TIMES: "hard times",
    Situation.POST: "their post",
    Situation.RHYTHM: "keep the rhythm",
    Situation.KEY_DATE: "birthday, key date",
    Situation.PROMISE: "promise or reply",
}

SLOTS = {
    "first_name": "their first name",
    "event": "where you met",
    "topic": "what it is about",
    "detail": "the detail you remember",
    "resource": "the article, book or link",
    "other_name": "somebody else's name",
    "time_ago": "how long it has been",
    "thing": "what it is",
    "date": "which day",
    "question": "your one question",
}
"""Every slot a starter may have, and what stands in it."""

_SLOT = re.compile(r"\{(" + "|".join(SLOTS) + r")\}")
_ANY_BRACE = re.compile(r"\{([^{}]*)\}|[{}]")
_HANDING_OVER = frozenset(
    ["send", "share", "give", "bring", "lend", "pass", "forward", "show", "find", "email", "mail", "write"]
)
_TO_WHOM = frozenset(["her", "him", "them", "you", "over", "on"])
_NAMES_A_THING = frozenset(["the", "a", "an", "my", "your", "some", "that", "those", "these"])
_UNBRACED = str.maketrans("{}", "()")


class SlotSource(StrEnum):
    """From where a slot may honestly be filled; a starter says so, slot by slot."""

    MET_AT = "met_at"
    LAST_TOUCH = "last_touch"
    PROMISE = "promise"
    TOPIC = "topic"
    INTEREST = "interest"
    QUESTION = "question"
    OTHER = "other"


class Starter(Struct, frozen=True):
    """A first line with its slots."""

    situation: Situation
    text: str
    fill: Mapping[str, SlotSource] = field(default_factory=dict)
    """Slot -> from where it may be filled; every other slot but the first name is asked for."""
    id: int | None = None
    """The number in the book of one of the person's own; None for one that came with the package."""


class Recipients(Struct, frozen=True):
    """What is known of those a message goes to."""

    first_names: tuple[str, ...] = ()
    sources: Mapping[SlotSource, str] = field(default_factory=dict)
    """What each source holds; one that is missing holds nothing."""


class Hole(Struct, frozen=True):
    """A slot that is still open: where it stands in a text, and what is asked for."""

    start: int
    end: int
    slot: str

    @property
    def words(self) -> str:
        """Say what stands here once it is filled."""
        return SLOTS[self.slot]


class Occasion(Struct, frozen=True):
    """What decides which situation a message is taken to be about."""

    owes_reply: bool = False
    has_promise_due: bool = False
    has_key_date: bool = False
    is_newly_met: bool = False
    is_dormant: bool = False
    is_comment: bool = False


def slots_of(text: str) -> tuple[str, ...]:
    """Return the slots of a text in their order, each once."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))


def holes(text: str) -> tuple[Hole, ...]:
    """Return where slots are still open in a text, from its beginning."""
    return tuple(Hole(found.start(), found.end(), found[1]) for found in _SLOT.finditer(text))


def next_hole(text: str, at: int) -> Hole | None:
    """Return the first open slot that begins at or after a place in the text, or None."""
    return next((hole for hole in holes(text) if hole.start >= at), None)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put what is known into the slots, once: what was put in is text and never a slot itself."""

    def known(found: re.Match[str]) -> str:
        value = " ".join(values.get(found[1], "").split())
        return value.translate(_UNBRACED) or found[0]

    return _SLOT.sub(known, text)


def refuse_open_slots(text: str) -> None:
    """Let a message go only when no slot is open in it; raises InvalidInput naming the first that is."""
    hole = next_hole(text, 0)
    if hole is not None:
        raise InvalidInput(
            f"{{{hole.slot}}} is still open: {hole.words}.",
            "Nothing was sent and nothing is lost.",
            "Tab in the message goes to it.",
        )


def values_for(starter: Starter, known: Recipients) -> dict[str, str]:
    """Return what may honestly stand in the slots of a starter (only where its own line says so)."""
    sources = known.sources
    names = known.first_names
    values = {slot: sources[source] for slot, source in starter.fill.items() if sources.get(source)}
    if names:
        # A line that names the second person separately greets the first one alone.
        is_parted = starter.fill.get("other_name") is SlotSource.OTHER
        values["first_name"] = names[0] if is_parted else _listed(names)
    return values


def begun(starter: Starter, known: Recipients) -> str:
    """Return the starter as it is put into a message: filled where that is honest, open elsewhere."""
    return fill(starter.text, values_for(starter, known))


def in_order(starters: Iterable[Starter], known: Recipients) -> list[Starter]:
    """Put the person's own first, then those with the fewest open slots; else they stay as they are."""
    return sorted(starters, key=lambda each: (each.id is None, len(holes(begun(each, known)))))


def checked(text: str) -> str:
    """Return a starter of one's own as it is kept; raises InvalidInput for an empty one or an unknown slot."""
    kept = " ".join(clean(text, one_line=True).split())
    if not kept:
        raise InvalidInput("The starter is empty.", "Nothing was saved.", "Write the line first.")
    if len(kept) > STARTER_LIMIT:
        raise InvalidInput(f"A starter has at most {STARTER_LIMIT} characters.", "Nothing was saved.")
    for found in _ANY_BRACE.finditer(kept):
        if found[1] not in SLOTS:
            known = ", ".join(f"{{{slot}}}" for slot in SLOTS)
            raise InvalidInput(f"{found[0]} is no slot.", "Nothing was saved.", f"There are {known}.")
    return kept


def promised_thing(promise: str) -> str:
    """Return what was promised as a thing: "send her the deck" is "the deck"; nothing where it is an act."""
    words = promise.split()
    rest = words[1:] if words and words[0].casefold() in _HANDING_OVER else words
    rest = rest[1:] if rest and rest[0].casefold() in _TO_WHOM else rest
    return " ".join(rest) if len(rest) > 1 and rest[0].casefold() in _NAMES_A_THING else ""


def with_slots(text: str, known: Recipients) -> str:
    """Return a message as a starter for others: the first name in it becomes its slot."""
    for name in known.first_names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "{first_name}", text)
    return text


def situation_named(words: str) -> Situation:
    """Return the situation called so, by its stored word or as the interface writes it; raises InvalidInput."""
    wanted = " ".join(words.casefold().replace("_", " ").split())
    for situation in Situation:
        if wanted in (situation.value.replace("_", " "), situation.words):
            return situation
    named = ", ".join(Situation)
    raise InvalidInput(f'"{words}" is no situation.', "Nothing was changed.", f"There are {named}.")


def likely_situation(occasion: Occasion) -> Situation:
    """Say what a message is most likely about: what is owed comes first, the usual rhythm last."""
    ranked: Sequence[tuple[bool, Situation]] = (
        (occasion.is_comment, Situation.POST),
        (occasion.owes_reply or occasion.has_promise_due, Situation.PROMISE),
        (occasion.has_key_date, Situation.KEY_DATE),
        (occasion.is_newly_met, Situation.EVENT),
        (occasion.is_dormant, Situation.RECONNECT),
    )
    return next((situation for is_so, situation in ranked if is_so), Situation.RHYTHM)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
