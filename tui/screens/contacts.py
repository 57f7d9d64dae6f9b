"""The Contacts view: everybody by name, and beside the list the one under the cursor with their timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from tui.domain.contact import ContactId, ContactRow
from tui.domain.interaction import Interaction
from tui.domain.lateness import State, state_of
from tui.domain.rhythm import rhythm_short, rhythm_words
from tui.domain.spans import span_short
from tui.screens.contact_lines import how_words, promise_lines, short_day, way_sign, what_was_said, who_lines
from tui.screens.contact_view import ContactView
from tui.screens.tending_questions import ADVICE_KEYS
from tui.widgets.columns import Column, lay_columns
from tui.widgets.fields import LineField
from tui.widgets.glyphs import Glyphs
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.roles import Role
from tui.widgets.rows import Cell, Line, RowsById
from tui.widgets.rule import Rule
from tui.widgets.virtual_list import VirtualList

_COLUMNS = (
    Column("name", 14, grows_to=26),
    Column("last", 5, right=True),
    Column("every", 5, right=True),
    Column("group", 8, grows_to=14),
)
_FOUND_AT_MOST = 500
_ROOMY = 44
"""From this width in cells the timeline says channel and length in full."""


class ContactsScreen(ContactView):
    """Everybody, and one of them in full."""

    TAB_ID = "contacts"
    AUTO_FOCUS = "#contacts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "Filter", id="contacts.filter", tooltip="Show only who matches what you type"
        ),
        Binding(
            "w",
            "why",
            "Why",
            id="contacts.why",
            show=False,
            tooltip="Say where rhythm, warmth and depth come from, one after the other",
        ),
        Binding(
            "v",
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
            tooltip="Move the chosen people to the trash",
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
                yield LineField(placeholder="name, #tag, place, words you noted", id="contacts-filter")
                yield Lines(id="contacts-head")
                yield VirtualList[ContactRow](self._draw_row, id="contacts")
            yield Rule(standing=True)
            with Vertical(id="contacts-right"):
                yield Lines(id="page-who")
                yield Lines(id="page-head")
                yield VirtualList[Interaction](
                    self._draw_interaction, can_mark=False, rests_visibly=False, id="timeline"
                )

    @property
    def rows(self) -> VirtualList[ContactRow]:
        """The list of contacts."""
        return self.query_one("#contacts", VirtualList)

    @property
    def filter_field(self) -> LineField:
        """Where a filter is typed."""
        return self.query_one("#contacts-filter", LineField)

    def reload(self) -> None:
        """Read the list and the page again."""
        ask, query = self.desk.reader.finding, self.filter_field.value
        everyone = ask.everyone()
        ids = ask.matching(query, _FOUND_AT_MOST) if query.strip() else everyone
        nobody = ("Nobody matches.",) if query.strip() else ("Nobody here yet.", "a  adds somebody")
        self.rows.show(RowsById(ids, ask.rows, lambda row: row.id), empty=nobody)
        said = f"{len(ids)} of {len(everyone)}" if query.strip() else f"{len(everyone)} here"
        self.query_one("#contacts-head", Lines).show([[(said, "muted")]])
        self.filter_field.display = bool(query) or self.filter_field.has_focus
        self._show_page()

    def chosen(self) -> list[ContactId]:
        """Give the marked contacts, else the one under the cursor."""
        marked = [ContactId(key) for key in self.rows.marked if isinstance(key, int)]
        current = self.rows.current
        return marked or ([current.id] if current else [])

    def clear_marks(self) -> None:
        """Unmark every row."""
        self.rows.clear_marks()

    def show_contact(self, contact_id: ContactId) -> None:
        """Put the cursor on a contact, whatever the filter was."""
        if not self.rows.select(contact_id):
            self.filter_field.value = ""
            self.reload()
            self.rows.select(contact_id)
        self.add_class("-page")
        self.rows.focus()

    def action_filter(self) -> None:
        """Type a filter."""
        self.filter_field.display = True
        self.filter_field.focus()

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
            self.filter_field.value = ""

    def action_balance(self) -> None:
        """Speak of give and take on the pages, or no more."""
        self._do(lambda services: services.standings.show_balance(not services.standings.is_balance_shown))

    def action_delete(self) -> None:
        """Move the chosen to the trash; u brings them back."""
        chosen = self.chosen()
        if chosen:
            self._do(lambda services: services.tending.trash(chosen))

    def action_why(self) -> None:
        """Explain one number of the page; pressed again, the next."""
        current = self.rows.current
        page = self.desk.reader.finding.page(current.id) if current else None
        if page is not None:
            self.explain(page.contact.id, self.desk.reader.standings.of(page.contact).why)

    def action_advice(self) -> None:
        """Ask whether to follow the advice."""
        current = self.rows.current
        advice = self.desk.reader.advising.advice(current.id) if current else None
        if current is None or advice is None:
            self.message.say("There is no advice about them; the rhythm fits, or it is too soon to tell.")
            return

        def answer(key: str) -> None:
            if key == "y":
                self._do(lambda services: services.advising.take_advice(advice))
            else:
                self._do(lambda services: services.advising.keep_rhythm(advice))

        title = f"{current.name}: {rhythm_words(advice.suggested_days)} instead?"
        self.open_menu(title, ADVICE_KEYS, answer)

    @on(Input.Changed, "#contacts-filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.reload()
        self.rows.go_to(0)

    @on(Input.Submitted, "#contacts-filter")
    def _filter_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.rows.focus()

    @on(VirtualList.Moved, "#contacts")
    def _moved(self) -> None:
        self._show_page()

    @on(VirtualList.Opened, "#contacts")
    def _opened(self) -> None:
        self.add_class("-page")
        self.query_one("#timeline", VirtualList).focus()

    def _show_page(self) -> None:
        """Show the contact under the cursor."""
        who, head = self.query_one("#page-who", Lines), self.query_one("#page-head", Lines)
        timeline = self.query_one("#timeline", VirtualList)
        current = self.rows.current
        page = self.desk.reader.finding.page(current.id) if current else None
        if page is None:
            who.show([])
            head.show([])
            timeline.show(RowsById((), lambda _ids: (), lambda each: each.id))
            return
        today, glyphs, width = self.desk.today, who.glyphs, max(20, who.size.width)
        promises = promise_lines(page, today, glyphs)
        how = self.desk.reader.standings.of(page.contact)
        lines: list[DrawnLine] = who_lines(page, self.desk.clock.now(), today, width, glyphs, how)
        if promises:
            lines += [[("", "")], *promises]
        who.show(lines)
        head.show([[("", "")], [(f"TIMELINE · {page.interactions}", "heading")]])
        ask = self.desk.reader.finding
        timeline.show(
            RowsById(ask.timeline_ids(page.contact.id), ask.interactions, lambda each: each.id),
            empty=("Nothing yet. l logs the first.",),
        )

    def _draw_row(self, row: ContactRow, width: int) -> Line:
        return _draw_contact(row, width, self, self.rows.glyphs)

    def _draw_interaction(self, each: Interaction, width: int) -> Line:
        today, glyphs = self.desk.today, self.rows.glyphs
        how = how_words(each)
        said = what_was_said(each)
        others = [
            name for name, ident in zip(each.names, each.contacts, strict=True) if ident not in self.chosen()
        ]
        if others:
            said = f"{said}  with {', '.join(others)}" if said else f"with {', '.join(others)}"
        channel = 14 if width >= _ROOMY else 9
        taken = (7 + 1) + (channel + 1) + (2 + 1)
        cells = (
            Cell(short_day(each.practice_date, today), 7, "muted"),
            Cell(how, channel),
            Cell(way_sign(each, glyphs), 2, "muted"),
            Cell(said, max(0, width - taken)),
        )
        return Line(cells)


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
        is_archived=row.is_archived,
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
