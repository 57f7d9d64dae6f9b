"""The page of one contact: who they are over their timeline, or all that is known line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.domain.dates.partial import say_partial, whole_day
from tui.domain.records.contact import ContactId
from tui.domain.records.timeline import Moment, MomentKey, MomentKind, TimelineView
from tui.screens.contact_lines import how_words, short_day, way_sign, what_was_said
from tui.screens.contacts.page_lines import FactRow, Shown, fact_rows, head_lines
from tui.services.desk import Desk
from tui.widgets.lines import Lines
from tui.widgets.row_view import GUTTER
from tui.widgets.rows import Cell, Line, ListedRows, RowKey
from tui.widgets.virtual_list import VirtualList

PageRow = Moment | FactRow
ROOMY = 44
"""From this width in cells the timeline says channel and length in full."""
NOTHING_YET = "Nothing yet. l logs the first."
REMEMBERED = "Nothing is written here of times together."
_BRIEF = 4
"""So many lines say who it is while all that is known stands below."""


class MomentRows(Struct):
    """The rows of a timeline: in order by their keys, fetched when shown."""

    listed: Sequence[MomentKey]
    fetch: Callable[[Sequence[MomentKey]], Sequence[Moment]]

    def count(self) -> int:
        """Say how many moments there are."""
        return len(self.listed)

    def rows(self, start: int, limit: int) -> Sequence[PageRow]:
        """Fetch up to ``limit`` moments from ``start``."""
        return self.fetch(self.listed[start : start + limit])

    def keys(self) -> Iterable[RowKey]:
        """Give what every moment is recognised by."""
        return self.listed

    def key_of(self, row: PageRow) -> RowKey:
        """Return what a moment is recognised by."""
        return row.key

    def position_of(self, key: RowKey) -> int | None:
        """Say where the moment stands."""
        return next((at for at, each in enumerate(self.listed) if each == key), None)


class ContactPage(Vertical):
    """Shows one contact; what is asked of the book is asked when they are shown."""

    view: TimelineView = TimelineView.ALL

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._desk = desk
        self._contact_id: ContactId | None = None

    def compose(self) -> ComposeResult:
        """Stack who they are, the heading of the list, and the list."""
        yield Lines(id="page-who")
        yield Lines(id="page-head")
        yield VirtualList[PageRow](self._draw, can_mark=False, rests_visibly=False, id="timeline")

    @property
    def rows(self) -> VirtualList[PageRow]:
        """The timeline, or all that is known."""
        return self.query_one("#timeline", VirtualList)

    @property
    def contact_id(self) -> ContactId | None:
        """Whose page is shown."""
        return self._contact_id

    def on_resize(self) -> None:
        """Lay the page for its new size."""
        self.call_after_refresh(self.show, self._contact_id)

    def turn_view(self) -> None:
        """Show the next of the three views."""
        self.view = self.view.following
        self.show(self._contact_id)
        self.rows.go_to(0)

    def go_to_talk(self, interaction_id: int) -> None:
        """Put the cursor on a talk of the contact who is shown, whatever the view was."""
        if self._contact_id is None:
            return
        if self.view is TimelineView.FACTS:
            self.view = TimelineView.ALL
            self.show(self._contact_id)
        only_talks = self.view is TimelineView.TALKS
        keys = self._desk.reader.knowing.moments_of(self._contact_id, only_talks=only_talks)
        for position, key in enumerate(keys):
            if key.kind is MomentKind.TALK and key.id == interaction_id:
                self.rows.go_to(position)

    def show(self, contact_id: ContactId | None) -> None:
        """Show a contact, or nobody."""
        if contact_id != self._contact_id:
            self._contact_id = contact_id
        shown = self._shown(contact_id) if contact_id is not None else None
        if shown is None:
            self.query_one("#page-who", Lines).show([])
            self.query_one("#page-head", Lines).show([])
            self.rows.show(ListedRows[PageRow]((), lambda row: row.key))
            return
        width, height = max(20, self.query_one("#page-who", Lines).size.width), self.size.height
        lines = head_lines(shown, width, height)
        if self.view is TimelineView.FACTS:
            self.query_one("#page-who", Lines).show(lines[:_BRIEF])
            self._show_facts(shown, width)
        else:
            self.query_one("#page-who", Lines).show(lines)
            self._show_moments(shown)

    def _shown(self, contact_id: ContactId) -> Shown | None:
        ask = self._desk.reader
        page = ask.finding.page(contact_id)
        if page is None:
            return None
        how, known = ask.standings.of(page.contact), ask.knowing.of(contact_id)
        return Shown(page, known, how, self._desk.clock.now(), self._desk.today, self.rows.glyphs)

    def _show_moments(self, shown: Shown) -> None:
        ask = self._desk.reader.knowing
        keys = ask.moments_of(shown.contact.id, only_talks=self.view is TimelineView.TALKS)
        self._head(f"TIMELINE · {len(keys)}")
        self.rows.show(
            MomentRows(keys, ask.moments), empty=(REMEMBERED if shown.contact.is_deceased else NOTHING_YET,)
        )

    def _show_facts(self, shown: Shown, width: int) -> None:
        rows, sections = fact_rows(shown, width - GUTTER)
        self._head("ALL THAT IS KNOWN")
        empty = ("Nothing is noted yet. n notes a fact,", "e edits everything.")
        self.rows.show(ListedRows[PageRow](rows, lambda row: row.key), sections, empty)

    def _head(self, title: str) -> None:
        self.query_one("#page-head", Lines).show([[(title, "heading"), (f"  v {self.view}", "muted")]])

    # Rows

    def _draw(self, row: PageRow, width: int) -> Line:
        if isinstance(row, FactRow):
            return Line((Cell(row.text, width, row.role),), row.glyph, row.glyph_role)
        return self._draw_talk(row, width) if row.talk else self._draw_other(row, width)

    def _draw_talk(self, row: Moment, width: int) -> Line:
        each, today = row.talk, self._desk.today
        if each is None:
            return Line(())
        said = what_was_said(each)
        pairs = zip(each.names, each.contacts, strict=True)
        others = ", ".join(name for name, ident in pairs if ident != self._contact_id)
        if others:
            said = f"{said}  with {others}" if said else f"with {others}"
        channel = 14 if width >= ROOMY else 9
        taken = (7 + 1) + (channel + 1) + (2 + 1)
        cells = (
            Cell(short_day(each.practice_date, today), 7, "muted"),
            Cell(how_words(each), channel),
            Cell(way_sign(each, self.rows.glyphs), 2, "muted"),
            Cell(said, max(0, width - taken)),
        )
        return Line(cells)

    def _draw_other(self, row: Moment, width: int) -> Line:
        signs = {
            MomentKind.PROMISE_MADE: self.rows.glyphs.promise,
            MomentKind.PROMISE_KEPT: self.rows.glyphs.done,
            MomentKind.STEP_DONE: self.rows.glyphs.done,
            MomentKind.ASKED: self.rows.glyphs.waiting,
        }
        cells = (
            Cell(_when_words(row.key.when, self._desk), 7, "muted"),
            Cell(signs.get(row.key.kind, " "), 1, "plum"),
            Cell(row.text, max(0, width - 10), "muted"),
        )
        return Line(cells)


def _when_words(when: str, desk: Desk) -> str:
    """Return a day known in part in at most seven columns: ``12 Oct``, ``Oct 25``, ``2019``."""
    from datetime import date

    day: date | None = whole_day(when)
    if day is not None:
        return short_day(day, desk.today)
    words = say_partial(when)
    return words if len(words) <= 7 else f"{words[:3]} {words[-2:]}"
