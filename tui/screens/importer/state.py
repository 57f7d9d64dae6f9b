"""Where an import stands: the step, what was chosen so far, and what the screen shows of it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from tui.domain.errors import InvalidInput
from tui.domain.rhythms.rhythm import parse_rhythm
from tui.screens.importer.files import path_rows
from tui.screens.importer.rows import (
    FIELDS,
    CardRow,
    ImporterRow,
    ImportFieldRow,
    ProblemRow,
    Step,
    check_foot,
    check_lines,
    check_rows,
    column_foot,
    column_rows,
    picking_lines,
)
from tui.services.exporting.exchange import Exchange
from tui.services.importing.columns import ENCODINGS, Columns, DateOrder
from tui.services.importing.plan import Choice, ImportPlan, ImportReport
from tui.widgets.glyphs import Glyphs
from tui.widgets.lines import DrawnLine
from tui.widgets.rows import Section
from tui.widgets.safe import wrap

NO_FILE = "The path of a .vcf, .csv or .json, or of a folder of cards."
NO_EXCHANGED = "The name of a .vcf, .csv or .json in the exchange folder."
_NOBODY = "Nobody in it is new, and nobody looks alike."
_ASKED = {
    "rhythm": "Rhythm for those who are new: 6w, monthly, quarterly, or none",
    "tag": "Tag for everybody in the file",
}
_TALL = 24

Listed = tuple[list[ImporterRow], list[Section], tuple[str, ...]]
"""Rows, their headings, and what is said where there are none."""


class ImportState(Struct):
    """One import from its first step to its last."""

    text: str = ""
    """The path of the file, as it was typed."""
    only: Exchange | None = None
    """The one folder to read from, for a login that may read no other."""
    step: Step = Step.FILE
    columns: Columns | None = None
    plan: ImportPlan | None = None
    report: ImportReport | None = None
    choices: dict[int, Choice] = field(default_factory=dict)
    rhythm_days: int | None = None
    tag: str = ""
    asks: str = ""
    """What is being typed at the third step: rhythm or tag."""
    picking: int | None = None
    """The column, counted from 0, whose meaning is being chosen from a list."""
    shows_problems: bool = False

    @property
    def is_typing(self) -> bool:
        """Whether letters go into a line."""
        return self.step is Step.FILE or bool(self.asks)

    @property
    def name(self) -> str:
        """The file's name, once it is chosen."""
        return Path(self.text).name if self.step > Step.FILE else ""

    @property
    def done(self) -> frozenset[Step]:
        """The steps that are behind."""
        return frozenset(step for step in Step if step < self.step or (step is Step.BRING and self.report))

    def go(self, step: Step) -> None:
        """Be at another step; what belongs to a later one is forgotten."""
        self.step, self.asks, self.picking, self.shows_problems = step, "", None, False
        if step < Step.CHECK:
            self.plan, self.choices = None, {}
        if step is Step.FILE:
            self.columns = None

    def leave_inner(self) -> bool:
        """Leave what is open within a step; False when nothing is."""
        was_open = bool(self.asks or self.picking is not None or self.shows_problems)
        self.asks, self.picking, self.shows_problems = "", None, False
        return was_open

    def answer(self, text: str) -> None:
        """Take what was typed for the rhythm or the tag; raises InvalidInput."""
        if self.asks == "rhythm":
            self.rhythm_days = parse_rhythm(text) if text.strip() else None
        else:
            self.tag = text.strip().removeprefix("#")
        self.asks = ""

    def choose(self, row: ImporterRow | None, choice: Choice) -> None:
        """Say what to do with somebody who looks like somebody here; anybody new can be left out as well."""
        if isinstance(row, CardRow) and (row.card.alike or choice is not Choice.MERGE):
            self.choices[row.card.number] = choice

    def choose_all_like(self, row: ImporterRow | None) -> int:
        """Do the same with all who look alike for the same reasons; give how many they are."""
        if not isinstance(row, CardRow) or not row.card.alike or not self.plan:
            return 0
        reasons, choice = row.card.alike.reasons, self.choices.get(row.card.number, Choice.NEW)
        same = [card for card in self.plan.alike if card.alike and card.alike.reasons == reasons]
        self.choices |= {card.number: choice for card in same}
        return len(same)

    def turn(self, at: int, by: int) -> None:
        """Let a column mean what stands so many places further in the list of meanings."""
        if self.columns:
            means = self.columns.mapping.columns[at].field
            position = FIELDS.index(means) if means in FIELDS else 0
            self.columns = self.columns.meaning(at, FIELDS[(position + by) % len(FIELDS)])

    def turn_dates(self) -> None:
        """Change which number of a date is the day."""
        if self.columns:
            was = self.columns.mapping.date_order
            self.columns = self.columns.dated(
                DateOrder.MONTH_FIRST if was is DateOrder.DAY_FIRST else DateOrder.DAY_FIRST
            )

    def turn_letters(self) -> None:
        """Read the file in the next encoding in which it can be read."""
        if not self.columns:
            return
        was = self.columns.mapping.encoding
        at = ENCODINGS.index(was) if was in ENCODINGS else 0
        for step in range(1, len(ENCODINGS) + 1):
            try:
                self.columns = self.columns.encoded(ENCODINGS[(at + step) % len(ENCODINGS)])
                return
            except InvalidInput:
                continue

    @property
    def asked_for(self) -> str:
        """What is to be named in the first step."""
        return NO_FILE if self.only is None else NO_EXCHANGED

    def listed(self, glyphs: Glyphs) -> Listed:
        """Return what the list shows."""
        if self.step is Step.FILE:
            return list(path_rows(self.text, self.only)), [], ("Nothing is called so here.",)
        if self.step is Step.COLUMNS and self.columns:
            if self.picking is not None:
                title = f"WHAT “{self.columns.sample.names[self.picking]}” MEANS"
                return [ImportFieldRow(each) for each in FIELDS], [Section(0, title)], ()
            return column_rows(self.columns), [Section(0, "COLUMNS", "what it means, first rows")], ()
        if self.step is Step.BRING or self.shows_problems:
            return self._remarks()
        if self.plan is None:
            return [], [], ()
        rows, sections = check_rows(self.plan, self.choices, glyphs)
        return rows, sections, (_NOBODY,) if self.plan.book is None else ()

    def _remarks(self) -> Listed:
        found = self.report or (None if self.step is Step.BRING else self.plan)
        if found is None:
            return [], [], ()
        by_line = sorted(found.problems, key=lambda each: each.line)
        rows: list[ImporterRow] = [ProblemRow(number, each) for number, each in enumerate(by_line)]
        return rows, [Section(0, "REMARKS ON LINES")] if rows else [], ("Every line could be used.",)

    def above(self, width: int) -> list[DrawnLine]:
        """Return the figures above the list, in rows of so many cells."""
        if self.step is Step.FILE:
            return [[(self.asked_for, "muted")]]
        if self.asks:
            return [[(_ASKED[self.asks], "muted")]]
        if self.picking is not None and self.columns:
            return picking_lines(self.columns, self.picking, width)
        if self.report:
            said: list[DrawnLine] = [[(row, "bold")] for row in wrap(self.report.sentence(), width, 3)]
            return [*said, [("u takes it all back.", "muted")], []]
        if self.step is Step.CHECK and self.plan:
            return [*check_lines(self.plan, self.choices), []]
        return []

    def below(self, current: ImporterRow | None, width: int, height: int) -> list[DrawnLine]:
        """Return what is to be known below the list, for a screen of these cells."""
        if self.step is Step.COLUMNS and self.columns:
            return [[], *column_foot(self.columns, width, 3 if height >= _TALL else 1)]
        if isinstance(current, ProblemRow):
            said = f"Line {current.problem.line}: {current.problem.what} {current.problem.text}".strip()
            remark: list[DrawnLine] = [[(part, "")] for part in wrap(said, width, 3)]
            return [[], *remark]
        if self.step is Step.CHECK and self.plan and not self.shows_problems:
            return [[], *check_foot(self.plan, current, self.rhythm_days, self.tag, width)]
        return []
