"""The invented people of the demo book, read from their file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources

from msgspec import Struct

from tui.domain.records.contact import ContactPoint, PointKind
from tui.domain.records.interaction import Channel, Value, ValueKind, Way

_WAYS = {"gave": Way.GIVEN, "got": Way.RECEIVED, "asked": Way.ASKED}
_PROFILES = {
    "linkedin": "https://www.linkedin.com/in/{}",
    "github": "https://github.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "mastodon": "{}",
}


class Talk(Struct, frozen=True):
    """What one interaction was about."""

    channel: Channel
    said: str
    minutes: int | None = None
    value: Value | None = None


class StoryPerson(Struct, frozen=True):
    """One invented person; every number of days is counted from today."""

    name: str
    circle: str
    talks: tuple[Talk, ...]
    """The latest first."""
    points: tuple[ContactPoint, ...]
    facts: Mapping[str, str]
    """organisation, role, place, zone, said, likes, notes, ladder: whatever the file says of them."""
    days: Mapping[str, int]
    """rhythm, last, birthday_in, snooze_for, first_due_in, met_years_in: whatever applies."""
    known: tuple[str, ...] = ()
    """Facts, interests and questions, a line each."""
    positions: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    met_ago: int | None = None
    met_at: str = ""
    met_via: str = ""
    is_starred: bool = False
    is_resting: bool = False
    rest: tuple[int, int] | None = None
    """Resting since so many days, back in so many."""
    owes: tuple[str, int, int] | None = None
    """My promise to them: text, days since it was made, days late."""
    owed: tuple[str, int] | None = None
    """Their promise to me: text, days since it was made."""
    next_step: tuple[str, int] | None = None
    """Text, and in how many days."""
    wrote: tuple[int, Talk] | None = None
    """So many days ago they wrote, and nothing has gone back since."""


class Story(Struct, frozen=True):
    """The whole demo book before it is given dates."""

    people: tuple[StoryPerson, ...]
    common: tuple[Talk, ...]
    """What may be said with anybody."""
    inbound: tuple[Talk, ...]
    """What anybody may write first."""


def read_story() -> Story:
    """Read the people that come with the program."""
    text = resources.files("tui").joinpath("data", "demo.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return Story(
        people=tuple(_person(entry) for entry in found["person"]),
        common=tuple(_talk(line) for line in found["common"]),
        inbound=tuple(_talk(line) for line in found["inbound"]),
    )


def _person(entry: Mapping[str, object]) -> StoryPerson:
    met = _table(entry, "met")
    rest, owes, owed = _table(entry, "rest"), _table(entry, "owes"), _table(entry, "owed")
    step, wrote = _table(entry, "next_step"), _table(entry, "wrote")
    return StoryPerson(
        name=str(entry["name"]),
        circle=str(entry["circle"]),
        talks=tuple(_talk(line) for line in _texts(entry, "talks")),
        points=tuple(_point(line) for line in _texts(entry, "points")),
        facts={key: value for key, value in entry.items() if isinstance(value, str)},
        days={key: value for key, value in entry.items() if type(value) is int},
        known=_texts(entry, "known"),
        positions=_texts(entry, "positions"),
        related=_texts(entry, "related"),
        aliases=_texts(entry, "aliases"),
        tags=_texts(entry, "tags"),
        met_ago=_number(met, "ago") if "ago" in met else None,
        met_at=str(met.get("at", "")),
        met_via=str(met.get("via", "")),
        is_starred=bool(entry.get("is_starred")),
        is_resting=bool(entry.get("is_resting")),
        rest=(_number(rest, "since"), _number(rest, "back_in")) if rest else None,
        owes=(str(owes["text"]), _number(owes, "made"), _number(owes, "late")) if owes else None,
        owed=(str(owed["text"]), _number(owed, "made")) if owed else None,
        next_step=(str(step["text"]), _number(step, "in_days")) if step else None,
        wrote=(_number(wrote, "ago"), _talk(str(wrote["talk"]))) if wrote else None,
    )


def _talk(line: str) -> Talk:
    """Read ``channel [minutes] | what was said | gave, got or asked, a kind, and what it was``."""
    how, said, *more = (part.strip() for part in line.split("|"))
    channel, _, minutes = how.partition(" ")
    value = None
    if more:
        way, kind, note = more[0].split(" ", 2)
        value = Value(_WAYS[way], note, ValueKind(kind))
    return Talk(Channel(channel), said, int(minutes) if minutes else None, value)


def _point(line: str) -> ContactPoint:
    kind, _, value = line.partition(" ")
    if kind in _PROFILES:
        return ContactPoint(PointKind.PROFILE, _PROFILES[kind].format(value), platform=kind)
    return ContactPoint(PointKind(kind), value)


def _table(entry: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = entry.get(key, {})
    if not isinstance(found, dict):
        raise TypeError(f"{key} of {entry['name']} is not a table")
    return found


def _texts(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = entry.get(key, [])
    if not isinstance(found, list):
        raise TypeError(f"{key} of {entry['name']} is not a list")
    return tuple(str(each) for each in found)


def _number(table: Mapping[str, object], key: str) -> int:
    found = table[key]
    if not isinstance(found, int):
        raise TypeError(f"{key} is not a whole number")
    return found
