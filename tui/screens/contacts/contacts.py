"""The Contacts view: everybody by name, and beside the list the one under the cursor with their timeline."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui.domain.dates.spans import span_short
from tui.domain.records.contact import ContactId, ContactRow
from tui.domain.rhythms.lateness import State, state_of
from tui.domain.rhythms.rhythm import rhythm_short
from tui.screens.contacts.acts import ContactsActs
from tui.screens.contacts.filter import FilterActs, FilterField
from tui.screens.contacts.page import ContactPage
from tui.screens.contacts.page_keys import PageActs
from tui.screens.every_view.every_view import EveryView
from tui.screens.people.keys import PEOPLE_FIRST
from tui.screens.people.list import PeopleList
from tui.screens.people.people import People
from tui.screens.view.view import View
from tui.widgets.columns import Column, lay_columns
from tui.widgets.glyphs import Glyphs
from tui.widgets.lines import Lines
from tui.widgets.query_field import QueryNotes
from tui.widgets.roles import Role
from tui.widgets.rows import Cell, Line, RowKey
from tui.widgets.rule import Rule
from tui.widgets.virtual_list import VirtualList

_COLUMNS = (
    Column("name", 14, grows_to=26),
    Column("last", 5, right=True),
    Column("every", 5, right=True),
    Column("group", 8, grows_to=14),
)


class ContactsScreen(View):
    """Everybody, and one of them in full."""

    TAB_ID = "contacts"
    AUTO_FOCUS = "#contacts"
    ACTS = (EveryView, People, PageActs, ContactsActs, FilterActs)
    KEYS_FIRST = PEOPLE_FIRST

    def compose(self) -> ComposeResult:
        """Put the list, with the line that narrows it, beside the page."""
        yield from self.framed(self._body())

    def _body(self) -> Iterable[Widget]:
        with Horizontal(id="contacts-panes"):
            with Vertical(id="contacts-left"):
                field = FilterField(placeholder="name, #tag, org:, last>90d", id="contacts-filter")
                yield field.kept_in(self.desk.lines)
                yield QueryNotes(id="contacts-notes")
                yield Lines(id="contacts-head")
                yield PeopleList[ContactRow](self._draw_row, _whose, id="contacts")
            yield Rule(standing=True)
            yield ContactPage(self.desk, id="contacts-right")

    @property
    def rows(self) -> PeopleList[ContactRow]:
        """The list of contacts."""
        return self.query_one("#contacts", PeopleList)

    @property
    def filter(self) -> FilterActs:
        """What narrows the list."""
        return self.query_one(FilterActs)

    @property
    def page(self) -> ContactPage:
        """The page of the contact under the cursor."""
        return self.query_one(ContactPage)

    def reload(self) -> None:
        """Read the list and the page again."""
        self.filter.read()

    def show_query(self, query: str, name: str = "") -> None:
        """Narrow the list by a query, as a saved view does."""
        self.filter.show_query(query, name)
        self.rows.go_to(0)
        self.rows.focus()

    def show_contact(self, contact_id: ContactId, interaction_id: int | None = None) -> None:
        """Put the cursor on a contact, whatever the filter was, and on a talk with them."""
        if not self.rows.select(contact_id):
            self.filter.show_query("")
            self.rows.select(contact_id)
        self.add_class("-page")
        self.rows.focus()
        if interaction_id is not None:
            self.page.show(contact_id)
            self.page.go_to_talk(interaction_id)
            self.page.rows.focus()

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
        elif self.filter.field.value:
            self.filter.clear_filter()

    def action_why(self) -> None:
        """Explain one number of the page; pressed again, the next."""
        current = self.rows.current
        page = self.desk.reader.finding.page(current.id) if current else None
        if page is not None:
            self.message.explain(page.contact.id, self.desk.reader.standings.of(page.contact).why)

    @on(FilterActs.Listed)
    @on(VirtualList.Moved, "#contacts")
    def _show_page(self) -> None:
        """Show the contact under the cursor."""
        current = self.rows.current
        self.page.show(current.id if current else None)

    @on(VirtualList.Opened, "#contacts")
    def _opened(self) -> None:
        self.add_class("-page")
        self.query_one("#timeline", VirtualList).focus()

    def _draw_row(self, row: ContactRow, width: int) -> Line:
        return _draw_contact(row, width, self, self.rows.glyphs)


def _whose(key: RowKey) -> ContactId:
    """Return the contact of a row's key."""
    assert isinstance(key, int)
    return ContactId(key)


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
