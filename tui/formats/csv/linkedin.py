"""Reading LinkedIn's Connections.csv, in all the shapes it has had and as Excel saves it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import FIELD_LIMIT, NAME_LIMIT, ContactDraft, ContactPoint, Ladder, PointKind
from tui.domain.records.contact_points import profile_point
from tui.domain.text import clean
from tui.formats.csv.rows import Header, Row, find_header, rows_after
from tui.formats.decode import NOTHING_WRITTEN, decode
from tui.formats.result import TOLD_EVERY, CardRead, ReadProblem, ReadResult, Told, problem

MET_AT = "LinkedIn"
CONNECTION_COLUMNS = (
    frozenset({"first name", "last name", "connected on"}),
    frozenset({"first name", "last name", "url", "company", "position"}),
)
"""Columns by which the file is known; others may stand anywhere among them."""

_SHORT_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTHS = {_SHORT_MONTHS[3 * i : 3 * i + 3]: i + 1 for i in range(12)}
"""Always English, whatever the person's language; told by three letters."""
_WORDED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?:,? .*)?")


def read_linkedin(data: bytes, encoding: str | None = None, told: Told | None = None) -> ReadResult:
    """Read the connections of a LinkedIn export; ``told`` hears how far it is.

    ``Connected On`` becomes the day they were met; no newcomer is put on the ladder, so an import
    does not flood Today. Raises InvalidInput where the file is not text or has no such header.
    """
    text = decode(data, encoding)
    header = find_header(text, CONNECTION_COLUMNS)
    if header is None:
        raise InvalidInput(
            "This is not LinkedIn's Connections.csv: no row names First Name, Last Name and Connected On.",
            NOTHING_WRITTEN,
            "Ask LinkedIn for a copy of your data, and import the Connections.csv inside it.",
        )
    found = [item for item in rows_after(text, header) if isinstance(item, ReadProblem) or not item.is_blank]
    day_first = _is_day_first([header.cell(row, "connected on") for row in found if isinstance(row, Row)])
    cards: list[CardRead] = []
    problems: list[ReadProblem] = []
    for done, item in enumerate(found):
        if told and done % TOLD_EVERY == 0:
            told(done, len(found))
        if isinstance(item, ReadProblem):
            problems.append(item)
        elif card := _card(item, header, day_first, problems):
            cards.append(card)
    return ReadResult(tuple(cards), len(found), tuple(problems))


def connected_on(text: str, *, day_first: bool = False) -> date | None:
    """Return the day of a ``Connected On`` cell, or None where it is none.

    ``12 Mar 2024`` as LinkedIn writes it, ``7-Feb-22`` and ``10/15/2023`` as Excel does, and ISO;
    ``day_first`` settles ``3/4/2023``.
    """
    try:
        if match := _WORDED.fullmatch(text):
            return date(_year(match[3]), _MONTHS[match[2][:3].lower()], int(match[1]))
        if match := _SLASHED.fullmatch(text):
            first, second = int(match[1]), int(match[2])
            month, day = (second, first) if first > 12 or (day_first and second <= 12) else (first, second)
            return date(_year(match[3]), month, day)
        return date.fromisoformat(text[:10])
    except (KeyError, ValueError):
        return None


def _card(row: Row, header: Header, day_first: bool, problems: list[ReadProblem]) -> CardRead | None:
    first, last, url, email, company, position = (
        clean(header.cell(row, *names), one_line=True).strip()
        for names in (
            ("first name",),
            ("last name",),
            ("url", "profile url"),
            ("email address", "email", "e-mail address"),
            ("company", "organization"),
            ("position", "title"),
        )
    )
    raw = ",".join(row.cells)
    name = " ".join(part for part in (*first.split(), *last.split()) if part) or email
    if not name:
        problems.append(problem(row.line, "This row names nobody; it was left out.", raw))
        return None
    if len(name) > NAME_LIMIT:
        problems.append(
            problem(row.line, f"The name is longer than {NAME_LIMIT} characters and was cut.", name)
        )
    cell = header.cell(row, "connected on")
    met_on = connected_on(cell, day_first=day_first) if cell else None
    if cell and met_on is None:
        problems.append(
            problem(row.line, "The day of connecting is not a date; the contact was read without it.", cell)
        )
    points = [ContactPoint(PointKind.EMAIL, email[:FIELD_LIMIT])] if email else []
    if url:
        points.append(profile_point(url[:FIELD_LIMIT]))
    draft = ContactDraft(
        name=name[:NAME_LIMIT].rstrip(),
        organisation=company[:FIELD_LIMIT],
        role=position[:FIELD_LIMIT],
        met_on=met_on,
        met_at=MET_AT,
        ladder=Ladder.NONE,
        points=tuple(points),
        source_line=row.line,
    )
    return CardRead(draft, raw, row.line)


def _is_day_first(cells: Sequence[str]) -> bool:
    """Whether the file's slashed dates put the day first: some first number is no month."""
    matches = [match for cell in cells if (match := _SLASHED.fullmatch(cell))]
    return any(int(match[1]) > 12 for match in matches) and not any(int(match[2]) > 12 for match in matches)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
