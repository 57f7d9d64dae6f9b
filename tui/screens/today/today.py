"""The Today view: whom to reach out to, why, and what was there last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui.domain.outreach.outreach import QueueRow
from tui.domain.outreach.tier import ReasonKind
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Interaction
from tui.domain.records.promise import NextStep, Promise
from tui.screens.contact_lines import (
    ask_lines,
    how_words,
    last_time_lines,
    promise_lines,
    short_day,
    what_was_said,
    who_lines,
)
from tui.screens.every_view.every_view import EveryView
from tui.screens.people.keys import PEOPLE_FIRST
from tui.screens.people.list import PeopleList
from tui.screens.people.people import People
from tui.screens.today.acts import TodayActs
from tui.screens.today.quiet import QuietActs
from tui.screens.today.rows import TodayRow, draw_today_row, nothing_listed, today_rows_of
from tui.screens.view.view import View
from tui.services.contacts.finding import Page
from tui.services.desk import Desk
from tui.services.recording.settling import Settles
from tui.services.services import Services
from tui.services.today.today import PracticeToday
from tui.widgets.bar_kind import Typed
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.practice_strip import PracticeFacts, PracticeStrip
from tui.widgets.rows import Line, RowKey
from tui.widgets.rule import Rule
from tui.widgets.safe import wrap
from tui.widgets.virtual_list import VirtualList

Result = TypeVar("Result")

SIDE_WIDTH = 46
"""Cells of the side pane, as the style sheet has it, its padding included."""
EMPTY_BOOK = (
    "Nobody here yet.",
    "a  add one person you would like to keep in touch with",
    ":import  bring in a vCard or CSV   ·   rapport --demo  look round with sample people",
)


class TodayScreen(View):
    """One calm list for today; nothing on it is ever refilled by itself."""

    TAB_ID = "today"
    AUTO_FOCUS = "#today"
    ACTS = (EveryView, People, QuietActs, TodayActs)
    KEYS_FIRST = PEOPLE_FIRST
    LISTS_FEW = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._extra = 0
        self._day = self.desk.today

    def compose(self) -> ComposeResult:
        """Stack the strip over the list and, where there is room, the person under the cursor."""
        yield from self.framed(self._body())

    def _body(self) -> Iterable[Widget]:
        yield PracticeStrip()
        yield Rule()
        with Horizontal(id="today-panes"):
            with Vertical(id="today-left"):
                yield Lines(id="today-drafts")
                yield PeopleList[TodayRow](self._draw, _whose, self._settles, id="today")
                yield Lines(id="today-quiet")
                yield Lines(id="today-foot")
            yield Rule(standing=True)
            yield Lines(id="today-side")

    @property
    def rows(self) -> PeopleList[TodayRow]:
        """The list."""
        return self.query_one("#today", PeopleList)

    def reload(self) -> None:
        """Ask for the whole view again and show it."""
        if self._day != self.desk.today:
            self._day, self._extra = self.desk.today, 0
        view = self.desk.reader.today.view(extra=self._extra)
        source, sections = today_rows_of(view)
        empty = EMPTY_BOOK if view.is_empty_book else nothing_listed(view)
        self.rows.show(source, sections, empty)
        self.query_one(PracticeStrip).facts = _strip(view.practice)
        self._show_person()
        self.query_one(QuietActs).show_quiet(view.practice.reached_today, view.practice.streak.current)
        self.call_after_refresh(self.query_one(TodayActs).look_for_return)

    def on_screen_resume(self) -> None:
        """Show the drafts as they are by now, whatever the book says."""
        super().on_screen_resume()
        if self.is_mounted:
            self.call_after_refresh(self.query_one(QuietActs).show_drafts)

    async def change(
        self, use_case: Callable[[Services], Result], typed: Typed | None = None
    ) -> Result | None:
        """Make a change; what was put away before it stays away."""
        self.query_one(QuietActs).unfinished.forget_put_away()
        return await super().change(use_case, typed)

    def take_back(self) -> bool:
        """Bring back the draft that was put away last."""
        return self.query_one(QuietActs).unfinished.bring_back()

    def _settles(self) -> Settles | None:
        """Return what the row under the cursor asks for, so that logging from it settles that."""
        queued = self._queued()
        if queued is None or self.rows.marked:
            return None
        page = self.desk.reader.finding.page(queued.person.contact_id)
        text = _matter(page, queued) if page else ""
        return Settles(queued.kind, queued.subject_id, queued.person.contact_id, text)

    def action_why(self) -> None:
        """Say why the row under the cursor is here; pressed again, explain the next number shown."""
        current, queued = self.rows.current, self._queued()
        sentences: list[str] = []
        if queued is not None:
            sentences.append(" ".join((queued.sentence, *(f"Also: {each}." for each in queued.also))))
        elif current is not None:
            sentences.append(f"{current.name} comes up on this day; nothing is asked of you before.")
        page = self.desk.reader.finding.page(current.contact_id) if current else None
        if page is not None:
            sentences.append(f"{page.contact.name}: {self.desk.reader.standings.of(page.contact).why[0]}")
        self.message.explain(
            current.key if current else None, [*sentences, *self.desk.reader.today.why_the_strip()]
        )

    def action_more(self) -> None:
        """Show one more person than the pace."""
        self._extra += 1
        before = self.rows.row_count
        self.reload()
        if self.rows.row_count == before:
            self._extra -= 1
            self.message.say("Nobody else is due.")

    @on(VirtualList.Moved, "#today")
    def _moved(self) -> None:
        self._show_person()

    @on(VirtualList.Opened, "#today")
    def _opened(self) -> None:
        current = self.rows.current
        if current is not None:
            self.post_message(self.ContactWanted(current.contact_id))

    def on_resize(self) -> None:
        """Wrap what is shown of the person to the new width."""
        self.call_after_refresh(self._show_person)

    def _queued(self) -> QueueRow | None:
        current = self.rows.current
        return current.queued if current else None

    def _draw(self, row: TodayRow, width: int) -> Line:
        return draw_today_row(row, width, self._day, self.rows.glyphs)

    def _show_person(self) -> None:
        """Show who is under the cursor, beside the list or below it."""
        side, foot = self.query_one("#today-side", Lines), self.query_one("#today-foot", Lines)
        current = self.rows.current
        page = self.desk.reader.finding.page(current.contact_id) if current else None
        if page is None:
            side.show([])
            foot.show([])
            return
        today, glyphs, width = self._day, side.glyphs, SIDE_WIDTH - 2
        latest = self.desk.reader.finding.latest(page.contact.id)
        queued = self._queued()
        how = replace(self.desk.reader.standings.of(page.contact), advice_words="")
        sections: list[list[DrawnLine]] = [
            who_lines(page, self.desk.clock.now(), today, width, glyphs, how),
            _why_lines(queued, width) if queued else [],
            promise_lines(page, today, glyphs),
            ask_lines(self.desk.reader.knowing.of(page.contact.id), width) if side.display else [],
            last_time_lines(latest, today, width, glyphs),
        ]
        blank: DrawnLine = [("", "")]
        lines: list[DrawnLine] = []
        for section in filter(None, sections):
            lines += [blank, *section] if lines else section
        side.show(lines)
        foot.show(_foot(page.contact.name, latest, today))


def _whose(key: RowKey) -> ContactId:
    """Return the contact of a row's key."""
    assert isinstance(key, tuple)
    return ContactId(key[1])


def _why_lines(queued: QueueRow, width: int) -> list[DrawnLine]:
    lines: list[DrawnLine] = [[("WHY TODAY", "heading")]]
    lines += [[(row, "")] for row in wrap(queued.sentence, width, 6)]
    return lines


def _matter(page: Page, queued: QueueRow) -> str:
    """Return the promise or next step behind a row, in words."""
    matters: dict[ReasonKind, Sequence[Promise | NextStep]] = {
        ReasonKind.PROMISE: page.promises,
        ReasonKind.NEXT_STEP: page.next_steps,
    }
    return next((each.text for each in matters.get(queued.kind, ()) if each.id == queued.subject_id), "")


def _strip(practice: PracticeToday) -> PracticeFacts:
    return PracticeFacts(practice.week, practice.streak, practice.reached_today, practice.pace, practice.line)


def _foot(name: str, latest: Sequence[Interaction], today: date) -> list[DrawnLine]:
    """Return the one remembered detail where there is no room for the side pane."""
    if not latest:
        return [[(name, "bold"), (" · no talk written down yet", "muted")]]
    last = latest[0]
    said = what_was_said(last)
    words = f" “{said}”" if said else ""
    return [
        [(name, "bold"), (f" · last: {how_words(last)} {short_day(last.practice_date, today)}{words}", "")]
    ]
