"""From one contact of a Monica export to what the book can hold of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tui.domain.records.contact import (
    FIELD_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    ContactDraft,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    Ladder,
    PointKind,
)
from tui.domain.records.contact_points import profile_point
from tui.domain.rhythms.rhythm import LONGEST_RHYTHM
from tui.formats.history import moment
from tui.formats.json.node import Node
from tui.formats.result import ReadProblem, problem

Entries = Sequence[tuple[str, Node]]
"""What hangs on a contact: kind in the singular, and the entry."""

_MAIL, _PHONE = "email", "phone"


def full_name_of(entry: Node) -> str:
    """Give a contact's full name as the export spells it."""
    of = entry["properties"]
    parts = (of[key].line for key in ("first_name", "middle_name", "last_name"))
    return " ".join(part for part in parts if part) or of["nickname"].line


def contact_draft(
    entry: Node, parts: Entries, types: Mapping[str, Node], line: int, problems: list[ReadProblem]
) -> ContactDraft | None:
    """Return the contact, or None where nothing could serve as a name.

    ``types`` are the kinds of contact field by their identity; ``line`` is where the contact begins.
    """
    of = entry["properties"]
    name = full_name_of(entry)
    if not name:
        return None
    if len(name) > NAME_LIMIT:
        problems.append(problem(line, f"The name is longer than {NAME_LIMIT} characters and was cut.", name))
    days, unplaced = _dates(of, parts, line, problems)
    addresses = [part["properties"] for kind, part in parts if kind == "address"]
    notes = [*_described(of), *unplaced, *_things(parts)]
    nickname = of["nickname"].line
    met = moment(of["first_met_date"]["date"].line)
    towns = (each[key].line for each in addresses for key in ("city", "province", "country"))
    return ContactDraft(
        name=name[:NAME_LIMIT].rstrip(),
        aliases=(nickname[:FIELD_LIMIT],) if nickname not in ("", name) else (),
        organisation=of["company"].line[:FIELD_LIMIT],
        role=of["job"].line[:FIELD_LIMIT],
        place=next((town for town in towns if town), "")[:FIELD_LIMIT],
        notes="\n".join(notes)[:NOTE_LIMIT],
        met_on=met[0] if met else None,
        rhythm_days=_rhythm(of["stay_in_touch_frequency"]),
        ladder=Ladder.NONE,
        is_starred=of["is_starred"].is_true,
        is_archived=of["is_active"].value is False,
        is_deceased=of["is_dead"].is_true or bool(of["deceased_date"]["date"].text),
        points=tuple(dict.fromkeys([*_fields(parts, types), *_addresses(addresses)])),
        tags=tuple(dict.fromkeys(tag for each in of["tags"] if (tag := (each.line or each["name"].line)))),
        key_dates=days,
        uid=entry["uuid"].line,
        source_line=line,
    )


def _rhythm(frequency: Node) -> int | None:
    """Return the days between two times in touch; 0 and nothing say none was chosen."""
    days = frequency.number
    return min(days, LONGEST_RHYTHM) if days else None


def _described(of: Node) -> Iterator[str]:
    if of["description"].text:
        yield of["description"].text
    if of["food_preferences"].text:
        yield f"Food: {of['food_preferences'].text}"
    if of["first_met_additional_info"].text:
        yield f"How you met: {of['first_met_additional_info'].text}"
    died = moment(of["deceased_date"]["date"].line)
    if died:
        yield f"Died: {died[0]}"


def _fields(parts: Entries, types: Mapping[str, Node]) -> Iterator[ContactPoint]:
    for kind, part in parts:
        if kind != "contactfield":
            continue
        value = part["properties"]["data"].line[:FIELD_LIMIT]
        of = types.get(part["properties"]["type"].line, Node(None))
        said = of["type"].line.casefold() or of["name"].line.casefold()
        if not value:
            continue
        if said == _MAIL or (not said and "@" in value):
            yield ContactPoint(PointKind.EMAIL, value)
        elif said == _PHONE:
            yield ContactPoint(PointKind.PHONE, value)
        elif "://" in value or value.startswith("www."):
            yield profile_point(value, of["name"].line[:FIELD_LIMIT])
        else:
            yield ContactPoint(PointKind.PROFILE, value, platform=of["name"].line.casefold()[:FIELD_LIMIT])


def _addresses(addresses: Iterable[Node]) -> Iterator[ContactPoint]:
    for each in addresses:
        area = " ".join(part for key in ("province", "postal_code") if (part := each[key].line))
        parts = (each["street"].line, each["city"].line, area, each["country"].line)
        if each["street"].line:
            value = ", ".join(part for part in parts if part)
            label = each["name"].line
            label = label.lower() if label.lower() in ("home", "work") else label
            yield ContactPoint(PointKind.ADDRESS, value[:FIELD_LIMIT], label[:FIELD_LIMIT])


def _dates(
    of: Node, parts: Entries, line: int, problems: list[ReadProblem]
) -> tuple[tuple[KeyDate, ...], list[str]]:
    """Return the yearly dates, and as notes the reminders that do not return every year."""
    days: list[KeyDate] = []
    unplaced: list[str] = []
    born = moment(of["birthdate"]["date"].line)
    if born and of["birthdate"]["is_age_based"].is_true:
        unplaced.append(f"Born about {born[0].year}")
    elif born:
        year = None if of["birthdate"]["is_year_unknown"].is_true else born[0].year
        days.append(KeyDate(KeyDateKind.BIRTHDAY, born[0].month, born[0].day, year))
    for kind, part in parts:
        if kind != "reminder" or part["properties"]["inactive"].is_true:
            continue
        reminder = part["properties"]
        title, first = reminder["title"].line[:NAME_LIMIT], moment(reminder["initial_date"].line)
        if first is None:
            problems.append(problem(line, "This reminder has no readable date; it was left out.", title))
        elif reminder["frequency_type"].line != "year" or (reminder["frequency_number"].number or 1) != 1:
            unplaced.append(f"Reminder {first[0]} ({_often(reminder)}): {title}")
        elif all((first[0].month, first[0].day) != (day.month, day.day) for day in days):
            days.append(KeyDate(KeyDateKind.OTHER, first[0].month, first[0].day, None, title))
    return tuple(dict.fromkeys(days)), unplaced


def _often(reminder: Node) -> str:
    unit, count = reminder["frequency_type"].line.replace("_", " "), reminder["frequency_number"].number or 1
    return unit if unit == "one time" or not unit else f"every {count} {unit}{'s' if count > 1 else ''}"


def _things(parts: Entries) -> Iterator[str]:
    """Yield what the book has no place of its own for, one line each."""
    for kind, part in parts:
        of = part["properties"]
        if kind == "pet":
            yield f"Pet: {of['name'].line or of['category'].line} ({of['category'].line})"
        elif kind == "task" and not of["completed"].is_true:
            yield f"To do: {_said(of, 'title', 'description')}"
        elif kind == "gift":
            when = moment(of["date"].line)
            status = ", ".join(text for text in (of["status"].line, str(when[0]) if when else "") if text)
            yield f"Gift ({status}): {_said(of, 'name', 'comment', 'url')}"
        elif kind == "debt":
            owes = "you owe them" if of["in_debt"].is_true else "they owe you"
            yield f"Debt ({owes}): {of['amount'].line} {of['currency'].line} {of['reason'].line}".rstrip()
        elif kind == "lifeevent":
            when = moment(of["happened_at"].line)
            yield f"{when[0] if when else 'Once'}: {_said(of, 'name', 'note')}"


def _said(of: Node, *keys: str) -> str:
    return ", ".join(text for key in keys if (text := of[key].line))
