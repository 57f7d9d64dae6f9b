"""Composing: what may be noticed about a message before it goes; a hint never stands in its way."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.records.contact import ContactId, fold
from tui.domain.writing.starters import Situation, next_hole

FIRST_WORDS = 120
"""A first message of more words is rarely answered sooner (practice model, 5)."""
SAME_TEXT_PEOPLE = 3
"""From so many people on, the same text is worth a second look (practice model, 5)."""
SAME_TEXT_DAYS = 7
"""Within so many days."""
READ_AT_MOST = 20_000
"""So many characters of a message are looked at."""

EMPTY_PHRASES = ("just checking in", "pick your brain", "touch base")
"""Said instead of a reason (practice model, 5)."""

_ASKS = re.compile(
    r"\b(?:could|can|would|will) you (?:please |maybe |perhaps )?(?:help|introduce|connect|share|send|look|read"
    r"|review|recommend|forward|spare|give|put|refer|check|suggest|pass|sign|write|call|let me|tell me)\b"
    r"|\b(?:may|can|could) i (?:please )?(?:ask|borrow|have|get|call|come)\b"
    r"|\bi (?:need|could use|am looking for|wanted to ask)\b|\bi'm looking for\b"
    r"|\bi(?: would|'d) (?:love|like) (?:your|some|to (?:ask|borrow|get)|an? (?:intro|introduction|favou?r))\b"
    r"|\bdo you (?:know (?:someone|somebody|anyone|anybody)|have (?:a few |some |ten |\d+ )?(?:time|minutes))\b"
    r"|\bwould you (?:mind|be willing|be able)\b|\bany chance\b|\bwould a (?:short |quick )?(?:call|chat)\b"
    r"|\bplease (?:help|introduce|connect|share|send|look|read|review|recommend|forward|give|check|sign|call)\b"
)
_QUESTION = re.compile(r"\?|\bi(?: would|'d) (?:love|like) to hear\b")
"""A question, with its mark or said as a wish."""
_GIVES = re.compile(
    r"https?://|\bwww\.|\bhere (?:is|are|it is)\b|\battached\b|\bthank|\bcongratulations\b|\bwell earned\b"
    r"|\bhappy birthday\b|\bhappy anniversary\b|\bso sorry\b|\bi am here\b|\bin thought\b|\bthinking of you\b"
    r"|\bmade me think of you\b|\breminded me of you\b|\bi can (?:offer|help|introduce|send|lend|ask)\b"
    r"|\bi have (?:time|a free)\b|\boffering\b|\bhope the\b|\bi hope you\b|\bplease drop it\b"
    r"|\buseful\b|\bi owe you\b|\bi leave you\b|\bwishing you\b"
)
_NEEDS_NO_QUESTION = frozenset(
    {
        Situation.THANKS,
        Situation.HARD_TIMES,
        Situation.PROMISE,
        Situation.KEY_DATE,
        Situation.OFFER,
        Situation.POST,
    }
)
"""Where the message itself is what is given."""


class Message(Struct, frozen=True):
    """A message on its way, and what decides how it may be read."""

    text: str
    situation: Situation | None = None
    is_first: bool = False
    """Nothing was ever exchanged with them."""
    is_reconnect: bool = False
    """They have been quiet for so long that they count as dormant."""
    gives: bool = False
    """Something is noted as given."""
    same_text_people: int = 0
    """How many people had the same text in the last days, those written to now among them."""


class Sent(Struct, frozen=True):
    """A message that went out: on which local day, to whom, and what it says in essence."""

    on: date
    contacts: tuple[ContactId, ...]
    said: str


def hints(message: Message) -> tuple[str, ...]:
    """Return what may be noticed about a message, the weightiest first; nothing while it is empty."""
    text = message.text[:READ_AT_MOST].strip()
    if not text:
        return ()
    plain = fold(text).replace("’", "'")
    asks = asks_in(plain)
    is_reconnect = message.is_reconnect or message.situation is Situation.RECONNECT
    found = [
        _open_slot(text),
        "Make this one theirs?" if message.same_text_people >= SAME_TEXT_PEOPLE else "",
        _phrase(plain),
        "An ask in a first hello after so long? It can wait for their answer."
        if is_reconnect and asks
        else "",
        f"{asks} asks in one message; one is easier to say yes to." if asks > 1 else "",
        _length(text) if message.is_first else "",
        _nothing_in_it(plain, message),
    ]
    return tuple(each for each in found if each)


def asks_in(text: str) -> int:
    """Count the sentences that want something of them: help, time, an introduction."""
    sentences = re.split(r"(?<=[.!?])\s+|\n+", fold(text).replace("’", "'"))
    return sum(1 for each in sentences if _ASKS.search(each))


def forbidden_in(text: str) -> tuple[str, ...]:
    """Return the phrases in a text that say nothing in place of a reason."""
    plain = fold(text)
    return tuple(phrase for phrase in EMPTY_PHRASES if phrase in plain)


def essence(text: str, names: Iterable[str] = ()) -> str:
    """Return what makes two messages the same text: its words, without the names of those it goes to."""
    own = {word for name in names for word in re.findall(r"\w+", fold(name))}
    return " ".join(word for word in re.findall(r"\w+", fold(text[:READ_AT_MOST])) if word not in own)


def people_with_same_text(
    text: str, contacts: Collection[ContactId], names: Sequence[str], sent: Iterable[Sent], today: date
) -> int:
    """Count those who have the same text of the last seven local days, those written to now among them."""
    said = essence(text, names)
    since = today - timedelta(SAME_TEXT_DAYS - 1)
    if len(said.split()) < 2:
        return 0
    others = {contact for each in sent if each.on >= since and each.said == said for contact in each.contacts}
    return len(others | set(contacts))


def _open_slot(text: str) -> str:
    hole = next_hole(text, 0)
    if hole is not None:
        return f"{{{hole.slot}}} is still open: {hole.words}."
    return "A { stands in it: is something still to be filled in?" if "{" in text else ""


def _phrase(plain: str) -> str:
    found = forbidden_in(plain)
    return f'"{found[0]}": name the reason instead?' if found else ""


def _length(text: str) -> str:
    words = len(text.split())
    return f"{words} words for a first hello; under {FIRST_WORDS} is easier." if words > FIRST_WORDS else ""


def _nothing_in_it(plain: str, message: Message) -> str:
    if (
        _QUESTION.search(plain)
        or message.gives
        or message.situation in _NEEDS_NO_QUESTION
        or _GIVES.search(plain)
    ):
        return ""
    return "No question and no gift yet."
