"""What works in every numbered view: undo, find, commands, the trash, help."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.screens.people.list import PeopleList
from tui.screens.view.acts import Acts


class EveryView(Acts):
    """The acts of every view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo", id="view.undo", show=False, tooltip="Take the last change back"),
        Binding("U", "redo", "Redo", id="view.redo", show=False, tooltip="Bring back what was undone"),
        Binding("slash", "find", "Find", id="view.find", tooltip="Find people, and what was said"),
        Binding(
            "colon,ctrl+p", "commands", "Commands", id="view.commands", show=False, tooltip="Find any command"
        ),
        Binding(
            "T",
            "trash",
            "Trash",
            id="view.trash",
            show=False,
            tooltip="Show the trash: bring back, or delete for ever",
        ),
        Binding("question_mark", "help", "Help", id="view.help", tooltip="Show every key that works here"),
    ]

    @work(group="change")
    async def action_undo(self) -> None:
        """Take the last change back."""
        if self.view.take_back():
            return
        few = self.query_one(PeopleList) if self.view.LISTS_FEW else None
        before = set(few.keys) if few is not None else set()
        undone = await self.view.change(lambda services: services.undo())
        if undone is None:
            return
        back = next((key for key in few.keys if key not in before), None) if few is not None else None
        if few is not None and back is not None:
            few.select(back)
        self.message.say(f"taken back: {undone}", "U brings it back")

    @work(group="change")
    async def action_redo(self) -> None:
        """Bring back what was undone."""
        redone = await self.view.change(lambda services: services.redo())
        if redone is not None:
            self.message.say(f"brought back: {redone}", "u undo")

    def action_help(self) -> None:
        """Show every key that works here."""
        from tui.screens.every_view.asking import show_help

        show_help(self.view, self.view.title_of_tab)

    def action_find(self) -> None:
        """Find people, and what was said."""
        from tui.screens.every_view.asking import find

        find(self.view)

    def action_commands(self) -> None:
        """Find any command."""
        from tui.screens.every_view.asking import find

        find(self.view, with_commands=True)

    def action_trash(self) -> None:
        """Show what lies in the trash."""
        from tui.screens.tidying.trash import TrashScreen

        self.app.push_screen(TrashScreen(self.desk), lambda _none: self.view.reload())
