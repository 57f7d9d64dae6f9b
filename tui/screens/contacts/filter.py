"""The filter over the list of contacts: typed, answered beside the keys, kept as a view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui.domain.keeping.kept_line import Place
from tui.domain.records.contact import ContactId, ContactRow
from tui.domain.search.saved_view import SavedView
from tui.screens.contacts.page_keys import ContactPageView
from tui.screens.finder.query_asking import QueryAsking
from tui.services.contacts.finding import Answer
from tui.services.desk import Desk
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.query_field import QueryField, QueryNotes
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


class FilteredContacts(ContactPageView):
    """A list of contacts that a query narrows."""

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

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.query_asking = QueryAsking(
            self, desk, lambda: self.filter_field, lambda: self.query_one(QueryNotes), self._show_answer
        )
        self._view_name = ""
        """The saved view that is shown, as long as its query is not touched."""

    def filter_widgets(self) -> Iterable[Widget]:
        """Give the line of the filter, what is said of it, and the count."""
        field = FilterField(placeholder="name, #tag, org:, last>90d", id="contacts-filter")
        yield field.kept_in(self.desk.lines)
        yield QueryNotes(id="contacts-notes")
        yield Lines(id="contacts-head")

    @property
    def rows(self) -> VirtualList[ContactRow]:
        """The list of contacts."""
        return self.query_one("#contacts", VirtualList)

    @property
    def filter_field(self) -> FilterField:
        """Where a filter is typed."""
        return self.query_one("#contacts-filter", FilterField)

    def reload(self) -> None:
        """Read the list and the page again."""
        self.filter_field.display = bool(self.filter_field.value) or self.filter_field.has_focus
        if self.filter_field.value.strip():
            self.query_asking.ask(is_typed=False)
            return
        self._view_name = ""
        self.query_asking.forget()
        ids = self.desk.reader.finding.everyone()
        self._list(ids, _NOBODY_HERE)
        self._say_count([(f"{len(ids):,} here", "muted")])
        self.show_page()

    def show_page(self) -> None:
        """Show the contact under the cursor beside the list."""

    def show_query(self, query: str, name: str = "") -> None:
        """Narrow the list by a query, as a saved view does."""
        with self.prevent(Input.Changed):
            self.filter_field.value = query
        self.reload()
        self._view_name = name
        self.rows.go_to(0)
        self.rows.focus()

    def show_contact(self, contact_id: ContactId, interaction_id: int | None = None) -> None:
        """Put the cursor on a contact, whatever the filter was, and on a talk with them."""
        if not self.rows.select(contact_id):
            with self.prevent(Input.Changed):
                self.filter_field.value = ""
            self.reload()
            self.rows.select(contact_id)
        self.add_class("-page")
        self.rows.focus()
        if interaction_id is not None:
            self.page.show(contact_id)
            self.page.go_to_talk(interaction_id)
            self.page.rows.focus()

    def action_filter(self) -> None:
        """Type a filter."""
        self.filter_field.display = True
        self.filter_field.focus()
        if not self.filter_field.value:
            self.filter_field.take_up(_FILTER)

    def clear_filter(self) -> None:
        """Show everybody again."""
        self.filter_field.words_done()
        self.filter_field.value = ""

    def action_views(self) -> None:
        """Choose a saved view, or save the filter as one."""
        from tui.screens.finder.views import ViewsScreen

        self.app.push_screen(ViewsScreen(self.desk, self.filter_field.value.strip()), self._view_chosen_there)

    def _view_chosen_there(self, view: SavedView | None) -> None:
        if view is not None:
            self.show_query(view.query, view.name)
            return
        # The view that is shown may have another name by now, or be gone; the filter may have become one.
        query = self.filter_field.value.strip()
        self._view_name = next(
            (kept.name for kept in self.desk.reader.views.all() if kept.query == query), ""
        )
        self.reload()

    @on(Input.Changed, "#contacts-filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._view_name = ""
        if event.value.strip():
            self.query_asking.ask(is_typed=True)
        else:
            self.reload()
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
        self.filter_field.words_done()
        name = _missed(answer)
        if name:
            self.add_person(name)
        else:
            self.query_one(QueryNotes).show([])
            self.rows.focus()
            self.filter_field.display = bool(self.filter_field.value)

    def _show_answer(self, answer: Answer, is_typed: bool) -> None:
        """Show whom a query finds; while it is unfinished, everybody stays."""
        if not self.filter_field.value.strip():
            return
        finding = self.desk.reader.finding
        name = _missed(answer) if self.filter_field.has_focus else ""
        nobody = ("Nobody matches.", f"Enter  adds “{name}”") if name else ("Nobody matches.",)
        self._list(answer.ids if answer.narrows else finding.everyone(), nobody)
        self._say_count(self._count_words(answer))
        if is_typed:
            self.rows.go_to(0)
        self.call_after_refresh(self.show_page)

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
    """Give the name of somebody who is not found and may be added: there are only words, and they find nobody."""
    if answer is None or answer.ids or answer.query.filters or answer.query.problems:
        return ""
    words = answer.query.words
    return " ".join(word.text for word in words) if not any(word.is_negated for word in words) else ""
