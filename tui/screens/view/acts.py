"""Keys with what they do, for whatever lies inside them: a view is made of several, one inside the other."""

from __future__ import annotations

from typing import TypeVar

from textual.app import App
from textual.containers import Vertical

from tui.screens.view.view import View
from tui.widgets.message_row import MessageRow


class Acts(Vertical):
    """Acts of one kind; their keys work wherever the keys are on something inside."""

    # A frame has nothing to be painted: what lies inside paints all of it.
    DEFAULT_CSS = """
    Acts { visibility: hidden; }
    Acts > * { visibility: visible; }
    Acts > Acts { visibility: hidden; }
    """

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self.desk = view.desk

    @property
    def message(self) -> MessageRow:
        """The row that says what was done, or why a key does nothing now."""
        return self.view.message

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key works when the view takes keys at all."""
        return self.view.check_action(action, parameters)


ActsT = TypeVar("ActsT", bound=Acts)


async def acts_of(app: App[object], view_id: str, kind: type[ActsT]) -> ActsT | None:
    """Go to a numbered view and return acts of it, or None where another screen, as the trash, lies over it."""
    await app.switch_mode(view_id)
    return app.screen.query_one_optional(kind)
