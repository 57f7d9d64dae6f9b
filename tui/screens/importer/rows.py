"""The rows of the importer and the lines around them: files, columns, who looks alike, who is new, what was skipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from msgspec import Struct

from tui.domain.records.contact import ContactDraft
from tui.domain.rhythms.rhythm import rhythm_words
from tui.screens.importer.files import PathRow
from tui.services.duplicates.looks_like import detail_of
from tui.services.importing.columns import Columns, DateOrder, Field
from tui.services.importing.plan import Choice, ImportPlan, PlannedCard, ReadProblem
from tui.widgets.glyphs import Glyphs
from tui.widgets.lines import DrawnLine
from tui.widgets.rows import Cell, Line, ListedRows, Section
from tui.widgets.safe import wrap

CHOICE_WORDS = {Choice.MERGE: "merge", Choice.NEW: "leave as new", Choice.IGNORE: "ignore"}
FIELDS = tuple(field for field in Field if field is not Field.LABEL)
"""What a column may be said to mean, in the order they are offered."""
_NARROW = 70
_CHOICE_CELLS = 12


class Step(IntEnum):
    """The four steps of an import."""

    FILE = 1
    COLUMNS = 2
    CHECK = 3
    BRING = 4


_STEP_WORDS = {Step.FILE: "file", Step.COLUMNS: "columns", Step.CHECK: "check", Step.BRING: "bring in"}


class ColumnRow(Struct, frozen=True):
    """One column of the file and what it means."""

    at: int
    name: str
    means: Field
    values: tuple[str, ...]


class ImportFieldRow(Struct, frozen=True):
    """One meaning a column can be given."""

    field: Field


class CardRow(Struct, frozen=True):
    """One contact of the file; for one who looks like somebody here, what is to be done."""

    card: PlannedCard
    choice: Choice | None = None


class ProblemRow(Struct, frozen=True):
    """Something in the file that could not be used, counted from 0."""

    number: int
    problem: ReadProblem


ImporterRow = PathRow | ColumnRow | ImportFieldRow | CardRow | ProblemRow


def key_of(row: ImporterRow) -> tuple[str, object]:
    """Return what a row is recognised by while it changes."""
    if isinstance(row, ColumnRow):
        return "column", row.at
    if isinstance(row, CardRow):
        return "card", row.card.number
    if isinstance(row, ProblemRow):
        return "problem", row.number
    return ("field", row.field) if isinstance(row, ImportFieldRow) else ("path", row.text)


def listed_rows(rows: Sequence[ImporterRow]) -> ListedRows[ImporterRow]:
    """Return rows as the list takes them."""
    return ListedRows(rows, key_of)


def draw_importer_row(row: ImporterRow, width: int) -> Line:
    """Draw one row for a width in cells, the last of which stays free."""
    width -= 1
    if isinstance(row, PathRow):
        return Line((Cell(row.name + ("/" if row.is_folder else ""), width),))
    if isinstance(row, ImportFieldRow):
        return Line((Cell(str(row.field), width),))
    if isinstance(row, ProblemRow):
        at = f"line {row.problem.line}"
        said = f"{row.problem.what} {row.problem.text}".strip()
        return Line((Cell(at, 10), Cell(said, max(0, width - 11), "muted")))
    if isinstance(row, ColumnRow):
        name, means = max(8, width // 4), 16
        rest = max(0, width - name - means - 2)
        is_used = row.means not in (Field.NOTED, Field.LEFT_OUT)
        return Line(
            (
                Cell(row.name or "(no name)", name),
                Cell(str(row.means), means, "moss" if is_used else "muted"),
                Cell(" · ".join(row.values) or "-", rest, "muted"),
            )
        )
    return _card_line(row, width)


def _card_line(row: CardRow, width: int) -> Line:
    draft, alike = row.card.draft, row.card.alike
    detail = detail_of(draft) or "(no address)"
    if alike is None or row.choice is None:
        name = max(8, width // 3)
        if row.choice is None:
            return Line((Cell(draft.name, name), Cell(detail, max(0, width - name - 1), "muted")))
        rest = max(0, width - name - _CHOICE_CELLS - 2)
        left_out = Cell(CHOICE_WORDS[row.choice], _CHOICE_CELLS, "sky")
        return Line((Cell(draft.name, name, "muted"), Cell(detail, rest, "muted"), left_out))
    here = alike.detail if alike.name == draft.name else alike.name
    choice = Cell(CHOICE_WORDS[row.choice], _CHOICE_CELLS, "moss" if row.choice is Choice.MERGE else "sky")
    left = width - _CHOICE_CELLS - 1
    if width < _NARROW:
        name = left // 2
        return Line((Cell(draft.name, name), Cell(here or "-", left - name - 1, "muted"), choice))
    name = left // 3
    return Line(
        (
            Cell(draft.name, name),
            Cell(detail, left - 2 * name - 1, "muted"),
            Cell(here or "-", name - 1, "muted"),
            choice,
        )
    )


def step_line(step: Step, done: frozenset[Step], glyphs: Glyphs) -> DrawnLine:
    """Return the row that says where in the import one is."""
    line: list[tuple[str, str]] = []
    for each in Step:
        said = f"{int(each)} {_STEP_WORDS[each]}"
        mark = f" {glyphs.done}" if each in done and each is not step else ""
        line.append((f"{said}{mark}    ", "bold" if each is step else "muted"))
    return line  # type: ignore[return-value]


def check_rows(
    plan: ImportPlan, choices: Mapping[int, Choice], glyphs: Glyphs
) -> tuple[list[ImporterRow], list[Section]]:
    """Return who looks alike, then who is new."""
    alike = [CardRow(card, choices.get(card.number, Choice.NEW)) for card in plan.alike]
    new = [CardRow(card, _only_ignored(choices.get(card.number))) for card in plan.new]
    sections = []
    if alike:
        sections.append(Section(0, f"LOOK ALIKE {glyphs.dot} {len(alike)}", "in the file, here, what to do"))
    if new:
        sections.append(Section(len(alike), f"NEW {glyphs.dot} {len(new)}", has_gap=bool(alike)))
    return [*alike, *new], sections


def _only_ignored(choice: Choice | None) -> Choice | None:
    return choice if choice is Choice.IGNORE else None


def check_lines(plan: ImportPlan, choices: Mapping[int, Choice]) -> list[DrawnLine]:
    """Say in figures what the file holds, and how many are left out by choice."""
    if plan.book is not None:
        talks = len(plan.book.get("interactions", ()))
        return [[(f"A whole book: {plan.read} contacts, {talks} interactions.", "bold")]]
    said = f"{plan.read} found    {len(plan.new)} new    {plan.here} already here    {len(plan.alike)} look alike"
    ignored = sum(choice is Choice.IGNORE for choice in choices.values())
    said += f"    {ignored} ignored" if ignored else ""
    lines: list[DrawnLine] = [[(said, "bold")]] if plan.read or not plan.talks else []
    if plan.talks:
        lines.append([(f"{len(plan.talks)} interactions of the past; none of them counts as practice", "")])
    return lines


def check_foot(
    plan: ImportPlan, row: ImporterRow | None, rhythm_days: int | None, tag: str, width: int
) -> list[DrawnLine]:
    """Say why this row looks alike, what the new will get, and that nothing is written yet."""
    lines: list[DrawnLine] = []
    card = row.card if isinstance(row, CardRow) else None
    if card and card.alike:
        reasons = ", ".join(card.alike.reasons)
        theirs = f"{card.alike.name} {card.alike.detail}".strip()
        said = f"Line {card.line}: {detail_of(card.draft) or 'no address'}. Here: {theirs}. {reasons.capitalize()}."
        lines += [[(part, "")] for part in wrap(said, width, 2)]
    if plan.book is not None:
        lines.append([("It can only come into a book with nobody in it.", "muted")])
    else:
        every = (
            f"{rhythm_words(rhythm_days)}, first days spread out"
            if rhythm_days
            else "none, nothing will come due"
        )
        tagged = f"    Tag: #{tag}" if tag else ""
        lines.append([(f"Rhythm for the new: {every}{tagged}", "")])
    count = len(plan.problems)
    skipped = f"{count} {'remark' if count == 1 else 'remarks'} on lines: v shows them. " if count else ""
    said = f"{skipped}Nothing is written until step 4; one undo takes it back."
    return lines + [[(part, "muted")] for part in wrap(said, width, 2)]


def column_rows(columns: Columns) -> list[ImporterRow]:
    """Return each column with its meaning and its first values."""
    return [
        ColumnRow(at, name, column.field, columns.values(at))
        for at, (name, column) in enumerate(zip(columns.sample.names, columns.mapping.columns, strict=True))
    ]


def picking_lines(columns: Columns, at: int, width: int) -> list[DrawnLine]:
    """Show the column whose meaning is being chosen, with its first values."""
    said = f"What is in “{columns.sample.names[at]}”? {' · '.join(columns.values(at))}"
    return [[(part, "muted")] for part in wrap(said, width, 1)]


def column_foot(columns: Columns, width: int, most: int) -> list[DrawnLine]:
    """Show the first contacts as they would come in, and how dates and letters are read."""
    lines: list[DrawnLine] = [[("COMES IN AS", "heading")]]
    first = columns.first_contacts()
    lines += [[(_as_read(draft), "")] for draft in first[:most]]
    if not first:
        lines.append([("nobody yet: say which column is the name, e-mail or phone", "clay")])
    how = "as chosen" if columns.mapping.encoding else "guessed"
    letters = f"{_ENCODING_WORDS.get(columns.letters, columns.letters)}, {how}"
    if columns.asks_for_order:
        lines.append([("Dates: is 3/4 in March or in April? d says which number is the day", "clay")])
    elif columns.has_dates:
        lines.append([(f"Dates: {_order_words(columns)} (d changes)", "muted")])
    return [*lines, [(f"Letters: {letters} (e changes)", "muted")]]


_ENCODING_WORDS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1250": "Central European (cp1250)",
    "cp1251": "Cyrillic (cp1251)",
    "cp1252": "Western European (cp1252)",
    "cp1253": "Greek (cp1253)",
    "cp1254": "Turkish (cp1254)",
    "iso-8859-15": "Western European (iso-8859-15)",
    "mac-roman": "old Macintosh (mac-roman)",
}


def _order_words(columns: Columns) -> str:
    is_day_first = columns.mapping.date_order is DateOrder.DAY_FIRST
    return "3/4 is the 3rd of April" if is_day_first else "3/4 is the 4th of March"


def _as_read(draft: ContactDraft) -> str:
    parts = [draft.name, *(point.value for point in draft.points[:2]), draft.organisation]
    for day in draft.key_dates[:1]:
        parts.append(f"{day.kind} {day.year or '-'}-{day.month:02}-{day.day:02}")
    return " · ".join(part for part in parts if part)
