"""The full composer: an interaction with everything that can be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from tui.domain.contact import ContactId
from tui.services.desk import Desk


class ComposerScreen(Screen[str | None]):
    """Everything that can be said of one interaction."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk, contact_ids: Sequence[ContactId], line_text: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.contact_ids = tuple(contact_ids)
        self.line_text = line_text
