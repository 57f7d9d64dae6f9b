"""The filter over the list of contacts: typed, answered beside the keys, kept as a view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui.domain.keeping.kept_line import Place
from tui.domain.records.contact import ContactRow
from tui.screens.finder.query_asking import QueryAsking
from tui.screens.people.people import People
from tui.screens.view.acts import Acts
from tui.screens.view.view import View
from tui.services.contacts.finding import Answer
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.query_field import QueryField, QueryNotes
from tui.widgets.question import left_with
from tui.widgets.rows import RowsById
from tui.widgets.virtual_list import VirtualList

_FILTER = Place.in_field("filter")
_NOBODY_HERE = ("Nobody here yet.", "a  adds somebody")


class FilterField(QueryField):
    """The line of the filter; Enter goes to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "submit",
            "Done",
            id="contacts.filter_done",
            priority=True,
            tooltip="Go to the list of whom the filter finds; where it finds nobody, begin to add them",
        ),
    ]


class FilterActs(Acts):
    """A line of query over the list of contacts, which it narrows."""

    class Listed(Message):
        """The list shows whom a query finds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "Filter", id="contacts.filter", tooltip="Show only who matches what you type"
        ),
        Binding(
            "F",
            "views",
            "Views",
            id="contacts.views",
            show=False,
            tooltip="Choose a saved view, or save the filter as one",
        ),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.query_asking = QueryAsking(
            view, view.desk, lambda: self.field, lambda: self.query_one(QueryNotes), self._show_answer
        )
        self._view_name = ""
        """The saved view that is shown, as long as its query is not touched."""

    @property
    def rows(self) -> VirtualList[ContactRow]:
        """The list of contacts."""
        return self.query_one("#contacts", VirtualList)

    @property
    def field(self) -> FilterField:
        """Where a filter is typed."""
        return self.query_one("#contacts-filter", FilterField)

    def read(self) -> None:
        """Read the list again: whom the query finds as soon as that is answered, else everybody."""
        field = self.field
        field.display = bool(field.value) or field.has_focus
        if field.value.strip():
            self.query_asking.ask(is_typed=False)
            return
        self._view_name = ""
        self.query_asking.forget()
        ids = self.desk.reader.finding.everyone()
        self._list(ids, _NOBODY_HERE)
        self._say_count([(f"{len(ids):,} here", "muted")])
        self.post_message(self.Listed())

    def show_query(self, query: str, name: str = "") -> None:
        """Narrow the list by a query, as a saved view does; an empty one shows everybody."""
        with self.prevent(Input.Changed):
            self.field.value = query
        self.read()
        self._view_name = name

    def action_filter(self) -> None:
        """Type a filter."""
        self.field.display = True
        self.field.focus()
        if not self.field.value:
            self.field.take_up(_FILTER)

    def clear_filter(self) -> None:
        """Show everybody again."""
        self.field.words_done()
        self.field.value = ""

    @work(group="change")
    async def action_views(self) -> None:
        """Choose a saved view, or save the filter as one."""
        from tui.screens.finder.views import ViewsScreen

        view = await left_with(self.app, ViewsScreen(self.desk, self.field.value.strip()))
        if view is not None:
            self.show_query(view.query, view.name)
            self.rows.go_to(0)
            self.rows.focus()
            return
        # The view that is shown may have another name by now, or be gone; the filter may have become one.
        query = self.field.value.strip()
        self._view_name = next(
            (kept.name for kept in self.desk.reader.views.all() if kept.query == query), ""
        )
        self.read()

    @on(Input.Changed, "#contacts-filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._view_name = ""
        if event.value.strip():
            self.query_asking.ask(is_typed=True)
        else:
            self.view.reload()
            self.rows.go_to(0)

    @on(QueryField.MoveWanted, "#contacts-filter")
    def _move_wanted(self, event: QueryField.MoveWanted) -> None:
        event.stop()
        self.rows.action_move(event.by)

    @on(QueryField.AcceptWanted, "#contacts-filter")
    @work(group="change")
    async def _accept_wanted(self, event: QueryField.AcceptWanted) -> None:
        event.stop()
        await self.query_asking.accept()

    @on(Input.Submitted, "#contacts-filter")
    @work(group="change")
    async def _filter_submitted(self, event: Input.Submitted) -> None:
        """Go to the list once it shows what was typed; where nobody is found, begin to add them."""
        event.stop()
        answer = await self.query_asking.settled()
        self.field.words_done()
        name = _missed(answer)
        if name:
            self.view.query_one(People).action_add(name)
        else:
            self.query_one(QueryNotes).show([])
            self.rows.focus()
            self.field.display = bool(self.field.value)

    def _show_answer(self, answer: Answer, is_typed: bool) -> None:
        """Show whom a query finds; while it is unfinished, everybody stays."""
        if not self.field.value.strip():
            return
        finding = self.desk.reader.finding
        name = _missed(answer) if self.field.has_focus else ""
        nobody = ("Nobody matches.", f"Enter  adds “{name}”") if name else ("Nobody matches.",)
        self._list(answer.ids if answer.narrows else finding.everyone(), nobody)
        self._say_count(self._count_words(answer))
        if is_typed:
            self.rows.go_to(0)
        self.call_after_refresh(self.post_message, self.Listed())

    def _count_words(self, answer: Answer) -> DrawnLine:
        parts = [answer.count]
        if answer.is_guess and answer.ids:
            parts.append("spelt like it")
        if answer.query.left_out:
            parts.append(f"not {', '.join(answer.query.left_out)}")
        if self._view_name:
            parts.insert(0, self._view_name)
        return [(f" {self.rows.glyphs.dot} ".join(parts), "muted")]

    def _list(self, ids: Sequence[int], nobody: tuple[str, ...]) -> None:
        finding = self.desk.reader.finding
        self.rows.show(RowsById(ids, finding.rows, lambda row: row.id), empty=nobody)

    def _say_count(self, line: DrawnLine) -> None:
        self.query_one("#contacts-head", Lines).show([line])


def _missed(answer: Answer | None) -> str:
    """Return the name of somebody who is not found and may be added: there are only words, and they find nobody."""
    if answer is None or answer.ids or answer.query.filters or answer.query.problems:
        return ""
    words = answer.query.words
    return " ".join(word.text for word in words) if not any(word.is_negated for word in words) else ""
