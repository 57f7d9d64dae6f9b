"""The rows of the Practice view: each a fact with its words, and why it is so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from msgspec import Struct

from tui.domain.dates.spans import day_words
from tui.domain.practice import explain
from tui.domain.practice.milestones import Reached
from tui.domain.practice.streak import SPARES, Mode
from tui.domain.practice.words import pause_words, schedule_words
from tui.services.practice.practice_view import Garden, PracticeView
from tui.services.practice.resting import Rest
from tui.widgets.glyphs import Glyphs
from tui.widgets.roles import Role
from tui.widgets.rows import Cell, Line, ListedRows, RowKey, Section
from tui.widgets.safe import wrap
from tui.widgets.virtual_list import VirtualList

LABEL_CELLS = 15
BAR_CELLS = 5
_MOST_LINES = 3
"""A long text is broken into so many rows."""


class Opens(Enum):
    """What Enter on a row asks."""

    NOTHING = auto()
    DAYS = auto()
    PACE = auto()
    PLAN = auto()
    HINT = auto()
    REFLECTION = auto()
    REST = auto()


class Fact(Struct, frozen=True):
    """One thing the view knows, before it is broken into rows."""

    key: str
    label: str
    text: str
    why: str
    glyph: str = " "
    role: Role = ""
    opens: Opens = Opens.NOTHING
    milestone: Reached | None = None
    rest: Rest | None = None


class PracticeRow(Struct, frozen=True):
    """One row: a fact, or the continuation of one."""

    fact: Fact
    text: str
    number: int

    @property
    def key(self) -> RowKey:
        """What makes it the same row after a reload."""
        return (self.fact.key, self.number)


def practice_rows_of(
    view: PracticeView, garden: Garden | None, width: int, glyphs: Glyphs
) -> tuple[ListedRows[PracticeRow], list[Section]]:
    """Return the rows under their headings, for a list of so many cells."""
    room = max(10, width - LABEL_CELLS - 1)
    rows: list[PracticeRow] = []
    sections: list[Section] = []
    for title, facts in (
        ("", [*_invitations(view), *_streak(view, glyphs)]),
        ("PLAN", list(_plan(view, garden))),
        ("GARDEN", list(_garden(garden))),
        ("MILESTONES", [_milestone(each, view, glyphs) for each in view.milestones]),
        ("PAUSES", [_rest(number, each, view, glyphs) for number, each in enumerate(view.rests)]),
    ):
        if facts and title:
            sections.append(Section(len(rows), title, has_gap=True))
        for fact in facts:
            lines = wrap(fact.text, room, _MOST_LINES, glyphs.ellipsis) or [""]
            rows += [PracticeRow(fact, line, number) for number, line in enumerate(lines)]
    return ListedRows(rows, key=lambda row: row.key), sections


def draw_practice_row(row: PracticeRow, width: int) -> Line:
    """Draw one row for a width in cells."""
    is_first = row.number == 0
    label = Cell(row.fact.label if is_first else "", LABEL_CELLS, "muted")
    text = Cell(row.text, max(0, width - LABEL_CELLS - 1))
    return Line((label, text), row.fact.glyph if is_first else " ", row.fact.role)


def _invitations(view: PracticeView) -> Iterator[Fact]:
    """Yield what is asked of the person today: the question of a milestone, the natural rhythm."""
    if view.asked is not None:
        milestone = view.asked.milestone
        question = milestone.question
        text = question if question[0].isdigit() else f"{milestone.words}. {question}"
        why = explain.milestone(view.asked, view.day)
        yield Fact("asked", "a question", text, why, opens=Opens.REFLECTION, milestone=view.asked)
    if view.hint is not None:
        yield Fact("hint", "a thought", view.hint.sentence, explain.natural(view.hint), opens=Opens.HINT)


def _streak(view: PracticeView, glyphs: Glyphs) -> Iterator[Fact]:
    now, facts, today = view.practice.streak, view.facts, view.day
    unit = "practice day" if now.mode is Mode.DAILY else "week"
    is_best = now.current == now.longest > 0
    best = ", the longest so far" if is_best else ""
    current = f"{explain.counted(now.current, unit)}{best}" if now.current else "one small hello starts it"
    yield Fact("streak", "streak", current, explain.streak_length(now, facts, today))
    most = SPARES[now.mode].most
    following = f", the next in {explain.counted(now.next_in, unit)}" if now.next_in else ""
    spares = f"{glyphs.meter(now.spares, most)} {now.spares} of {most}{following}"
    yield Fact("spares", "spares", spares, explain.spares_held(now, facts, today))
    consistency = f"{glyphs.share(now.consistency, BAR_CELLS)} {now.word}"
    yield Fact("consistency", "consistency", consistency, explain.consistency_number(now, facts))
    week = f"{now.week_done} of {explain.counted(now.week_need, 'day')}"
    yield Fact("week", "this week", week, explain.this_week(now, view.schedule))
    if not is_best and now.longest:
        longest = f"{explain.counted(now.longest, unit)}"
        if facts.longest_on is not None:
            longest += f", {day_words(facts.longest_on, today)}"
        yield Fact("longest", "longest", longest, explain.longest_length(now, facts, today))
    shown = f"{view.weeks} weeks with {explain.counted(view.practice_days, 'practice day')}"
    yield Fact("heat", "shown above", shown, explain.heat(view.weeks, view.practice_days))


def _plan(view: PracticeView, garden: Garden | None) -> Iterator[Fact]:
    days = schedule_words(view.schedule)
    yield Fact("days", "practice days", days, explain.practice_days(view.schedule), opens=Opens.DAYS)
    load = garden.load if garden else None
    people = f"{explain.counted(view.pace, 'person', 'people')} a day"
    yield Fact("pace", "pace", people, explain.pace(view.pace, load), opens=Opens.PACE)
    if load is not None and load.sentence:
        yield Fact("load", "", load.sentence, explain.load_meter(load), opens=Opens.PACE)
    plan = view.plan or "After ... I will reach out to one person."
    yield Fact("plan", "if-then", plan, explain.if_then_plan(bool(view.plan)), opens=Opens.PLAN)


def _garden(garden: Garden | None) -> Iterator[Fact]:
    if garden is None:
        return
    if garden.tending.word:
        yield Fact("tending", "tending", garden.tending.word, explain.tending_share(garden.tending))
    if garden.worlds_sentence:
        why = explain.worlds_number(garden.people_in_touch, garden.worlds)
        yield Fact("worlds", "worlds", garden.worlds_sentence, why)
    quiet = garden.quiet_corner
    if quiet is not None:
        text = f"{quiet.world}: someone there you would like to hear?"
        why = explain.quiet_world(quiet.world, quiet.in_book, quiet.in_touch)
        yield Fact("quiet", "quiet corner", text, why)


def _milestone(reached: Reached, view: PracticeView, glyphs: Glyphs) -> Fact:
    said = f": {reached.reflection}" if reached.reflection else ""
    return Fact(
        reached.milestone.name,
        day_words(reached.on, view.day),
        f"{reached.milestone.words}{said}",
        explain.milestone(reached, view.day),
        glyphs.done,
        "moss",
        Opens.REFLECTION,
        milestone=reached,
    )


def _rest(number: int, rest: Rest, view: PracticeView, glyphs: Glyphs) -> Fact:
    when = "now" if rest.is_running else "to come" if rest.is_ahead else ""
    reason = f" ({rest.reason})" if rest.reason else ""
    pause = rest.pause
    return Fact(
        f"rest {number} {pause.first}",
        when,
        f"{pause_words(pause, view.day)}{reason}",
        explain.rest_days(rest.reason),
        glyphs.resting,
        "sky",
        Opens.REST,
        rest=rest,
    )


class PracticeList(VirtualList[PracticeRow]):
    """Everything of the practice that can be explained or changed, line by line."""

    _listed: Sequence[PracticeRow] = ()

    def __init__(self) -> None:
        super().__init__(draw_practice_row, can_mark=False, id="practice")

    def fill(self, source: ListedRows[PracticeRow], sections: Sequence[Section]) -> None:
        """Show these rows."""
        self._listed = source.listed
        self.show(source, sections)

    def row_with(self, key: str) -> PracticeRow | None:
        """Return the first row of a fact, or None when it is not shown."""
        return next((row for row in self._listed if row.fact.key == key), None)
