"""Find anyone and anything, and run any command, from one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.screen import ModalScreen

from tui.commands import Command
from tui.domain.contact import ContactId
from tui.domain.interaction import InteractionId
from tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class OpenContact:
    """Go to a contact's page."""

    id: ContactId


@dataclass(frozen=True, slots=True)
class OpenInteraction:
    """Go to what was said, on the page of the contact it was said with."""

    id: InteractionId
    contact_id: ContactId


@dataclass(frozen=True, slots=True)
class RunCommand:
    """Run a command."""

    id: str


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add somebody of that name."""

    text: str


Chosen = OpenContact | OpenInteraction | RunCommand | AddPerson


class FinderScreen(ModalScreen[Chosen | None]):
    """One line that finds people, what was said, and commands."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk, commands: Sequence[Command] = (), text: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.commands = tuple(commands)
        self.text = text
