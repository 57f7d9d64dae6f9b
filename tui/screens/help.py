"""Help: every key that works here, from the live bindings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.screen import ModalScreen

from tui.keys import KeyEntry


class HelpScreen(ModalScreen[None]):
    """Every key that works here."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, entries: Sequence[KeyEntry], here: str = "") -> None:
        super().__init__()
        self.entries = tuple(entries)
        self.here = here
