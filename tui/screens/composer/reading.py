"""How the composer's fields are read: each gives what it says, or refuses it with a sentence."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tui.domain.dates.dates import Tense, match_date, parse_date, say
from tui.domain.errors import InvalidInput
from tui.domain.quick_add.reading import NEXT_STEP_DAYS
from tui.domain.quick_add.vocabulary import channel_word, read_length, value_kind
from tui.domain.records.contact import fold
from tui.domain.records.interaction import PLATFORMS, NextStepDraft, PromiseDraft, Value, ValueKind, Way
from tui.domain.text import clean

_KINDS = {
    "info": ValueKind.INFORMATION,
    "news": ValueKind.INFORMATION,
    "thanks": ValueKind.ENCOURAGEMENT,
    "praise": ValueKind.ENCOURAGEMENT,
    "job": ValueKind.OPPORTUNITY,
    "opening": ValueKind.OPPORTUNITY,
}
"""Short words for a kind of value, besides those that a log line knows."""
_TOPIC = re.compile(r'#?"([^"]+)"|#?([^\s,;#"]+)')


def read_day(text: str, today: date, day_first: bool | None = None) -> date:
    """Read when it was: a local calendar day, today where nothing is said. Raises InvalidInput."""
    day = parse_date(text, today, Tense.PAST, day_first) if text.strip() else today
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
    """Return the stored word of a platform called by its name or its short form, else nothing."""
    folded = fold(word)
    known = next((stored for stored, name in PLATFORMS.items() if folded in (stored, fold(name))), "")
    short = channel_word(folded)
    return known or (short.platform if short and short.channel is None else "")


def read_values(text: str, way: Way) -> tuple[Value, ...]:
    """Read what was given, received or asked for: several are parted by semicolons.

    A kind may stand before a colon, ``intro: to Bo``; else the first word decides, and help is meant.
    """
    return tuple(_value(part, way) for part in _parts(text))


def kind_named(word: str) -> ValueKind | None:
    """Return the kind of value a word stands for, or None."""
    folded = fold(word)
    known = next((kind for kind in ValueKind if folded == kind.value), None) or _KINDS.get(folded)
    guess = value_kind(folded) if " " not in folded else ValueKind.HELP
    return known or (guess if guess is not ValueKind.HELP else None)


def read_topics(text: str) -> tuple[str, ...]:
    """Read topics: ``#work #"grant writing"``, the sign may be left out; each once."""
    found = (quoted or bare for quoted, bare in _TOPIC.findall(clean(text, one_line=True)))
    return tuple(dict.fromkeys(topic.strip() for topic in found if topic.strip()))


def read_guess(text: str) -> int | None:
    """Read how awkward it is expected to feel, 1 to 5, or nothing. Raises InvalidInput."""
    said = text.strip()
    if said and said not in tuple("12345"):
        raise InvalidInput("A guess is 1, 2, 3, 4 or 5.", hint="5 is very awkward; leave it empty for none.")
    return int(said) if said else None


def read_feeling(text: str) -> int | None:
    """Read how it felt, 1 to 5, or nothing. Raises InvalidInput."""
    said = text.strip()
    if not said:
        return None
    if said not in tuple("12345"):
        raise InvalidInput("A feeling is 1, 2, 3, 4 or 5.", hint="5 felt best; leave it empty for 3.")
    return int(said)


def read_step(text: str, today: date, day_first: bool | None = None) -> NextStepDraft | None:
    """Read a next step: a day and what; without a day it is a week from today. Raises InvalidInput."""
    if not text.strip():
        return None
    due_on, what = read_due(text, today, day_first)
    return NextStepDraft(what, due_on or today + timedelta(days=NEXT_STEP_DAYS))


def read_promises(
    text: str, today: date, day_first: bool | None = None, *, is_mine: bool
) -> tuple[PromiseDraft, ...]:
    """Read promises, parted by semicolons, each with a day where one is named. Raises InvalidInput."""
    promises = []
    for part in _parts(text):
        due_on, what = read_due(part, today, day_first)
        if not what:
            raise InvalidInput("The promise says when, and not what.", hint="Write what was promised.")
        promises.append(PromiseDraft(what, is_mine, due_on))
    return tuple(promises)


def read_due(text: str, today: date, day_first: bool | None = None) -> tuple[date | None, str]:
    """Split a text into the day it begins with, or ends with after "by", and the rest.

    ``day_first`` is the configured date order for 12/5; None refuses it.
    Raises InvalidInput for words that look like a day and are none, and for a day that has gone by.
    """
    words = clean(text, one_line=True).split()
    found = match_date(words, 0, today, Tense.FUTURE, day_first) if words else None
    day, rest = (found.day, words[found.words :]) if found else (None, words)
    if found is not None and found.day is None:
        raise InvalidInput(f"{found.refusal}.", hint="Write it like fri, 2w or 14may.")
    if found is None:
        for at in range(len(words) - 1):
            is_by = words[at].casefold() == "by"
            last = match_date(words, at + 1, today, Tense.FUTURE, day_first) if is_by else None
            if last and at + 1 + last.words == len(words):
                if last.day is None:
                    raise InvalidInput(f"{last.refusal}.", hint="Write it like by fri, by 2w or by 14may.")
                day, rest = last.day, words[:at]
    if day is not None and day < today:
        raise InvalidInput(f"{say(day, today)} has gone by.", hint="Give today or a later day.")
    return day, " ".join(rest)


def _value(part: str, way: Way) -> Value:
    word, colon, note = part.partition(":")
    kind = kind_named(word) if colon and note.strip() else None
    return Value(way, note.strip(), kind) if kind else Value(way, part, value_kind(part))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in clean(text, one_line=True).split(";") if part.strip()]
