"""The Today view: whom to reach out to, why, and what was there last time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui.domain.outreach.outreach import Kind, QueueRow
from tui.domain.practice import copy
from tui.domain.practice.plan import TRIAGE_A_DAY
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Interaction
from tui.domain.records.promise import NextStep, Promise
from tui.domain.rhythms.rule import RhythmChoice
from tui.screens.contact_lines import (
    ask_lines,
    how_words,
    last_time_lines,
    promise_lines,
    short_day,
    what_was_said,
    who_lines,
)
from tui.screens.today.quiet import QUIET_KEYS, QuietToday
from tui.screens.today.rows import TodayRow, draw, nothing_listed, rows_of
from tui.screens.view.tending_questions import RETURN_KEYS, SORT_KEYS
from tui.services.contacts.finding import Page
from tui.services.recording.settling import Settles
from tui.services.services import Services
from tui.services.today.today import PracticeToday
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.practice_strip import PracticeFacts, PracticeStrip
from tui.widgets.rows import Line, RowKey
from tui.widgets.rule import Rule
from tui.widgets.safe import wrap
from tui.widgets.virtual_list import VirtualList

SIDE_WIDTH = 46
"""Cells of the side pane, as the style sheet has it, its padding included."""
EMPTY_BOOK = (
    "Nobody here yet.",
    "a  add one person you would like to keep in touch with",
    ":import  bring in a vCard or CSV   ·   rapport --demo  look round with sample people",
)


class TodayScreen(QuietToday):
    """One calm list for today; nothing on it is ever refilled by itself."""

    TAB_ID = "today"
    AUTO_FOCUS = "#today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "d", "done", "Done", id="today.done", tooltip="Log it as done today, on the channel last used"
        ),
        Binding(
            "r", "skip", "Rest", id="today.rest", tooltip="Let this round go; nothing is held against anyone"
        ),
        Binding(
            "w",
            "why",
            "Why",
            id="today.why",
            show=False,
            tooltip="Say in a full sentence why this row is here; again, what the numbers mean",
        ),
        Binding(
            "o",
            "sort",
            "Sort",
            id="today.sort",
            show=False,
            tooltip="Choose a rhythm for somebody who has none yet",
        ),
        Binding(
            "n", "more", "More", id="today.more", show=False, tooltip="Show one more person, if you like"
        ),
        *QUIET_KEYS,
    ]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._extra = self._sorted = 0
        self._day = self.desk.today

    def body(self) -> Iterable[Widget]:
        """Stack the strip over the list and, where there is room, the person under the cursor."""
        yield PracticeStrip()
        yield Rule()
        with Horizontal(id="today-panes"):
            with Vertical(id="today-left"):
                yield Lines(id="today-drafts")
                yield VirtualList[TodayRow](self._draw, id="today")
                yield Lines(id="today-quiet")
                yield Lines(id="today-foot")
            yield Rule(standing=True)
            yield Lines(id="today-side")

    @property
    def rows(self) -> VirtualList[TodayRow]:
        """The list."""
        return self.query_one("#today", VirtualList)

    def reload(self) -> None:
        """Ask for the whole view again and show it."""
        if self._day != self.desk.today:
            self._day, self._extra, self._sorted = self.desk.today, 0, 0
        view = self.desk.reader.today.view(extra=self._extra)
        source, sections = rows_of(view)
        empty = EMPTY_BOOK if view.is_empty_book else nothing_listed(view)
        self.rows.show(source, sections, empty)
        self.query_one(PracticeStrip).facts = _strip(view.practice)
        self._show_person()
        self.show_quiet(view.practice.reached_today, view.practice.streak.current)
        self.call_after_refresh(self._look_for_return)

    def chosen(self) -> list[ContactId]:
        """Give the marked contacts, else the one under the cursor."""
        marked = list(dict.fromkeys(key[1] for key in self.rows.marked if isinstance(key, tuple)))
        current = self.rows.current
        return marked or ([current.contact_id] if current else [])

    def keys_shown(self) -> Collection[RowKey]:
        """Give the keys of the rows on the list."""
        return set(self.rows.keys)

    def go_to_new(self, before: Collection[RowKey]) -> None:
        """Put the cursor on the row that came back."""
        back = next((key for key in self.rows.keys if key not in before), None)
        if back is not None:
            self.rows.select(back)

    def clear_marks(self) -> None:
        """Unmark every row."""
        self.rows.clear_marks()

    def settles(self) -> Settles | None:
        """Give what the row under the cursor asks for, so that logging from it settles that."""
        queued = self._queued()
        if queued is None or self.rows.marked:
            return None
        page = self.desk.reader.finding.page(queued.person.contact_id)
        text = _matter(page, queued) if page else ""
        return Settles(queued.kind, queued.subject_id, queued.person.contact_id, text)

    @work(group="change")
    async def action_done(self) -> None:
        """Log the chosen contacts as done today."""
        chosen, settles = self.chosen(), self.settles()
        if not chosen:
            self.message.say("Nobody is selected.", "a adds somebody")
            return
        await self.change_and_say(lambda services: services.recording.done(chosen, settles))
        self.clear_marks()

    def action_skip(self) -> None:
        """Let this round go."""
        chosen, settles = self.chosen(), self.settles()
        if chosen:
            self.put_off(lambda services: services.recording.rest(chosen, settles), chosen)

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
        self.explain(current.key if current else None, [*sentences, *self.desk.reader.today.why_the_strip()])

    @work(group="change")
    async def action_sort(self) -> None:
        """Ask how often for somebody without a rhythm; three people a day at most."""
        waiting = self.desk.reader.advising.unsorted(1) if self._sorted < TRIAGE_A_DAY else []
        contacts = self.desk.reader.finding.contacts(waiting)
        if not contacts:
            self.message.say("Nobody else is asked about today.")
            return
        one = contacts[0]
        key = await self.ask(f"{one.name} has no rhythm yet. How often, about?", SORT_KEYS)
        if key is None:
            return
        self._sorted += 1
        acts: dict[str, Callable[[Services], str]] = {
            "z": lambda services: services.tending.archive([one.id]),
            "l": lambda services: services.advising.sort_later(one.id),
        }
        days = {"m": 30, "q": 90, "y": 365}.get(key, 0)
        await self.do(acts.get(key, lambda services: services.rhythms.set([one.id], RhythmChoice(days))))

    @work(group="change")
    async def begin_plan(self) -> None:
        """Ask a newcomer for their practice days and their sentence."""
        from tui.screens.today.beginning import ask_for_plan

        await ask_for_plan(self)

    def _look_for_return(self) -> None:
        is_free = self.is_current and not self.bar.is_open and not self.menu.is_open
        if is_free and self.desk.reader.returning.is_return():
            self._ask_on_return()

    @work(group="change")
    async def _ask_on_return(self) -> None:
        """After a pause, ask once how to begin; Escape eases in."""
        acts: dict[str, Callable[[Services], str]] = {
            "e": lambda services: services.returning.ease_in(),
            "o": lambda services: services.returning.let_older_go(),
            "a": lambda services: services.returning.leave_as_is(),
        }
        await self.do(acts[await self.menu.ask(copy.on_return(), RETURN_KEYS) or "e"])

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
            self.open_contact(current.contact_id)

    def on_resize(self) -> None:
        """Wrap what is shown of the person to the new width."""
        self.call_after_refresh(self._show_person)

    def _queued(self) -> QueueRow | None:
        current = self.rows.current
        return current.queued if current else None

    def _draw(self, row: TodayRow, width: int) -> Line:
        return draw(row, width, self._day, self.rows.glyphs)

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


def _why_lines(queued: QueueRow, width: int) -> list[DrawnLine]:
    lines: list[DrawnLine] = [[("WHY TODAY", "heading")]]
    lines += [[(row, "")] for row in wrap(queued.sentence, width, 6)]
    return lines


def _matter(page: Page, queued: QueueRow) -> str:
    """Give the promise or next step behind a row, in words."""
    matters: dict[Kind, Sequence[Promise | NextStep]] = {
        Kind.PROMISE: page.promises,
        Kind.NEXT_STEP: page.next_steps,
    }
    return next((each.text for each in matters.get(queued.kind, ()) if each.id == queued.subject_id), "")


def _strip(practice: PracticeToday) -> PracticeFacts:
    return PracticeFacts(practice.week, practice.streak, practice.reached_today, practice.pace, practice.line)


def _foot(name: str, latest: Sequence[Interaction], today: date) -> list[DrawnLine]:
    """Give the one remembered detail where there is no room for the side pane."""
    if not latest:
        return [[(name, "bold"), (" · no talk written down yet", "muted")]]
    last = latest[0]
    said = what_was_said(last)
    words = f" “{said}”" if said else ""
    return [
        [(name, "bold"), (f" · last: {how_words(last)} {short_day(last.practice_date, today)}{words}", "")]
    ]
