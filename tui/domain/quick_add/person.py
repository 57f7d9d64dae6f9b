"""Reading a new person: the name, how to reach them, how you met, and how often to be in touch."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct, field

from tui.domain.dates.parts import can_exist, read_day_month
from tui.domain.errors import InvalidInput
from tui.domain.quick_add.parsed import LineKind, Parsed, Part
from tui.domain.quick_add.people import PersonMatch, name_of_handle
from tui.domain.quick_add.reading import Reading, several
from tui.domain.quick_add.tokens import Sigil, Word
from tui.domain.records.contact import (
    ContactDraft,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
    fold,
    valid_name,
)
from tui.domain.records.contact_points import point_key
from tui.domain.rhythms.rhythm import parse_rhythm

_EMAIL = re.compile(r"[^@\s\"<>]+@[^@\s\"<>.]+(?:\.[^@\s\"<>.]+)+")
_URL = re.compile(r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)
_PROFILE_HOSTS = {
    "linkedin.com": "linkedin",
    "x.com": "x",
    "twitter.com": "x",
    "instagram.com": "instagram",
    "github.com": "github",
}
_PHONE_PART = re.compile(r"[0-9()/.\-]+")
_DAY_OF_YEAR = re.compile(r"(?:(?P<y>[0-9]{4})-|--)?(?P<m>[0-9]{2})-(?P<d>[0-9]{2})")
_TEXT_KEYS = {
    "met": ("met_at", Part.MET),
    "at": ("met_at", Part.MET),
    "org": ("organisation", Part.ORGANISATION),
    "role": ("role", Part.ROLE),
    "loc": ("place", Part.PLACE),
    "tz": ("time_zone", Part.TIME_ZONE),
}
_POINT_KEYS = {"email": PointKind.EMAIL, "url": PointKind.URL, "tel": PointKind.PHONE}


class _Facts(Struct):
    """What the line said of the person."""

    name: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    points: list[ContactPoint] = field(default_factory=list)
    via: PersonMatch | None = None
    rhythm_days: int | None = None
    birthday: KeyDate | None = None


def read_person(r: Reading) -> Parsed:
    """Read the words of a line that adds a person."""
    facts = _Facts()
    i = _name(r, facts)
    while i < len(r.words):
        i += _field(r, facts, i)
    return _parsed(r, facts)


def _name(r: Reading, facts: _Facts) -> int:
    """The name is the run of words before the first sigil, key, address or link."""
    for i, word in enumerate(r.words):
        if i == 0 and word.sigil is Sigil.AT:
            found = r.ground.people.named(word.value)
            facts.name.append(found[0].name if len(found) == 1 else name_of_handle(word.value))
        elif word.sigil is Sigil.PLAIN and (word.is_literal or not _address(word)):
            facts.name.append(_unquoted(word.text))
        else:
            return i
        r.mark(Part.NAME, word)
    return len(r.words)


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == '"' else text


def _address(word: Word) -> ContactPoint | None:
    """Tell an e-mail address or a link from a word of a name."""
    value = word.text.rstrip(",;")
    if _EMAIL.fullmatch(value):
        return ContactPoint(PointKind.EMAIL, value)
    return _link(value) if _URL.fullmatch(value) else None


def _link(value: str) -> ContactPoint:
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", value.casefold()).split("/", 1)[0]
    for known, platform in _PROFILE_HOSTS.items():
        if host == known or host.endswith("." + known):
            return ContactPoint(PointKind.PROFILE, value, platform=platform)
    return ContactPoint(PointKind.URL, value)


def _field(r: Reading, facts: _Facts, i: int) -> int:
    """Read one field at ``i``, or keep the word as a note; gives how many words it took."""
    word = r.words[i]
    if word.sigil is Sigil.NEXT and not r.has_next:
        return r.take_next(i)
    if word.sigil is Sigil.TAG:
        r.take_tag(word)
        return 1
    if word.sigil is Sigil.RHYTHM and facts.rhythm_days is None:
        return _rhythm(r, facts, word)
    if word.sigil is Sigil.PAIR and (taken := _pair(r, facts, i)):
        return taken
    if word.is_plain and (point := _address(word)):
        facts.points.append(point)
        r.mark(Part.POINT, word)
        return 1
    r.take_note(word)
    return 1


def _rhythm(r: Reading, facts: _Facts, word: Word) -> int:
    r.mark(Part.RHYTHM, word)
    try:
        facts.rhythm_days = parse_rhythm(word.value)
    except InvalidInput as error:
        r.object_to(f"{error.title.rstrip('.')} - write it like ~6w, ~monthly or ~none", word)
    return 1


def _pair(r: Reading, facts: _Facts, i: int) -> int:
    word = r.words[i]
    if word.key in _TEXT_KEYS:
        field_name, part = _TEXT_KEYS[word.key]
        if field_name in facts.texts:
            return 0
        facts.texts[field_name] = word.value
        r.mark(part, word)
        r.check_length(part, word.value)
        return 1
    if word.key in _POINT_KEYS:
        return _point(r, facts, i)
    read: Callable[[Reading, _Facts, Word], bool] = _via if word.key == "via" else _birthday
    return int(read(r, facts, word))


def _point(r: Reading, facts: _Facts, i: int) -> int:
    word = r.words[i]
    kind, value, taken = _POINT_KEYS[word.key], word.value, 1
    if kind is PointKind.PHONE:
        for more in r.words[i + 1 :]:
            if not more.is_plain or not _PHONE_PART.fullmatch(more.text):
                break
            value, taken = f"{value} {more.text}", taken + 1
    facts.points.append(_link(value) if kind is PointKind.URL else ContactPoint(kind, value))
    r.mark(Part.POINT, *r.words[i : i + taken])
    r.check_length(Part.POINT, value)
    return taken


def _via(r: Reading, facts: _Facts, word: Word) -> bool:
    """Through whom we met: someone already in the book."""
    if facts.via is not None:
        return False
    r.mark(Part.VIA, word)
    handle = word.value.removeprefix("@")
    found = r.ground.people.named(handle) if handle else ()
    if len(found) == 1:
        facts.via = found[0]
    elif found:
        r.problems.append(several(word, found, handle))
    else:
        r.object_to(f'no "{handle}" yet - add them first, or say it without via:', word)
    return True


def _birthday(r: Reading, facts: _Facts, word: Word) -> bool:
    """A day of the year, with the year of birth where it is known."""
    if facts.birthday is not None:
        return False
    r.mark(Part.BIRTHDAY, word)
    month = day = 0
    year: int | None = None
    if found := _DAY_OF_YEAR.fullmatch(word.value):
        month, day, year = int(found["m"]), int(found["d"]), int(found["y"]) if found["y"] else None
    elif (named := read_day_month(word.value.casefold().split())) and named.words == len(word.value.split()):
        month, day, year = named.month, named.day, named.year
    is_leap_day_wrong = (month, day) == (2, 29) and year is not None and not can_exist(2, 29, year)
    if not month or not can_exist(month, day) or is_leap_day_wrong:
        r.object_to(f'"{word.value}" is not a birthday - write it like 05-14, 14may or 1990-05-14', word)
    elif year is not None and not 1 <= year <= r.ground.today.year:
        r.object_to(f'"{word.value}" is a birthday in the future', word)
    else:
        facts.birthday = KeyDate(KeyDateKind.BIRTHDAY, month, day, year)
    return True


def _parsed(r: Reading, facts: _Facts) -> Parsed:
    note = " ".join(r.note).strip()
    r.check_length(Part.NOTE, note)
    draft = ContactDraft(
        name=_checked_name(r, " ".join(facts.name)),
        organisation=facts.texts.get("organisation", ""),
        role=facts.texts.get("role", ""),
        place=facts.texts.get("place", ""),
        time_zone=facts.texts.get("time_zone", ""),
        notes=note,
        met_at=facts.texts.get("met_at", ""),
        met_via=facts.via.id if facts.via else None,
        rhythm_days=facts.rhythm_days,
        points=_once(facts.points),
        tags=tuple(r.tags.values()),
        key_dates=(facts.birthday,) if facts.birthday else (),
    )
    existing = r.ground.people.exact(draft.name) if draft.name else None
    if existing is not None:
        r.object_to(f"{existing.name} is already here - Enter opens them", *_name_words(r), blocking=False)
    return Parsed(
        line=r.line,
        kind=LineKind.PERSON,
        today=r.ground.today,
        person=draft,
        existing=existing,
        via=facts.via,
        note=note,
        next_step=r.next_step,
        problems=tuple(r.problems),
    )


def _once(points: Sequence[ContactPoint]) -> tuple[ContactPoint, ...]:
    """Leave out an address that was named before in other letters or spaces."""
    known: dict[str, ContactPoint] = {}
    for point in points:
        key = point_key(point)
        known.setdefault(key + fold(point.value) if key.endswith(":") else key, point)
    return tuple(known.values())


def _checked_name(r: Reading, name: str) -> str:
    if not name.strip():
        r.object_to("who? type a name")
        return ""
    try:
        return valid_name(name)
    except InvalidInput as error:
        r.object_to(error.title.rstrip("."), *_name_words(r))
        return ""


def _name_words(r: Reading) -> list[Word]:
    stretches = set(r.stretches.get(Part.NAME, ()))
    return [word for word in r.words if (word.start, word.end) in stretches]
