"""The Contacts view: everybody by name, and beside the list the one under the cursor with their timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui.domain.dates.spans import span_short
from tui.domain.records.contact import ContactId, ContactRow
from tui.domain.rhythms.lateness import State, state_of
from tui.domain.rhythms.rhythm import rhythm_short, rhythm_words
from tui.screens.contacts.filter import FilteredContacts
from tui.screens.contacts.page import ContactPage
from tui.screens.view.tending_questions import ADVICE_KEYS
from tui.widgets.columns import Column, lay_columns
from tui.widgets.glyphs import Glyphs
from tui.widgets.roles import Role
from tui.widgets.rows import Cell, Line
from tui.widgets.rule import Rule
from tui.widgets.virtual_list import VirtualList

_COLUMNS = (
    Column("name", 14, grows_to=26),
    Column("last", 5, right=True),
    Column("every", 5, right=True),
    Column("group", 8, grows_to=14),
)


class ContactsScreen(FilteredContacts):
    """Everybody, and one of them in full."""

    TAB_ID = "contacts"
    AUTO_FOCUS = "#contacts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "w",
            "why",
            "Why",
            id="contacts.why",
            show=False,
            tooltip="Say where rhythm, warmth and depth come from, one after the other",
        ),
        Binding(
            "V",
            "advice",
            "Advice",
            id="contacts.advice",
            show=False,
            tooltip="Answer the advice on how often to be in touch",
        ),
        Binding("tab", "other_pane", "Pane", id="contacts.pane", show=False, tooltip="Go to the other pane"),
        Binding(
            "D",
            "delete",
            "Delete",
            id="contacts.delete",
            show=False,
            tooltip="Move the chosen people, or the talk under the cursor, to the trash",
        ),
        Binding(
            "equals_sign",
            "duplicates",
            "Duplicates",
            id="contacts.duplicates",
            show=False,
            tooltip="Look for people who are in the book twice",
        ),
        Binding(
            "b",
            "balance",
            "Balance",
            id="contacts.balance",
            show=False,
            tooltip="Speak of give and take on the pages, or no more",
        ),
    ]

    def body(self) -> Iterable[Widget]:
        """Put the list beside the page."""
        with Horizontal(id="contacts-panes"):
            with Vertical(id="contacts-left"):
                yield from self.filter_widgets()
                yield VirtualList[ContactRow](self._draw_row, id="contacts")
            yield Rule(standing=True)
            yield ContactPage(self.desk, id="contacts-right")

    def chosen(self) -> list[ContactId]:
        """Give the marked contacts, else the one under the cursor."""
        marked = [ContactId(key) for key in self.rows.marked if isinstance(key, int)]
        current = self.rows.current
        return marked or ([current.id] if current else [])

    def clear_marks(self) -> None:
        """Unmark every row."""
        self.rows.clear_marks()

    def action_other_pane(self) -> None:
        """Go from the list to the timeline, or back."""
        timeline = self.query_one("#timeline", VirtualList)
        (self.rows if timeline.has_focus else timeline).focus()

    def action_back(self) -> None:
        """Go back one step: from the page, from the marks, from the filter."""
        self.message.clear()
        if self.has_class("-page") or not self.rows.has_focus:
            self.remove_class("-page")
            self.rows.focus()
        elif self.rows.marked:
            self.clear_marks()
        elif self.filter_field.value:
            self.clear_filter()

    def action_balance(self) -> None:
        """Speak of give and take on the pages, or no more."""
        self._do(lambda services: services.standings.show_balance(not services.standings.is_balance_shown))

    def action_duplicates(self) -> None:
        """Look for people who are in the book twice."""
        from tui.screens.view.asking import look_for_duplicates

        look_for_duplicates(self)

    def action_delete(self) -> None:
        """Move the chosen to the trash, or the talk under the cursor of the timeline; u brings them back."""
        timeline = self.query_one("#timeline", VirtualList)
        if timeline.has_focus:
            talk = getattr(timeline.current, "talk", None)
            if talk is None:
                self.message.say("only talks can be moved to the trash from here")
            else:
                self._do(lambda services: services.deleting.interaction(talk.id))
            return
        chosen = self.chosen()
        if chosen:
            self._do(lambda services: services.tending.trash(chosen))

    def action_why(self) -> None:
        """Explain one number of the page; pressed again, the next."""
        current = self.rows.current
        page = self.desk.reader.finding.page(current.id) if current else None
        if page is not None:
            self.explain(page.contact.id, self.desk.reader.standings.of(page.contact).why)

    @work(group="change")
    async def action_advice(self) -> None:
        """Ask whether to follow the advice, and do so."""
        current = self.rows.current
        advice = self.desk.reader.advising.advice(current.id) if current else None
        if current is None or advice is None:
            self.message.tell("There is no advice about them; the rhythm fits, or it is too soon to tell.")
            return
        title = f"{current.name}: {rhythm_words(advice.suggested_days)} instead?"
        key = await self.menu.ask(title, ADVICE_KEYS)
        if key == "y":
            await self.do(lambda services: services.advising.take_advice(advice))
        elif key is not None:
            await self.do(lambda services: services.advising.keep_rhythm(advice))

    @on(VirtualList.Moved, "#contacts")
    def _moved(self) -> None:
        self.show_page()

    @on(VirtualList.Opened, "#contacts")
    def _opened(self) -> None:
        self.add_class("-page")
        self.query_one("#timeline", VirtualList).focus()

    def show_page(self) -> None:
        """Show the contact under the cursor."""
        current = self.rows.current
        self.page.show(current.id if current else None)

    def step_contact(self, by: int) -> None:
        """Go to another contact; the keys stay where they are."""
        self.rows.action_move(by)

    def _draw_row(self, row: ContactRow, width: int) -> Line:
        return _draw_contact(row, width, self, self.rows.glyphs)


def _draw_contact(row: ContactRow, width: int, view: ContactsScreen, glyphs: Glyphs) -> Line:
    """Draw one contact of the list."""
    today = view.desk.today
    texts = {
        "name": row.name,
        "last": span_short((today - row.last_touch_on).days) if row.last_touch_on else "",
        "every": rhythm_short(row.ideal_days) if row.ideal_days else "",
        "group": row.group,
    }
    cells = tuple(
        Cell(texts[column.name], column.width, "" if column.name == "name" else "muted", column.right)
        for column in lay_columns(_COLUMNS, width)
    )
    state = state_of(
        today,
        ideal_days=row.ideal_days,
        due_on=row.next_due_on,
        last_touch_on=row.last_touch_on,
        is_archived=row.is_archived or row.is_deceased,
        snoozed_until=row.snoozed_until,
    )
    signs: dict[State, tuple[str, Role]] = {
        State.OVERDUE: (glyphs.overdue, "clay"),
        State.DUE: (glyphs.due, "amber"),
        State.SOON: (glyphs.later, "sky"),
        State.FRESH: (glyphs.later, "sky"),
        State.SNOOZED: (glyphs.resting, "sky"),
        State.ARCHIVED: (glyphs.resting, "sky"),
        State.DORMANT: (glyphs.resting, "muted"),
    }
    return Line(cells, *signs.get(state, (" ", "")))
