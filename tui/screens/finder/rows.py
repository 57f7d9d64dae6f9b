"""The rows of the finder: commands, people, what was said, and adding whoever is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tui.domain.dates.spans import ago
from tui.domain.records.contact import ContactId, ContactRow, fold
from tui.domain.records.interaction import InteractionId
from tui.domain.search.saved_view import SavedView
from tui.domain.text import clean
from tui.screens.contact_lines import short_day
from tui.screens.finder.commands import Command, find_commands
from tui.services.contacts.finding import Answer, ContactHit
from tui.widgets.glyphs import Glyphs
from tui.widgets.rows import Cell, Line, ListedRows, Section
from tui.widgets.safe import shown, width_of

_NAME_LIMIT = 200
_LONG = ("notes", "facts", "talks")
"""Finds whose words stand beside the name."""
_RIGHT_MOST = 28


class OpenContact(Struct, frozen=True):
    """Go to a contact's page."""

    id: ContactId


class OpenInteraction(Struct, frozen=True):
    """Go to what was said, on the page of the contact it was said with."""

    id: InteractionId
    contact_id: ContactId


class RunCommand(Struct, frozen=True):
    """Run a command."""

    id: str
    text: str = ""
    """What was written after its name, for a command that takes something."""


class OpenView(Struct, frozen=True):
    """Show the contacts a saved view finds."""

    name: str
    query: str


class AddPerson(Struct, frozen=True):
    """Add somebody of that name."""

    text: str


Chosen = OpenContact | OpenInteraction | OpenView | RunCommand | AddPerson


class FinderRow(Struct, frozen=True):
    """One thing that Enter does, and how it is shown."""

    means: Chosen
    left: str
    right: str = ""
    sign: str = " "


class FinderRows(Struct, frozen=True):
    """What a query gives, under its headings."""

    rows: ListedRows[FinderRow]
    sections: tuple[Section, ...]


def rows_for(
    query: str,
    commands: Sequence[Command],
    views: Sequence[SavedView],
    answer: Answer | None,
    people: Sequence[ContactRow],
    today: date,
    glyphs: Glyphs,
) -> FinderRows:
    """Return the rows of a query; ``people`` says more of the contacts that were found."""
    known = {row.id: row for row in people}
    asked = [_command_row(command, query) for command in find_commands(commands, query)]
    kept = [
        FinderRow(OpenView(view.name, view.query), view.name, view.query)
        for view in views
        if _answers_to(view, query)
    ]
    met = [
        FinderRow(
            OpenContact(hit.contact_id),
            _named(hit, glyphs),
            _person_note(known.get(hit.contact_id), hit, today),
        )
        for hit in _people_in(answer)
    ]
    said = [
        FinderRow(
            OpenInteraction(hit.interaction_id, hit.contact_id),
            f"{hit.name} {glyphs.dot} {short_day(hit.on, today)}  “{hit.excerpt}”",
        )
        for hit in (answer.interactions if answer else ())
    ]
    name = _missed(answer)
    missed = (
        [FinderRow(AddPerson(name), f"add “{name}”", sign="+")]
        if name and not (asked or kept or said)
        else []
    )
    in_all = f" of {len(answer.ids):,}" if answer and len(answer.ids) > len(answer.contacts) else ""
    sections: list[Section] = []
    rows: list[FinderRow] = []
    for title, listed in (
        ("COMMANDS", asked),
        ("VIEWS", kept),
        ("PEOPLE", met),
        ("NOTES", said),
        ("NOT HERE YET", missed),
    ):
        if listed:
            count = (
                "" if listed is missed else f" {glyphs.dot} {len(listed)}{in_all if listed is met else ''}"
            )
            sections.append(Section(len(rows), title + count, has_gap=bool(rows)))
            rows += listed
    return FinderRows(ListedRows(rows, key=lambda row: row.means), tuple(sections))


def _people_in(answer: Answer | None) -> list[ContactHit]:
    """Return the people found, without those of whom only a talk was found that is listed itself."""
    if answer is None:
        return []
    listed = {hit.contact_id for hit in answer.interactions}
    return [hit for hit in answer.contacts if hit.found_in != "talks" or hit.contact_id not in listed]


def _answers_to(view: SavedView, query: str) -> bool:
    """Whether a query may mean a view: each of its words begins a word of the name."""
    words = fold(view.name).split()
    wanted = fold(query).split()
    return bool(wanted) and all(any(word.startswith(each) for word in words) for each in wanted)


def _missed(answer: Answer | None) -> str:
    """Return the name of somebody nobody answers to: a query of words alone that finds nobody, or only a guess."""
    if answer is None or (answer.ids and not answer.is_guess):
        return ""
    query = answer.query
    if query.filters or query.problems or query.left_out:
        return ""
    return clean(" ".join(query.wanted), _NAME_LIMIT, one_line=True)


def _named(hit: ContactHit, glyphs: Glyphs) -> str:
    return f"{hit.name}  {glyphs.dot}  “{hit.excerpt}”" if hit.excerpt and hit.found_in in _LONG else hit.name


def draw_found(row: FinderRow, width: int) -> Line:
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


def _person_note(row: ContactRow | None, hit: ContactHit, today: date) -> str:
    if row is None:
        return hit.found_in
    last = ago((today - row.last_touch_on).days) if row.last_touch_on else ""
    where = row.group if hit.found_in in ("name", "") else hit.found_in
    if hit.excerpt and hit.found_in not in _LONG:
        where = hit.excerpt
    return " · ".join(word for word in (where, last) if word)
