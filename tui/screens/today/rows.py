"""The rows of the Today view: the queue, what comes up, and how each is drawn."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tui.domain.dates.spans import day_words, span_short
from tui.domain.outreach.outreach import QueueRow
from tui.domain.outreach.tier import Tier
from tui.domain.practice import copy
from tui.domain.records.contact import ContactId
from tui.domain.rhythms.lateness import State
from tui.domain.rhythms.rhythm import rhythm_short
from tui.services.today.today import TodayView, Upcoming
from tui.widgets.columns import Column, lay_columns
from tui.widgets.glyphs import Glyphs
from tui.widgets.roles import Role
from tui.widgets.rows import Cell, Line, ListedRows, RowKey, Section

_COLUMNS = (
    Column("name", 18, grows_to=28),
    Column("reason", 26, grows_to=34),
    Column("last", 8, right=True),
    Column("every", 9, right=True),
    Column("group", 10, grows_to=14, shown_from=66),
)


class TodayRow(Struct, frozen=True):
    """One selectable row: somebody on the list today, or something coming up."""

    contact_id: ContactId
    name: str
    queued: QueueRow | None = None
    upcoming: Upcoming | None = None

    @property
    def key(self) -> RowKey:
        """What makes it the same row after a reload."""
        if self.upcoming is not None:
            return ("coming", self.contact_id, self.upcoming.on, self.upcoming.what)
        return ("today", self.contact_id)


def today_rows_of(view: TodayView) -> tuple[ListedRows[TodayRow], list[Section]]:
    """Return the rows of the view under their headings."""
    queued = [TodayRow(row.person.contact_id, row.person.name, queued=row) for row in view.queue.rows]
    coming = [TodayRow(each.contact_id, each.name, upcoming=each) for each in view.coming_up]
    sections = []
    unsorted = _without_rhythm(view)
    if queued:
        sections.append(Section(0, f"REACH OUT · {len(queued)}", view.queue.message or unsorted))
    elif coming and view.queue.message:
        sections.append(Section(0, view.queue.message, unsorted or "n  one more, if you like"))
    if coming:
        sections.append(Section(len(queued), "COMING UP", has_gap=bool(sections)))
    return ListedRows([*queued, *coming], key=lambda row: row.key), sections


def nothing_listed(view: TodayView) -> tuple[str, ...]:
    """Return what stands where nobody is on the list and nothing comes up."""
    return tuple(filter(None, (view.queue.message, _without_rhythm(view))))


def _without_rhythm(view: TodayView) -> str:
    """Say quietly that somebody has no rhythm yet, where there is room for them."""
    return f"{copy.without_rhythm(view.without_rhythm)}: o chooses" if view.without_rhythm else ""


def draw_today_row(row: TodayRow, width: int, today: date, glyphs: Glyphs) -> Line:
    """Draw one row for a width in cells."""
    columns = lay_columns(_COLUMNS, width)
    texts = _queued_texts(row, today) if row.queued else _coming_texts(row, today)
    glyph, role = _sign(row, glyphs)
    cells = tuple(
        Cell(
            texts[column.name],
            column.width,
            "" if column.name in ("name", "reason") else "muted",
            column.right,
        )
        for column in columns
    )
    return Line(cells, glyph, role)


def _queued_texts(row: TodayRow, today: date) -> dict[str, str]:
    queued = row.queued
    if queued is None:
        return {}
    person = queued.person
    reason = queued.reason if not queued.also else f"{queued.reason} +{len(queued.also)}"
    return {
        "name": row.name,
        "reason": reason,
        "last": _ago(person.last_touch_on, today) or "new",
        "every": _every(person.ideal_days),
        "group": person.group,
    }


def _coming_texts(row: TodayRow, today: date) -> dict[str, str]:
    upcoming = row.upcoming
    if upcoming is None:
        return {}
    when = day_words(upcoming.on, today)
    return {
        "name": row.name,
        "reason": f"{when}  {upcoming.what}" if upcoming.what else f"due {when}",
        "last": _ago(upcoming.last_touch_on, today),
        "every": _every(upcoming.rhythm_days),
        "group": "",
    }


def _ago(day: date | None, today: date) -> str:
    """Say when the last touch was, in at most eight columns."""
    if day is None:
        return ""
    return "today" if day == today else f"{span_short((today - day).days)} ago"


def _every(ideal_days: int | None) -> str:
    return f"every {rhythm_short(ideal_days)}" if ideal_days else ""


def _sign(row: TodayRow, glyphs: Glyphs) -> tuple[str, Role]:
    if row.queued is None:
        return glyphs.later, "sky"
    if row.queued.tier is Tier.PROMISE:
        return glyphs.promise, "plum"
    if row.queued.state is State.OVERDUE:
        return glyphs.overdue, "clay"
    if row.queued.tier in (Tier.REKINDLE, Tier.WORLD):
        return glyphs.resting, "sky"
    return glyphs.due, "amber"
