"""The trash: what lies there and how long it stays, bringing it back, deleting it for ever with a typed word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.domain.deleting.trash import KEPT_DAYS, Trashed, TrashKind
from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.screens.tidying.trash_rows import (
    COPY_KEYS,
    MENTION_KEYS,
    Change,
    about_farewell,
    changes_of,
    draw_change,
    draw_trashed,
    sections_of,
    yes_preview,
)
from tui.services.deleting.deleting import YES, Farewell
from tui.services.desk import Desk
from tui.services.services import Services
from tui.widgets.bar_kind import BarKind
from tui.widgets.key_menu import KeyMenu
from tui.widgets.key_row import KeyRow
from tui.widgets.line_bar import LineBar
from tui.widgets.lines import Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.rows import Line, ListedRows, RowKey
from tui.widgets.rule import Rule
from tui.widgets.virtual_list import VirtualList

_Said = Callable[[Services], str]
"""A change, and the sentence that says it was made."""


class TrashScreen(Screen[None]):
    """Everything that was moved to the trash; nothing leaves it unasked."""

    AUTO_FOCUS = "#trash-rows"
    DEFAULT_CSS = """
    TrashScreen > #trash-head { padding: 0 1; }
    TrashScreen > #trash-rows { height: 1fr; }
    TrashScreen > #trash-changes { height: 1fr; display: none; }
    TrashScreen.-asking > #trash-rows { display: none; }
    TrashScreen.-asking > #trash-changes { display: block; }
    TrashScreen > #trash-foot { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b",
            "bring_back",
            "Bring back",
            id="trash.bring_back",
            tooltip="Bring back the marked or this one",
        ),
        Binding(
            "D",
            "delete",
            "Delete for ever",
            id="trash.delete",
            tooltip="Delete the marked or this one for ever; asks for the word yes",
        ),
        Binding(
            "X",
            "empty",
            "Empty",
            id="trash.empty",
            tooltip=f"Delete for ever what has lain here {KEPT_DAYS} days, after a backup; asks for yes",
        ),
        Binding("u", "undo", "Undo", id="trash.undo", show=False, tooltip="Take the last change back"),
        Binding("U", "redo", "Redo", id="trash.redo", show=False, tooltip="Bring back what was undone"),
        Binding(
            "pagedown",
            "page(1)",
            "More",
            id="trash.page_down",
            show=False,
            tooltip="While yes is asked for: more of what would change",
        ),
        Binding(
            "pageup",
            "page(-1)",
            "Back up",
            id="trash.page_up",
            show=False,
            tooltip="While yes is asked for: back up in what would change",
        ),
        Binding("escape,q", "leave", "Back", id="trash.leave", tooltip="Go back to where you were"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """Stack title, list, what is to be known of the row, and the bar for the typed word."""
        yield Lines(id="trash-head")
        yield Rule()
        yield VirtualList[Trashed](self._draw, id="trash-rows")
        yield VirtualList[Change](draw_change, id="trash-changes")
        yield Lines(id="trash-foot")
        yield MessageRow()
        yield KeyMenu()
        yield LineBar(self.desk.lines)
        yield KeyRow()

    @property
    def rows(self) -> VirtualList[Trashed]:
        """The list."""
        return self.query_one("#trash-rows", VirtualList)

    @property
    def message(self) -> MessageRow:
        """The row that says what was done."""
        return self.query_one(MessageRow)

    @property
    def bar(self) -> LineBar:
        """The bar the word is typed in."""
        return self.query_one(LineBar)

    @property
    def menu(self) -> KeyMenu:
        """The menu of keys."""
        return self.query_one(KeyMenu)

    def on_mount(self) -> None:
        """Show what lies here."""
        self.reload()

    def reload(self) -> None:
        """Read the trash again."""
        items = self.desk.reader.trash.items()
        old = sum(not each.days_left(self.desk.today) for each in items)
        here = f"{len(items)} here" if items else "empty"
        offered = f", {old} longer than {KEPT_DAYS} days: X empties those" if old else ""
        self.query_one("#trash-head", Lines).show([[("Trash", "bold"), (f"   {here}{offered}", "muted")]])
        source = ListedRows[Trashed](items, _key_of)
        self.rows.show(source, sections_of(items), ("Nothing here.", "What you delete lies here first."))
        self._show_foot()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the word is typed, the letters are its own."""
        bar, menu = self.query_one_optional(LineBar), self.query_one_optional(KeyMenu)
        if action == "page":
            return self.has_class("-asking")
        return not ((bar is not None and bar.is_open) or (menu is not None and menu.is_open))

    @on(VirtualList.Moved)
    def _moved(self, event: VirtualList.Moved) -> None:
        event.stop()
        self._show_foot()

    @on(VirtualList.Opened)
    def _opened(self, event: VirtualList.Opened) -> None:
        """Say the row in full; Enter never changes anything."""
        event.stop()
        current = self.rows.current
        if current is not None:
            self.message.tell(f"{current.title}. {current.text}" if current.text else current.title)

    @work(group="change")
    async def action_bring_back(self) -> None:
        """Bring back the marked, or the one under the cursor."""
        items = self._chosen()
        if items:
            self.message.tell("working…")
            await self._change(lambda services: services.trash.restore(items), "u undo")

    @work(group="change")
    async def action_delete(self) -> None:
        """Say what deleting for ever takes and leaves, ask for the word, and delete."""
        items = self._chosen()
        if len(items) == 1 and items[0].kind is TrashKind.CONTACT:
            await self._delete_contact(ContactId(items[0].id))
        elif items:
            what = items[0].title if len(items) == 1 else f"{len(items)} things"
            notes = [
                "Texts about others stay as they are written.",
                "A backup of the whole book is made first. It cannot be undone, and undo steps that hold them go too.",
            ]
            if await self._says_yes(what, notes):
                await self._delete(lambda services: services.trash.delete_for_ever(items, self.desk.beside))

    @work(group="change")
    async def action_empty(self) -> None:
        """Offer to delete what has lain here long; a backup is made first."""
        count = len(self.desk.reader.trash.old())
        if not count:
            self.message.say(f"nothing has lain here {KEPT_DAYS} days yet")
            return
        what = f"{count} {'thing' if count == 1 else 'things'} that lay here {KEPT_DAYS} days"
        notes = ["A backup of the whole book is made first.", "It cannot be undone."]
        if await self._says_yes(what, notes):
            await self._delete(lambda services: services.trash.empty(self.desk.beside))

    @work(group="change")
    async def action_undo(self) -> None:
        """Take the last change back."""
        await self._change(lambda services: f"taken back: {services.undo()}", "U brings it back")

    @work(group="change")
    async def action_redo(self) -> None:
        """Bring back what was undone."""
        await self._change(lambda services: f"brought back: {services.redo()}")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    async def _delete_contact(self, contact_id: ContactId) -> None:
        """Show what deleting a contact takes, ask about their name in other texts and for the word, and delete."""
        ahead = await self._look_ahead(contact_id)
        if ahead is None:
            return
        self._show_changes(changes_of(ahead, keep_mentions=False))
        try:
            key = await self._ask_about_mentions(ahead) if ahead.mentions else ""
            if key is None:
                return
            keep_mentions = key == "k"
            self._show_changes(changes_of(ahead, keep_mentions=keep_mentions))
            is_meant = await self._says_yes(ahead.name, about_farewell(ahead, keep_mentions=keep_mentions))
        finally:
            self._show_changes(())

        def delete(services: Services) -> str:
            gone = services.deleting.contact_for_ever(
                contact_id, self.desk.beside, keep_mentions=keep_mentions, shown=ahead
            )
            return f"{gone.name} is deleted for ever. {gone.about_copies}"

        if is_meant:
            await self._delete(delete)

    async def _look_ahead(self, contact_id: ContactId) -> Farewell | None:
        """Look for everything that deleting a contact takes, which may be long; None where that fails."""
        self.message.tell("looking for what names them…")
        try:
            ahead = await self.desk.change(
                lambda services: services.deleting.farewell(contact_id, self.desk.beside)
            )
        except RapportError as error:
            self.message.fail(error)
            return None
        self.message.clear()
        return ahead

    async def _ask_about_mentions(self, ahead: Farewell) -> str | None:
        return await self.menu.ask(f"{ahead.about_mentions}:", MENTION_KEYS, ahead.mentions[0])

    def action_page(self, way: int) -> None:
        """Show more of what would change, while the word is asked for."""
        self.query_one("#trash-changes", VirtualList).action_page(way)

    def _show_changes(self, lines: Sequence[str]) -> None:
        """Show every change in the place of the list, or the list again when there is none to show."""
        if not self.is_attached:
            return
        self.set_class(bool(lines), "-asking")
        source = ListedRows[Change](list(enumerate(lines)), lambda each: each[0])
        self.query_one("#trash-changes", VirtualList).show(source)

    async def _says_yes(self, what: str, notes: Sequence[str]) -> bool:
        """Ask for the word, whether something is to be deleted for ever; Enter alone does nothing."""
        self.message.clear()
        read, title = yes_preview(what), f"Delete {what} for ever?"
        typed = await self.bar.ask(
            BarKind("trash", title, (), lambda line, _accepted: read(line), details=notes, is_kept=False)
        )
        if typed is None:
            self.message.say("nothing was deleted")
        return typed is not None and typed.text.strip().casefold() == YES

    async def _delete(self, use_case: _Said) -> None:
        """Delete for ever, then offer to delete the copy made before, which still holds what was deleted."""
        self.message.tell("working…")
        if not await self._change(use_case, is_long=True):
            return
        key = await self.menu.ask("The copy made before still holds what was deleted:", COPY_KEYS)
        if key == "x":
            await self._change(lambda services: services.deleting.remove_copy())

    async def _change(self, use_case: _Said, hint: str = "", *, is_long: bool = False) -> bool:
        """Make a change, show the trash as it then is, and say what was done; False when it was refused."""
        try:
            said = await self.desk.change(use_case)
        except RapportError as error:
            self.message.fail(error)
            self.reload()
            return False
        self.rows.clear_marks()
        self.reload()
        if is_long:
            self.message.tell(said)
        else:
            self.message.say(said, hint)
        return True

    def _chosen(self) -> list[Trashed]:
        marked = self.rows.marked
        current = self.rows.current
        if not marked:
            return [current] if current is not None else []
        return [each for each in self.desk.reader.trash.items() if each.key in marked]

    def _show_foot(self) -> None:
        current = self.rows.current
        said = f"{current.title} · {current.why(self.desk.today)}" if current is not None else ""
        self.query_one("#trash-foot", Lines).show([[(said, "muted")]] if said else [])

    def _draw(self, each: Trashed, width: int) -> Line:
        return draw_trashed(each, width, self.desk.today)


def _key_of(each: Trashed) -> RowKey:
    return each.key
