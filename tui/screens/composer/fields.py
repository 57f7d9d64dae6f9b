"""The composer's fields and the interaction they make: read field by field, refused with the field's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.dates.dates import say
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import PLATFORMS, Channel, Direction, InteractionDraft, Value, Way
from tui.domain.text import clean
from tui.domain.writing.starters import refuse_open_slots
from tui.screens.composer.reading import (
    read_day,
    read_feeling,
    read_guess,
    read_minutes,
    read_promises,
    read_step,
    read_topics,
    read_values,
    read_where,
)

Read = TypeVar("Read")


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
    QUESTIONS = "questions"
    NOTES = "notes"
    MESSAGE = "message"
    GUESS = "guess"
    SITUATION = "situation"
    """What the message is about: chosen with the starters, and no field of its own."""


EDITED = tuple(field for field in Field if field is not Field.SITUATION)
"""The fields that have an editor."""

Texts = Mapping[Field, str]
"""What stands in the fields; one that is missing is empty."""


class Calendar(Struct, frozen=True):
    """What a day in words depends on."""

    today: date
    """The current practice day."""
    day_first: bool | None = None
    """How 12/5 is read; None refuses it."""


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
    calendar: Calendar,
    uid: str,
) -> InteractionDraft:
    """Return the interaction that the fields describe.

    ``now`` is an instant with its offset, ``uid`` the draft's own identity. Raises FieldRefused for the
    first field that cannot be read, and for a message with a slot still open.
    """
    today, order = calendar.today, calendar.day_first
    channel = Channel(texts.get(Field.CHANNEL) or Channel.MESSAGE)
    on = read(Field.WHEN, texts, lambda text: read_day(text, today, order))
    platform, place = read_where(texts.get(Field.WHERE, ""))
    message = read(Field.MESSAGE, texts, read_message)
    return InteractionDraft(
        contacts=contacts,
        channel=channel,
        direction=Direction(texts.get(Field.WAY) or channel.usual_direction),
        practice_date=on,
        occurred_at=now if on == today else None,
        notes=clean(texts.get(Field.NOTES, "")).strip(),
        message=message,
        platform=platform,
        minutes=read(Field.LENGTH, texts, read_minutes),
        place=place,
        situation=texts.get(Field.SITUATION, ""),
        feeling=read(Field.FEELING, texts, read_feeling),
        values=_values(texts),
        topics=read_topics(texts.get(Field.TOPICS, "")),
        mentions=mentions,
        next_step=read(Field.NEXT, texts, lambda text: read_step(text, today, order)),
        promises=(
            *read(Field.MINE, texts, lambda text: read_promises(text, today, order, is_mine=True)),
            *read(Field.THEIRS, texts, lambda text: read_promises(text, today, order, is_mine=False)),
        ),
        awkward_guess=read(Field.GUESS, texts, read_guess) if is_guessed(texts) else None,
        draft_id=uid,
    )


def read_message(text: str) -> str:
    """Read the message as it is kept and sent; raises InvalidInput while a slot is open in it."""
    kept = clean(text).strip()
    refuse_open_slots(kept)
    return kept


def is_guessed(texts: Texts) -> bool:
    """Say whether it is asked how awkward it may feel: for a message of mine to somebody."""
    return bool(texts.get(Field.MESSAGE, "").strip()) and texts.get(Field.WAY) != Direction.IN


def questions_struck(texts: Texts) -> tuple[int, ...]:
    """Return the numbers of the questions struck off as asked."""
    return tuple(int(each) for each in texts.get(Field.QUESTIONS, "").split(",") if each.strip().isdecimal())


def echo(field: Field, texts: Texts, calendar: Calendar) -> tuple[str, bool]:
    """Say how a field is understood as it stands, and whether it can be."""
    try:
        return _ECHOES[field](texts.get(field, ""), calendar) if field in _ECHOES else "", True
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


def value_texts(values: Sequence[Value], way: Way) -> str:
    """Write values of one way as their field holds them, the kind named where its words would not say it."""
    words = []
    for value in values:
        if value.way is way:
            is_plain = read_values(value.note, way) == (replace(value, contact=None),)
            words.append(value.note if is_plain else f"{value.kind}: {value.note}")
    return "; ".join(words)


def _values(texts: Texts) -> tuple[Value, ...]:
    fields = ((Field.GAVE, Way.GIVEN), (Field.GOT, Way.RECEIVED), (Field.ASKED, Way.ASKED))
    return tuple(value for field, way in fields for value in read_values(texts.get(field, ""), way))


def _said_when(text: str, calendar: Calendar) -> str:
    today = calendar.today
    day = read_day(text, today, calendar.day_first)
    return f"today, {say(day, today)}" if day == today else say(day, today)


def _said_length(text: str, _calendar: Calendar) -> str:
    minutes = read_minutes(text)
    return f"{minutes} min" if minutes else ""


def _said_where(text: str, _calendar: Calendar) -> str:
    platform, place = read_where(text)
    words = (f"on {PLATFORMS[platform]}" if platform else "", f"at {place}" if place else "")
    return " ".join(word for word in words if word)


def _said_values(text: str, _calendar: Calendar) -> str:
    kinds = [value.kind for value in read_values(text, Way.GIVEN)]
    return ", ".join(dict.fromkeys(kinds))


def _said_step(text: str, calendar: Calendar) -> str:
    step = read_step(text, calendar.today, calendar.day_first)
    return say(step.due_on, calendar.today) if step else ""


def _said_promises(text: str, calendar: Calendar) -> str:
    today = calendar.today
    promises = read_promises(text, today, calendar.day_first, is_mine=True)
    return ", ".join(f"by {say(each.due_on, today)}" if each.due_on else "no day" for each in promises)


def _said_feeling(text: str, _calendar: Calendar) -> str:
    feeling = read_feeling(text)
    return f"{feeling} of 5" if feeling else ""


def _said_guess(text: str, _calendar: Calendar) -> str:
    guess = read_guess(text)
    return f"{guess} of 5" if guess else ""


_ECHOES: Mapping[Field, Callable[[str, Calendar], str]] = {
    Field.WHEN: _said_when,
    Field.LENGTH: _said_length,
    Field.WHERE: _said_where,
    Field.GAVE: _said_values,
    Field.GOT: _said_values,
    Field.ASKED: _said_values,
    Field.NEXT: _said_step,
    Field.MINE: _said_promises,
    Field.THEIRS: _said_promises,
    Field.FEELING: _said_feeling,
    Field.GUESS: _said_guess,
}
