"""The rows of the finder: commands, people, what was said, and adding whoever is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tui.commands import Command, find_commands
from tui.domain.contact import ContactId, ContactRow
from tui.domain.interaction import InteractionId
from tui.domain.spans import ago
from tui.domain.text import clean
from tui.screens.contact_lines import short_day
from tui.services.finding import Found
from tui.widgets.glyphs import Glyphs
from tui.widgets.rows import Cell, Line, ListedRows, Section
from tui.widgets.safe import shown, width_of

_NAME_LIMIT = 200
_RIGHT_MOST = 28


@dataclass(frozen=True, slots=True)
class OpenContact:
    """Go to a contact's page."""

    id: ContactId


@dataclass(frozen=True, slots=True)
class OpenInteraction:
    """Go to what was said, on the page of the contact it was said with."""

    id: InteractionId
    contact_id: ContactId


@dataclass(frozen=True, slots=True)
class RunCommand:
    """Run a command."""

    id: str
    text: str = ""
    """What was written after its name, for a command that takes something."""


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add somebody of that name."""

    text: str


Chosen = OpenContact | OpenInteraction | RunCommand | AddPerson


@dataclass(frozen=True, slots=True)
class FinderRow:
    """One thing that Enter does, and how it is shown."""

    means: Chosen
    left: str
    right: str = ""
    sign: str = " "


@dataclass(frozen=True, slots=True)
class FinderRows:
    """What a query gives, under its headings."""

    rows: ListedRows[FinderRow]
    sections: tuple[Section, ...]


def rows_for(
    query: str,
    commands: Sequence[Command],
    found: Found,
    people: Sequence[ContactRow],
    today: date,
    glyphs: Glyphs,
) -> FinderRows:
    """Give the rows of a query; ``people`` says more of the contacts that were found."""
    known = {row.id: row for row in people}
    asked = [_command_row(command, query) for command in find_commands(commands, query)]
    met = [
        FinderRow(
            OpenContact(hit.contact_id),
            hit.name,
            _person_note(known.get(hit.contact_id), hit.found_in, today),
        )
        for hit in found.contacts
    ]
    said = [
        FinderRow(
            OpenInteraction(hit.interaction_id, hit.contact_id),
            f"{hit.name} {glyphs.dot} {short_day(hit.on, today)}  “{hit.excerpt}”",
        )
        for hit in found.interactions
    ]
    is_known = any(hit.found_in != "spelt like it" for hit in found.contacts)
    name = clean(query, _NAME_LIMIT, one_line=True).strip()
    missed = (
        [FinderRow(AddPerson(name), f"add “{name}”", sign="+")]
        if name and not (asked or said or is_known)
        else []
    )
    sections: list[Section] = []
    rows: list[FinderRow] = []
    for title, listed in (("COMMANDS", asked), ("PEOPLE", met), ("NOTES", said), ("NOT HERE YET", missed)):
        if listed:
            count = "" if listed is missed else f" {glyphs.dot} {len(listed)}"
            sections.append(Section(len(rows), title + count, has_gap=bool(rows)))
            rows += listed
    return FinderRows(ListedRows(rows, key=lambda row: row.means), tuple(sections))


def draw(row: FinderRow, width: int) -> Line:
    """Draw one row for a width in cells."""
    right = min(width_of(shown(row.right)), _RIGHT_MOST, max(0, width // 2))
    left = max(0, width - right - 1)
    return Line((Cell(row.left, left), Cell(row.right, right, "muted", right=True)), row.sign, "moss")


def _command_row(command: Command, query: str) -> FinderRow:
    name, _, rest = query.strip().partition(" ")
    text = rest.strip() if command.takes and name.casefold() == command.name else ""
    title = command.title
    if command.takes:
        title = f"{title}: {text}" if text else f"{title}   {command.name} {command.takes}"
    return FinderRow(RunCommand(command.id, text), title, command.key)


def _person_note(row: ContactRow | None, found_in: str, today: date) -> str:
    if row is None:
        return found_in
    last = ago((today - row.last_touch_on).days) if row.last_touch_on else ""
    where = "" if found_in == "name" else f"in {found_in}" if found_in != "spelt like it" else found_in
    return " · ".join(word for word in (where or row.group, last) if word)
