"""Help: every key that works here, from the live bindings, and the same in words once one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.domain.practice.explain import in_plain_words
from tui.domain.records.contact import fold
from tui.terminal.keys import KeyEntry, face_of
from tui.widgets.fields import LineField
from tui.widgets.lines import DrawnLine, Lines, Piece
from tui.widgets.rows import Cell, Line, ListedRows, Section
from tui.widgets.rule import Rule
from tui.widgets.safe import fit, width_of, wrap
from tui.widgets.virtual_list import VirtualList

PLAIN_COMMANDS = "Without a full screen: rapport today, rapport log, rapport find; rapport --help lists all."

COLUMNS = (26, 19)
"""Cells of one column of keys: with every key that does it where that fits, else with the first alone."""
_FACE_MOST = 12


class _Filter(LineField):
    """The line that looks keys up; the key that opened the help closes it instead of being typed."""

    class Left(Message):
        """The help is to be closed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.character == "?":
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())
            return
        await super()._on_key(event)


class HelpScreen(ModalScreen[None]):
    """Every key that works where it was asked for; typing looks one up in full sentences."""

    AUTO_FOCUS = "#help-filter"
    DEFAULT_CSS = """
    HelpScreen { background: $background; }
    HelpScreen > Lines, HelpScreen > #help-filter { padding: 0 1; }
    HelpScreen > #help-columns { height: 1fr; }
    HelpScreen > #help-list { display: none; }
    HelpScreen.-listed > #help-columns { display: none; }
    HelpScreen.-listed > #help-list { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,question_mark", "leave", "Back", id="help.close", priority=True, tooltip="Close the help"
        ),
        Binding("down", "move(1)", "Down", id="help.down", show=False, tooltip="Go one line down"),
        Binding("up", "move(-1)", "Up", id="help.up", show=False, tooltip="Go one line up"),
        Binding(
            "pagedown", "page(1)", "Page down", id="help.page_down", show=False, tooltip="Go one screen down"
        ),
        Binding("pageup", "page(-1)", "Page up", id="help.page_up", show=False, tooltip="Go one screen up"),
    ]

    def __init__(self, entries: Sequence[KeyEntry], here: str = "") -> None:
        super().__init__()
        self.entries = tuple(entries)
        self.here = here

    def compose(self) -> ComposeResult:
        """Stack title, keys, the two lines in plain words, and the filter."""
        title = f"Help · {self.here}" if self.here else "Help"
        yield Lines([[(title, "bold"), ("   type to look a key up · Esc closes", "muted")]])
        yield Rule()
        yield Lines(id="help-columns")
        rows = VirtualList[KeyEntry](self._draw, can_mark=False, id="help-list")
        rows.can_focus = False
        yield rows
        yield Lines(id="help-foot")
        yield _Filter(placeholder="type to filter", id="help-filter")

    @property
    def rows(self) -> VirtualList[KeyEntry]:
        """The list with full sentences."""
        return self.query_one("#help-list", VirtualList)

    def on_mount(self) -> None:
        """Show everything."""
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns for the new size."""
        self.call_after_refresh(self._show)

    @on(Input.Changed, "#help-filter")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    @on(_Filter.Left)
    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move in the list."""
        self.rows.action_move(by)

    def action_page(self, by: int) -> None:
        """Move in the list by a screen."""
        self.rows.action_page(by)

    def _show(self) -> None:
        """Show columns where everything fits and nothing is looked for, else the list."""
        width, height = self.size.width - 2, self.size.height
        foot = [*wrap(in_plain_words(), width, 3), *wrap(PLAIN_COMMANDS, width, 3)]
        self.query_one("#help-foot", Lines).show([[(row, "muted")] for row in foot])
        query = self.query_one("#help-filter", LineField).value.strip()
        columns = [] if query else lay_help(self.entries, width, height - len(foot) - 3)
        self.set_class(not columns, "-listed")
        self.query_one("#help-columns", Lines).show(columns)
        if not columns:
            found = matching(self.entries, query)
            self.rows.show(
                ListedRows(found, key=lambda entry: entry.id),
                _sections(found),
                (f"No key answers to “{query}” here.",),
            )
            self.rows.go_to(0)

    def _draw(self, entry: KeyEntry, width: int) -> Line:
        face = min(_FACE_MOST + 4, max(4, width // 4))
        said = entry.meaning or entry.name
        return Line((Cell(_faces(entry), face), Cell(said, max(0, width - face - 1))))


def matching(entries: Sequence[KeyEntry], query: str) -> list[KeyEntry]:
    """Return the entries whose key is the query, or whose words begin with all words of it."""
    wanted = fold(query).split()
    return [
        entry
        for entry in entries
        if query in entry.keys or query in _face_list(entry) or _says(entry, wanted)
    ]


def lay_help(entries: Sequence[KeyEntry], width: int, height: int) -> list[DrawnLine]:
    """Return all entries in as many columns as a width has room for, or nothing when they do not fit."""
    laid = (_lay(entries, width, height, column) for column in COLUMNS)
    return next((lines for lines in laid if lines), [])


def _lay(entries: Sequence[KeyEntry], width: int, height: int, least: int) -> list[DrawnLine]:
    """Lay columns of at least so many cells, or none when that does not do."""
    count = max(1, width // least)
    columns: list[list[list[Piece]]] = [[]]
    for group in _groups(entries, is_tight=least < COLUMNS[0]):
        for number, line in enumerate(group):
            column = columns[-1]
            is_short = len(column) + (2 if number == 0 else 1) > height
            if is_short or (number == 0 and column and len(column) + 3 > height):
                columns.append([])
            elif number == 0 and column:
                column.append([("", "")])
            columns[-1].append(line)
    if len(columns) > count or height < 2:
        return []
    each = width // len(columns) if len(columns) == count else least
    return [_across(columns, row, each) for row in range(max(len(column) for column in columns))]


def _groups(entries: Sequence[KeyEntry], *, is_tight: bool) -> Iterator[list[list[Piece]]]:
    for where, members in groupby(entries, key=lambda entry: entry.where):
        listed = list(members)
        faces = {entry.id: _face_list(entry)[0] if is_tight else _faces(entry) for entry in listed}
        face = min(_FACE_MOST, max(width_of(each) for each in faces.values()))
        lines: list[list[Piece]] = [[(where.upper(), "heading")]]
        for entry in listed:
            lines.append([(fit(faces[entry.id], face), "moss"), (" ", ""), (entry.name, "")])
        yield lines


def _across(columns: Sequence[Sequence[Sequence[Piece]]], row: int, each: int) -> DrawnLine:
    line: list[Piece] = []
    for column in columns:
        pieces = column[row] if row < len(column) else ()
        room = each - 1
        for text, role in pieces:
            kept = fit(text, min(width_of(text), room))
            line.append((kept, role))
            room -= width_of(kept)
        line.append((" " * (room + 1), ""))
    return line


def _sections(entries: Sequence[KeyEntry]) -> list[Section]:
    sections, at = [], 0
    for where, members in groupby(entries, key=lambda entry: entry.where):
        sections.append(Section(at, where.upper(), has_gap=at > 0))
        at += len(list(members))
    return sections


def _says(entry: KeyEntry, wanted: Sequence[str]) -> bool:
    words = fold(f"{entry.name} {entry.meaning} {entry.where}").replace(",", " ").split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _faces(entry: KeyEntry) -> str:
    return " ".join(_face_list(entry))


def _face_list(entry: KeyEntry) -> list[str]:
    return [face_of(key) for key in entry.keys]
