"""The composer's fields and the interaction they make: read field by field, refused with the field's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from tui.domain.contact import ContactId, fold
from tui.domain.dates import Tense, match_date, parse_date, say
from tui.domain.errors import InvalidInput
from tui.domain.interaction import (
    PLATFORMS,
    Channel,
    Direction,
    InteractionDraft,
    NextStepDraft,
    PromiseDraft,
    Value,
    Way,
)
from tui.domain.quick_add.reading import NEXT_STEP_DAYS
from tui.domain.quick_add.vocabulary import channel_word, read_length, value_kind
from tui.domain.text import clean

Read = TypeVar("Read")

MESSAGE_LEAD = "I wrote: "
"""Stands before a drafted message where it is kept with the notes."""


class Field(StrEnum):
    """The fields, in the order of Tab; the values are the names a kept draft stores them under."""

    WHO = "who"
    CHANNEL = "channel"
    WAY = "way"
    WHEN = "when"
    LENGTH = "length"
    WHERE = "where"
    GAVE = "gave"
    GOT = "got"
    ASKED = "asked"
    NEXT = "next"
    MINE = "mine"
    THEIRS = "theirs"
    TOPICS = "topics"
    FEELING = "feeling"
    NOTES = "notes"
    MESSAGE = "message"


Texts = Mapping[Field, str]
"""What stands in the fields; one that is missing is empty."""


class FieldRefused(InvalidInput):
    """What stands in one field cannot be used."""

    def __init__(self, field: Field, title: str, message: str = "", hint: str = "") -> None:
        super().__init__(title, message, hint)
        self.field = field


def interaction_from(
    texts: Texts,
    contacts: tuple[ContactId, ...],
    mentions: tuple[ContactId, ...],
    now: datetime,
    today: date,
    uid: str,
) -> InteractionDraft:
    """Give the interaction that the fields describe.

    ``now`` is an instant with its offset, ``today`` the current practice day, ``uid`` the draft's own
    identity. Raises FieldRefused for the first field that cannot be read.
    """
    channel = Channel(texts.get(Field.CHANNEL) or Channel.MESSAGE)
    on = read(Field.WHEN, texts, lambda text: read_day(text, today))
    platform, place = read_where(texts.get(Field.WHERE, ""))
    return InteractionDraft(
        contacts=contacts,
        channel=channel,
        direction=Direction(texts.get(Field.WAY) or channel.usual_direction),
        practice_date=on,
        occurred_at=now if on == today else None,
        notes=_notes(texts),
        platform=platform,
        minutes=read(Field.LENGTH, texts, read_minutes),
        place=place,
        feeling=read(Field.FEELING, texts, read_feeling),
        values=_values(texts),
        topics=read_topics(texts.get(Field.TOPICS, "")),
        mentions=mentions,
        next_step=read(Field.NEXT, texts, lambda text: read_step(text, today)),
        promises=(
            *read(Field.MINE, texts, lambda text: read_promises(text, today, is_mine=True)),
            *read(Field.THEIRS, texts, lambda text: read_promises(text, today, is_mine=False)),
        ),
        draft_id=uid,
    )


def echo(field: Field, texts: Texts, today: date) -> tuple[str, bool]:
    """Say how a field is understood as it stands, and whether it can be."""
    try:
        return _ECHOES[field](texts.get(field, ""), today) if field in _ECHOES else "", True
    except InvalidInput as error:
        return error.title, False


def read(field: Field, texts: Texts, reader: Callable[[str], Read]) -> Read:
    """Read one field; what it refuses is refused with the field's name."""
    try:
        return reader(texts.get(field, ""))
    except InvalidInput as error:
        raise FieldRefused(
            field, error.title, "Nothing was saved and nothing is lost.", error.hint
        ) from error


def read_day(text: str, today: date) -> date:
    """Read when it was: a local calendar day, today where nothing is said. Raises InvalidInput."""
    day = parse_date(text, today, Tense.PAST) if text.strip() else today
    if day > today:
        raise InvalidInput("That day is still to come.", hint="For a plan, write it under Next.")
    return day


def read_minutes(text: str) -> int | None:
    """Read how long it took, in minutes: ``40``, ``40m``, ``1h30``. Raises InvalidInput."""
    said = text.casefold().split()
    if not said:
        return None
    found = read_length([f"{said[0]}m"] if len(said) == 1 and said[0].isdecimal() else said)
    if found is None or found[1] < len(said):
        raise InvalidInput(f"{text.strip()!r} is no length.", hint="Write it like 40, 40m or 1h30.")
    return found[0]


def read_where(text: str) -> tuple[str, str]:
    """Read where it was: the stored word of a platform, and the name of a place."""
    platform, places = "", []
    for part in (part.strip() for part in clean(text, one_line=True).split(",")):
        found = platform_of(part)
        if found and not platform:
            platform = found
        elif part:
            places.append(part)
    return platform, ", ".join(places)


def platform_of(word: str) -> str:
    """Give the stored word of a platform called by its name or its short form, else nothing."""
    folded = fold(word)
    known = next((stored for stored, name in PLATFORMS.items() if folded in (stored, fold(name))), "")
    short = channel_word(folded)
    return known or (short.platform if short and short.channel is None else "")


def read_values(text: str, way: Way) -> tuple[Value, ...]:
    """Read what was given, received or asked for: several are parted by semicolons."""
    return tuple(Value(way, note, value_kind(note)) for note in _parts(text))


def read_topics(text: str) -> tuple[str, ...]:
    """Read topics: ``#work #"grant writing"``, the sign may be left out; each once."""
    found = (quoted or bare for quoted, bare in _TOPIC.findall(clean(text, one_line=True)))
    return tuple(dict.fromkeys(topic.strip() for topic in found if topic.strip()))


def read_feeling(text: str) -> int | None:
    """Read how it felt, 1 to 5, or nothing. Raises InvalidInput."""
    said = text.strip()
    if not said:
        return None
    if said not in tuple("12345"):
        raise InvalidInput("A feeling is 1, 2, 3, 4 or 5.", hint="5 felt best; leave it empty for 3.")
    return int(said)


def read_step(text: str, today: date) -> NextStepDraft | None:
    """Read a next step: a day and what; without a day it is a week from today. Raises InvalidInput."""
    if not text.strip():
        return None
    due_on, what = read_due(text, today)
    return NextStepDraft(what, due_on or today + timedelta(days=NEXT_STEP_DAYS))


def read_promises(text: str, today: date, *, is_mine: bool) -> tuple[PromiseDraft, ...]:
    """Read promises, parted by semicolons, each with a day where one is named. Raises InvalidInput."""
    promises = []
    for part in _parts(text):
        due_on, what = read_due(part, today)
        if not what:
            raise InvalidInput("The promise says when, and not what.", hint="Write what was promised.")
        promises.append(PromiseDraft(what, is_mine, due_on))
    return tuple(promises)


def read_due(text: str, today: date) -> tuple[date | None, str]:
    """Split a text into the day it begins with, or ends with after "by", and the rest.

    Raises InvalidInput for words that look like a day and are none, and for a day that has gone by.
    """
    words = clean(text, one_line=True).split()
    found = match_date(words, 0, today, Tense.FUTURE) if words else None
    day, rest = (found.day, words[found.words :]) if found else (None, words)
    if found is not None and found.day is None:
        raise InvalidInput(f"{found.refusal}.", hint="Write it like fri, 2w or 14may.")
    if found is None:
        for at in range(len(words) - 1):
            last = match_date(words, at + 1, today, Tense.FUTURE) if words[at].casefold() == "by" else None
            if last and last.day and at + 1 + last.words == len(words):
                day, rest = last.day, words[:at]
    if day is not None and day < today:
        raise InvalidInput(f"{say(day, today)} has gone by.", hint="Give today or a later day.")
    return day, " ".join(rest)


_TOPIC = re.compile(r'#?"([^"]+)"|#?([^\s,;#"]+)')


def _parts(text: str) -> list[str]:
    return [part.strip() for part in clean(text, one_line=True).split(";") if part.strip()]


def _values(texts: Texts) -> tuple[Value, ...]:
    fields = ((Field.GAVE, Way.GIVEN), (Field.GOT, Way.RECEIVED), (Field.ASKED, Way.ASKED))
    return tuple(value for field, way in fields for value in read_values(texts.get(field, ""), way))


def _notes(texts: Texts) -> str:
    """Give the notes, and after them the message that was drafted."""
    notes, message = clean(texts.get(Field.NOTES, "")).strip(), clean(texts.get(Field.MESSAGE, "")).strip()
    return "\n\n".join(part for part in (notes, message and MESSAGE_LEAD + message) if part)


def _said_when(text: str, today: date) -> str:
    day = read_day(text, today)
    return f"today, {say(day, today)}" if day == today else say(day, today)


def _said_length(text: str, today: date) -> str:
    minutes = read_minutes(text)
    return f"{minutes} min" if minutes else ""


def _said_where(text: str, today: date) -> str:
    platform, place = read_where(text)
    words = (f"on {PLATFORMS[platform]}" if platform else "", f"at {place}" if place else "")
    return " ".join(word for word in words if word)


def _said_step(text: str, today: date) -> str:
    step = read_step(text, today)
    return say(step.due_on, today) if step else ""


def _said_promises(text: str, today: date) -> str:
    promises = read_promises(text, today, is_mine=True)
    return ", ".join(f"by {say(each.due_on, today)}" if each.due_on else "no day" for each in promises)


def _said_feeling(text: str, today: date) -> str:
    feeling = read_feeling(text)
    return f"{feeling} of 5" if feeling else ""


_ECHOES: Mapping[Field, Callable[[str, date], str]] = {
    Field.WHEN: _said_when,
    Field.LENGTH: _said_length,
    Field.WHERE: _said_where,
    Field.NEXT: _said_step,
    Field.MINE: _said_promises,
    Field.THEIRS: _said_promises,
    Field.FEELING: _said_feeling,
}
