"""Lines of the editing screen, both ways: a position, a way to reach somebody, a day, as one line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from tui.domain.dates import parts
from tui.domain.dates.partial import read_partial, say_partial
from tui.domain.dates.spans import SHORT_MONTHS
from tui.domain.editing.fields import FieldRefused, lines_of
from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import ContactPoint, KeyDate, KeyDateKind, PointKind, fold
from tui.domain.records.contact_fields import ContactField
from tui.domain.records.contact_points import profile_of, profile_point
from tui.domain.records.interaction import Channel
from tui.domain.records.knowing import CustomField, Position
from tui.domain.records.known import PREFERRED
from tui.domain.text import clean

Item = TypeVar("Item")

EARLIEST_YEAR = 1000
"""People of long ago are remembered too."""

_LABELLED = re.compile(r"(?P<label>[^:/@]{1,60}):\s+(?P<value>\S.*)")
_MONTH = "|".join(sorted(parts.MONTH_NUMBER, key=len, reverse=True))
_WHEN = rf"(?:[0-9]{{1,2}}\s+)?(?:{_MONTH})\s+[0-9]{{4}}|[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?(?![0-9])"
_YEARS = re.compile(
    rf"(?P<what>.*?)[\s,(]*\b(?:(?:from|since)\s+)?(?P<first>{_WHEN})?"
    rf"\s*(?P<dash>-|\u2013|\bto\b|\buntil\b)\s*(?P<last>{_WHEN}|now|today)?\)?",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"(?P<what>.*?)[\s,(]+(?:(?:from|since)\s+)?(?P<first>{_WHEN})\)?", re.IGNORECASE)
_YEARLESS = re.compile(r"-{0,2}(?P<a>[0-9]{1,2})[-/.](?P<b>[0-9]{1,2})\.?")
_ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})")
_NUMERIC = re.compile(r"(?P<a>[0-9]{1,2})[/.](?P<b>[0-9]{1,2})[/.](?P<y>[0-9]{4})")
_PAGES = {
    "linkedin": "https://www.linkedin.com/in/{}",
    "github": "https://github.com/{}",
    "x": "https://x.com/{}",
    "twitter": "https://x.com/{}",
    "instagram": "https://www.instagram.com/{}",
}


def read_lines(field: ContactField, text: str, read: Callable[[str], Item]) -> list[Item]:
    """Read each line that says something; raises FieldRefused naming the line."""
    found = []
    for number, line in enumerate(text.splitlines()):
        if line.strip():
            try:
                found.append(read(line.strip()))
            except RapportError as why:
                raise FieldRefused(field, why, number) from why
    return found


def labelled(text: str) -> tuple[str, str]:
    """Split ``work: maya@ex.org`` into label and value; without a label it is all value."""
    found = _LABELLED.fullmatch(text.strip())
    return (found["label"].strip(), found["value"].strip()) if found else ("", text.strip())


# Ways to reach somebody


def say_point(point: ContactPoint) -> str:
    """Give a contact point as one line: ``work: maya@ex.org``."""
    value = ", ".join(lines_of(point.value)) or point.value
    return f"{point.label}: {value}" if point.label and not set(point.label) & set(":/@") else value


def read_points(
    field: ContactField, text: str, kinds: Sequence[PointKind], there: Iterable[ContactPoint]
) -> list[ContactPoint]:
    """Read the contact points of a field; a line that was not touched gives its point unchanged.

    Raises FieldRefused.
    """
    known = {say_point(point): point for point in there if point.kind in kinds}
    return read_lines(field, text, lambda line: known.get(line) or _read_point(kinds[0], line))


def _read_point(kind: PointKind, line: str) -> ContactPoint:
    label, value = labelled(clean(line, one_line=True))
    if kind is PointKind.EMAIL:
        return _read_email(label, value)
    if kind is PointKind.PHONE:
        if not any(char.isdigit() for char in value):
            raise InvalidInput(f'"{value}" has no digits.', hint="Write it like +351 912 345 678.")
        return ContactPoint(kind, value, label)
    if kind is PointKind.ADDRESS:
        return ContactPoint(kind, value, label)
    return _read_online(label, value)


def _read_email(label: str, value: str) -> ContactPoint:
    bare = value.removeprefix("mailto:").strip("<>")
    name, at, host = bare.rpartition("@")
    if not (name and at and host) or " " in bare:
        raise InvalidInput(f'"{value}" is no e-mail address.', hint="Write it like maya@example.org.")
    return ContactPoint(PointKind.EMAIL, bare, label)


def _read_online(label: str, value: str) -> ContactPoint:
    page = _PAGES.get(fold(label))
    if page and profile_of(value) is None and re.fullmatch(r"@?[\w.-]+", value):
        return profile_point(page.format(value.removeprefix("@")))
    if " " in value or "." not in value:
        raise InvalidInput(
            f'"{value}" is no web address.',
            hint="Write linkedin.com/in/maya, @maya@server.org or github: maya.",
        )
    point = profile_point(value, label)
    return (
        ContactPoint(point.kind, point.value, "", point.platform) if fold(label) == point.platform else point
    )


def read_channel(text: str) -> str:
    """Read the channel they like best, as its stored word. Raises InvalidInput."""
    said = fold(text).replace("-", " ").replace("_", " ")
    if not said:
        return ""
    same = {"mail": "email", "e mail": "email", "phone": "call", "visit": "in person", "voice": "voice note"}
    wanted = same.get(said, said)
    for channel in PREFERRED:
        if channel.words == wanted:
            return channel.value
    raise InvalidInput(
        f'"{text.strip()}" is not a channel.', hint=f"One of {', '.join(each.words for each in PREFERRED)}."
    )


def say_channel(stored: str) -> str:
    """Return the channel somebody likes best as it is written."""
    return Channel(stored).words if stored else ""


# Positions and fields of one's own


def say_position(position: Position) -> str:
    """Return a position as one line: ``CTO, Trailblaze 2019-2023``."""
    what = ", ".join(part for part in (position.role, position.organisation) if part)
    first, last = (say_partial(each) for each in (position.from_when, position.to_when))
    if not first and not last:
        return what
    if not last:
        return f"{what} since {first}"
    return f"{what} {first}-{last}" if first else f"{what} until {last}"


def read_position(line: str) -> Position:
    """Read ``CTO, Trailblaze 2019-2023``, ``Designer, Acme since may 2021``, ``Trailblaze``.

    What stands before the first comma is the role; without a comma all of it is the organisation.
    Raises InvalidInput.
    """
    text = " ".join(clean(line, one_line=True).split())
    found = _YEARS.fullmatch(text)
    if found and (found["first"] or found["last"]):
        last = "" if (found["last"] or "").casefold() in ("now", "today") else found["last"] or ""
        what, first = found["what"], found["first"] or ""
    elif since := _SINCE.fullmatch(text):
        what, first, last = since["what"], since["first"], ""
    else:
        what, first, last = text, "", ""
    before, comma, after = what.strip(" ,(").partition(",")
    role, organisation = (before.strip(), after.strip()) if comma else ("", before.strip())
    if not role and not organisation:
        raise InvalidInput(
            "A position needs a role or an organisation.", hint="Write CTO, Trailblaze 2019-2023."
        )
    return Position(organisation, role, read_partial(first), read_partial(last))


def say_custom(field: CustomField) -> str:
    """Return a field of one's own as one line."""
    return f"{field.label}: {field.value}"


def read_custom(line: str) -> CustomField:
    """Read ``Label: value``. Raises InvalidInput."""
    label, colon, value = (part.strip() for part in clean(line, one_line=True).partition(":"))
    if not (label and colon and value):
        raise InvalidInput(f'"{line}" needs a label and a value.', hint="Write T-shirt: M.")
    return CustomField(label, value)


# Days of the year


def say_day(key_date: KeyDate) -> str:
    """Return a day of the year, with its year where it is known: ``2 May 1985``."""
    year = f" {key_date.year}" if key_date.year else ""
    return f"{key_date.day} {SHORT_MONTHS[key_date.month - 1]}{year}"


def say_key_date(key_date: KeyDate) -> str:
    """Return a key date as one line: ``wedding: 12 Jun 2015``."""
    name = key_date.label or key_date.kind.value
    return f"{name}: {say_day(key_date)}"


def read_key_date(line: str, day_first: bool | None = None) -> KeyDate:
    """Read ``wedding: 12 june 2015``; what is called anniversary or birthday is one. Raises InvalidInput."""
    label, value = labelled(clean(line, one_line=True))
    if not label:
        raise InvalidInput(f'"{line}" needs a name for the day.', hint="Write wedding: 12 june 2015.")
    month, day, year = read_day_of_year(value, day_first)
    known = {each.value: each for each in (KeyDateKind.BIRTHDAY, KeyDateKind.ANNIVERSARY)}
    kind = known.get(fold(label), KeyDateKind.OTHER)
    return KeyDate(kind, month, day, year, "" if kind is not KeyDateKind.OTHER else label)


def read_day_of_year(text: str, day_first: bool | None = None) -> tuple[int, int, int | None]:
    """Read ``2 may``, ``may 2``, ``2 may 1985``, ``1985-05-02``, ``02-05``: month, day, and the year if any.

    Of two numbers the one above 12 is the day; ``day_first`` is the date order the person has set, and
    without it two that could be either are refused. Raises InvalidInput.
    """
    said = " ".join(text.casefold().replace(",", " ").split())
    if iso := _ISO.fullmatch(said):
        return _existing(text, int(iso["m"]), int(iso["d"]), int(iso["y"]))
    numeric = _NUMERIC.fullmatch(said)
    yearless = None if numeric else _YEARLESS.fullmatch(said)
    if found := numeric or yearless:
        a, b = int(found["a"]), int(found["b"])
        month, day = (a, b) if said.startswith("--") else _in_order(text, a, b, day_first)
        return _existing(text, month, day, int(found["y"]) if numeric else None)
    named = parts.read_day_month(said.split())
    if named is None or named.words != len(said.split()) or not named.month:
        raise InvalidInput(f'"{text.strip()}" is not a day of the year.', hint="Write 2 may, or 1985-05-02.")
    return _existing(text, named.month, named.day, named.year)


def _in_order(text: str, a: int, b: int, day_first: bool | None) -> tuple[int, int]:
    """Return month and day of two numbers."""
    if a > 12 or (day_first and b <= 12) or a == b:
        return b, a
    if b > 12 or day_first is False:
        return a, b
    raise InvalidInput(f'"{text.strip()}" {parts.both_readings(a, b)}.')


def _existing(text: str, month: int, day: int, year: int | None) -> tuple[int, int, int | None]:
    is_year = year is None or EARLIEST_YEAR <= year <= parts.LAST_YEAR
    if not (is_year and 1 <= month <= 12 and parts.can_exist(month, day, year or 2024)):
        raise InvalidInput(f'"{text.strip()}" is not a day that exists.', hint="Write 2 may, or 1985-05-02.")
    return month, day, year
