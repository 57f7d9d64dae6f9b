"""The rows of the merge preview: what is to be chosen, what comes along, what stays."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tui.domain.duplicates.merge import Attached, Fate, MergePlan, Row, Side
from tui.domain.records.contact_fields import MERGED
from tui.widgets.glyphs import Glyphs
from tui.widgets.lines import DrawnLine, Piece
from tui.widgets.rows import Cell, Line, ListedRows, Section
from tui.widgets.safe import wrap

_LABEL = 14
_GAPS = 3
_TOGETHER_AT_MOST = 4


class TextRow(Struct, frozen=True):
    """Something that comes along and leaves nothing to choose."""

    label: str
    text: str


PreviewRow = Row | TextRow


def listed_preview(plan: MergePlan, width: int) -> tuple[ListedRows[PreviewRow], list[Section]]:
    """Return the rows of a preview under their headings, for a list of so many cells."""
    rows: list[PreviewRow] = []
    sections: list[Section] = []
    titles = {Fate.CHOOSE: "TO CHOOSE", Fate.ADDED: "COMES ALONG", Fate.STAYS: "STAYS AS IT IS"}
    for fate in Fate:
        found: list[PreviewRow] = [row for row in plan.rows if row.fate is fate]
        if fate is Fate.ADDED:
            found += _along(plan, width)
        if found:
            note = f"{len(found)}, space changes" if fate is Fate.CHOOSE else ""
            sections.append(Section(len(rows), titles[fate], note, has_gap=bool(rows)))
            rows += found
    return ListedRows(rows, key=_key), sections


def draw_preview(row: PreviewRow, width: int) -> Line:
    """Draw one field: its name, the value taken, and what else there is."""
    room = max(8, width - _LABEL - _GAPS)
    if isinstance(row, TextRow):
        return Line((Cell(row.label, _LABEL), Cell(row.text, room)))
    label = Cell(MERGED[row.field], _LABEL)
    if row.fate is not Fate.CHOOSE:
        return Line((label, Cell(row.taken.words, room)))
    half = (room - 1) // 2
    others = ", ".join(held.words for held in row.left)
    return Line(
        (label, Cell(f"[{row.taken.words}]", half), Cell(f"or {others}", room - half - 1, "muted")), "?"
    )


def sides(plan: MergePlan, glyphs: Glyphs) -> list[DrawnLine]:
    """Say who stays and who becomes part of them."""
    lines: list[DrawnLine] = [[("stays    ", "moss"), (plan.keep.name, "bold"), *_about(plan.keep, glyphs)]]
    for side in plan.gone[:_TOGETHER_AT_MOST]:
        lines.append([("joins in ", "clay"), (side.name, "bold"), *_about(side, glyphs)])
    if len(plan.gone) > _TOGETHER_AT_MOST:
        lines.append([(f"         and {len(plan.gone) - _TOGETHER_AT_MOST} more", "muted")])
    return lines


def below(row: PreviewRow | None, width: int) -> list[DrawnLine]:
    """Say of the row under the cursor what is taken and where the rest is kept."""
    said = "Nothing is written yet. M merges; u takes it back afterwards."
    if isinstance(row, Row) and row.fate is Fate.CHOOSE:
        others = " and ".join(held.words for held in row.left)
        said = f"{row.taken.words} is taken. {others} is kept as {row.kept_as}."
    elif isinstance(row, TextRow):
        said = f"{row.label}: {row.text}"
    return [[(line, "muted")] for line in wrap(said, width, 2)]


def _about(side: Side, glyphs: Glyphs) -> list[Piece]:
    known = [side.detail, *(each.words for each in side.attached[:2])]
    return [(f" {glyphs.dot} {each}", "muted") for each in known if each]


def _along(plan: MergePlan, width: int) -> list[PreviewRow]:
    """Return what comes along of names, notes and records."""
    merged = plan.merged()
    rows: list[PreviewRow] = []
    new_names = [alias for alias in merged.aliases if alias not in plan.keep.aliases]
    if new_names:
        rows.append(TextRow("also called", ", ".join(new_names)))
    if merged.notes != plan.keep.notes:
        rows.append(
            TextRow("notes", "both are kept, one after the other" if plan.keep.notes else merged.notes)
        )
    marks = {
        "starred": merged.is_starred and not plan.keep.is_starred,
        "passed away": merged.is_deceased and not plan.keep.is_deceased,
        "no longer resting": plan.keep.is_archived and not merged.is_archived,
    }
    rows += [TextRow("", words) for words, is_new in marks.items() if is_new]
    counts: dict[str, int] = {}
    for side in plan.gone:
        for each in side.attached:
            counts[each.what] = counts.get(each.what, 0) + each.count
    records = ", ".join(Attached(count, what).words for what, count in counts.items())
    room = max(8, width - _LABEL - _GAPS)
    rows += [
        TextRow("records" if at == 0 else "", line)
        for at, line in enumerate(wrap(records, room, 4) if records else ())
    ]
    return rows


def _key(row: PreviewRow) -> tuple[str, str]:
    return ("text", f"{row.label}{row.text}") if isinstance(row, TextRow) else ("field", row.field.value)


def names_of(sides_: Sequence[Side]) -> str:
    """Name those who are to become one."""
    names = [side.name for side in sides_]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) <= 3 else f"{len(names)} contacts"
