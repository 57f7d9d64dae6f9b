"""The practice strip: this week, the streak with its spares, consistency, today, and one kind line."""

from __future__ import annotations

from msgspec import Struct
from textual.reactive import reactive
from textual.strip import Strip

from tui.domain.practice.streak import SPARES, DayMark, Mark, Mode, Streak, TodayState
from tui.widgets.glyphs import Glyphs
from tui.widgets.lines import Piece
from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn, Role
from tui.widgets.safe import whole_sentences, width_of

LETTERS = "MTWTFSS"
"""Monday to Sunday."""
BAR_CELLS = 5
_GAP = "  "
WIDEST_METER = 5
"""A longer plan for the day is said in figures alone."""


class PracticeFacts(Struct, frozen=True):
    """What the strip shows; it computes nothing itself."""

    week: tuple[DayMark, ...]
    """Seven days from Monday, or from the day the person's week starts on."""
    streak: Streak
    done_today: int
    pace: int
    """How many people a day are planned."""
    line: str
    """One sentence or several; as many whole ones as fit are shown."""


Part = tuple[Piece, ...]


class PracticeStrip(Drawn):
    """Two rows that say where the practice stands, in shapes and words first and colour second."""

    DEFAULT_CSS = """
    PracticeStrip { height: 2; background: $background; }
    """

    facts: reactive[PracticeFacts | None] = reactive(None)

    def render_line(self, y: int) -> Strip:
        """Draw the first or the second row."""
        if self.facts is None:
            return Strip.blank(self.size.width, self.rich_style)
        pen = Pen(self)
        if y == 0:
            self._first_row(pen, self.facts)
        elif y == 1:
            self._second_row(pen, self.facts)
        return pen.strip(self.size.width)

    def _first_row(self, pen: Pen, facts: PracticeFacts) -> None:
        letters = tuple((f" {LETTERS[day.day.weekday()]}", _letter_role(day)) for day in facts.week)
        for text, role in (*self._label(), *letters, (_GAP, "")):
            pen.write(text, role)
        room = self.size.width - width_of(self._label_text) - 2 * len(facts.week) - len(_GAP)
        for index, part in enumerate(_that_fit(_parts(facts, self.glyphs), room)):
            if index:
                pen.write(_GAP, "")
            for text, role in part:
                pen.write(text, role)

    def _second_row(self, pen: Pen, facts: PracticeFacts) -> None:
        pen.write(" " * width_of(self._label_text), "")
        for day in facts.week:
            glyph, role = _mark(day.mark, self.glyphs)
            pen.write(f" {glyph}", role)
        room = self.size.width - width_of(self._label_text) - 2 * len(facts.week) - len(_GAP)
        pen.write(_GAP, "")
        pen.write(whole_sentences(facts.line, room, self.glyphs.ellipsis), "")

    @property
    def _label_text(self) -> str:
        return " Practice " if self.size.width >= 100 else ""

    def _label(self) -> Part:
        return ((self._label_text, "heading"),) if self._label_text else ()


def _letter_role(day: DayMark) -> Role:
    return "bold" if day.is_today else "muted"


def _mark(mark: Mark, glyphs: Glyphs) -> Piece:
    """Return the sign of a day; a missed day is simply empty (practice model, 2.4)."""
    signs: dict[Mark, Piece] = {
        Mark.PRACTISED: (glyphs.done, "moss"),
        Mark.OPEN: (glyphs.later, "amber"),
        Mark.REST: (glyphs.rest_day, "muted"),
        Mark.PAUSED: (glyphs.resting, "sky"),
        Mark.SPARED: (glyphs.spared, "sky"),
        Mark.AHEAD: (glyphs.heat_none, "muted"),
        Mark.EMPTY: (" ", ""),
    }
    return signs[mark]


def _parts(facts: PracticeFacts, glyphs: Glyphs) -> list[tuple[int, Part]]:
    """Return the parts of the first row in order, each with its rank: the lowest stay longest.

    Before anything was practised there is nothing to count yet.
    """
    now = facts.streak
    if now.today is TodayState.NEW:
        return [(0, _today(facts, glyphs))]
    unit = "day" if now.mode is Mode.DAILY else "week"
    parts: list[tuple[int, Part]] = [(1, (("streak ", "muted"), (_counted(now.current, unit), "bold")))]
    if now.mode is Mode.WEEKLY:
        parts.append((2, ((f"this week {now.week_done} of {now.week_need} days", ""),)))
    most = SPARES[now.mode].most
    spares = "no spares" if now.spares == 0 else _counted(now.spares, "spare")
    parts.append((3, ((glyphs.meter(now.spares, most), "moss"), (f" {spares}", ""))))
    bar = glyphs.share(now.consistency, BAR_CELLS)
    parts.append((4, ((bar, "moss"), (f" {now.word}", ""))))
    parts.append((0, _today(facts, glyphs)))
    if now.longest > now.current:
        parts.append((5, ((f"best {now.longest}", "muted"),)))
    return parts


def _today(facts: PracticeFacts, glyphs: Glyphs) -> Part:
    done, pace = facts.done_today, facts.pace
    if done > pace:
        return (("today ", "muted"), (f"{done}, the plan was {pace}", ""))
    meter = glyphs.meter(done, pace) + " " if pace <= WIDEST_METER else ""
    return (("today ", "muted"), (meter, "moss"), (f"{done} of {pace}", ""))


def _that_fit(parts: list[tuple[int, Part]], room: int) -> list[Part]:
    """Leave parts out, the highest rank first, until the rest stands in ``room`` cells."""
    kept = list(parts)
    while kept and sum(_width(part) for _, part in kept) + len(_GAP) * (len(kept) - 1) > room:
        kept.remove(max(kept, key=lambda ranked: ranked[0]))
    return [part for _, part in kept]


def _width(part: Part) -> int:
    return sum(width_of(text) for text, _ in part)


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
