"""Reading the friends.md of the friends program: activities, notes, people and places, line by line."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date

from msgspec import Struct, field

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import FIELD_LIMIT, NAME_LIMIT, ContactDraft, Ladder
from tui.domain.records.interaction import Channel, Direction
from tui.domain.text import clean
from tui.formats.decode import NOTHING_WRITTEN, decode
from tui.formats.history import HistoryRead, InteractionRead, PersonRead
from tui.formats.result import TOLD_EVERY, CardRead, ReadProblem, Told, problem

ACTIVITIES, NOTES, FRIENDS, LOCATIONS = (
    f"### {section}:" for section in ("Activities", "Notes", "Friends", "Locations")
)
HEADERS = (ACTIVITIES, NOTES, FRIENDS, LOCATIONS)
"""The sections, in the order the program writes them."""

TAG = r"(?<![^\W_])@[^\W_]+(?:[:-][^\W_]+)*"
CHANNEL_TAGS = {
    channel.value.replace("_", "-"): channel
    for channel in Channel
    if channel not in (Channel.IN_PERSON, Channel.NOTE)
}
"""Tags that say by which channel an activity took place; without one it was in person."""

LONGEST_LINE = 20_000
"""Characters; a longer line is left out, and said."""

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2}): ?(.*)", re.ASCII | re.DOTALL)
_NAMED = re.compile(r"\*\*(\w[^*]*)\*\*")
_PLACED = re.compile(r"(?<![^\W_])_(\w[^_]*)_(?![^\W_])")
_TAG = re.compile(TAG)
_TAIL_PEOPLE = re.compile(r"\((?:with (?:\*\*[^*]+\*\*(?:, )?)+(?:; )?)?(?:in _[^_]+_)?\)")
_FRIEND = re.compile(
    r"(?P<name>[^(\[@]*[^(\[@\s])(?:\s+\(a\.k\.a\. (?P<aliases>.+)\))?(?:\s+\[(?P<place>[^\]]+)\])?"
    rf"(?:\s+(?P<tags>(?:{TAG}\s*)+))?"
)


def is_friends(text: str) -> bool:
    """Whether the text is a friends.md: one of its sections stands among the first lines."""
    return any(line.strip() in HEADERS for line in text.lstrip("\ufeff").split("\n", 20)[:20])


def read_friends(data: bytes, encoding: str | None = None, told: Told | None = None) -> HistoryRead:
    """Read a friends.md; ``told`` hears how far it is.

    An activity becomes an interaction in person, unless a tag names another channel; a note becomes a note.
    Whoever is only mentioned becomes a contact too. Raises InvalidInput where there is no section.
    """
    text = decode(data, encoding)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(line.strip() in HEADERS for line in lines):
        raise InvalidInput(
            f'No line of this file says "{FRIENDS}", so it is not a friends.md.',
            NOTHING_WRITTEN,
            "Choose the friends.md the friends program writes.",
        )
    reading = _Reading()
    for number, line in enumerate(lines, 1):
        if told and number % TOLD_EVERY == 0:
            told(number, len(lines))
        reading.take(number, line)
    return reading.result()


class _Reading(Struct):
    """A friends.md being read."""

    section: str = ""
    cards: list[CardRead] = field(default_factory=list)
    talks: list[InteractionRead] = field(default_factory=list)
    problems: list[ReadProblem] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    places: dict[str, int] = field(default_factory=dict)
    read: int = 0

    def take(self, number: int, line: str) -> None:
        """Take one line, counted from 1."""
        bare = line.strip()
        if not bare:
            return
        if len(bare) > LONGEST_LINE:
            what = f"This line is longer than {LONGEST_LINE:,} characters; it was left out."
            self.problems.append(problem(number, what, line))
            return
        if bare in HEADERS:
            self.section = bare
        elif not self.section:
            self.problems.append(problem(number, "This stands before the first section.", line))
        elif self.section == FRIENDS:
            self._friend(number, bare.removeprefix("- "))
        elif self.section == LOCATIONS:
            self.places.setdefault(_text(bare.removeprefix("- ")), number)
        else:
            self._event(number, bare.removeprefix("- "))

    def result(self) -> HistoryRead:
        """Return all that was read, with a card for everybody who is only mentioned."""
        known = {card.draft.name for card in self.cards}
        for talk in self.talks:
            for person in talk.people:
                if person.name not in known:
                    known.add(person.name)
                    draft = ContactDraft(person.name, ladder=Ladder.NONE, source_line=talk.line)
                    self.cards.append(CardRead(draft, "", talk.line))
                    self.read += 1
        self._report_places()
        problems = sorted(self.problems, key=lambda each: each.line)
        return HistoryRead(tuple(self.cards), self.read, tuple(problems), interactions=tuple(self.talks))

    def _report_places(self) -> None:
        kept = {card.draft.place for card in self.cards} | {talk.place for talk in self.talks}
        for place, number in self.places.items():
            if place not in kept:
                self.problems.append(
                    problem(number, "Nobody was or lives in this place; it was left out.", place)
                )

    def _friend(self, number: int, text: str) -> None:
        self.read += 1
        match = _FRIEND.fullmatch(text)
        if match is None or len(match["name"]) > NAME_LIMIT:
            self.problems.append(problem(number, "This is not a friend as friends.md writes one.", text))
            return
        tags = (match["tags"] or "").split()
        draft = ContactDraft(
            name=_text(match["name"]),
            aliases=tuple(_text(alias) for alias in (match["aliases"] or "").split(" a.k.a. ") if alias),
            place=_text(match["place"] or ""),
            ladder=Ladder.NONE,
            tags=tuple(dict.fromkeys(_text(tag)[1:] for tag in tags)),
            source_line=number,
        )
        self.cards.append(CardRead(draft, text, number))

    def _event(self, number: int, text: str) -> None:
        match = _DATED.fullmatch(text)
        on = _day(match[1]) if match else None
        if match is None or on is None:
            self.problems.append(problem(number, "This line does not begin with a day (YYYY-MM-DD).", text))
            return
        people = tuple(PersonRead(_text(name)) for name in dict.fromkeys(_NAMED.findall(match[2])))
        if not people:
            self.problems.append(problem(number, "This line names no friend; it was left out.", text))
            return
        tags = [tag[1:] for tag in dict.fromkeys(re.findall(TAG, _unmarked_names(match[2])))]
        channel = next((CHANNEL_TAGS[tag] for tag in tags if tag in CHANNEL_TAGS), Channel.IN_PERSON)
        channel = Channel.NOTE if self.section == NOTES else channel
        self.seen[text] += 1
        self.talks.append(
            InteractionRead(
                people=people,
                channel=channel,
                direction=Direction.OUT if channel is Channel.NOTE else channel.usual_direction,
                on=on,
                source_key=f"friends:{on}:{_digest(text)}:{self.seen[text]}",
                line=number,
                summary=summary_of(match[2])[:FIELD_LIMIT],
                place=_text(next(iter(_PLACED.findall(match[2])), "")),
                topics=tuple(tag for tag in tags if CHANNEL_TAGS.get(tag) is not channel),
            )
        )


def summary_of(description: str) -> str:
    """Return what an activity says, without the marks around names and places and the tags at its end."""
    bare = _without_people(_without_tags(description))
    return _text(_PLACED.sub(r"\1", _NAMED.sub(r"\1", bare)))


def _without_tags(text: str) -> str:
    """Return a text without the tags at its end, each looked at once."""
    kept = len(text)
    end = len(text.rstrip())
    while (at := text.rfind("@", 0, end)) >= 0 and _TAG.fullmatch(text, at, end):
        kept = end = len(text[:at].rstrip())
    return text[:kept]


def _without_people(text: str) -> str:
    """Return a text without the people and the place in brackets at its end."""
    if text.endswith(")"):
        for bracket in re.finditer(r"\(", text):
            if _TAIL_PEOPLE.fullmatch(text, bracket.start()):
                return text[: bracket.start()].rstrip()
    return text


def _unmarked_names(description: str) -> str:
    return _NAMED.sub("", description)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(text: str) -> str:
    return clean(text, FIELD_LIMIT, one_line=True).strip()
