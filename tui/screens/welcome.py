"""The first start: three questions, a line each."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from tui.services.desk import Desk


class Welcome(Screen[str | None]):
    """Asks for one person to keep in touch with."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
